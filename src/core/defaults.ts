/** What a form fills in by itself: at its start, in fields that nobody touched, and on offer. */
import type { Context, Field, Value, Values } from '#kinds/field.ts';
import { addDays, isDay } from './day.ts';
import { shownFields, type Owner } from './validate.ts';

/** The values with which a new record, or a new item, opens. */
export function initialValues({ fields }: Owner, context: Context): Values {
  const values: { [field: string]: Value } = {};
  for (const id of Object.keys(fields)) {
    const value = fields[id]?.initially?.(context) ?? null;
    if (value !== null) values[id] = value;
  }
  return values;
}

/**
 * What stands in fields that nobody touched, from what the others say: a form shows it, and stores what it shows. A field
 * that was emptied holds null, and stays empty.
 */
export function assumedOf(
  { fields }: Owner,
  typed: { readonly [field: string]: unknown },
  values: Values,
  context: Context,
): Values {
  const assumed: { [field: string]: Value } = {};
  const asked = Object.keys(fields).filter((id) => fields[id]?.assumed !== undefined && typed[id] === undefined);
  if (asked.length === 0) return assumed;
  const shown = new Set(shownFields({ fields }, values, { record: values, today: context.today }));
  for (const id of asked) {
    const value = fields[id]?.assumed?.(values, context) ?? null;
    if (value !== null && shown.has(id)) assumed[id] = value;
  }
  return assumed;
}

/** What the filled fields suggest for empty ones; `settings` are the township's numbers, by name. */
export function proposalsOf(
  { fields }: Owner,
  values: Values,
  context: Context,
  settings: { readonly [name: string]: number | undefined } = {},
): Values {
  const proposals: { [field: string]: Value } = {};
  for (const id of shownFields({ fields }, values, { record: values, today: context.today })) {
    const field = fields[id];
    if (field === undefined || values[id] !== undefined) continue;
    const proposed = field.proposed?.(values, context) ?? proposedDay(field, values, settings);
    if (proposed !== null) proposals[id] = proposed;
  }
  return proposals;
}

function proposedDay(
  field: Field,
  values: Values,
  settings: { readonly [name: string]: number | undefined },
): string | null {
  if (field.type !== 'day' || field.proposedAfter === undefined) return null;
  const from = values[field.proposedAfter.field];
  return isDay(from) ? addDays(from, settings[field.proposedAfter.setting] ?? field.proposedAfter.days) : null;
}
