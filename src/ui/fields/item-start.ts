import type { Context, Field, Fields, ItemsField } from '#kinds/field.ts';
import type { Kind } from '#kinds/kind.ts';
import { weekOf } from '#core/day.ts';
import { rawOf } from '#core/raw.ts';
import { initialValues } from '#core/defaults.ts';
import { asMap, isBlank, type Typed } from '#ui/typed.ts';

/**
 * What a new record starts with: the kind's defaults, this week where a period is asked for, and the first
 * items of lists that stand open on the first screen.
 */
export function startOf(kind: Kind, context: Context, newItemId: () => string): Typed {
  const typed: Record<string, unknown> = defaultsOf(kind, context);
  for (const id of Object.keys(kind.fields)) {
    const field = kind.fields[id];
    if (field?.type === 'period' && field.required === true && context.today !== null)
      typed[id] ??= weekOf(context.today);
    if (field?.type !== 'items' || field.first !== true || field.keyedBy !== undefined || typed[id] !== undefined)
      continue;
    const entries: Record<string, unknown> = {};
    for (let n = 0; n < (field.min ?? 0); n++) entries[newItemId()] = itemStart(field, entries, context);
    if (Object.keys(entries).length > 0) typed[id] = entries;
  }
  return typed;
}

/** What a new item starts with. Where the sides of a list are as many as it needs items, each item takes the next side. */
export function itemStart(field: ItemsField, others: Typed, context: Context): Typed {
  const start: Record<string, unknown> = defaultsOf(field, context);
  const side = sideOf(field);
  if (side !== null && isBlank(start[side.id])) {
    const taken = Object.keys(others).map((id) => asMap(others[id])[side.id]);
    start[side.id] = (side.codes.find(({ id }) => !taken.includes(id)) ?? side.codes[side.codes.length - 1])?.id;
  }
  return start;
}

interface Side {
  readonly id: string;
  readonly codes: readonly { readonly id: string; readonly zh: string }[];
}

/** The code that tells the items of a list apart (甲方, 乙方): it has exactly as many codes as the list needs items. */
export function sideOf(field: ItemsField): Side | null {
  if (field.min === undefined || field.min < 2) return null;
  for (const id of Object.keys(field.fields)) {
    const below = field.fields[id] as Field;
    if (below.type === 'code' && !below.list.open && below.list.codes.length === field.min)
      return { id, codes: below.list.codes };
  }
  return null;
}

/** 当事人（甲方） under the heading 当事人 is 甲方. */
export const shortSide = (side: string, heading: string): string =>
  (side.startsWith(heading) ? side.slice(heading.length).replace(/^[（(\s]+|[）)\s]+$/g, '') : side) || side;

const defaultsOf = (owner: { readonly fields: Fields }, context: Context): Record<string, unknown> => ({
  ...rawOf(owner.fields, initialValues(owner, context)),
});
