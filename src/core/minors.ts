/** The names of minors, which no screen shows before somebody asks for them (未成年人保护法 art. 103; domain.md §6.2). */
import { isMinor } from '#kinds/case-rules.ts';
import { itemEntries } from '#kinds/conditions.ts';
import type { Group, Value, Values } from '#kinds/field.ts';
import type { Json } from './canonical.ts';
import { maskName, replacing } from './mask.ts';

/** Takes the names of minors out of a text. */
export type HideMinors = (words: string) => string;

/** What stood or stands at a path of a case: the present values, the sides of a conflict, the values of its history. */
export interface PathValue {
  readonly path: string;
  readonly value: Json;
}

const isGroup = (value: unknown): value is Group =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A party by itself, or all parties in one value. */
function partiesAt({ path, value }: PathValue): readonly Group[] {
  if (!isGroup(value)) return [];
  if (path === 'parties') return Object.values(value).filter(isGroup);
  return path.startsWith('parties.') ? [value] : [];
}

/** Null where no party of the case is known to be a minor. `others`: values that stand beside the present ones. */
export function hideMinors(values: Values, today: string | null, others: readonly PathValue[] = []): HideMinors | null {
  const parties = [...itemEntries(values.parties).map(([, item]) => item), ...others.flatMap(partiesAt)];
  const names = new Map<string, string>();
  for (const party of parties) {
    if (typeof party.name === 'string' && isMinor(party, { record: values, today }))
      names.set(party.name, maskName(party.name));
  }
  return names.size === 0 ? null : replacing(names);
}

/** A value with every text in it said otherwise. */
function saidBy(hide: HideMinors, value: Value): Value {
  if (typeof value === 'string') return hide(value);
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, saidBy(hide, inner)]));
}

/** A record's values with every text in them said otherwise. */
export function valuesSaidBy(hide: HideMinors, values: Values): Values {
  const made: { [field: string]: Value } = {};
  for (const [field, value] of Object.entries(values)) {
    if (value !== undefined) made[field] = saidBy(hide, value);
  }
  return made;
}
