/** Photos on the device: kept apart from records, so that a full phone loses a picture and never a word (SPEC D7). */
import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useRef, useState } from 'react';
import { refusalText, type Shrunk, type SmallPhoto } from '#core/photo.ts';
import type { LedgerDb } from './db.ts';
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

interface Shown {
  readonly url: string;
  /** A thumbnail stands in for an original that lies elsewhere. */
  readonly standsIn: boolean;
}

const urlOf = (bytes: ArrayBuffer, type: string): string => URL.createObjectURL(new Blob([bytes], { type }));

async function shownOf({ blobs, thumbnails }: LedgerDb, id: string, size: PhotoSize): Promise<Shown | null> {
  const blob = await blobs.get(id);
  if (blob !== undefined) {
    const bytes = size === 'thumbnail' ? (blob.thumbnail ?? blob.bytes) : blob.bytes;
    return { url: urlOf(bytes, blob.type), standsIn: false };
  }
  const small = await thumbnails.get(id);
  return small === undefined ? null : { url: urlOf(small.bytes, small.type), standsIn: true };
}

/**
 * Addresses of photos for as long as the screen shows them, by the photo's id. Of one that lies on another device the thumbnail is
 * shown until the original has come; one of which nothing is here (a backup without photos) has none. `size` stays the same while the
 * screen is open.
 */
export function usePhotoUrls(ids: readonly string[], size: PhotoSize): ReadonlyMap<string, string> {
  const { db } = useStore();
  const [urls, setUrls] = useState<ReadonlyMap<string, string>>(NO_URLS);
  const held = useRef(new Map<string, Shown>());
  const wanted = ids.join(' ');
  // What has come by now: a photo that arrives while it is looked at is shown.
  const here = useLiveQuery(async () => {
    const keys = idsIn(wanted);
    const found = await Promise.all([db.blobs.bulkGet(keys), db.thumbnails.bulkGet(keys)]);
    return found.flat().filter((one) => one !== undefined).length;
  }, [db, wanted]);
  useEffect(() => {
    if (here === undefined) return undefined;
    let open = true;
    const now = idsIn(wanted);
    const load = async () => {
      const due = now.filter((id) => held.current.get(id)?.standsIn !== false);
      const shown = await Promise.all(due.map((id) => shownOf(db, id, size)));
      due.forEach((id, i) => {
        const next = shown[i];
        if (next === null || next === undefined) return;
        if (!open) URL.revokeObjectURL(next.url);
        else {
          release(held.current, id);
          held.current.set(id, next);
        }
      });
      if (!open) return;
      held.current.forEach((_shown, id) => {
        if (!now.includes(id)) release(held.current, id);
      });
      setUrls(new Map([...held.current].map(([id, { url }]) => [id, url])));
    };
    void load();
    return () => {
      open = false;
    };
  }, [db, wanted, size, here]);
  useEffect(() => {
    const map = held.current;
    // Unrevoked addresses keep the bytes in memory for as long as the tab lives.
    return () => {
      map.forEach((_url, id) => release(map, id));
    };
  }, []);
  return urls;
}

const idsIn = (wanted: string): string[] => (wanted === '' ? [] : wanted.split(' '));

const NO_URLS: ReadonlyMap<string, string> = new Map();

function release(held: Map<string, Shown>, id: string): void {
  URL.revokeObjectURL(held.get(id)?.url ?? '');
  held.delete(id);
}
