/** Which fields a form asks for at present: the conditions of the kind, put to what has been typed so far. */
import type { Around, Context, Field, Fields, Group, Value, Values } from '#kinds/field.ts';
import { itemEntries } from '#kinds/conditions.ts';
import { parseField } from '#core/types/all.ts';
import { asMap, type Typed } from './typed.ts';

/** Composite texts keep their identity while another field is typed; they are read once. */
const readOnce = new WeakMap<object, Map<Field, Value | undefined>>();

function valueOf(field: Field, raw: unknown): Value | undefined {
  if (typeof raw !== 'object' || raw === null) return parseField(field, raw).value ?? undefined;
  const known = readOnce.get(raw) ?? new Map<Field, Value | undefined>();
  readOnce.set(raw, known);
  if (!known.has(field)) known.set(field, parseField(field, raw).value ?? undefined);
  return known.get(field);
}

/** What is well-formed of what was typed, for conditions and proposals. */
export function valuesOf(fields: Fields, typed: Typed): Values {
  const values: Record<string, Value> = {};
  for (const id of Object.keys(fields)) {
    const value = valueOf(fields[id] as Field, typed[id]);
    if (value !== undefined) values[id] = value;
  }
  return values;
}

/** Paths of one field and below it that are not asked, each between bars; one string, so that memoised fields can compare it. */
export function hiddenUnder(
  id: string,
  field: Field,
  raw: unknown,
  values: Values,
  { today }: Pick<Context, 'today'>,
): string {
  const around: Around = { record: values, today };
  if (field.shownWhen?.(values, around) === false) return `|${id}|`;
  const value = values[id];
  if (field.type === 'group') return hiddenIn(field.fields, (value ?? {}) as Group, id, around);
  if (field.type !== 'items' || !Object.keys(field.fields).some((below) => field.fields[below]?.shownWhen)) return '';
  const read = new Map(itemEntries(value));
  const entries = asMap(raw);
  // An item in which nothing but chips is chosen has no value yet, and still has to know what it asks.
  return Object.keys(entries)
    .map((item) => hiddenIn(field.fields, read.get(item) ?? (asMap(entries[item]) as Group), `${id}.${item}`, around))
    .join('');
}

function hiddenIn(fields: Fields, values: Values, path: string, around: Around): string {
  return Object.keys(fields)
    .filter((id) => fields[id]?.shownWhen?.(values, around) === false)
    .map((id) => `|${path}.${id}|`)
    .join('');
}
