/**
 * What stands around the picture in a JPEG file: read before it is made smaller (which way up, which day), and taken
 * out of what is kept, because it may say where and by whom the picture was taken.
 */

export interface PhotoFacts {
  /** 1 to 8 as in EXIF; 1 is upright. */
  readonly orientation: number;
  /** YYYY-MM-DD as the camera wrote it. */
  readonly takenOn: string | null;
}

const NOTHING_KNOWN: PhotoFacts = { orientation: 1, takenOn: null };

interface Segment {
  readonly marker: number;
  /** Of the whole segment, its marker included. */
  readonly from: number;
  readonly to: number;
}

const START_OF_SCAN = 0xda;
const EXIF = [0x45, 0x78, 0x69, 0x66, 0, 0];

/** The segments before the picture itself; null when this is no sound JPEG. */
function segmentsOf(bytes: Uint8Array): Segment[] | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  const segments: Segment[] = [];
  for (let from = 2; from + 4 <= bytes.length;) {
    const marker = bytes[from + 1] as number;
    if (bytes[from] !== 0xff) return null;
    if (marker === START_OF_SCAN) return segments;
    const to = from + 2 + (((bytes[from + 2] as number) << 8) | (bytes[from + 3] as number));
    if (to > bytes.length || to < from + 4) return null;
    segments.push({ marker, from, to });
    from = to;
  }
  return null;
}

const isExif = (bytes: Uint8Array, { marker, from }: Segment): boolean =>
  marker === 0xe1 && EXIF.every((byte, i) => bytes[from + 4 + i] === byte);

/** Orientation and day from the file's EXIF; anything else in it is not looked at. */
export function factsOf(bytes: Uint8Array): PhotoFacts {
  const exif = segmentsOf(bytes)?.find((segment) => isExif(bytes, segment));
  if (exif === undefined) return NOTHING_KNOWN;
  return factsOfTiff(bytes.subarray(exif.from + 4 + EXIF.length, exif.to));
}

const ORIENTATION = 0x0112;
const EXIF_DIRECTORY = 0x8769;
const TAKEN = 0x9003;

function factsOfTiff(tiff: Uint8Array): PhotoFacts {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  // Offsets in the file may point anywhere: what lies outside is read as 0.
  const little = tiff[0] === 0x49;
  const short = (at: number): number => (at >= 0 && at + 2 <= view.byteLength ? view.getUint16(at, little) : 0);
  const long = (at: number): number => (at >= 0 && at + 4 <= view.byteLength ? view.getUint32(at, little) : 0);
  /** Where the entry of a tag stands in a directory. */
  const find = (directory: number, tag: number): number | null => {
    const entries = directory > 0 ? short(directory) : 0;
    for (let i = 0; i < entries; i++) {
      const at = directory + 2 + i * 12;
      if (short(at) === tag) return at;
    }
    return null;
  };
  const first = long(4);
  const turned = find(first, ORIENTATION);
  const orientation = turned === null ? 1 : short(turned + 8);
  const inner = find(first, EXIF_DIRECTORY);
  const taken = inner === null ? null : find(long(inner + 8), TAKEN);
  return {
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
    takenOn: taken === null ? null : dayOfExif(tiff, long(taken + 8)),
  };
}

/** `2024:06:18 09:30:00` to `2024-06-18`. */
function dayOfExif(tiff: Uint8Array, at: number): string | null {
  const said = String.fromCharCode(...tiff.subarray(at, at + 10));
  const [, year, month, day] = /^(\d{4}):(\d\d):(\d\d)$/.exec(said) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  return Number(year) < 1990 || month < '01' || month > '12' || day < '01' || day > '31'
    ? null
    : `${year}-${month}-${day}`;
}

/** Needed to show the picture: JFIF (e0) and Adobe's note on colours (ee). */
const isNeeded = (marker: number): boolean =>
  (marker < 0xe0 || marker > 0xef || marker === 0xe0 || marker === 0xee) && marker !== 0xfe;

/** The same picture without EXIF, XMP, IPTC, comments and profiles. Bytes that are no JPEG come back as they are. */
export function withoutMetadata(bytes: Uint8Array): Uint8Array {
  const segments = segmentsOf(bytes);
  if (segments === null || segments.every(({ marker }) => isNeeded(marker))) return bytes;
  const end = segments[segments.length - 1]?.to ?? 2;
  const parts = [
    bytes.subarray(0, 2),
    ...segments.filter(({ marker }) => isNeeded(marker)).map(({ from, to }) => bytes.subarray(from, to)),
    bytes.subarray(end),
  ];
  const kept = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    kept.set(part, at);
    at += part.length;
  }
  return kept;
}
