/**
 * A copy of a case for readers outside it (domain.md §6.4, §6.6): nobody is named, no number, address or school leads to a
 * person. Masked before any paper is worded, so that no form can forget it.
 */
import { itemEntries } from '#kinds/conditions.ts';
import { ageOf, isMinor } from '#kinds/case-rules.ts';
import type { Group, Value, Values } from '#kinds/field.ts';
import { HIDDEN, maskAddress, replacing } from '#core/mask.ts';
import { givenName, LEGAL_FORM, saidOfFirm } from '#core/without-identity.ts';

const STEMS = '甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥';
/** 公司 behind a firm of which somebody said the name alone. */
const FORM_LEFT = new RegExp(`(某单位[${STEMS}]?)${LEGAL_FORM}`, 'g');
const NUMBERS = /1[3-9]\d{9}|\d{17}[\dXx]|\d{12,19}/g;
/** Names of people beside the parties; several in one line are not told apart and go as a whole. */
const NAMED_FIELDS = ['representative', 'guardian', 'performer', 'interviewee'];
const LINES_OF_NAMES: readonly string[] = ['attendees', 'invited', 'recorder', 'investigator', 'by'];

/** 田某, and 田某甲, 田某乙 where two share a surname; 某单位 for organisations. */
function standIns(values: Values): Map<string, string> {
  const people = new Set<string>();
  const organisations = new Set<string>();
  const add = (set: Set<string>, value: Value | undefined) => {
    if (typeof value === 'string' && value.trim() !== '') set.add(value.trim());
  };
  for (const [, item] of itemEntries(values.parties)) {
    add(item.partyKind === 'organisation' ? organisations : people, item.name);
  }
  for (const list of ['parties', 'agreementItems', 'investigations', 'signatures']) {
    for (const [, item] of itemEntries(values[list])) {
      [...NAMED_FIELDS, ...(list === 'signatures' ? ['name'] : [])].forEach((field) => add(people, item[field]));
    }
  }
  for (const name of organisations) people.delete(name);
  const [persons, firms] = [
    numberedBy([...people], (name) => `${Array.from(name)[0]}某`),
    numberedBy([...organisations], () => '某单位'),
  ];
  // As people say it in what they state: 大山 of 田大山, 示例运输 of 酉阳示例运输有限公司.
  return new Map([
    ...firms.flatMap(([name, stand]) => saidOfFirm(name).map((said): [string, string] => [said, stand])),
    ...persons.map(([name, stand]): [string, string] => [givenName(name), stand]),
    ...addressesOf(values),
    ...persons,
    ...firms,
  ]);
}

/** Shorter ones would be found in every sentence. */
const LEAST_ADDRESS = 4;

/** Where the parties live, as it may stand in a text as well. */
const addressesOf = ({ parties }: Values): [string, string][] =>
  itemEntries(parties).flatMap(([, { address }]) =>
    typeof address === 'string' && address.trim().length >= LEAST_ADDRESS
      ? [[address.trim(), maskAddress(address.trim())]]
      : [],
  );

function numberedBy(names: readonly string[], short: (name: string) => string): [string, string][] {
  const shared = new Map<string, number>();
  for (const name of names) shared.set(short(name), (shared.get(short(name)) ?? 0) + 1);
  const used = new Map<string, number>();
  return names.map((name) => {
    const stem = short(name);
    if ((shared.get(stem) ?? 0) < 2) return [name, stem];
    const at = used.get(stem) ?? 0;
    used.set(stem, at + 1);
    return [name, `${stem}${STEMS[at] ?? at + 1}`];
  });
}

function walked(value: Value, say: (words: string) => string): Value {
  if (typeof value === 'string') return say(value);
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return value;
  const made: { [key: string]: Value } = {};
  for (const [key, inner] of Object.entries(value)) {
    made[key] = LINES_OF_NAMES.includes(key) ? HIDDEN : walked(inner, say);
  }
  return made;
}

function maskedParty(item: Group, minor: boolean, age: number | null): Group {
  const kept: { [field: string]: Value } = {};
  for (const field of [
    'side',
    'partyKind',
    'applicationSide',
    'name',
    'sex',
    'ethnicGroup',
    'representative',
    'agentKind',
    'guardian',
  ]) {
    const value = item[field];
    if (value !== undefined) kept[field] = value;
  }
  if (age !== null) kept['age'] = age;
  // A minor's school or village would name the child (未成年人保护法 art. 103).
  if (minor) return kept;
  if (typeof item.occupation === 'string') kept['occupation'] = item.occupation;
  if (typeof item.address === 'string') kept['address'] = maskAddress(item.address);
  return kept;
}

export function maskedValues(values: Values, today: string | null): Values {
  const unnamed = replacing(standIns(values));
  const say = (words: string): string => unnamed(words).replace(FORM_LEFT, '$1').replace(NUMBERS, HIDDEN);
  const around = { record: values, today };
  const parties: { [id: string]: Group } = {};
  for (const [id, item] of itemEntries(values.parties)) {
    parties[id] = maskedParty(
      item,
      isMinor(item, around),
      item.partyKind === 'organisation' ? null : ageOf(item, around),
    );
  }
  const made: { [field: string]: Value } = {};
  for (const [field, value] of Object.entries({ ...values, parties })) {
    // The number is the archive's, not a person's.
    if (value !== undefined) made[field] = field === 'fileNumber' ? value : walked(value, say);
  }
  return made;
}
