/** What stays the same when an event or a training is held once more: everything but the day, what was counted and who came. */
import type { Value, Values } from '#kinds/field.ts';
import type { Kind } from '#kinds/kind.ts';
import { rawOf, type Raw } from './raw.ts';

const KEPT: { readonly [kind: string]: readonly string[] } = {
  publicityEvent: [
    'title',
    'themes',
    'forms',
    'place',
    'settings',
    'villages',
    'audienceGroups',
    'venue',
    'organiser',
    'coOrganisers',
    'laws',
  ],
  training: ['type', 'title', 'audience', 'place', 'organiser', 'coOrganiser', 'lecturer', 'hours', 'days', 'laws'],
};

export const canRepeat = (kind: Kind): boolean => KEPT[kind.name] !== undefined;

export function keptValues(kind: Kind, values: Values): Values {
  const kept: { [field: string]: Value } = {};
  for (const id of KEPT[kind.name] ?? []) {
    const value = values[id];
    if (value !== undefined) kept[id] = value;
  }
  return kept;
}

/** As a form takes it. */
export const repeated = (kind: Kind, values: Values): Raw => rawOf(kind.fields, keptValues(kind, values));
