/** Photos are made small in a worker where the browser can draw there, on the page where it cannot. */
import { createContext } from 'react';
import type { Shrunk } from '#core/photo.ts';
import type { Shrink } from '#store/photos.ts';

/** Fetched when it is needed: most phones draw in the worker. */
const drawOnPage: Shrink = async (file) => {
  const [{ shrinkOn }, { pageEasel }] = await Promise.all([import('#files/photo.ts'), import('#files/photo-page.ts')]);
  return shrinkOn(pageEasel, file);
};

/** What a worker may say; null: the page has to do it. */
type Answer = Shrunk | null;

/** A worker that nobody needed for so long gives its memory back. */
const IDLE_MS = 20_000;

/**
 * One photo at a time: two large pictures decoded at once close the browser on a phone with little memory. Kernels that
 * know no module workers (Safari 14, Firefox 90) fail to start one; then the page draws.
 */
export function createShrink(startWorker: () => Worker): Shrink {
  let worker: Worker | null = null;
  let broken = false;
  let last: Promise<unknown> = Promise.resolve();
  let idle = 0;

  const rest = () => {
    worker?.terminate();
    worker = null;
  };
  const inWorker = async (file: Blob): Promise<Answer> => {
    try {
      worker ??= startWorker();
      return await askWorker(worker, file);
    } catch {
      broken = true;
      rest();
      return null;
    }
  };
  const shrink = async (file: Blob): Promise<Shrunk> => {
    clearTimeout(idle);
    const answer = broken ? null : await inWorker(file);
    idle = window.setTimeout(rest, IDLE_MS);
    return answer ?? drawOnPage(file);
  };
  return (file) => {
    const turn = last.then(() => shrink(file));
    last = turn.catch(() => null);
    return turn;
  };
}

function askWorker(worker: Worker, file: Blob): Promise<Answer> {
  return new Promise<Answer>((resolve, reject) => {
    const done = () => {
      worker.removeEventListener('message', onMessage);
      worker.removeEventListener('error', onError);
    };
    const onMessage = ({ data }: MessageEvent<Answer>) => {
      done();
      resolve(data);
    };
    const onError = () => {
      done();
      reject(new Error('The worker did not start'));
    };
    worker.addEventListener('message', onMessage);
    worker.addEventListener('error', onError);
    worker.postMessage(file);
  });
}

/** Given by main.tsx, which knows the worker; without it the page draws. */
export const ShrinkContext = createContext<Shrink>(drawOnPage);
