/** One event that several villages held alike, as a record of each: nothing is typed again but what differs. */
import type { Value, Values } from '#kinds/field.ts';
import { publicityEvent } from '#kinds/index.ts';
import type { CountedRow } from './counted-units.ts';
import { keptValues } from './repeat.ts';
import { parseField } from './types/all.ts';

/** What differs from village to village, as typed. */
export interface VillageTyped {
  readonly place: string;
  readonly audience: string;
  readonly materials: string;
}
export const NOTHING_TYPED: VillageTyped = { place: '', audience: '', materials: '' };

const TYPED = ['place', 'audience', 'materials'] as const;

/** Problems of what was typed, by field. */
export function problemsOfTyped(typed: VillageTyped): { readonly [field in keyof VillageTyped]?: string } {
  const problems = TYPED.flatMap((id) => {
    const parsed = parseField(publicityEvent.fields[id], typed[id]);
    return parsed.ok ? [] : [[id, parsed.message] as const];
  });
  return Object.fromEntries(problems);
}

/** The record of one village; where it was held, what was counted and what it belongs to is its own. */
export function copyFor(values: Values, typed: VillageTyped): Values {
  const { villages: _, venue: __, place: ___, ...same } = keptValues(publicityEvent, values);
  const copy: { [field: string]: Value } = {};
  for (const [id, value] of Object.entries(same)) if (value !== undefined) copy[id] = value;
  for (const id of ['heldOn', 'keyDate'] as const) {
    const value = values[id];
    if (value !== undefined) copy[id] = value;
  }
  for (const id of TYPED) {
    const parsed = parseField(publicityEvent.fields[id], typed[id]);
    if (parsed.ok && parsed.value !== null) copy[id] = parsed.value;
  }
  return copy;
}

/** Units that have recorded this event already: of the same day and title. */
export function unitsWith({ values }: Pick<CountedRow, 'values'>, events: readonly CountedRow[]): ReadonlySet<string> {
  const same = events.filter(
    (event) => event.values['heldOn'] === values['heldOn'] && event.values['title'] === values['title'],
  );
  return new Set(same.map(({ unit }) => unit));
}
