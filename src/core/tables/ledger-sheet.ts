/** A ledger as a sheet: the kind's columns, what is sensitive masked as in every list (domain.md §6.4). */
import { columnsOf, type Column } from '#core/columns.ts';
import type { CountedRow } from '#core/counted-units.ts';
import { dateOf, headingOf, type Names } from '#core/text.ts';
import type { Kind } from '#kinds/kind.ts';
import type { TableCell } from './model.ts';

export interface LedgerSheet {
  readonly title: string;
  readonly columns: readonly { readonly label: string; readonly numeric: boolean }[];
  readonly rows: readonly (readonly TableCell[])[];
}

/** In the order of their days; 标题 and 单位 come first, so that a row is recognised. */
export function ledgerSheetOf(kind: Kind, rows: readonly CountedRow[], names: Names): LedgerSheet {
  const columns = columnsOf(kind);
  const dated = rows.map((row) => ({ row, day: dateOf(kind, row.values) ?? '' }));
  dated.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.row.id < b.row.id ? -1 : 1));
  return {
    title: kind.title,
    columns: [
      { label: '序号', numeric: true },
      { label: '标题', numeric: false },
      { label: '单位', numeric: false },
      ...columns.map(({ label, numeric, field }) => ({ label: `${label}${measureOf(field)}`, numeric })),
    ],
    rows: dated.map(({ row: { unit, values } }, at) => [
      { text: String(at + 1), number: at + 1 },
      { text: headingOf(kind, values, { names, reveal: false }) },
      { text: names.link('unit', unit) },
      ...columns.map((column) => cellOf(column, values, names)),
    ]),
  };
}

const measureOf = (field: Column['field']): string =>
  field.type === 'amount'
    ? '（元）'
    : (field.type === 'count' || field.type === 'decimal') && field.unit !== ''
      ? `（${field.unit}）`
      : '';

function cellOf({ id, field, text }: Column, values: CountedRow['values'], names: Names): TableCell {
  const value = values[id];
  if (typeof value !== 'number' || field.sensitive === true) return { text: text(values, names) };
  if (field.type === 'amount') return { text: text(values, names), number: value / 100, decimals: 2 };
  if (field.type === 'decimal') return { text: text(values, names), number: value / 10, decimals: 1 };
  return { text: String(value), number: value };
}
