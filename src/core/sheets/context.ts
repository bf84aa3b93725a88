/** What a table is read against: the units, people and records that are there already. Plain data, so that a worker can be given it. */
import type { Value, Values } from '#kinds/field.ts';
import { itemEntries } from '#kinds/conditions.ts';
import { plainName } from './people.ts';

export interface KnownUnit {
  readonly id: string;
  /** Its name, short name and former names. */
  readonly names: readonly string[];
  /** The township itself. */
  readonly whole?: true;
}
export interface KnownPerson {
  readonly id: string;
  readonly unit: string;
  readonly name: string;
  readonly roles: readonly string[];
}
export interface Named {
  readonly id: string;
  readonly unit: string;
  readonly name: string;
}

/** An entry that the township added to an open list (kinds/code-entry.ts). */
export interface OwnCode {
  readonly id: string;
  readonly list: string;
  readonly name: string;
}

export interface Taught {
  readonly [path: string]: { readonly [words: string]: string };
}

export interface ImportContext {
  /** Those into which this device may write such records. */
  readonly units: readonly KnownUnit[];
  /** Whose rows are that name nobody; null where that has to stand in the table. */
  readonly unit: string | null;
  /** Name of the file, which often says whose ledger it is. */
  readonly file?: string;
  /** For dates without a year. */
  readonly year: number | null;
  readonly today: string | null;
  readonly persons: readonly KnownPerson[];
  readonly committees: readonly Named[];
  readonly venues: readonly Named[];
  readonly codes?: readonly OwnCode[];
  /** Words of this table that somebody gave a meaning: by place, what a list calls them. */
  readonly taught?: Taught;
  /** Keys (`keyOf`) of records that are there. */
  readonly existing: ReadonlySet<string>;
}

/** 全乡, 乡本级: the township without its name. */
const WHOLE = /^(全[乡镇]|各村|本级|[乡镇](本级|级|政府|机关|司法所)?|司法所)$/;

/**
 * The unit that words name: by its name or a part of them, 城墙村 in 城墙村人民调解委员会. The longest name decides, but a
 * township gives way to its village: 双泉乡城墙村 is the village.
 */
function unitIn(words: string, units: readonly KnownUnit[]): KnownUnit | undefined {
  const plain = plainName(words);
  let found: KnownUnit | undefined;
  let length = 0;
  for (const unit of units) {
    for (const name of unit.names) {
      const bare = plainName(name);
      const isNamed =
        plain === bare || plain === bare.replace(/(村|社区|乡|镇)$/u, '') || (bare.length >= 3 && plain.includes(bare));
      if (bare === '' || !isNamed || (found !== undefined && found.whole !== true && unit.whole === true)) continue;
      const isNearer = found?.whole === true && unit.whole !== true;
      if (isNearer || bare.length > length) [found, length] = [unit, bare.length];
    }
  }
  return found ?? (WHOLE.test(plain) ? units.find(({ whole }) => whole) : undefined);
}

export const findUnit = (words: string, units: readonly KnownUnit[]): string | undefined => unitIn(words, units)?.id;

const placeIn = (committee: string): string => plainName(committee).replace(/(人民调解委员会|调解委员会|调委会)$/, '');

/** The committee of that name, with or without its township: 城墙村调委会 is 双泉乡城墙村人民调解委员会. None where two could be meant. */
export function findCommittee(words: string, committees: readonly Pick<Named, 'id' | 'name'>[]): string | undefined {
  const place = placeIn(words);
  const exact = committees.find(({ name }) => placeIn(name) === place);
  if (exact !== undefined) return exact.id;
  const ending = place.length < 2 ? [] : committees.filter(({ name }) => placeIn(name).endsWith(place));
  return ending.length === 1 ? ending[0]?.id : undefined;
}

/** The villages of 永祥村、菖蒲村; none where one name stands there, or one that nobody has. */
export function findVillages(words: string, units: readonly KnownUnit[]): readonly string[] {
  const parts = words.split(/[、，,；;/\s]+|和|及/).filter((part) => part !== '');
  const found = parts.map((part) => findUnit(part, units));
  const ids = [...new Set(found.flatMap((id) => id ?? []))];
  return found.includes(undefined) || ids.length < 2 ? [] : ids;
}

/**
 * Whose table it is: a village that its sheet or title names, else whoever was chosen, else a village in the file's name, else
 * the township that any of them names.
 */
export function unitOfTable(
  sheet: string,
  title: string,
  { units, unit, file = '' }: Pick<ImportContext, 'units' | 'unit' | 'file'>,
): string | null {
  const [bySheet, byTitle, byFile] = [sheet, title, file].map((words) => unitIn(words, units));
  const village = [bySheet, byTitle].find((found) => found !== undefined && found.whole !== true);
  const only = units.length === 1 ? units[0] : undefined;
  const named = byFile?.whole === true ? undefined : byFile;
  return village?.id ?? unit ?? (named ?? bySheet ?? byTitle ?? byFile ?? only)?.id ?? null;
}

/** The person of that name: of the unit, else the only one anywhere. Undefined where nobody, or several, could be meant. */
export function findPerson(name: string, unit: string, persons: readonly KnownPerson[]): KnownPerson | undefined {
  const plain = plainName(name);
  const same = byPlainName(persons).get(plain) ?? [];
  const own = same.filter((person) => person.unit === unit);
  if (own.length > 0) return own.length === 1 ? own[0] : undefined;
  return same.length === 1 ? same[0] : undefined;
}

const indexes = new WeakMap<readonly KnownPerson[], ReadonlyMap<string, readonly KnownPerson[]>>();
function byPlainName(persons: readonly KnownPerson[]): ReadonlyMap<string, readonly KnownPerson[]> {
  const known = indexes.get(persons);
  if (known !== undefined) return known;
  const index = new Map<string, KnownPerson[]>();
  for (const person of persons) {
    const name = plainName(person.name);
    index.set(name, [...(index.get(name) ?? []), person]);
  }
  indexes.set(persons, index);
  return index;
}

const namesOfParties = (values: Values): string =>
  itemEntries(values['parties'])
    .map(([, party]) => (typeof party['name'] === 'string' ? plainName(party['name']) : ''))
    .filter((name) => name !== '')
    .sort()
    .join('、');

const plain = (values: Values, ...fields: readonly string[]): string =>
  fields
    .map((field) =>
      typeof values[field] === 'string' ? plainName(values[field]) : JSON.stringify(values[field] ?? ''),
    )
    .join('|');

/** The township's events of one name on one day are several where they covered other villages. */
const severalIn = (villages: Value | undefined): string =>
  Array.isArray(villages) && villages.length > 1 ? `|${[...(villages as readonly string[])].sort().join('、')}` : '';

const keys: { readonly [kind: string]: (values: Values) => string } = {
  mediationCase: (values) => `${plain(values, 'acceptedOn', 'disputeType')}|${namesOfParties(values)}`,
  person: (values) => plain(values, 'name'),
  training: (values) => plain(values, 'heldOn', 'type', typeof values['title'] === 'string' ? 'title' : 'audience'),
  publicityEvent: (values) =>
    `${plain(values, 'heldOn', typeof values['title'] === 'string' ? 'title' : 'themes', 'place')}${severalIn(values['villages'])}`,
  screening: (values) => plain(values, 'period'),
  serviceEntry: (values) => plain(values, 'on', 'person', 'type'),
  venue: (values) => plain(values, 'type', 'name'),
  dutyEntry: (values) => plain(values, 'on', 'type', 'title'),
  rectification: (values) => plain(values, 'foundOn', 'problem'),
};

/** Two records of a kind with the same key are the same thing written down twice. */
export const keyOf = (kind: string, unit: string, values: Values): string => `${unit}|${keys[kind]?.(values) ?? ''}`;
