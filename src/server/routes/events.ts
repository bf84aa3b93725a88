import type { FastifyInstance } from 'fastify';
import { Readable } from 'node:stream';
import { callerOf } from '#server/accounts/sessions.ts';
import { speaker } from '#server/http/access.ts';
import { sessionCookieOf } from '#server/http/cookie.ts';
import type { ApiPorts } from '#server/http/ports.ts';
import { answers } from '#server/http/schemas.ts';

/** Shorter than the half minute after which proxies close what is silent. */
const HEARTBEAT_MS = 25_000;
/** What a device's own run of saves causes is told once. */
const GATHER_MS = 300;

const POKE = 'event: poke\ndata: {}\n\n';
const HEARTBEAT = ': still here\n\n';

type Seen = ReturnType<ApiPorts['ledger']['accountOf']>;
/** Units and accounts stand in these. */
const decidesOfRights = (scope: string): boolean => /\/(shared|office)$/.test(scope);

/** Server-sent `poke` whenever a scope that the session sees has grown. It carries nothing: what is new comes by `/api/sync`. */
export function eventRoute(app: FastifyInstance, ports: ApiPorts & { readonly heartbeatMs?: number }): void {
  const { accounts, ledger, heartbeatMs = HEARTBEAT_MS } = ports;
  const open = new Set<Readable>();
  app.addHook('preClose', async () => {
    for (const stream of open) stream.push(null);
  });

  const event = { description: 'events', content: { 'text/event-stream': { schema: { type: 'string' } } } };
  const schema = {
    summary: 'Server-sent `poke` whenever a scope that the session sees has grown',
    response: answers(event),
  };
  app.get('/api/events', { schema, config: { needs: 'active' }, exposeHeadRoute: false }, async (request, reply) => {
    const caller = speaker(request);
    const cookie = sessionCookieOf(request);
    const stream = new Readable({ read: () => undefined });
    open.add(stream);
    let telling: NodeJS.Timeout | null = null;
    const grown = new Set<string>();
    /** What the device sees; asked for again when what decides about it may have moved, and after every heartbeat. */
    let seen: Seen | null = null;

    const tell = async (): Promise<void> => {
      const { scopes } = await (seen ??= ledger.accountOf(caller));
      const isMine = [...grown].some((scope) => scopes.has(scope));
      grown.clear();
      if (isMine) stream.push(POKE);
    };
    const hear = (scopes: readonly string[]): void => {
      if (scopes.some(decidesOfRights)) seen = null;
      for (const scope of scopes) grown.add(scope);
      telling ??= setTimeout(() => {
        telling = null;
        tell().catch((cause: unknown) => {
          seen = null;
          request.log.error({ err: cause }, 'Not poked');
        });
      }, GATHER_MS);
    };
    const beat = async (): Promise<void> => {
      seen = null;
      // A device that was revoked meanwhile, or a session that ended, hears nothing more.
      if (typeof (await callerOf(accounts, cookie)) === 'string') stream.push(null);
      else stream.push(HEARTBEAT);
    };

    const deaf = ledger.onGrown((township, scopes, by) => {
      // What the device itself sent it knows already.
      if (township === caller.township && !by.has(caller.device)) hear(scopes);
    });
    const beating = setInterval(() => void beat().catch(() => stream.push(null)), heartbeatMs);
    stream.once('close', () => {
      open.delete(stream);
      deaf();
      clearInterval(beating);
      if (telling !== null) clearTimeout(telling);
    });
    request.raw.once('close', () => stream.destroy());
    // At once, so that the browser knows the stream is open; and what to wait before it opens another.
    stream.push('retry: 5000\n\n');
    return reply.type('text/event-stream').header('x-accel-buffering', 'no').send(stream);
  });
}
