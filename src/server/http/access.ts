/** The one place where it is decided whether a caller may use a route (SPEC S3). Every route of the API says what it needs. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ProblemCode } from '#core/problem-code.ts';
import { scopeFault } from '#core/wire.ts';
import { callersOf } from '#server/accounts/sessions.ts';
import type { Ports } from '#server/accounts/ports.ts';
import { sessionCookieOf } from '#server/http/cookie.ts';
import type { Caller, SignedIn } from '#server/caller.ts';
import { inGroups } from '#server/group.ts';
import type { Ledger } from '#server/ledger.ts';
import { sendProblem } from '#server/problem.ts';

/**
 * nothing: anybody. session: any device that is signed in, one reported lost included. active: not that one. office: whoever
 * writes the township's office records. read, bring: the scope named in the address; bring is for what a device hands over, which it may also
 * where its right has ended and the words went up for review (SPEC X8).
 */
type Needs = 'nothing' | 'session' | 'active' | 'office' | 'read' | 'bring';

declare module 'fastify' {
  interface FastifyContextConfig {
    needs?: Needs;
  }
  interface FastifyRequest {
    caller: SignedIn | null;
  }
}

export interface AccessPorts {
  readonly accounts: Pick<Ports, 'storage' | 'clock'>;
  readonly ledger: Pick<Ledger, 'accountOf'>;
}

export function guardRoutes(app: FastifyInstance, ports: AccessPorts): void {
  const look: Look = inGroups((cookies) => callersOf(ports.accounts, cookies));
  app.decorateRequest('caller', null);
  app.addHook('onRoute', ({ url, config }) => {
    // A route that forgets to say it would be open to all.
    if (url.startsWith('/api/') && config?.needs === undefined) throw new Error(`${url} does not say what it needs`);
  });
  // Before the body is read: what may not be done costs nothing.
  app.addHook('preParsing', async (request, reply) => {
    const problem = await problemWith(ports, look, request);
    if (problem !== null) await refuse(reply, problem);
  });
}

const refuse = async (reply: FastifyReply, problem: ProblemCode): Promise<void> => {
  await sendProblem(reply, problem);
};

/** Looks up who speaks by the session's cookie; those who ask at once share one look. */
type Look = (cookie: string | null) => Promise<SignedIn | ProblemCode>;

async function problemWith(ports: AccessPorts, look: Look, request: FastifyRequest): Promise<ProblemCode | null> {
  const { needs } = request.routeOptions.config;
  if (needs === undefined || needs === 'nothing') return null;
  const caller = await look(sessionCookieOf(request));
  if (typeof caller === 'string') return caller;
  request.caller = caller;
  if (needs === 'session') return null;
  if (needs === 'bring') return problemWithBringing(ports, caller, request);
  if (caller.state === 'lost') return 'revoked';
  if (needs === 'active') return null;

  if (needs === 'office') return (await isOffice(ports.ledger, caller)) ? null : 'noRight';
  const scope = scopeIn(request);
  if (scope === null) return 'shape';
  const { scopes } = await ports.ledger.accountOf(caller);
  return scopes.has(scope) ? null : 'noRight';
}

async function problemWithBringing(
  { accounts, ledger }: AccessPorts,
  caller: Caller,
  request: FastifyRequest,
): Promise<ProblemCode | null> {
  const scope = scopeIn(request);
  if (scope === null) return 'shape';
  const { scopes } = await ledger.accountOf(caller);
  if (scopes.get(scope) === 'write') return null;
  const { township, device } = caller;
  const written = await accounts.storage.db
    .selectFrom('chains')
    .select('n')
    .where('township', '=', township)
    .where('device', '=', device)
    .where('scope', '=', scope)
    .executeTakeFirst();
  return written === undefined ? 'noRight' : null;
}

/** Whether the caller writes the township's office records. */
export async function isOffice(ledger: Pick<Ledger, 'accountOf'>, caller: Caller): Promise<boolean> {
  return (await ledger.accountOf(caller)).scopes.get(`${caller.township}/office`) === 'write';
}

function scopeIn({ params, query }: FastifyRequest): string | null {
  const { scope } = { ...(query as object), ...(params as object) } as { readonly scope?: unknown };
  return typeof scope === 'string' && scopeFault(scope, '') === null ? scope : null;
}

/** The caller of a route that needs one. */
export function speaker({ caller }: FastifyRequest): SignedIn {
  if (caller === null) throw new Error('A route asks for a caller without needing one');
  return caller;
}
