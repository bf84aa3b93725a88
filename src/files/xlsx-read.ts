/** .xlsx into tables (ECMA-376 part 1, SpreadsheetML): as Excel, WPS, LibreOffice and county platforms write them. */
import {
  dayOfSerial,
  MAX_SHEET_COLUMNS,
  MAX_SHEET_ROWS,
  MAX_UNPACKED_BYTES,
  numberCell,
  placeOf,
  shownByFormat,
  type Cell,
  type Merge,
  type Sheet,
  type SheetReading,
  type SheetRow,
  type ShownOfDay,
} from '#core/sheets.ts';
import { createXmlScanner, XmlError, type XmlHandler } from './xml-scan.ts';
import { openZip, ZipError, type Zip } from './zip-entries.ts';

/** Reads a whole workbook; hidden sheets are there and say so. Never throws for what a file may hold. */
export function readXlsx(bytes: Uint8Array): SheetReading {
  try {
    return readBook(openZip(bytes, MAX_UNPACKED_BYTES));
  } catch (error) {
    if (error instanceof TooManyRows) return { state: 'refused', fault: 'tooManyRows' };
    const isBomb =
      (error instanceof ZipError && error.problem === 'tooBig') ||
      (error instanceof XmlError && error.problem === 'tooLong');
    if (isBomb) return { state: 'refused', fault: 'bomb' };
    if (error instanceof ZipError || error instanceof XmlError || error instanceof RangeError)
      return { state: 'refused', fault: 'damaged' };
    throw error;
  }
}

class TooManyRows extends Error {}

function readBook(zip: Zip): SheetReading {
  if (zip.names.includes('EncryptedPackage')) return { state: 'refused', fault: 'locked' };
  const book = zip.names.find((name) => /(^|\/)workbook\.xml$/.test(name));
  if (book === undefined) return { state: 'refused', fault: 'otherFile' };
  const folder = book.slice(0, book.lastIndexOf('/') + 1);
  const { listed, from1904 } = readWorkbook(zip, book);
  const targets = readTargets(zip, `${folder}_rels/workbook.xml.rels`, folder);
  const part = (end: string) => zip.names.find((name) => name.toLowerCase() === `${folder}${end}`.toLowerCase());
  const context: Context = {
    shared: sharedCells(readStrings(zip, part('sharedStrings.xml'))),
    shown: readStyles(zip, part('styles.xml')),
    from1904,
    left: MAX_SHEET_ROWS,
  };
  const sheets = listed.flatMap(({ id, name, hidden }): Sheet[] => {
    const path = targets.get(id);
    // A chart sheet has no cells.
    return path === undefined || !path.includes('worksheets/')
      ? []
      : [{ name, hidden, ...readSheet(zip, path, context) }];
  });
  return { state: 'read', sheets };
}

function scan(zip: Zip, path: string, handler: XmlHandler): boolean {
  const scanner = createXmlScanner(handler);
  if (!zip.read(path, scanner.push)) return false;
  scanner.end();
  return true;
}

const nothing = (): void => {};

function readWorkbook(zip: Zip, path: string) {
  const listed: { id: string; name: string; hidden: boolean }[] = [];
  let from1904 = false;
  scan(zip, path, {
    open: (name, attribute) => {
      if (name === 'workbookPr') from1904 = isTrue(attribute('date1904'));
      if (name !== 'sheet') return;
      const state = attribute('state');
      listed.push({ id: attribute('id'), name: attribute('name'), hidden: state !== '' && state !== 'visible' });
    },
    close: nothing,
  });
  return { listed, from1904 };
}

function readTargets(zip: Zip, path: string, folder: string): Map<string, string> {
  const targets = new Map<string, string>();
  scan(zip, path, {
    open: (name, attribute) => {
      if (name !== 'Relationship') return;
      const target = attribute('Target');
      targets.set(
        attribute('Id'),
        target.startsWith('/') ? target.slice(1) : `${folder}${target}`.replace(/^\.\//, ''),
      );
    },
    close: nothing,
  });
  return targets;
}

/** Shared texts; phonetic guides (`rPh`) are no part of them. */
function readStrings(zip: Zip, path: string | undefined): string[] {
  const strings: string[] = [];
  if (path === undefined) return strings;
  let [current, inText, inGuide] = ['', false, false];
  scan(zip, path, {
    open: (name) => {
      if (name === 'si') current = '';
      if (name === 'rPh') inGuide = true;
      inText = name === 't' && !inGuide;
    },
    close: (name) => {
      if (name === 'si') strings.push(current);
      if (name === 'rPh') inGuide = false;
      if (name === 't') inText = false;
    },
    text: (text) => {
      if (inText) current += text;
    },
  });
  return strings;
}

/** What a cell style shows of a date; null: its cells are none. */
type Shown = ShownOfDay | null;

function readStyles(zip: Zip, path: string | undefined): readonly Shown[] {
  const codes = new Map<number, string>();
  const shown: Shown[] = [];
  if (path === undefined) return shown;
  let inCells = false;
  scan(zip, path, {
    open: (name, attribute) => {
      if (name === 'numFmt') codes.set(Number(attribute('numFmtId')), attribute('formatCode'));
      if (name === 'cellXfs') inCells = true;
      if (name !== 'xf' || !inCells) return;
      const id = Number(attribute('numFmtId'));
      shown.push(shownByFormat(id, codes.get(id)));
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return shown;
}

/** The cell of a shared text by its place, one for all that share it. */
function sharedCells(strings: readonly string[]): Context['shared'] {
  const cells = new Map<number, Cell | undefined>();
  return (place) => {
    if (cells.has(place)) return cells.get(place);
    const cell = textCell(strings[place] ?? '');
    cells.set(place, cell);
    return cell;
  };
}

interface Context {
  readonly shared: (place: number) => Cell | undefined;
  readonly shown: readonly Shown[];
  readonly from1904: boolean;
  /** How many rows may still come. */
  left: number;
}

/** A cell as it is being read. */
interface Open {
  column: number;
  type: string;
  style: number;
  value: string;
  hasFormula: boolean;
}

function readSheet(zip: Zip, path: string, context: Context): Pick<Sheet, 'rows' | 'merges' | 'hiddenColumns'> {
  const rows: SheetRow[] = [];
  const merges: Merge[] = [];
  const hiddenColumns = new Set<number>();
  let [number, column, inText, inGuide, isHidden] = [0, 0, false, false, false];
  let cells: (Cell | undefined)[] = [];
  let open: Open | null = null;
  const endCell = (): void => {
    const cell = open === null ? undefined : cellOf(open, context);
    if (open !== null && cell !== undefined && open.column < MAX_SHEET_COLUMNS) cells[open.column] = cell;
    open = null;
  };
  const endRow = (): void => {
    if (cells.length === 0) return;
    if ((context.left -= 1) < 0) throw new TooManyRows();
    rows.push({ number, cells, ...(isHidden ? { hidden: true as const } : {}) });
  };
  const found = scan(zip, path, {
    open: (name, attribute) => {
      if (name === 'row') {
        [number, column, cells] = [Number(attribute('r')) || number + 1, 0, []];
        isHidden = isTrue(attribute('hidden'));
      } else if (name === 'c') {
        column = placeOf(attribute('r'))?.column ?? column;
        open = { column, type: attribute('t'), style: Number(attribute('s')), value: '', hasFormula: false };
        column += 1;
      } else if (name === 'f' && open !== null) open.hasFormula = true;
      else if (name === 'rPh') inGuide = true;
      else if (name === 'v' || (name === 't' && !inGuide)) inText = open !== null;
      else if (name === 'col' && isTrue(attribute('hidden')))
        for (const each of columnsIn(attribute('min'), attribute('max'))) hiddenColumns.add(each);
      else if (name === 'mergeCell') merges.push(...mergeOf(attribute('ref')));
    },
    close: (name) => {
      if (name === 'v' || name === 't') inText = false;
      else if (name === 'rPh') inGuide = false;
      else if (name === 'c') endCell();
      else if (name === 'row') endRow();
    },
    text: (text) => {
      if (inText && open !== null) open.value += text;
    },
  });
  if (!found) throw new ZipError('damaged');
  return { rows, merges, ...(hiddenColumns.size > 0 ? { hiddenColumns } : {}) };
}

const isTrue = (attribute: string): boolean => /^(1|true)$/.test(attribute);

/** From 0; what lies beyond the columns that are read is of no matter. */
const columnsIn = (min: string, max: string): number[] => {
  const [from, to] = [Number(min) - 1, Math.min(Number(max), MAX_SHEET_COLUMNS) - 1];
  return from >= 0 && to >= from ? Array.from({ length: to - from + 1 }, (_, at) => from + at) : [];
};

function cellOf({ type, style, value, hasFormula }: Open, { shared, shown, from1904 }: Context): Cell | undefined {
  if (value.trim() === '') return hasFormula && type !== 'str' ? { kind: 'formula', text: '' } : undefined;
  if (type === 's') return shared(Number(value));
  if (type === 'b') return { kind: 'flag', text: value.trim() === '1' ? '是' : '否' };
  if (type === 'e') return { kind: 'error', text: value.trim() };
  if (type === 'd') return { kind: 'day', text: value.trim().slice(0, 10) };
  if (type === 'str' || type === 'inlineStr') return textCell(value);
  const number = numberCell(value);
  const dates = shown[style] ?? null;
  const day = number.kind === 'number' && dates !== null ? dayOfSerial(Number(number.text), from1904) : null;
  if (day === null) return number;
  return dates === null ? { kind: 'day', text: day } : dayCell(day, dates);
}

/** 2024年3月 is kept as the first of March, which nobody wrote, and 3月5日 with a year that nobody sees. */
function dayCell(day: string, shown: ShownOfDay): Cell {
  const [year, month] = [day.slice(0, 4), Number(day.slice(5, 7))];
  if (shown === 'month' && day.endsWith('-01')) return { kind: 'text', text: `${year}年${month}月` };
  if (shown === 'monthAlone') return { kind: 'text', text: `${month}月` };
  return { kind: 'day', text: day, ...(shown === 'monthDay' ? { yearless: true as const } : {}) };
}

/** `_x000D_` and its like are how the format writes characters that XML cannot hold. */
function textCell(stored: string): Cell | undefined {
  const text = stored
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    .replace(/\r\n?/g, '\n')
    .trim();
  return text === '' ? undefined : { kind: 'text', text };
}

function mergeOf(reference: string): Merge[] {
  const [from, to] = reference.split(':').map(placeOf);
  if (from === undefined || from === null || to === undefined || to === null) return [];
  return [{ top: from.row, bottom: to.row, left: from.column, right: to.column }];
}
