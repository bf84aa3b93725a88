/** A ledger as a sheet of a workbook: real days and numbers, sums, what is sensitive masked as in every list (domain.md §6.4). */
import { columnsOf, type Column } from '#core/columns.ts';
import type { CountedRow } from '#core/counted-units.ts';
import { dateOf, headingOf, type Names } from '#core/text.ts';
import type { Field, Values } from '#kinds/field.ts';
import type { Kind } from '#kinds/kind.ts';
import type { TableCell } from './model.ts';

/** What may be filled in on paper or screen: one of these words, a day, a whole number. */
interface Entry {
  readonly rule: { readonly words: readonly string[] } | 'day' | 'count';
  /** Other words, or several of them, are taken as well. */
  readonly open: boolean;
}

export interface LedgerColumn {
  readonly label: string;
  readonly numeric: boolean;
  /** The sum stands below it. */
  readonly total?: boolean;
  /** In characters of a digit's width, two to a Chinese one; by what stands in it unless given. */
  readonly width?: number;
  readonly entry?: Entry;
  /** Said when one of its cells is chosen. */
  readonly hint?: string;
}

export interface LedgerSheet {
  readonly title: string;
  /** Name of the sheet; the title unless given. */
  readonly tab?: string;
  /** Whose, of which time, how many; nothing unless given. */
  readonly under?: string;
  readonly columns: readonly LedgerColumn[];
  readonly rows: readonly (readonly TableCell[])[];
  /** So many empty rows to write into follow. */
  readonly blank?: number;
  /** Upright unless wider than such a page. */
  readonly portrait?: boolean;
  /** Of a row, in points: a signature needs room. */
  readonly rowHeight?: number;
  /** Lines below the table. */
  readonly foot?: readonly string[];
}

/** In the order of their days; 标题 and 单位 come first, so that a row is recognised. */
export function ledgerSheetOf(kind: Kind, rows: readonly CountedRow[], names: Names): LedgerSheet {
  return {
    title: kind.title,
    ...numbered(
      [
        {
          label: '标题',
          numeric: false,
          cell: (values) => textCell(headingOf(kind, values, { names, reveal: false })),
        },
        { label: '单位', numeric: false, cell: (_, { unit }) => textCell(names.link('unit', unit)) },
        ...columnsOf(kind).map((column) => fieldColumn(column, names)),
      ],
      byDay(kind, rows),
    ),
  };
}

export function byDay<R extends CountedRow>(kind: Kind, rows: readonly R[]): readonly R[] {
  const dated = rows.map((row) => ({ row, day: dateOf(kind, row.values) ?? '' }));
  dated.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.row.id < b.row.id ? -1 : 1));
  return dated.map(({ row }) => row);
}

/** A column with how its cells are made. */
export interface MadeColumn extends LedgerColumn {
  readonly cell: (values: Values, row: CountedRow) => TableCell;
}

/** 序号 and the columns, a row for each record, sums below. */
export const numbered = (
  columns: readonly MadeColumn[],
  rows: readonly CountedRow[],
): Pick<LedgerSheet, 'columns' | 'rows'> => ({
  columns: numberedColumns(columns),
  rows: rows.map((row, at) => numberedRow(columns, row, at)),
});

const ROWS_AT_ONCE = 20;

/** The same of a list that may be long: the screen gets its turn between pieces of it. */
export async function numberedInPieces(
  columns: readonly MadeColumn[],
  rows: readonly CountedRow[],
  pause: () => Promise<void>,
): Promise<Pick<LedgerSheet, 'columns' | 'rows'>> {
  const made: (readonly TableCell[])[] = [];
  for (const [at, row] of rows.entries()) {
    made.push(numberedRow(columns, row, at));
    if (made.length % ROWS_AT_ONCE === 0) await pause();
  }
  return { columns: numberedColumns(columns), rows: made };
}

const numberedColumns = (columns: readonly MadeColumn[]): LedgerColumn[] => [
  { label: '序号', numeric: true, width: 6 },
  ...columns.map(({ cell: _, ...column }) => column),
];

const numberedRow = (columns: readonly MadeColumn[], row: CountedRow, at: number): readonly TableCell[] => [
  { text: String(at + 1), number: at + 1 },
  ...columns.map(({ cell }) => cell(row.values, row)),
];

export const textCell = (text: string): TableCell => ({ text });

/** A column of the kind; `reveal` shows what is sensitive. */
export function fieldColumn(column: Column, names: Names, reveal = false): MadeColumn {
  return {
    label: `${column.label}${measureOf(column.field)}`,
    numeric: column.numeric,
    total: column.total,
    cell: (values) => cellOf(column, values, names, reveal),
  };
}

const measureOf = (field: Field): string =>
  field.type === 'amount'
    ? '（元）'
    : (field.type === 'count' || field.type === 'decimal') && field.unit !== ''
      ? `（${field.unit}）`
      : '';

function cellOf({ field, text, value: valueOf }: Column, values: Values, names: Names, reveal: boolean): TableCell {
  const value = valueOf(values, names);
  const words = text(values, names, reveal);
  if (field.sensitive === true && !reveal) return { text: words };
  if (field.type === 'day' && typeof value === 'string') return { text: value, day: value };
  if (typeof value !== 'number') return { text: words };
  if (field.type === 'amount') return { text: words, number: value / 100, decimals: 2 };
  if (field.type === 'decimal') return { text: words, number: value / 10, decimals: 1 };
  return { text: String(value), number: value };
}
