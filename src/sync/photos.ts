/** Photos follow the text (SPEC P5): originals up in chunks that may be repeated, thumbnails down first, originals when they are asked for. */
import { sha256Hex } from '#core/canonical.ts';
import type { Answered, Ask } from './ask.ts';
import type { Session } from './session.ts';
import type { Failure } from './step.ts';

/** A photo and the scope whose readers may see it. */
export interface PhotoPlace {
  readonly blob: string;
  readonly scope: string;
}

export interface Photo {
  readonly bytes: ArrayBuffer;
  readonly thumbnail?: ArrayBuffer;
}

/** What the exchange of photos asks of the device's storage. */
interface PhotoStore {
  /** Photos that lie here alone and whose record the server has. */
  readonly waiting: () => Promise<readonly PhotoPlace[]>;
  readonly find: (blob: string) => Promise<Photo | null>;
  readonly markSent: (place: PhotoPlace) => Promise<void>;
  /** Photos of which nothing is here, the latest first. */
  readonly wanted: () => Promise<readonly PhotoPlace[]>;
  readonly keepThumbnail: (blob: string, bytes: ArrayBuffer, type: string) => Promise<void>;
  /** The original of a photo; it counts as sent where it came from. */
  readonly keepOriginal: (place: PhotoPlace, bytes: ArrayBuffer, type: string) => Promise<void>;
}

export interface PhotoExchange {
  /** Sends and fetches what there is to; the failure that stopped it, or null. */
  readonly run: () => Promise<Failure | null>;
  /** Fetches the original of one photo now. missing: the device that has it has not sent it yet. */
  readonly fetchOriginal: (place: PhotoPlace) => Promise<'here' | 'missing' | Failure>;
}

const CHUNK = 64 * 1024;
/** So many thumbnails at once, then the text has its turn again. */
const THUMBNAILS_AT_ONCE = 60;
/** A photo that is not on the server yet is asked for again after so long. */
const ASK_AGAIN_MS = 30 * 60_000;

export interface PhotoPorts {
  readonly session: Session;
  readonly store: PhotoStore;
  readonly now: () => number;
  /** Whether photos may use the present network: a person may have said Wi-Fi only. */
  readonly mayUse: () => Promise<boolean>;
}

export function createPhotoExchange(ports: PhotoPorts): PhotoExchange {
  const { session, store, now, mayUse } = ports;
  const askedAt = new Map<string, number>();
  const sendAll = async (): Promise<Failure | null> => {
    let faulty: Failure | null = null;
    for (const place of await store.waiting()) {
      if (!(await mayUse())) return faulty;
      const failure = await send(session, store, place);
      // Somebody else's to send: the others must not wait for it.
      if (failure === null || failure.code === 'noRight') continue;
      if (!isOfOne(failure)) return failure;
      faulty = failure;
    }
    return faulty;
  };
  const fetchThumbnails = async (): Promise<Failure | null> => {
    const due = (await store.wanted()).filter(({ blob }) => (askedAt.get(blob) ?? -Infinity) + ASK_AGAIN_MS <= now());
    for (const { blob, scope } of due.slice(0, THUMBNAILS_AT_ONCE)) {
      if (!(await mayUse())) return null;
      askedAt.set(blob, now());
      const got = await session.call(askPhoto({ blob, scope }, '/thumbnail'));
      if (got.kind !== 'ok') return got;
      if (got.body !== null) await store.keepThumbnail(blob, got.body.bytes, got.body.type);
    }
    return null;
  };
  return {
    run: async () => {
      const sending = await sendAll();
      return sending !== null && !isOfOne(sending) ? sending : ((await fetchThumbnails()) ?? sending);
    },
    fetchOriginal: async (place) => {
      const got = await session.call(askPhoto(place, ''));
      if (got.kind !== 'ok') return got;
      if (got.body === null) return 'missing';
      const { bytes, type } = got.body;
      if (sha256Hex(new Uint8Array(bytes)) !== place.blob) return { kind: 'offline' };
      await store.keepOriginal(place, bytes, type);
      return 'here';
    },
  };
}

/** Something is wrong with one photo (damaged on this device, too large), and with no other. */
const isOfOne = ({ kind }: Failure): boolean => kind === 'unusable';

const pathOf = ({ blob, scope }: PhotoPlace, part = ''): string =>
  `/api/blobs/${blob}${part}?scope=${encodeURIComponent(scope)}`;

/** Where an upload stands on the server. */
interface Upload {
  readonly offset: number;
  readonly complete: boolean;
}

/** Sends one photo on from where the server has it. Repeating any part of it changes nothing. */
async function send(session: Session, store: PhotoStore, place: PhotoPlace): Promise<Failure | null> {
  const photo = await store.find(place.blob);
  if (photo === null) return null;
  const { bytes, thumbnail } = photo;
  let at = await session.call(askUpload(place));
  // Each answer says where the server stands; damaged bytes set it back, but not for ever.
  for (let steps = 2 * Math.ceil(bytes.byteLength / CHUNK) + 2; at.kind === 'ok' && !at.body.complete; steps--) {
    if (steps === 0) return { kind: 'unusable', code: 'damaged' };
    at = await session.call(askChunk(place, bytes, at.body.offset));
  }
  if (at.kind !== 'ok') return at;
  if (thumbnail !== undefined) {
    const small = await session.call(askThumbnail(place, thumbnail));
    if (small.kind !== 'ok') return small;
  }
  await store.markSent(place);
  return null;
}

const uploadOf = ({ headers }: Response): Answered<Upload> => {
  const offset = headers.get('upload-offset');
  // A login page answers PUT and HEAD as well.
  if (offset === null || !/^\d{1,9}$/.test(offset)) return { kind: 'portal' };
  return { kind: 'ok', body: { offset: Number(offset), complete: headers.get('upload-complete') === '?1' } };
};

const askUpload = (place: PhotoPlace): Ask<Upload> => ({
  method: 'HEAD',
  path: pathOf(place),
  take: async (response) => (response.ok ? uploadOf(response) : null),
});

const OFFSET = 409;
const DAMAGED = 422;

const askChunk = (place: PhotoPlace, bytes: ArrayBuffer, offset: number): Ask<Upload> => ({
  method: 'PUT',
  path: pathOf(place),
  content: async () => ({
    body: bytes.slice(offset, offset + CHUNK),
    headers: {
      'content-type': 'application/octet-stream',
      'upload-offset': String(offset),
      'upload-length': String(bytes.byteLength),
    },
  }),
  take: async (response) => {
    if (response.ok || (response.status === OFFSET && response.headers.has('upload-offset'))) return uploadOf(response);
    return response.status === DAMAGED ? { kind: 'ok', body: { offset: 0, complete: false } } : null;
  },
});

const askThumbnail = (place: PhotoPlace, bytes: ArrayBuffer): Ask<null> => ({
  method: 'PUT',
  path: pathOf(place, '/thumbnail'),
  content: async () => ({ body: bytes, headers: { 'content-type': 'application/octet-stream' } }),
  take: async ({ ok }) => (ok ? { kind: 'ok', body: null } : null),
});

/** A photo's bytes; null while the server has none. */
const askPhoto = (place: PhotoPlace, part: '' | '/thumbnail'): Ask<{ bytes: ArrayBuffer; type: string } | null> => ({
  method: 'GET',
  path: pathOf(place, part),
  take: async (response) => {
    const type = response.headers.get('content-type') ?? '';
    if (response.status === 404 && type.includes('json')) return { kind: 'ok', body: null };
    if (!response.ok) return null;
    if (!type.startsWith('image/')) return { kind: 'portal' };
    return { kind: 'ok', body: { bytes: await response.arrayBuffer(), type } };
  },
});
