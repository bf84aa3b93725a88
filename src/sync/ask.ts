/** One request to the server, and what its answer means (SPEC X7). A login page, a cut answer and another program's JSON are told apart. */
import { problemCodeOf, type ProblemCode } from '#core/problem-code.ts';
import { packed } from './gzip.ts';
import type { Failure } from './step.ts';

export interface Ask<Body> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'HEAD';
  readonly path: string;
  /** What is sent, made when it is needed. */
  readonly content?: () => Promise<Pick<RequestInit, 'body' | 'headers'>>;
  /** Reads an answer; null where it is none of those that were meant, and its status says what it is. */
  readonly take: (response: Response) => Promise<Answered<Body> | null>;
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
export async function ask<Body>(ports: AskPorts, { method, path, content, take }: Ask<Body>): Promise<Answered<Body>> {
  // AbortSignal.timeout is younger than our floor.
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), ports.patienceMs);
  try {
    const response = await ports.fetch(path, { method, ...(await content?.()), ...ALWAYS, signal: abort.signal });
    if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400))
      return { kind: 'portal' };
    return (
      (await take(response)) ?? failureOf(response, problemCodeOf(isJson(response) ? await jsonOf(response) : null))
    );
  } catch {
    // fetch throws for whatever lies between: no network, no name, a cut answer. Why it did is no person's business.
    return abort.signal.aborted ? { kind: 'timeout' } : { kind: 'offline' };
  } finally {
    clearTimeout(timer);
  }
}

/** A redirect is never ours: captive portals answer with one. */
const ALWAYS = { credentials: 'same-origin', cache: 'no-store', redirect: 'manual' } as const;

/** Reads the JSON of a success; a fault means that it is not this server's. */
type ReadJson<Body> = (json: unknown) => { readonly body: Body } | { readonly fault: { readonly reason: string } };

/** A request whose answer is JSON. */
export const askJson = <Body>(path: string, read: ReadJson<Body>, body?: unknown): Ask<Body> => ({
  method: body === undefined ? 'GET' : 'POST',
  path,
  ...(body === undefined ? {} : { content: () => jsonContent(body) }),
  take: async (response) => {
    if (!response.ok) return null;
    if (!isJson(response)) return { kind: 'portal' };
    const json = await jsonOf(response);
    if (json === CUT) return { kind: 'offline' };
    const got = read(json);
    if ('body' in got) return { kind: 'ok', body: got.body };
    return got.fault.reason === 'newer' ? { kind: 'tooOld' } : { kind: 'portal' };
  },
});

async function jsonContent(body: unknown): Promise<Pick<RequestInit, 'body' | 'headers'>> {
  const text = JSON.stringify(body);
  const small = await packed(text);
  const headers = { 'content-type': 'application/json' };
  return small === null
    ? { body: text, headers }
    : { body: small, headers: { ...headers, 'content-encoding': 'gzip' } };
}

const isJson = ({ headers }: Response): boolean => /\bjson\b/.test(headers.get('content-type') ?? '');

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
