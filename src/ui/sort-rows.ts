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
  const filled = rows.filter(({ values }) => column.value(values) !== undefined);
  const empty = filled.length === rows.length ? [] : rows.filter(({ values }) => column.value(values) === undefined);
  const turn = desc ? -1 : 1;
  const order = WORDS.includes(column.field.type)
    ? byWords(filled, (row) => column.text(row.values, names, true))
    : (a: R, b: R) => column.compare(a.values, b.values, names);
  return [...filled.sort((a, b) => turn * order(a, b)), ...empty];
}

/** Types that are sorted by what they say. */
const WORDS: readonly string[] = ['text', 'link', 'links'];

/**
 * Comparing Chinese words is dear, and a column says the same few over and over: every word is put in its place once,
 * rows are then sorted by places.
 */
function byWords<R>(rows: readonly R[], textOf: (row: R) => string): (a: R, b: R) => number {
  const wordOf = new Map(rows.map((row) => [row, textOf(row)]));
  const places = new Map([...new Set(wordOf.values())].sort(compareTexts).map((word, place) => [word, place]));
  const placeOf = (row: R) => places.get(wordOf.get(row) ?? '') ?? 0;
  return (a, b) => placeOf(a) - placeOf(b);
}
