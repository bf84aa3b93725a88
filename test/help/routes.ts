/** A server that answers by path, for screens whose subject is what they make of the answers. */
import type { ProblemCode } from '#core/problem-code.ts';

export interface Call {
  readonly path: string;
  readonly body: unknown;
}
/** A JSON body, a problem's code, 204 for a body that is empty, or null: no network. */
type Reply = object | ProblemCode | 204 | null;
/** By path; a function sees the body that was sent. */
export type Routes = { readonly [path: string]: Reply | ((body: unknown) => Reply) };

const jsonAnswer = (json: unknown, status: number, type: string): Response =>
  new Response(JSON.stringify(json), { status, headers: { 'content-type': type } });

export function aServer(routes: Routes): { readonly send: typeof fetch; readonly calls: readonly Call[] } {
  const calls: Call[] = [];
  const send = async (input: RequestInfo | URL, { body: text }: RequestInit = {}): Promise<Response> => {
    const path = input as string;
    const body: unknown = typeof text === 'string' ? JSON.parse(text) : undefined;
    calls.push({ path, body });
    const route = routes[path];
    const reply = typeof route === 'function' ? route(body) : route;
    if (reply === null || reply === undefined) throw new TypeError('no network');
    if (reply === 204) return new Response(null, { status: 204 });
    if (typeof reply === 'string') return jsonAnswer({ code: reply }, 400, 'application/problem+json');
    return jsonAnswer(reply, 200, 'application/json');
  };
  return { send, calls };
}
