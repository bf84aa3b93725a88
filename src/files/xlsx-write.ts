/** Tables and ledgers to .xlsx, in browsers and in Node alike: what stands where, and how it looks and prints. */
import { daysBetween } from '#core/day.ts';
import { columnName } from '#core/sheets.ts';
import type { LedgerColumn, LedgerSheet } from '#core/tables/ledger-sheet.ts';
import type { StatTable, TableCell } from '#core/tables/model.ts';
import { createTurns } from './turns.ts';
import { bookBytes, type BookCell, type BookEntry, type BookRow, type BookSheet } from './xlsx-book.ts';
import type { Look } from './xlsx-styles.ts';

const MIME = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const FLAG = 'FFF1CC';

const TITLE: Look = { bold: true, size: 16, align: 'center', middle: true };
const UNDER: Look = { align: 'center', middle: true, wrap: true };
const HEAD: Look = { bold: true, align: 'center', middle: true, wrap: true, fill: 'E8EEF4', border: true };
const WORDS: Look = { middle: true, wrap: true, border: true, format: 'text' };
const SUM_LABEL: Look = { bold: true, align: 'center', middle: true, border: true };
const DAY: Look = { middle: true, align: 'center', border: true, format: 'yyyy-mm-dd' };
const NOTE: Look = { wrap: true };
const FLAGGED: Look = { wrap: true, fill: FLAG };
const DASH: Look = { align: 'right', middle: true, border: true };
const numberLook = (format: NonNullable<Look['format']>, more: Look = {}): Look => ({
  align: 'right',
  middle: true,
  border: true,
  format,
  ...more,
});
const NUMBERS = [numberLook('0'), numberLook('0.0'), numberLook('0.00')];
const FLAGGED_NUMBERS = NUMBERS.map((look) => ({ ...look, fill: FLAG }));
const SUMS = NUMBERS.map((look) => ({ ...look, bold: true }));

/** A workbook with one sheet per table and per ledger, on A4; `pause` is waited for between pieces of it. */
export async function xlsxOf(
  tables: readonly StatTable[],
  labels: readonly string[],
  ledgers: readonly LedgerSheet[],
  pause: () => Promise<void> = createTurns(),
): Promise<Blob> {
  const names = uniqueNames([...labels, ...ledgers.map(({ title, tab = title }) => tab)]);
  const choices = createChoices();
  const sheets = [
    ...tables.map((table, at) => statSheet(table, names[at] ?? table.title)),
    ...ledgers.map((ledger, at) => ledgerSheet(ledger, names[tables.length + at] ?? ledger.title, choices.rangeOf)),
  ];
  const pieces = await bookBytes([...sheets, ...choices.sheets()], pause);
  return new Blob(pieces as BlobPart[], { type: MIME });
}

/** Excel takes 31 characters, none of `[]:*?/\`, no apostrophe at an end, and no name twice, however it is capitalised. */
function uniqueNames(titles: readonly string[]): string[] {
  const taken = new Set<string>([CHOICES]);
  return titles.map((title) => {
    const plain = Array.from(title.replace(/[[\]:*?/\\'\p{Cc}]/gu, ' ').trim()).slice(0, 28);
    let name = plain.join('') || '表';
    for (let at = 2; taken.has(name.toLowerCase()); at++) name = `${plain.join('')} ${at}`;
    taken.add(name.toLowerCase());
    return name;
  });
}

const CHOICES = '选项';

/** Lists to choose from: in the cell's own rule they may have 255 characters at most, so they stand on a hidden sheet, each in a column. */
function createChoices() {
  const lists: (readonly string[])[] = [];
  return {
    rangeOf: (words: readonly string[]): string => {
      const known = lists.findIndex((list) => list.join('\n') === words.join('\n'));
      const column = columnName(known < 0 ? lists.push(words) - 1 : known);
      return `${CHOICES}!$${column}$1:$${column}$${words.length}`;
    },
    sheets: (): BookSheet[] => {
      if (lists.length === 0) return [];
      const longest = Math.max(...lists.map(({ length }) => length));
      const rows = Array.from({ length: longest }, (_, at) => ({
        cells: lists.map((list) => (list[at] === undefined ? null : { value: list[at], look: NOTE })),
      }));
      return [{ name: CHOICES, hidden: true, rows, widths: lists.map(() => 20), frozenRows: 0, landscape: false }];
    },
  };
}

function statSheet({ title, under, heads, rows, notes, flags, headColumns }: StatTable, name: string): BookSheet {
  const width = heads[0]?.reduce((sum, { cols = 1 }) => sum + cols, 0) ?? 1;
  const wide = (text: string, look: Look, height: number): BookRow => ({
    cells: [{ value: text, look, cols: width }],
    height,
  });
  const body = rows.map(({ heads: words, cells }) => [
    ...words.map((cell): BookCell => ({ value: cell.text, look: WORDS, ...spans(cell) })),
    ...cells.map(numberCell),
  ]);
  return {
    name,
    rows: [
      wide(title, TITLE, 30),
      wide(under, UNDER, 18),
      ...placed(heads.map((line) => line.map(headCell))),
      ...placed(body),
      ...flags.map((flag) => wide(`核对：${flag}`, FLAGGED, tall(flag, width))),
      ...notes.map((note) => wide(`说明：${note}`, NOTE, tall(note, width))),
    ],
    widths: Array.from({ length: width }, (_, at) => (at === 1 ? 30 : at < headColumns ? 12 : 9)),
    frozenRows: 2 + heads.length,
    printedHead: [1, 2 + heads.length],
    landscape: true,
  };
}

/** Merged cells do not grow by themselves: about two characters go to a unit of width. */
const tall = (text: string, width: number): number =>
  16 * Math.max(1, Math.ceil(Array.from(text).length / (width * 5)));

const spans = ({ cols = 1, rows = 1 }: TableCell): Pick<BookCell, 'cols' | 'rows'> => ({
  ...(cols > 1 ? { cols } : {}),
  ...(rows > 1 ? { rows } : {}),
});
const headCell = (cell: TableCell): BookCell => ({ value: cell.text, look: HEAD, ...spans(cell) });

function numberCell({ text, number, decimals = 0, flagged = false }: TableCell): BookCell {
  if (number === undefined) return { value: text, look: flagged ? { ...DASH, fill: FLAG } : DASH };
  return { value: number, look: (flagged ? FLAGGED_NUMBERS : NUMBERS)[decimals] ?? DASH };
}

/** Rows of cells, each put into its own column: the places that a span of rows covers keep its look, for the border. */
function placed(lines: readonly (readonly BookCell[])[]): BookRow[] {
  const above: { readonly until: number; readonly look: Look }[] = [];
  return lines.map((line, at) => {
    const cells: (BookCell | null)[] = [];
    const passCovered = () => {
      for (let over = above[cells.length]; over !== undefined && over.until > at; over = above[cells.length])
        cells.push({ look: over.look });
    };
    for (const cell of line) {
      passCovered();
      const [from, { cols = 1, rows = 1, look }] = [cells.length, cell];
      cells.push(cell, ...Array.from({ length: cols - 1 }, () => null));
      for (let column = from; column < from + cols; column++) above[column] = { until: at + rows, look };
    }
    passCovered();
    return { cells };
  });
}

function ledgerSheet(sheet: LedgerSheet, name: string, rangeOf: (words: readonly string[]) => string): BookSheet {
  const { title, under, columns, rows, blank = 0, portrait = false, rowHeight, foot = [] } = sheet;
  const wide = (text: string, look: Look, height: number): BookRow => ({
    cells: [{ value: text, look, cols: columns.length }],
    height,
  });
  const top = [wide(title, TITLE, 30), ...(under === undefined ? [] : [wide(under, UNDER, 20)])];
  const [head, first] = [top.length + 1, top.length + 2];
  const height = rowHeight === undefined ? {} : { height: rowHeight };
  const last = first + rows.length + blank - 1;
  const totals = createTotals(columns);
  return {
    name,
    rows: inTurn([
      top,
      [{ cells: columns.map(({ label }) => ({ value: label, look: HEAD })), height: 32 }],
      mapped(rows, (row) => {
        totals.add(row);
        return { cells: row.map(dataCell), ...height };
      }),
      Array.from({ length: blank }, () => ({ cells: columns.map(blankCell), ...height })),
      blank === 0 ? totals.row(first, first + rows.length - 1) : [],
      foot.map((line) => wide(line, NOTE, tall(line, 8))),
    ]),
    widths: columns.map((column, at) => column.width ?? widthOf(column, rows, at)),
    frozenRows: head,
    printedHead: [1, head],
    landscape: !portrait,
    entries: blank === 0 ? [] : columns.flatMap((column, at) => entryOf(column, at, [first, last], rangeOf)),
  };
}

function* inTurn<T>(lists: readonly Iterable<T>[]): Generator<T> {
  for (const list of lists) yield* list;
}

function* mapped<A, B>(all: readonly A[], make: (one: A) => B): Generator<B> {
  for (const one of all) yield make(one);
}

/** Days are counted from 1899-12-30, for a 29 February 1900 is counted that never was (18.17.4.1). */
const serialOf = (day: string): number => daysBetween('1899-12-30', day);

function dataCell({ text, number, day, decimals = 0 }: TableCell): BookCell {
  if (day !== undefined && day >= '1900-03-01') return { value: serialOf(day), look: DAY };
  if (number === undefined) return { value: text, look: WORDS };
  return { value: number, look: NUMBERS[decimals] ?? DASH };
}

const blankCell = ({ entry, numeric }: LedgerColumn): BookCell => ({
  look: entry?.rule === 'day' ? DAY : numeric ? numberLook('0') : WORDS,
});

/** What columns come to, added up while their rows are written: all rows at the end once more would be a long task. */
function createTotals(columns: readonly LedgerColumn[]) {
  const totals = columns.map(({ total }) => (total === true ? { count: 0, sum: 0, decimals: 0 } : null));
  return {
    add: (row: LedgerSheet['rows'][number]): void => {
      for (const [at, total] of totals.entries()) {
        const cell = row[at];
        if (total === null || cell === undefined) continue;
        total.decimals = Math.max(total.decimals, cell.decimals ?? 0);
        if (cell.number === undefined) continue;
        total.count += 1;
        total.sum += cell.number;
      }
    },
    /** They reckon for themselves when somebody corrects a number; what they come to now is written beside the formula. */
    *row(first: number, last: number): Generator<BookRow> {
      if (!totals.some((total) => total !== null && total.count > 0)) return;
      const cells = totals.map((total, at): BookCell => {
        if (at === 0) return { value: '合计', look: SUM_LABEL };
        if (total === null || total.count === 0) return { look: SUM_LABEL };
        const column = columnName(at);
        const formula = `SUM(${column}${first}:${column}${last})`;
        return { value: Number(total.sum.toFixed(2)), formula, look: SUMS[total.decimals] ?? SUM_LABEL };
      });
      yield { cells };
    },
  };
}

const MEASURED = 300;
/** Of the longest line. Chinese characters are as wide as two digits. */
function widthOfText(text: string): number {
  let [widest, width] = [0, 0];
  for (const one of text) {
    width = one === '\n' ? 0 : width + (one > '\u2e7f' ? 2 : 1);
    if (width > widest) widest = width;
  }
  return widest;
}

function widthOf({ label, numeric }: LedgerColumn, rows: LedgerSheet['rows'], at: number): number {
  const widest = rows.slice(0, MEASURED).reduce((most, row) => Math.max(most, widthOfText(row[at]?.text ?? '')), 0);
  // Of two lines neither may end with a bracket that has just been opened.
  const head = Math.ceil(widthOfText(label) / 2) + 3;
  return Math.min(40, Math.max(numeric ? 9 : 10, head, widest + 2));
}

function entryOf(
  { entry, hint = '' }: LedgerColumn,
  column: number,
  [fromRow, toRow]: readonly [number, number],
  rangeOf: (words: readonly string[]) => string,
): BookEntry[] {
  if (entry === undefined) return [];
  const rule = typeof entry.rule === 'string' ? entry.rule : { list: rangeOf(entry.rule.words) };
  return [{ column, fromRow, toRow, rule, open: entry.open, hint }];
}
