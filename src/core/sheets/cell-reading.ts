/** What reading a cell gives, and how it is said. */
import type { Field, Value } from '#kinds/field.ts';
import { parseField } from '#core/types/all.ts';

/** empty: nothing stands there. `note`: taken in, but not to the letter. */
export type ReadCell =
  | { readonly state: 'empty' }
  | { readonly state: 'read'; readonly value: Value; readonly note?: string }
  | { readonly state: 'wrong'; readonly reason: string };

export const EMPTY: ReadCell = { state: 'empty' };
export const wrong = (reason: string): ReadCell => ({ state: 'wrong', reason });
export const read = (value: Value | null, note?: string): ReadCell =>
  value === null ? EMPTY : { state: 'read', value, ...(note === undefined ? {} : { note }) };

/** As a form would take it. */
export function parsed(field: Field, typed: unknown, note?: string): ReadCell {
  const result = parseField(field, typed);
  return result.ok ? read(result.value, note) : wrong(result.message);
}
