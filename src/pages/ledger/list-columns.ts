/** The columns of a list: those of the kind, and before them the village where there are several. */
import { columnsOf, type Column } from '#core/columns.ts';
import { compareTexts } from '#core/types/type-rules.ts';
import { text as textField, type Values } from '#kinds/field.ts';
import type { Kind } from '#kinds/kind.ts';
import type { SlimRow } from '#store/projection.ts';

/** No field may be called so: the unit is not a value of the record. */
const UNIT = '@unit';

const unitText = (values: Values): string => (typeof values[UNIT] === 'string' ? values[UNIT] : '');

const unitColumn: Column = {
  id: UNIT,
  label: '单位',
  field: textField('单位'),
  numeric: false,
  total: false,
  value: (values) => values[UNIT],
  text: unitText,
  compare: (a, b) => compareTexts(unitText(a), unitText(b)),
};

export const listColumns = (kind: Kind, severalUnits: boolean): readonly Column[] =>
  severalUnits ? [unitColumn, ...columnsOf(kind)] : columnsOf(kind);

/** Said by the heading in the first cell already. */
const HEADED: readonly string[] = ['text', 'items'];

/** What a table shows until somebody chooses otherwise: what the card shows too, and the figures. */
export function usualColumns(kind: Kind, columns: readonly Column[]): string[] {
  const { date, state, summary = [], fields } = kind;
  const wanted = new Set([UNIT, date, state, ...summary]);
  return columns
    .filter(
      ({ id, field, total }) =>
        wanted.has(id) ||
        (total && fields[id] === undefined) ||
        (fields[id]?.first === true && !HEADED.includes(field.type)),
    )
    .map(({ id }) => id);
}

const named = new WeakMap<SlimRow, SlimRow>();

/** The row with its unit's name among its values. */
export function withUnit(row: SlimRow, name: string): SlimRow {
  const known = named.get(row);
  if (known !== undefined && known.values[UNIT] === name) return known;
  const { id, kind, unit, missing, conflict, created, changed } = row;
  // Their own values stay where they are: they may stand in columns (SlimRow).
  const values = Object.create(row.values, { [UNIT]: { value: name } }) as Values;
  const made = { id, kind, unit, missing, conflict, created, changed, values };
  named.set(row, made);
  return made;
}
