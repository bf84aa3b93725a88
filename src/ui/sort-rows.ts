import type { Column } from '#core/columns.ts';
import type { Names } from '#core/text.ts';
import { compareTexts } from '#core/types/type-rules.ts';
import type { Values } from '#kinds/field.ts';

/** By which column, and whether the largest stands first. */
export interface Sort {
  readonly id: string;
  readonly desc: boolean;
}

interface WithValues {
  readonly values: Values;
}

/**
 * Rows in the order of a column, the same for cards, table and export. Empty cells come last either way round; rows
 * that are equal keep their order.
 */
export function sortRows<R extends WithValues>(
  rows: readonly R[],
  column: Column | undefined,
  desc: boolean,
  names: Names,
): readonly R[] {
  if (column === undefined) return rows;
  const filled = rows.filter(({ values }) => values[column.id] !== undefined);
  const empty = filled.length === rows.length ? [] : rows.filter(({ values }) => values[column.id] === undefined);
  const turn = desc ? -1 : 1;
  const { type } = column.field;
  if (type !== 'link' && type !== 'links') {
    return [...filled.sort((a, b) => turn * column.compare(a.values, b.values, names)), ...empty];
  }
  // What a link says is looked up once a row, not once a comparison.
  const said = filled.map((row) => ({ row, text: column.text(row.values, names) }));
  return [...said.sort((a, b) => turn * compareTexts(a.text, b.text)).map(({ row }) => row), ...empty];
}
