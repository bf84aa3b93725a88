/**
 * Reads single files out of a zip archive without trusting what the archive says of itself: sizes are counted while
 * unpacking, so that a small file that unpacks to gigabytes is left off in the middle (a zip bomb).
 */
import { Inflate } from 'fflate';

interface Entry {
  readonly method: number;
  readonly packed: Uint8Array;
}

export type ZipProblem = 'notZip' | 'damaged' | 'tooBig';
/** Expected in any file from outside; caught by whoever opened the archive. */
export class ZipError extends Error {
  readonly problem: ZipProblem;
  constructor(problem: ZipProblem) {
    super(problem);
    this.problem = problem;
  }
}

export interface Zip {
  readonly names: readonly string[];
  /** Unpacks one entry piece by piece; false where there is none of that name. Throws ZipError. */
  readonly read: (name: string, onPiece: (bytes: Uint8Array) => void) => boolean;
}

const END_MARK = 0x06054b50;
const ENTRY_MARK = 0x02014b50;
const LOCAL_MARK = 0x04034b50;
const END_BYTES = 22;
const MAX_COMMENT = 0xffff;
/** More parts than any workbook of ours has; a list of a million names is an attack. */
const MAX_ENTRIES = 4000;
/** Fed to the unpacker at once: at the highest ratio of deflate (1032) each makes 17 MB at most. */
const PIECE = 16 * 1024;

/** Opens an archive. `maxBytes` bounds what all reads together may unpack. Throws ZipError. */
export function openZip(bytes: Uint8Array, maxBytes: number): Zip {
  const entries = entriesOf(bytes);
  let unpacked = 0;
  const count = (length: number): void => {
    unpacked += length;
    if (unpacked > maxBytes) throw new ZipError('tooBig');
  };
  return {
    names: [...entries.keys()],
    read: (name, onPiece) => {
      const entry = entries.get(name);
      if (entry === undefined) return false;
      unpack(entry, (piece) => {
        count(piece.length);
        onPiece(piece);
      });
      return true;
    },
  };
}

function unpack({ method, packed }: Entry, onPiece: (bytes: Uint8Array) => void): void {
  if (method === 0) return onPiece(packed);
  if (method !== 8) throw new ZipError('damaged');
  let [ended, handing] = [false, false];
  const inflate = new Inflate((piece, last) => {
    ended = last;
    handing = true;
    if (piece.length > 0) onPiece(piece);
    handing = false;
  });
  try {
    for (let at = 0; at < packed.length; at += PIECE) {
      inflate.push(packed.subarray(at, at + PIECE), at + PIECE >= packed.length);
    }
  } catch (error) {
    // What the reader of the pieces threw is its own matter.
    throw handing ? error : new ZipError('damaged');
  }
  if (!ended) throw new ZipError('damaged');
}

function entriesOf(bytes: Uint8Array): Map<string, Entry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count > MAX_ENTRIES) throw new ZipError('tooBig');
  const entries = new Map<string, Entry>();
  const text = new TextDecoder();
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY_MARK) throw new ZipError('damaged');
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) =>
      view.getUint16(at + offset, true),
    ) as [number, number, number];
    const name = text.decode(bytes.subarray(at + 46, at + 46 + nameLength)).replace(/\\/g, '/');
    const [method, size, local] = [
      view.getUint16(at + 10, true),
      view.getUint32(at + 20, true),
      view.getUint32(at + 42, true),
    ];
    entries.set(name, { method, packed: packedAt(view, bytes, local, size) });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

function packedAt(view: DataView, bytes: Uint8Array, local: number, size: number): Uint8Array {
  if (local + 30 > bytes.length || view.getUint32(local, true) !== LOCAL_MARK) throw new ZipError('damaged');
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  if (start + size > bytes.length) throw new ZipError('damaged');
  return bytes.subarray(start, start + size);
}

/** The directory's end stands at the end of the file, before a comment of any length. */
function endOf(view: DataView): number {
  const first = Math.max(0, view.byteLength - END_BYTES - MAX_COMMENT);
  for (let at = view.byteLength - END_BYTES; at >= first; at--) if (view.getUint32(at, true) === END_MARK) return at;
  throw new ZipError('notZip');
}
