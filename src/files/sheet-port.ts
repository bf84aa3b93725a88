/** What the page and `workers/sheet.worker.ts` say to each other: one call after the other, answered in parts where it is long. */
import type { SheetDesk } from './sheet-desk.ts';

type Method = keyof SheetDesk;
export interface DeskCall {
  readonly id: number;
  readonly method: Method;
  readonly args: readonly unknown[];
}
export type DeskAnswer =
  | { readonly id: number; readonly part: readonly unknown[] }
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly failed: string };

/** Receiving a long message stops the main thread: a change is 64 KB at most, a row about two. */
const PARTS: { readonly [method in Method]?: number } = { seal: 4, rows: 100 };

/** Serves calls with a desk; for the worker. */
export async function answerCall(
  desk: SheetDesk,
  { id, method, args }: DeskCall,
  post: (answer: DeskAnswer) => void,
): Promise<void> {
  try {
    const result = await (desk[method] as (...input: readonly unknown[]) => Promise<unknown>)(...args);
    const size = PARTS[method];
    if (size === undefined || !Array.isArray(result)) return post({ id, result });
    for (let at = 0; at < result.length; at += size) post({ id, part: result.slice(at, at + size) as unknown[] });
    post({ id, result: null });
  } catch (error) {
    post({ id, failed: error instanceof Error ? error.message : String(error) });
  }
}

export interface OpenDesk extends SheetDesk {
  readonly close: () => void;
}

/** A desk in a worker of its own. Every method rejects once the worker has failed. */
export function createWorkerDesk(worker: Worker): OpenDesk {
  const waiting = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (error: Error) => void; parts: unknown[] }
  >();
  let calls = 0;
  const failAll = (reason: string) => {
    for (const { reject } of waiting.values()) reject(new Error(reason));
    waiting.clear();
  };
  worker.addEventListener('error', ({ message }) => failAll(`The sheet worker failed: ${message}`));
  worker.addEventListener('message', ({ data }: MessageEvent<DeskAnswer>) => {
    const call = waiting.get(data.id);
    if (call === undefined) return;
    if ('part' in data) {
      call.parts.push(...data.part);
      return;
    }
    waiting.delete(data.id);
    if ('failed' in data) call.reject(new Error(data.failed));
    else call.resolve(data.result ?? call.parts);
  });
  const ask = <M extends Method>(method: M) =>
    ((...args: readonly unknown[]) =>
      new Promise((resolve, reject) => {
        calls += 1;
        waiting.set(calls, { resolve, reject, parts: [] });
        worker.postMessage({ id: calls, method, args } satisfies DeskCall);
      })) as SheetDesk[M];
  return {
    open: ask('open'),
    propose: ask('propose'),
    read: ask('read'),
    units: ask('units'),
    seal: ask('seal'),
    rows: ask('rows'),
    close: () => {
      worker.terminate();
      failAll('The sheet desk was closed');
    },
  };
}
