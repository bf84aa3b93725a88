/** Any file that somebody takes for a spreadsheet: told by its first bytes, never by its name. */
import { MAX_SHEET_BYTES, type SheetReading } from '#core/sheets.ts';
import { readCsv } from './csv-read.ts';
import { readXlsx } from './xlsx-read.ts';

const starts = (bytes: Uint8Array, ...mark: readonly number[]): boolean => mark.every((byte, i) => bytes[i] === byte);

/** Tables of a file, or why there are none. Reads CPU-bound for a while: off the main thread. */
export function readSheetFile(bytes: Uint8Array): SheetReading {
  if (bytes.length === 0) return { state: 'refused', fault: 'empty' };
  if (bytes.length >= MAX_SHEET_BYTES) return { state: 'refused', fault: 'tooLarge' };
  if (starts(bytes, 0x50, 0x4b)) return readXlsx(bytes);
  // Compound files: .xls of before 2007, and .xlsx under a password, which keep the package as a stream of that name.
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
    return { state: 'refused', fault: holdsUtf16(bytes, 'EncryptedPackage') ? 'locked' : 'oldFormat' };
  }
  // %PDF, PNG, JPEG, GIF, RAR, 7z and old BIFF streams.
  if (['%PDF', '\x89PNG', '\xff\xd8\xff', 'GIF8', 'Rar!', '7z\xbc\xaf'].some((mark) => startsWithText(bytes, mark)))
    return { state: 'refused', fault: 'otherFile' };
  if (starts(bytes, 0x09, 0x08) || startsWithText(bytes, '<')) return { state: 'refused', fault: 'oldFormat' };
  return readCsv(bytes);
}

const startsWithText = (bytes: Uint8Array, mark: string): boolean =>
  starts(bytes, ...Array.from(mark, (letter) => letter.charCodeAt(0)));

/** The directory of a compound file names its streams in UTF-16; it may lie anywhere. */
function holdsUtf16(bytes: Uint8Array, name: string): boolean {
  const wanted = Array.from(name).flatMap((letter) => [letter.charCodeAt(0), 0]);
  for (let at = bytes.indexOf(wanted[0] as number); at >= 0; at = bytes.indexOf(wanted[0] as number, at + 1)) {
    if (wanted.every((byte, i) => bytes[at + i] === byte)) return true;
  }
  return false;
}
