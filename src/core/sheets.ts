/** Tables as they come out of spreadsheet files: what a cell is, before anybody asks what it means. */
import { addDays, isDay } from './day.ts';

/**
 * What stands in a cell. `number`: its decimal text, 15 digits at most; `long`: a number of more digits, of which the last
 * ones are lost; `day`: a cell that the spreadsheet itself shows as a date, as `YYYY-MM-DD`; `formula`: a formula without
 * a result; `error`: #REF! and the like.
 */
export interface Cell {
  readonly kind: 'text' | 'number' | 'long' | 'day' | 'flag' | 'formula' | 'error';
  readonly text: string;
  /** Of a day: the cell shows month and day alone, the year is only kept. */
  readonly yearless?: true;
}

/** A row that holds anything, under its number in the file (1, 2, 3 …). */
export interface SheetRow {
  readonly number: number;
  /** By column from 0; holes are empty cells. */
  readonly cells: readonly (Cell | undefined)[];
  /** Not shown by the spreadsheet programme: filtered out, or folded away. */
  readonly hidden?: true;
}

/** A range of merged cells; rows by number, columns from 0, both ends included. */
export interface Merge {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export interface Sheet {
  readonly name: string;
  /** Not shown by the spreadsheet programme. */
  readonly hidden: boolean;
  readonly rows: readonly SheetRow[];
  readonly merges: readonly Merge[];
  /** Columns, from 0, that the spreadsheet programme does not show. */
  readonly hiddenColumns?: ReadonlySet<number>;
}

/** What a file cannot be read for. One plain sentence each stands in `sheetFaultText`. */
export type SheetFault =
  | 'empty'
  | 'tooLarge'
  | 'tooManyRows'
  | 'bomb'
  | 'locked'
  | 'oldFormat'
  | 'otherFile'
  | 'damaged'
  | 'unreadableText';

export type SheetReading =
  | { readonly state: 'read'; readonly sheets: readonly Sheet[] }
  | { readonly state: 'refused'; readonly fault: SheetFault };

/** A file of this size or more is refused before it is read. */
export const MAX_SHEET_BYTES = 30_000_000;
/** What a workbook may unpack to. */
export const MAX_UNPACKED_BYTES = 200_000_000;
/** Rows that hold anything, over all sheets: five townships' decade. */
export const MAX_SHEET_ROWS = 50_000;
export const MAX_SHEET_COLUMNS = 256;

const sentences: { readonly [fault in SheetFault]: string } = {
  empty: '文件是空的，请重新选择。',
  tooLarge: `文件超过 ${MAX_SHEET_BYTES / 1_000_000} MB，读不了；请删去图片和不要的工作表，另存后再选。`,
  tooManyRows: `表格有内容的行超过 ${MAX_SHEET_ROWS} 行，一次读不完；请分成几个文件。`,
  bomb: '文件解开后大得不正常，不予读取；请打开表格另存一份再选。',
  locked: '表格设了打开密码；请用密码打开，去掉密码后另存，再来选。',
  oldFormat: '这是旧的 .xls 格式（改了扩展名也一样）；请在 WPS 或 Excel 里另存为 .xlsx，再来选。',
  otherFile: '这不是表格文件；请选 .xlsx 或 .csv 文件。',
  damaged: '表格文件已损坏，读不出来；请重新传送，或打开后另存一份再选。',
  unreadableText: '里面的文字认不出来；请用 WPS 或 Excel 打开，另存为 .xlsx 再选。',
};
export const sheetFaultText = (fault: SheetFault): string => sentences[fault];

/**
 * The day of a serial number: 1 is 1900-01-01 and a 29 February 1900 is counted that never was; or, in workbooks that say so,
 * 0 is 1904-01-01 (ECMA-376 part 1, 18.17.4.1). Null where no day from 1900 to 2100 has it.
 */
export function dayOfSerial(serial: number, from1904 = false): string | null {
  if (!Number.isFinite(serial)) return null;
  const whole = Math.floor(serial);
  if (whole < (from1904 ? 0 : 1) || whole > 80_000 || (!from1904 && whole === 60)) return null;
  const day = from1904 ? addDays('1904-01-01', whole) : addDays(whole < 60 ? '1899-12-31' : '1899-12-30', whole);
  return isDay(day) ? day : null;
}

/** Whether a number format shows a date: one of the built-in ones (14–22, in Chinese programmes also 27–36 and 50–58) or y, m, d outside quotes. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined)
    return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
  // Of several sections the first shows positive numbers.
  const bare = code
    .replace(/\\./g, '')
    .replace(/"[^"]*"/g, '')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/_./g, '')
    .split(';')[0] as string;
  return /[yd]/i.test(bare) || (/m/i.test(bare) && !/[hs0#?]/i.test(bare));
}

/** What a date format shows of a day. */
export type ShownOfDay = 'day' | 'month' | 'monthDay' | 'monthAlone';

/** By format: yyyy年m月 and mmm-yy show a month, m月d日 no year; of the built-in ones as Chinese programmes show them (ECMA-376 part 1, 18.8.30). Null: no date. */
export function shownByFormat(id: number, code: string | undefined): ShownOfDay | null {
  if (!isDateFormat(id, code)) return null;
  if (code === undefined) {
    if ([17, 27, 36, 50, 52, 57].includes(id)) return 'month';
    return [16, 28, 29, 51, 53, 54, 58].includes(id) ? 'monthDay' : 'day';
  }
  const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '').split(';')[0] as string;
  const [hasYear, hasDay] = [/[ye]/i.test(bare), /[dhs]/i.test(bare)];
  if (hasYear) return hasDay ? 'day' : 'month';
  return hasDay ? 'monthDay' : 'monthAlone';
}

/** A stored number as a person would read it: 0.30000000000000004 is 0.3, 1.2E3 is 1200. */
export function numberCell(stored: string): Cell {
  const text = stored.trim();
  const value = Number(text);
  if (text === '' || !Number.isFinite(value)) return { kind: 'text', text };
  const digits = Math.abs(value) >= 1e15 ? 'long' : 'number';
  if (digits === 'long') return { kind: 'long', text };
  // A whole number of so few digits is what it is.
  const short = Number.isInteger(value) ? value : Number(value.toPrecision(15));
  const plain = String(short);
  return { kind: 'number', text: plain.includes('e') ? short.toFixed(12).replace(/\.?0+$/, '') : plain };
}

/** A, B … Z, AA: the column as the spreadsheet names it. */
export function columnName(column: number): string {
  let name = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

const [DOLLAR, ZERO, BEFORE_A] = [0x24, 0x30, 0x40];

/** `BC12` as column from 0 and row from 1; null for anything else. Asked for with every cell, therefore without a regular expression. */
export function placeOf(reference: string): { readonly column: number; readonly row: number } | null {
  let [at, column, row] = [reference.charCodeAt(0) === DOLLAR ? 1 : 0, 0, 0];
  const letters = at;
  for (; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) - BEFORE_A;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  if (at === letters || at - letters > 3) return null;
  if (reference.charCodeAt(at) === DOLLAR) at += 1;
  const digits = at;
  for (; at < reference.length; at++) {
    const digit = reference.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) return null;
    row = row * 10 + digit;
  }
  return at === digits || at - digits > 7 ? null : { column: column - 1, row };
}
