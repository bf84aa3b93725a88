/** What the page and `workers/sheet.worker.ts` say to each other: one call after the other, each answered once. */
import type { StoredSheet, StoreTarget } from '#core/sheets/storing.ts';
import type { SheetDesk } from './sheet-desk.ts';

type OnProgress = (done: number, of: number) => void;
/** A desk that stores what it has read where it works; given by whoever knows the store. */
export interface StoringDesk extends Pick<SheetDesk, 'open' | 'propose' | 'read'> {
  readonly store: (target: StoreTarget, onProgress: OnProgress) => Promise<StoredSheet>;
}

export interface DeskCall {
  readonly id: number;
  readonly method: keyof StoringDesk;
  readonly args: readonly unknown[];
}
export type DeskAnswer =
  | { readonly id: number; readonly done: number; readonly of: number }
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly failed: string };

/** Serves calls with a desk; for the worker. */
export async function answerCall(
  desk: StoringDesk,
  { id, method, args }: DeskCall,
  post: (answer: DeskAnswer) => void,
): Promise<void> {
  try {
    const onProgress: OnProgress = (done, of) => post({ id, done, of });
    post({
      id,
      result: await (desk[method] as (...input: readonly unknown[]) => Promise<unknown>)(...args, onProgress),
    });
  } catch (error) {
    post({ id, failed: error instanceof Error ? error.message : String(error) });
  }
}

export interface OpenDesk extends StoringDesk {
  readonly close: () => void;
}

/** A desk in a worker of its own. Every method rejects once the worker has failed. */
export function createWorkerDesk(worker: Worker): OpenDesk {
  interface Waiting {
    readonly resolve: (value: unknown) => void;
    readonly reject: (error: Error) => void;
    readonly onProgress: OnProgress | undefined;
  }
  const waiting = new Map<number, Waiting>();
  let calls = 0;
  const failAll = (reason: string) => {
    for (const { reject } of waiting.values()) reject(new Error(reason));
    waiting.clear();
  };
  worker.addEventListener('error', ({ message }) => failAll(`The sheet worker failed: ${message}`));
  worker.addEventListener('message', ({ data }: MessageEvent<DeskAnswer>) => {
    const call = waiting.get(data.id);
    if (call === undefined) return;
    if ('done' in data) {
      call.onProgress?.(data.done, data.of);
      return;
    }
    waiting.delete(data.id);
    if ('failed' in data) call.reject(new Error(data.failed));
    else call.resolve(data.result);
  });
  const ask = (method: keyof StoringDesk, args: readonly unknown[], onProgress?: OnProgress): Promise<unknown> =>
    new Promise((resolve, reject) => {
      calls += 1;
      waiting.set(calls, { resolve, reject, onProgress });
      worker.postMessage({ id: calls, method, args } satisfies DeskCall);
    });
  const asking = <M extends keyof StoringDesk>(method: M) =>
    ((...args: readonly unknown[]) => ask(method, args)) as StoringDesk[M];
  return {
    open: asking('open'),
    propose: asking('propose'),
    read: asking('read'),
    store: (target, onProgress) => ask('store', [target], onProgress) as Promise<StoredSheet>,
    close: () => {
      worker.terminate();
      failAll('The sheet desk was closed');
    },
  };
}
