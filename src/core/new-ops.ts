/** Records that did not exist before as ops of the log. */
import type { Values } from '#kinds/field.ts';
import { kindOf } from '#kinds/index.ts';
import type { Json } from './canonical.ts';
import type { Op } from './change.ts';
import { freshSalt, type RandomBytes } from './ids.ts';
import { isSensitive } from './sensitive.ts';

export interface NewRecord {
  readonly id: string;
  readonly kind: string;
  readonly values: Values;
}

/**
 * One op per field, and per item of a list (SPEC C5); what is sensitive carries a salt (SPEC C9). Nothing is replaced: for a
 * record that is there already only paths that hold nothing may be given.
 */
export function opsOfRecord({ id, kind: name, values }: NewRecord, randomBytes: RandomBytes): Op[] {
  const kind = kindOf(name);
  const op = (field: string, value: Json, salted: boolean): Op => ({
    record: id,
    kind: name,
    field,
    value,
    replaces: [],
    ...(salted ? { salt: freshSalt(randomBytes) } : {}),
  });
  return Object.keys(values).flatMap((path) => {
    const [field, value] = [kind.fields[path], values[path]];
    if (field === undefined || value === undefined) return [];
    const salted = isSensitive(field);
    if (field.type !== 'items') return [op(path, value, salted)];
    const items = value as { readonly [item: string]: Json };
    return Object.keys(items).map((item) => op(`${path}.${item}`, items[item] ?? null, salted));
  });
}
