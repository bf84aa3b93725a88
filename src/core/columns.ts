/** The columns of a kind: one list for table, sort, totals and export. */
import type { Field, Value, Values } from '#kinds/field.ts';
import type { Kind } from '#kinds/kind.ts';
import { fieldText, NO_NAMES, type Names } from './text.ts';
import { rulesOf } from './types/all.ts';
import { compareTexts } from './types/type-rules.ts';

export interface Column {
  readonly id: string;
  readonly label: string;
  readonly field: Field;
  /** Right-aligned, and a number in spreadsheets. */
  readonly numeric: boolean;
  /** Has a sum in the totals row. */
  readonly total: boolean;
  /** `names` says who stands for whom; without them everybody stands alone. */
  readonly value: (values: Values, names?: Names) => Value | undefined;
  /** Masked unless revealed. */
  readonly text: (values: Values, names: Names, reveal?: boolean) => string;
  /** Empty cells come last. */
  readonly compare: (a: Values, b: Values, names?: Names) => number;
}

const NUMERIC: ReadonlySet<string> = new Set(['count', 'decimal', 'amount', 'year']);
const LINKS: ReadonlySet<string> = new Set(['link', 'links']);

const columnsByKind = new WeakMap<Kind, readonly Column[]>();

export function columnsOf(kind: Kind): readonly Column[] {
  const known = columnsByKind.get(kind);
  if (known !== undefined) return known;
  const columns = Object.keys(kind.fields).flatMap((id) => {
    const field = kind.fields[id];
    const own = field === undefined || field.column === false || field.internal === true ? [] : [columnOf(id, field)];
    const sum = kind.lines?.[id]?.sum;
    return sum === undefined
      ? own
      : [...own, columnOf(`${id}@sum`, sum.field, (values, names) => sum.of(values, names?.person))];
  });
  columnsByKind.set(kind, columns);
  return columns;
}

function columnOf(id: string, field: Field, value: Column['value'] = (values) => values[id]): Column {
  const numeric = NUMERIC.has(field.type);
  const text: Column['text'] = (values, names, reveal = false) => fieldText(field, value(values, names), names, reveal);
  return {
    id,
    label: field.label,
    field,
    numeric,
    total: numeric && field.type !== 'year' && field.total !== false,
    value,
    text,
    compare: (a, b, names = NO_NAMES) => {
      const [first, second] = [value(a, names), value(b, names)];
      if (first === undefined || second === undefined)
        return Number(first === undefined) - Number(second === undefined);
      // What a link says is elsewhere; by its id it would stand in no order that a reader knows.
      if (LINKS.has(field.type)) return compareTexts(text(a, names), text(b, names));
      return rulesOf(field).compare(first, second, field);
    },
  };
}

/** The sum of a column, as words; empty where no row has a value. */
export function totalText({ field, total, value: valueOf }: Column, rows: readonly Values[], names: Names): string {
  if (!total) return '';
  let [sum, filled] = [0, false];
  for (const row of rows) {
    const value = valueOf(row, names);
    if (typeof value !== 'number') continue;
    sum += value;
    filled = true;
  }
  return filled ? fieldText(field, sum, names) : '';
}
