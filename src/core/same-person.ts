/** Who may stand twice on the rosters: pointed out, never merged unasked (SPEC N5). */
import { itemEntries } from '#kinds/conditions.ts';
import type { Value, Values } from '#kinds/field.ts';
import type { CountedRow } from './counted-units.ts';
import { personsOf, supersededIn } from './row-index.ts';
import type { SoundsOf } from './search.ts';
import { plainName } from './sheets/people.ts';

/** Two records and why they look like one person. */
export interface Likeness<R extends CountedRow = CountedRow> {
  /** The earlier record: ids sort by the time at which they were made. */
  readonly one: R;
  readonly other: R;
  readonly why: 'chosen' | 'name' | 'elsewhere' | 'sound' | 'letter';
}

/** In words for the screen. */
export const likenessWords: { readonly [why in Likeness['why']]: string } = {
  chosen: '您选的两个人',
  name: '同村同名',
  elsewhere: '不同村，同名同出生年',
  sound: '同村，姓名读音一样',
  letter: '同村，姓名差一个字，出生年一样',
};

const NO_SOUNDS: SoundsOf = () => [];

/**
 * Pairs that may be one person, the surest first. Namesakes are common, so nothing is said of two people of different sex, or whose years
 * of birth are more than a year apart (lists count by 虚岁), or of whom somebody said that they are two. `soundsOf` may be absent while
 * the table of sounds is still on its way.
 */
export function likelySame<R extends CountedRow>(
  people: readonly R[],
  canonicalUnit: (unit: string) => string,
  soundsOf: SoundsOf = NO_SOUNDS,
): Likeness<R>[] {
  const superseded = supersededIn(people);
  const { canonical } = personsOf(people);
  const listed = people.filter(({ id, values }) => !superseded.has(id) && plainOf(values) !== '');
  const found = new Map<string, Likeness<R>>();
  const compare = (a: R, b: R) => {
    const [one, other] = a.id < b.id ? [a, b] : [b, a];
    const key = `${one.id}/${other.id}`;
    if (one.id === other.id || found.has(key) || differ(one.values, other.values)) return;
    if (saidToDiffer(one, other, canonical)) return;
    const why = whyAlike(one, other, canonicalUnit, soundsOf);
    if (why !== null) found.set(key, { one, other, why });
  };
  for (const group of groupsOf(listed, canonicalUnit, soundsOf)) {
    for (const [at, a] of group.entries()) for (const b of group.slice(at + 1)) compare(a, b);
  }
  return [...found.values()].sort(
    (a, b) => WHYS.indexOf(a.why) - WHYS.indexOf(b.why) || (a.one.id + a.other.id < b.one.id + b.other.id ? -1 : 1),
  );
}

/** Two whom somebody put beside each other; null where one of them is gone, or they are one already. */
export function chosenPair<R extends CountedRow>(people: readonly R[], ids: readonly string[]): Likeness<R> | null {
  const superseded = supersededIn(people);
  const [one, other, more] = people.filter(({ id }) => ids.includes(id) && !superseded.has(id));
  return one === undefined || other === undefined || more !== undefined ? null : { one, other, why: 'chosen' };
}

const WHYS: readonly Likeness['why'][] = ['chosen', 'name', 'elsewhere', 'sound', 'letter'];

const plainOf = ({ name }: Values): string => (typeof name === 'string' ? plainName(name) : '');

/** Only those who share a name, a sound, or a village and a year of birth are compared: a township has thousands. */
function groupsOf<R extends CountedRow>(
  people: readonly R[],
  canonicalUnit: (unit: string) => string,
  soundsOf: SoundsOf,
): Iterable<readonly R[]> {
  const groups = new Map<string, R[]>();
  const put = (key: string, row: R) => {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  };
  for (const row of people) {
    const [name, home] = [plainOf(row.values), canonicalUnit(row.unit)];
    put(`name ${name}`, row);
    for (const sound of new Set(soundsOf(name))) put(`sound ${home} ${sound}`, row);
    if (typeof row.values.birthYear === 'number') put(`born ${home} ${row.values.birthYear}`, row);
  }
  return groups.values();
}

function whyAlike(
  one: CountedRow,
  other: CountedRow,
  canonicalUnit: (unit: string) => string,
  soundsOf: SoundsOf,
): Likeness['why'] | null {
  const [a, b] = [plainOf(one.values), plainOf(other.values)];
  const isNear = canonicalUnit(one.unit) === canonicalUnit(other.unit);
  const bornAlike = one.values.birthYear !== undefined && one.values.birthYear === other.values.birthYear;
  if (a === b) return isNear ? 'name' : bornAlike ? 'elsewhere' : null;
  if (!isNear) return null;
  if (soundsOf(a).some((sound) => sound !== '' && soundsOf(b).includes(sound))) return 'sound';
  return bornAlike && differsByOne(Array.from(a), Array.from(b)) ? 'letter' : null;
}

/** 冉光明 and 冉光朋; of two characters one is half the name and says nothing. */
const differsByOne = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.length >= 3 && a.filter((each, at) => each !== b[at]).length === 1;

function differ(a: Values, b: Values): boolean {
  const bothSay = (x: Value | undefined, y: Value | undefined) => x !== undefined && y !== undefined;
  if (bothSay(a.sex, b.sex) && a.sex !== b.sex) return true;
  return typeof a.birthYear === 'number' && typeof b.birthYear === 'number' && Math.abs(a.birthYear - b.birthYear) > 1;
}

/** Said of either record, or of one that was merged into it. */
function saidToDiffer(one: CountedRow, other: CountedRow, canonical: (person: string) => string): boolean {
  const says = (a: CountedRow, b: CountedRow) =>
    itemEntries(a.values.notSameAs).some(([id]) => id === b.id || canonical(id) === b.id);
  return says(one, other) || says(other, one);
}
