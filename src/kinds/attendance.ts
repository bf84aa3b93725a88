/** Who came to a training: one answer for the form, the record page and every figure (records.md; domain.md §3.2). */
import { attendanceStates } from './codes-work.ts';
import { itemEntries } from './conditions.ts';
import type { Value, Values } from './field.ts';
import type { PersonOf } from './kind.ts';

const attendedStates = new Set(attendanceStates.codes.filter(({ attended }) => attended === true).map(({ id }) => id));

/** Whether somebody with this state was there, in the sense of figures. */
const hasAttended = (state: Value | undefined): boolean => typeof state === 'string' && attendedStates.has(state);

const attended = new WeakMap<object, readonly string[]>();

/** Ids of the persons who attended. Kept by the list itself: several figures ask for it, and lists are long. */
export function attendedOf({ attendance }: Values): readonly string[] {
  if (typeof attendance !== 'object') return [];
  const known = attended.get(attendance);
  if (known !== undefined) return known;
  const ids = itemEntries(attendance).flatMap(([id, { state }]) => (hasAttended(state) ? [id] : []));
  attended.set(attendance, ids);
  return ids;
}

/** 名册外人数 of a training, all groups together. */
export function extraOf(values: Values): number {
  let people = 0;
  for (const [, item] of itemEntries(values.extraAttendees)) if (typeof item.people === 'number') people += item.people;
  return people;
}

/** The names of guests as one text holds them, whatever somebody set between them. */
export const guestNamesIn = (names: string): readonly string[] =>
  names.split(/[、，,；;\n]+/).flatMap((name) => (name.trim() === '' ? [] : [name.trim()]));

/** The same text again. */
export const namedGuests = (names: readonly string[]): string => names.join('、');

const itself: PersonOf = (id) => id;

/** Ids of the records that stand for those who attended, each person once even where two records of one stand on the list (SPEC N1). */
export const cameTo = (values: Values, person: PersonOf = itself): readonly string[] => [
  ...new Set(attendedOf(values).map(person)),
];

/** 人次: 到会 and 名册外 added up; undefined while nobody was written down. */
export const attendanceSum = (values: Values, person?: PersonOf): number | undefined =>
  cameTo(values, person).length + extraOf(values) || undefined;

/** The sum with both parts; empty while nobody was written down. */
export function attendanceTotal(values: Values, person?: PersonOf): string {
  const sum = attendanceSum(values, person);
  return sum === undefined ? '' : `${sum}人（点名 ${cameTo(values, person).length}，名册外 ${extraOf(values)}）`;
}
