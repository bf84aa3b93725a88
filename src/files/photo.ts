/** Makes a photo small: the same steps in a worker and, where a worker cannot draw, on the page. */
import { sha256Hex } from '#core/canonical.ts';
import { factsOf, withoutMetadata } from '#core/jpeg.ts';
import {
  attempts,
  fitted,
  isSideways,
  PHOTO_BYTES,
  PHOTO_FILE_BYTES,
  THUMBNAIL_EDGE,
  THUMBNAIL_QUALITY,
  uprightTransform,
  type Shrunk,
  type Size,
} from '#core/photo.ts';

export interface Decoded extends Size {
  readonly source: CanvasImageSource;
  /** Whether the decoder has already turned the picture as its EXIF says. */
  readonly upright: boolean;
  readonly close: () => void;
}

export interface Sheet {
  readonly context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;
  readonly source: CanvasImageSource;
  readonly toJpeg: (quality: number) => Promise<ArrayBuffer>;
}

/** What a place to draw can do; null where a file is no picture that this browser opens. */
export interface Easel {
  readonly decode: (file: Blob) => Promise<Decoded | null>;
  readonly sheet: (size: Size) => Sheet;
}

export async function shrinkOn(easel: Easel, file: Blob): Promise<Shrunk> {
  if (file.size > PHOTO_FILE_BYTES) return { ok: false, refusal: 'tooBig' };
  const facts = factsOf(new Uint8Array(await file.arrayBuffer()));
  const decoded = await easel.decode(file);
  if (decoded === null || decoded.width === 0 || decoded.height === 0) return { ok: false, refusal: 'unreadable' };
  try {
    const orientation = decoded.upright ? 1 : facts.orientation;
    const { bytes, sheet, size } = await encode(easel, decoded, orientation);
    const small = draw(easel, { ...size, source: sheet.source }, THUMBNAIL_EDGE, 1);
    const thumbnail = withoutMetadata(new Uint8Array(await small.sheet.toJpeg(THUMBNAIL_QUALITY)));
    const photo = {
      id: sha256Hex(bytes),
      bytes: bufferOf(bytes),
      type: 'image/jpeg' as const,
      thumbnail: bufferOf(thumbnail),
      ...size,
      takenOn: facts.takenOn,
    };
    return { ok: true, photo };
  } finally {
    decoded.close();
  }
}

/** Tries less quality, then fewer points, until the file is small enough; the last attempt is kept in any case. */
async function encode(easel: Easel, decoded: Decoded, orientation: number) {
  let drawn = draw(easel, decoded, attempts[0]?.edge ?? 0, orientation);
  let edge = attempts[0]?.edge;
  for (let i = 0; ; i++) {
    const attempt = attempts[i] as (typeof attempts)[number];
    if (attempt.edge !== edge) drawn = draw(easel, decoded, attempt.edge, orientation);
    edge = attempt.edge;
    const bytes = withoutMetadata(new Uint8Array(await drawn.sheet.toJpeg(attempt.quality)));
    if (bytes.length <= PHOTO_BYTES || i === attempts.length - 1) return { ...drawn, bytes };
  }
}

function draw(
  easel: Easel,
  { source, width, height }: Size & { source: CanvasImageSource },
  edge: number,
  orientation: number,
) {
  const flat = fitted({ width, height }, edge);
  const size = isSideways(orientation) ? { width: flat.height, height: flat.width } : flat;
  const sheet = easel.sheet(size);
  const { context } = sheet;
  // JPEG knows no transparency: what is clear in a PNG would come out black.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, size.width, size.height);
  context.imageSmoothingQuality = 'high';
  context.setTransform(...uprightTransform(orientation, flat));
  context.drawImage(source, 0, 0, flat.width, flat.height);
  return { sheet, size };
}

/** Exactly these bytes: a view may lie in a larger buffer. */
const bufferOf = (bytes: Uint8Array): ArrayBuffer =>
  bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
