/**
 * Photos as files beside the database, a copy for each scope they were uploaded for: whoever may read a scope reads its photos, and
 * knowing a hash opens nothing. The folder is the whole truth, so a copy of it is a backup.
 */
import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface BlobPlace {
  readonly township: string;
  readonly scope: string;
  /** SHA-256 of the photo's bytes in hex. */
  readonly id: string;
}

/** How much of a photo lies on disk. */
export interface Held {
  readonly offset: number;
  readonly complete: boolean;
}

export interface Chunk {
  readonly offset: number;
  /** Of the whole photo. */
  readonly length: number;
  readonly bytes: Uint8Array;
}

type ChunkOutcome =
  | { readonly kind: 'held'; readonly held: Held }
  /** The chunk begins behind what is here. */
  | { readonly kind: 'gap'; readonly held: Held }
  /** All bytes came and they are not those of the hash: the upload begins anew. */
  | { readonly kind: 'damaged' };

export interface BlobFiles {
  held(place: BlobPlace): Promise<Held>;
  /** Stores a chunk; what it answers lies on the disk. Safe to repeat and to cut at any point. */
  append(place: BlobPlace, chunk: Chunk): Promise<ChunkOutcome>;
  /** null when it is not here whole. */
  read(place: BlobPlace): Promise<Buffer | null>;
  putThumbnail(place: BlobPlace, bytes: Uint8Array): Promise<void>;
  readThumbnail(place: BlobPlace): Promise<Buffer | null>;
  /** Photo, thumbnail and what came of them so far (SPEC C9). */
  remove(place: BlobPlace): Promise<void>;
}

const hashOf = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

export function openBlobFiles(folder: string): BlobFiles {
  // Names of townships and scopes come from outside and may hold anything that a file name may not.
  const pathOf = ({ township, scope, id }: BlobPlace): string =>
    join(folder, hashOf(township).slice(0, 32), hashOf(scope).slice(0, 32), id.slice(0, 2), id);
  const inTurn = turns();

  const held = async (place: BlobPlace): Promise<Held> => {
    const path = pathOf(place);
    const whole = await sizeOf(path);
    if (whole !== null) return { offset: whole, complete: true };
    return { offset: (await sizeOf(partOf(path))) ?? 0, complete: false };
  };

  const append = async (place: BlobPlace, chunk: Chunk): Promise<ChunkOutcome> => {
    const path = pathOf(place);
    const before = await held(place);
    if (before.complete) return { kind: 'held', held: before };
    if (chunk.offset > before.offset) return { kind: 'gap', held: before };
    const fresh = chunk.bytes.subarray(before.offset - chunk.offset);
    await mkdir(dirname(path), { recursive: true });
    if (fresh.length > 0) await writeAt(partOf(path), before.offset, fresh);
    const offset = before.offset + fresh.length;
    if (offset < chunk.length) return { kind: 'held', held: { offset, complete: false } };
    return (await finish(path, place.id)) ? { kind: 'held', held: { offset, complete: true } } : { kind: 'damaged' };
  };

  return {
    held,
    append: (place, chunk) => inTurn(pathOf(place), () => append(place, chunk)),
    read: (place) => contentOf(pathOf(place)),
    putThumbnail: (place, bytes) => {
      const path = `${pathOf(place)}.thumbnail`;
      return inTurn(path, async () => {
        if ((await sizeOf(path)) !== null) return;
        await mkdir(dirname(path), { recursive: true });
        await rm(partOf(path), { force: true });
        await writeAt(partOf(path), 0, bytes);
        await settle(path);
      });
    },
    readThumbnail: (place) => contentOf(`${pathOf(place)}.thumbnail`),
    remove: async (place) => {
      for (const path of [pathOf(place), `${pathOf(place)}.thumbnail`]) {
        await inTurn(path, async () => {
          for (const file of [path, partOf(path)]) await rm(file, { force: true });
        });
      }
    },
  };
}

const partOf = (path: string): string => `${path}.part`;

/** Takes a whole upload over under its name; false, and nothing is left, when its bytes are not those of the hash. */
async function finish(path: string, id: string): Promise<boolean> {
  if (hashOf(await readFile(partOf(path))) !== id) {
    await rm(partOf(path), { force: true });
    return false;
  }
  await settle(path);
  return true;
}

async function writeAt(path: string, offset: number, bytes: Uint8Array): Promise<void> {
  await withFile(path, 'a', async (file) => {
    // A crash may have left bytes that were never answered for.
    await file.truncate(offset);
    await file.appendFile(bytes);
    await file.sync();
  });
}

/** The new name must survive a power cut as well: a folder is synchronised like a file. */
async function settle(path: string): Promise<void> {
  await rename(partOf(path), path);
  await withFile(dirname(path), 'r', (folder) => folder.sync());
}

async function withFile(path: string, flags: string, act: (file: FileHandle) => Promise<void>): Promise<void> {
  const file = await open(path, flags, 0o600);
  try {
    await act(file);
  } finally {
    await file.close();
  }
}

const orMissing = <T>(promise: Promise<T>): Promise<T | null> =>
  promise.catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    throw cause;
  });

const contentOf = (path: string): Promise<Buffer | null> => orMissing(readFile(path));
const sizeOf = async (path: string): Promise<number | null> => (await orMissing(stat(path)))?.size ?? null;

/** Lets what concerns one file happen one after the other. */
function turns(): <T>(path: string, act: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return async (path, act) => {
    const mine = (last.get(path) ?? Promise.resolve()).then(act, act);
    last.set(path, mine);
    try {
      return await mine;
    } finally {
      if (last.get(path) === mine) last.delete(path);
    }
  };
}
