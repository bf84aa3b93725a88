/** Photos in a form: made small in a worker where the browser can draw there, on the page where it cannot. */
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { Shrink, Shrunk } from '#core/photo.ts';
import { pageEasel } from '#files/photo-page.ts';
import { shrinkOn } from '#files/photo.ts';
import { useStore } from '#store/hooks.ts';
import { addPhoto, usePhotoUrls } from '#store/photos.ts';
import type { PhotoPort } from '#ui/fields/form-api.ts';
import { onFlush } from './shell/flush.ts';

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
    return answer ?? shrinkOn(pageEasel, file);
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
export const ShrinkContext = createContext<Shrink>((file) => shrinkOn(pageEasel, file));

export interface PhotoPortProps {
  /** Ids of the pictures that the form shows. */
  readonly blobs: readonly string[];
  readonly onChange: (path: string, raw: unknown) => void;
  readonly newItemId: () => string;
}

interface Busy {
  readonly id: string;
  readonly name: string;
  readonly done: number;
}

const NO_BUSY: readonly Busy[] = [];

export interface FormPhotos extends PhotoPort {
  /** Resolves when no picture is being made small any more: a form must not close before. */
  readonly settled: () => Promise<void>;
}

/** What the form of any kind needs to take pictures. Each one is on the device before the form knows of it. */
export function usePhotoPort({ blobs, onChange, newItemId }: PhotoPortProps): FormPhotos {
  const store = useStore();
  const shrink = useContext(ShrinkContext);
  const [busy, setBusy] = useState(NO_BUSY);
  const [problem, setProblem] = useState('');
  const urls = usePhotoUrls(blobs, 'thumbnail');
  // The port stays the same while pictures are worked on: a new one would draw every field of the form again.
  const latest = useRef({ onChange, newItemId });
  const pending = useRef(new Set<Promise<void>>());
  const settled = useCallback(async () => void (await Promise.all(pending.current)), []);
  useEffect(() => onFlush(settled), [settled]);
  useEffect(() => {
    latest.current = { onChange, newItemId };
  }, [onChange, newItemId]);
  return useMemo(() => {
    const addOne = async (path: string, file: File, id: string) => {
      const added = await addPhoto(store, file, shrink);
      setBusy((list) => list.filter((one) => one.id !== id));
      if (added.ok) latest.current.onChange(`${path}.${id}`, added.photo);
      else setProblem(added.problem);
    };
    const add = (path: string, files: readonly File[]) => {
      setProblem('');
      const started = files.map((file) => ({ file, id: latest.current.newItemId() }));
      setBusy((list) => [...list, ...started.map(({ file, id }) => ({ id, name: file.name, done: 0 }))]);
      for (const { file, id } of started) {
        const one = addOne(path, file, id).finally(() => pending.current.delete(one));
        pending.current.add(one);
      }
    };
    return {
      add,
      settled,
      url: (blob: string) => urls.get(blob),
      ...(busy.length > 0 ? { busy } : {}),
      ...(problem === '' ? {} : { problem }),
    };
  }, [store, shrink, settled, urls, busy, problem]);
}
