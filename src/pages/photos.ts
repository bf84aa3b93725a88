/** Photos in a form: kept on the device first, then known to the form. */
import { useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from '#store/hooks.ts';
import { dropLoosePhotos } from '#store/loose-photos.ts';
import { addPhoto, usePhotoUrls } from '#store/photos.ts';
import type { PhotoPort } from '#ui/fields/form-api.ts';
import { onFlush } from './shell/flush.ts';
import { ShrinkContext } from './shrink.ts';

export interface PhotoPortProps {
  /** Id of the record that the form writes. */
  readonly record: string;
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
export function usePhotoPort({ record, blobs, onChange, newItemId }: PhotoPortProps): FormPhotos {
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
  // What earlier forms left behind; this one's photos are too young.
  useEffect(() => void dropLoosePhotos(store).catch(() => {}), [store]);
  useEffect(() => {
    latest.current = { onChange, newItemId };
  }, [onChange, newItemId]);
  return useMemo(() => {
    const addOne = async (path: string, file: File, id: string) => {
      const added = await addPhoto(store, file, shrink, record);
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
  }, [store, shrink, record, settled, urls, busy, problem]);
}
