/** How small a photo is made (issue: ≤1600 px, ≤250 kB), and what comes of it. The drawing itself is in files/photo.ts. */
import { fieldOfPath, type IdentifiedChange } from './change.ts';
import { isHash } from './wire.ts';

const PHOTO_EDGE = 1600;
export const PHOTO_BYTES = 250_000;
export const THUMBNAIL_EDGE = 200;
/** Larger files are not decoded: a phone with little memory would close the browser. */
export const PHOTO_FILE_BYTES = 40_000_000;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A picture ready to be kept. */
export interface SmallPhoto extends Size {
  /** SHA-256 of `bytes` in hex. */
  readonly id: string;
  readonly bytes: ArrayBuffer;
  readonly type: 'image/jpeg';
  readonly thumbnail: ArrayBuffer;
  /** The day the camera wrote into the file. */
  readonly takenOn: string | null;
}

/** unreadable: no picture, or of a kind this browser cannot open. tooBig: beyond what a phone can decode. */
export type PhotoRefusal = 'unreadable' | 'tooBig';
export type Shrunk =
  | { readonly ok: true; readonly photo: SmallPhoto }
  | { readonly ok: false; readonly refusal: PhotoRefusal };

/** The size within a square of `edge`, never enlarged, never flat. */
export function fitted({ width, height }: Size, edge: number): Size {
  const scale = Math.min(1, edge / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** What is tried in turn until the file is small enough: first less quality, then fewer points. */
export const attempts: readonly { readonly edge: number; readonly quality: number }[] = [
  ...[0.85, 0.75, 0.65, 0.55, 0.45].map((quality) => ({ edge: PHOTO_EDGE, quality })),
  { edge: 1280, quality: 0.5 },
  { edge: 1024, quality: 0.45 },
  { edge: 800, quality: 0.4 },
  { edge: 640, quality: 0.3 },
];
export const THUMBNAIL_QUALITY = 0.7;

/** Orientations 5 to 8 lie on their side. */
export const isSideways = (orientation: number): boolean => orientation >= 5;

/** The canvas transform that draws a picture of this (drawn) size upright. */
export function uprightTransform(
  orientation: number,
  { width, height }: Size,
): [number, number, number, number, number, number] {
  switch (orientation) {
    case 2:
      return [-1, 0, 0, 1, width, 0];
    case 3:
      return [-1, 0, 0, -1, width, height];
    case 4:
      return [1, 0, 0, -1, 0, height];
    case 5:
      return [0, 1, 1, 0, 0, 0];
    case 6:
      return [0, 1, -1, 0, height, 0];
    case 7:
      return [0, -1, -1, 0, height, width];
    case 8:
      return [0, -1, 1, 0, 0, width];
    default:
      return [1, 0, 0, 1, 0, 0];
  }
}

/** Why a photo was not kept, in one plain sentence. */
export const refusalText: { readonly [refusal in PhotoRefusal]: string } = {
  unreadable: '这个文件打不开，请换成 JPG 格式的照片再选',
  tooBig: '这个文件太大，手机处理不了，请重新拍一张或换一张小些的',
};

/** Photos that a change names, as one item of a map or as a whole map. */
export function photosIn({ ops }: Pick<IdentifiedChange, 'ops'>): string[] {
  const found: string[] = [];
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { blob } = value as { readonly blob?: unknown };
    if (isHash(blob)) found.push(blob);
    else Object.values(value).forEach(look);
  };
  for (const { field, value } of ops) if (fieldOfPath(field) === 'photos') look(value);
  return found;
}
