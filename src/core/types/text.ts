import type { TextField } from '#kinds/field.ts';
import { lengthOf, strayCharacter, withoutZeroWidth } from './characters.ts';
import {
  bad,
  compareTextValues,
  EMPTY,
  good,
  MISSHAPEN,
  plainText,
  type Parsed,
  type TypeRules,
} from './type-rules.ts';

/** Any one-line text: NFC, no control characters, at most `max` code points. Line ends from a clipboard become spaces. */
export function parseLine(raw: unknown, max: number): Parsed {
  if (raw === undefined || raw === null) return EMPTY;
  // Spreadsheets hand over numbers where a person wrote a text of digits.
  if (typeof raw !== 'string' && !(typeof raw === 'number' && Number.isSafeInteger(raw))) return MISSHAPEN;
  const line = withoutZeroWidth(String(raw))
    .replace(/[\t\r\n]+/g, ' ')
    .trim();
  return checked(line, max);
}

/** The length and character rules that texts of one or many lines share. */
export function checked(text: string, max: number, inLine: (text: string) => string = (line) => line): Parsed {
  const stray = strayCharacter(inLine(text));
  if (stray !== null) return bad(stray);
  const normal = text.normalize('NFC');
  const length = lengthOf(normal);
  if (length > max) return bad(`最多${max}个字，现在有${length}个字`);
  return normal === '' ? EMPTY : good(normal);
}

export const textRules: TypeRules<TextField> = {
  parse: (raw, { max }) => parseLine(raw, max),
  text: plainText,
  compare: compareTextValues,
};
