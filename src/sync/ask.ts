/** One request to the server, and what its answer means (SPEC X7). A login page, a cut answer and another program's JSON are told apart. */
import { problemCodeOf, type ProblemCode } from '#core/problem-code.ts';
import { packed } from './gzip.ts';
import type { Failure } from './step.ts';

export interface Ask<Body> {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: unknown;
  /** Reads the JSON of a success; a fault means that it is not this server's. */
  readonly read: (json: unknown) => { readonly body: Body } | { readonly fault: { readonly reason: string } };
}

/** tooLarge: the body itself was refused, less of it may pass. timeout: nothing came in time. */
export type Answered<Body> =
  | { readonly kind: 'ok'; readonly body: Body }
  | Failure
  | { readonly kind: 'tooLarge' }
  | { readonly kind: 'timeout' };

export interface AskPorts {
  readonly fetch: typeof fetch;
  /** Patience for one request: 256 KB take half a minute on a weak signal. */
  readonly patienceMs: number;
}

/** Asks once. Nothing here is repeated: every request may be repeated by whoever asked. */
export async function ask<Body>(ports: AskPorts, { method, path, body, read }: Ask<Body>): Promise<Answered<Body>> {
  // AbortSignal.timeout is younger than our floor.
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), ports.patienceMs);
  try {
    const response = await ports.fetch(path, { method, ...(await bodyOf(body)), ...ALWAYS, signal: abort.signal });
    return await answerOf(response, read);
  } catch {
    // fetch throws for whatever lies between: no network, no name, a cut answer. Why it did is no person's business.
    return abort.signal.aborted ? { kind: 'timeout' } : { kind: 'offline' };
  } finally {
    clearTimeout(timer);
  }
}

/** A redirect is never ours: captive portals answer with one. */
const ALWAYS = { credentials: 'same-origin', cache: 'no-store', redirect: 'manual' } as const;

async function bodyOf(body: unknown): Promise<RequestInit> {
  if (body === undefined) return {};
  const text = JSON.stringify(body);
  const small = await packed(text);
  const headers = { 'content-type': 'application/json' };
  return small === null
    ? { body: text, headers }
    : { body: small, headers: { ...headers, 'content-encoding': 'gzip' } };
}

async function answerOf<Body>(response: Response, read: Ask<Body>['read']): Promise<Answered<Body>> {
  if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400))
    return { kind: 'portal' };
  const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '');
  if (!response.ok) return failureOf(response, isJson ? problemCodeOf(await jsonOf(response)) : null);
  if (!isJson) return { kind: 'portal' };
  const json = await jsonOf(response);
  if (json === CUT) return { kind: 'offline' };
  const got = read(json);
  if ('body' in got) return { kind: 'ok', body: got.body };
  return { kind: got.fault.reason === 'newer' ? 'tooOld' : 'portal' };
}

const CUT = Symbol('cut');

/** What was cut on the way does not parse, and is no answer at all. */
async function jsonOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return CUT;
  }
}

/** Failures by what the server calls them. Any other code that it knows is a request that cannot be had. */
const KINDS: { readonly [code in ProblemCode]?: Exclude<Failure['kind'], 'busy'> } = {
  signedOut: 'signedOut',
  challengeGone: 'signedOut',
  revoked: 'revoked',
  memberEnded: 'revoked',
  unknownDevice: 'revoked',
  appTooOld: 'tooOld',
};

function failureOf({ status, headers }: Response, code: ProblemCode | null): Failure | { readonly kind: 'tooLarge' } {
  // What stands before the server refuses large bodies and says that it is away in words of its own.
  if (status === 413) return { kind: 'tooLarge' };
  if (status === 429 || (status >= 500 && status !== 501 && status !== 511)) {
    const busy = { kind: 'busy', afterMs: waitOf(headers.get('retry-after')) } as const;
    return code === null ? busy : { ...busy, code };
  }
  if (status === 426) return { kind: 'tooOld' };
  // Without a code of ours it was said by somebody else: a login page, a proxy, another program.
  if (code === null) return { kind: 'portal' };
  return { kind: KINDS[code] ?? 'unusable', code };
}

/** Milliseconds that `Retry-After` asks for; dates are left aside, this device's clock may be wrong. */
function waitOf(text: string | null): number | null {
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) * 1000 : null;
}
