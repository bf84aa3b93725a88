/** Stored values as a form shows them: what is kept scaled is typed with its decimal point. */
import { itemEntries } from '#kinds/conditions.ts';
import type { Field, Fields, Value, Values } from '#kinds/field.ts';

export type Raw = { readonly [field: string]: unknown };

export function rawOf(fields: Fields, values: Values): Raw {
  const raw: { [field: string]: unknown } = {};
  for (const id of Object.keys(values)) {
    const [field, value] = [fields[id], values[id]];
    if (value !== undefined) raw[id] = field === undefined ? value : rawValue(field, value);
  }
  return raw;
}

function rawValue(field: Field, value: Value): unknown {
  if (typeof value === 'number') return unscaled(value, field.type === 'amount' ? 2 : field.type === 'decimal' ? 1 : 0);
  if (field.type === 'items' || field.type === 'photos') {
    const items: { [item: string]: Raw } = {};
    for (const [id, item] of itemEntries(value)) items[id] = rawOf(field.fields, item);
    return items;
  }
  if (field.type === 'group' && typeof value === 'object') return rawOf(field.fields, value as Values);
  return value;
}

/** 120050 with two digits is 1200.50, 120000 is 1200. */
function unscaled(value: number, digits: number): string {
  const scale = 10 ** digits;
  const rest = value % scale;
  return rest === 0 ? String(value / scale) : `${(value - rest) / scale}.${String(rest).padStart(digits, '0')}`;
}
