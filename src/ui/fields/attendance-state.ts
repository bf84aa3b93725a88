/** How somebody attended, as the field's own code says it; what a tick writes. */
import type { CodeField, ItemsField } from '#kinds/field.ts';
import { asMap, type Typed } from '#ui/typed.ts';
import type { LinkChoice } from './form-api.ts';

export interface AttendanceState {
  readonly id: string;
  readonly field: CodeField;
}

/** The code that says how somebody attended; its first code is the plain one. */
export function stateOf(field: ItemsField): AttendanceState | null {
  for (const id of Object.keys(field.fields)) {
    const below = field.fields[id];
    if (below?.type === 'code') return { id, field: below };
  }
  return null;
}

/** The codes under which somebody was trained: 到, 迟到, 补学. */
export const attendedCodes = ({ field }: AttendanceState): CodeField['list']['codes'] =>
  field.list.codes.filter(({ attended }) => attended === true);

/** Whether this entry says that the person was there; a list without states says so by naming somebody. */
export const isAttended = (entry: unknown, state: AttendanceState | null): boolean =>
  entry !== undefined &&
  entry !== null &&
  (state === null || attendedCodes(state).some(({ id }) => id === asMap(entry)[state.id]));

/** A ticked person, with the name as it is today (SPEC S5). `code`: how the person attended. */
export function startOf(field: ItemsField, person: LinkChoice, code: string | undefined): Typed {
  const state = stateOf(field);
  return {
    ...(state !== null && code !== undefined ? { [state.id]: code } : {}),
    ...('name' in field.fields ? { name: person.label } : {}),
    ...('unit' in field.fields && person.unit !== undefined ? { unit: person.unit } : {}),
  };
}
