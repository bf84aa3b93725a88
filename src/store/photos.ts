/** Photos on the device: kept apart from records, so that a full phone loses a picture and never a word (SPEC D7). */
import { useEffect, useRef, useState } from 'react';
import { refusalText, type Shrunk, type SmallPhoto } from '#core/photo.ts';
import type { StoredBlob } from './db.ts';
import { guarded } from './guarded.ts';
import { useStore } from './hooks.ts';
import { looseEntry } from './loose-photos.ts';
import type { Store } from './store.ts';

/** Makes a photo small, in a worker or where there is none on the page. */
export type Shrink = (file: Blob) => Promise<Shrunk>;

/** What the record remembers of a photo; the bytes lie in the blob store under `blob`. */
interface KeptPhoto {
  readonly blob: string;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly takenOn?: string;
}

export type AddedPhoto =
  | { readonly ok: true; readonly photo: KeptPhoto }
  /** One plain sentence; the record is as it was. */
  | { readonly ok: false; readonly problem: string };

const FULL = '手机空间不够，这张照片没有存下。文字照常能存；清出空间后可以再加照片。';
const MEMORY = '手机内存不够，这张照片没有存下。请关掉别的应用再试；文字照常能存。';
const CLOSED = '手机中断了存储，这张照片没有存下。文字还在；请重新打开后再加照片。';

/** Left for text: photos stop before the last of the space is gone. */
const RESERVE = 8_000_000;

async function hasRoom(bytes: number): Promise<boolean> {
  // Missing before Safari 17, and wrong in private windows: then the write itself tells.
  const estimate = await navigator.storage?.estimate?.().catch(() => null);
  if (estimate?.quota === undefined || estimate.usage === undefined) return true;
  return estimate.quota - estimate.usage > bytes + RESERVE;
}

/** Makes a photo small and keeps it for a record. The same picture chosen twice is kept once. */
export async function addPhoto(store: Store, file: Blob, shrink: Shrink, record: string): Promise<AddedPhoto> {
  // A canvas that the browser does not give is no bug: it has no memory left for so large a picture.
  const shrunk = await shrink(file).catch(() => null);
  if (shrunk === null) return { ok: false, problem: MEMORY };
  if (!shrunk.ok) return { ok: false, problem: refusalText[shrunk.refusal] };
  const { photo } = shrunk;
  if (!(await hasRoom(photo.bytes.byteLength + photo.thumbnail.byteLength))) return { ok: false, problem: FULL };
  const { id, bytes, type, thumbnail } = photo;
  const { db, ports } = store;
  const kept = await guarded(store, () =>
    db.transaction('rw', db.blobs, db.meta, async () => {
      await db.meta.put(looseEntry(id, record, ports.now()));
      await db.blobs.put({ id, bytes, type, thumbnail });
    }),
  );
  if (!kept.ok) return { ok: false, problem: kept.failure === 'full' ? FULL : CLOSED };
  return { ok: true, photo: keptOf(photo) };
}

const keptOf = ({ id, width, height, bytes, takenOn }: SmallPhoto): KeptPhoto => ({
  blob: id,
  width,
  height,
  bytes: bytes.byteLength,
  ...(takenOn === null ? {} : { takenOn }),
});

export type PhotoSize = 'full' | 'thumbnail';

const urlOf = ({ bytes, type, thumbnail }: StoredBlob, size: PhotoSize): string =>
  URL.createObjectURL(new Blob([size === 'thumbnail' ? (thumbnail ?? bytes) : bytes], { type }));

/**
 * Addresses of photos for as long as the screen shows them, by the photo's id. One that is not on this device (a
 * backup without photos) has none. `size` stays the same while the screen is open.
 */
export function usePhotoUrls(ids: readonly string[], size: PhotoSize): ReadonlyMap<string, string> {
  const { db } = useStore();
  const [urls, setUrls] = useState<ReadonlyMap<string, string>>(NO_URLS);
  const held = useRef(new Map<string, string>());
  const wanted = ids.join(' ');
  useEffect(() => {
    let open = true;
    const now = wanted === '' ? [] : wanted.split(' ');
    const load = async () => {
      const blobs = await db.blobs.bulkGet(now.filter((id) => !held.current.has(id)));
      if (!open) return;
      for (const blob of blobs) if (blob !== undefined) held.current.set(blob.id, urlOf(blob, size));
      held.current.forEach((_url, id) => {
        if (!now.includes(id)) release(held.current, id);
      });
      setUrls(new Map(held.current));
    };
    void load();
    return () => {
      open = false;
    };
  }, [db, wanted, size]);
  useEffect(() => {
    const map = held.current;
    // Unrevoked addresses keep the bytes in memory for as long as the tab lives.
    return () => {
      map.forEach((_url, id) => release(map, id));
    };
  }, []);
  return urls;
}

const NO_URLS: ReadonlyMap<string, string> = new Map();

function release(held: Map<string, string>, id: string): void {
  URL.revokeObjectURL(held.get(id) ?? '');
  held.delete(id);
}
