/** Which fields a form asks for at present: the conditions of the kind, put to what has been typed so far. */
import type { Around, Context, Field, Fields, Value, Values } from '#kinds/field.ts';
import { asMap, asText, isBlank, type Typed } from './typed.ts';

const NUMBERS: readonly string[] = ['count', 'year', 'decimal', 'amount'];

/** Typed texts in the shape that conditions ask; what is not well-formed yet counts as empty. */
export function valuesOf(fields: Fields, typed: Typed): Values {
  const values: Record<string, Value> = {};
  for (const id of Object.keys(fields)) {
    const field = fields[id] as Field;
    const raw = typed[id];
    if (isBlank(raw)) continue;
    if (field.type === 'items' || field.type === 'photos') {
      const items: Record<string, Values> = {};
      const entries = asMap(raw);
      for (const item of Object.keys(entries)) if (entries[item] !== null) items[item] = valuesOf(field.fields, asMap(entries[item]));
      values[id] = items as Value;
    } else if (field.type === 'group') {
      values[id] = valuesOf(field.fields, asMap(raw)) as Value;
    } else if (NUMBERS.includes(field.type)) {
      const number = Number(asText(raw));
      if (asText(raw) !== '' && !Number.isNaN(number)) values[id] = number;
    } else {
      values[id] = raw as Value;
    }
  }
  return values;
}

/** Paths of one field and below it that are not asked, each between bars; one string, so that memoised fields can compare it. */
export function hiddenUnder(id: string, field: Field, values: Values, context: Context): string {
  const around: Around = { record: values, today: context.today };
  if (field.shownWhen?.(values, around) === false) return `|${id}|`;
  const value = values[id];
  if (field.type === 'group') return hiddenIn(field.fields, asMap(value) as Values, id, around);
  if (field.type !== 'items' || !Object.keys(field.fields).some((below) => field.fields[below]?.shownWhen)) return '';
  const entries = asMap(value);
  return Object.keys(entries).map((item) => hiddenIn(field.fields, asMap(entries[item]) as Values, `${id}.${item}`, around)).join('');
}

function hiddenIn(fields: Fields, values: Values, path: string, around: Around): string {
  return Object.keys(fields).filter((id) => fields[id]?.shownWhen?.(values, around) === false)
    .map((id) => `|${path}.${id}|`).join('');
}
