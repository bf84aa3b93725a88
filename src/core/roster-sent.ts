/**
 * A roster as it was sent to the county, and who came, went or changed since: the county counts committees and tells the court of their
 * members and of changes (人民调解法 art. 10). Days of entry are often not written down; what was sent is compared with what is there.
 */
import type { Fields, Group } from '#kinds/field.ts';
import { person } from '#kinds/person.ts';
import type { Held } from './rosters.ts';
import { fieldText, type Names } from './text.ts';

interface SentPerson {
  readonly id: string;
  readonly name: string;
  /** Name of the unit, as it was then. */
  readonly unit: string;
  /** What the role says, by label: 产生方式 委员. */
  readonly facts: readonly (readonly [label: string, text: string])[];
}
export interface KeptRoster {
  readonly type: 'roster';
  readonly people: readonly SentPerson[];
}

export interface RosterDifference {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly change: 'entered' | 'left' | 'changed';
  /** Of a change: 职务：委员 → 主任. */
  readonly facts: readonly string[];
}

/** What the county's rosters hold of a role (domain.md §3.1, §3.2); the day of giving it up is no member's fact. */
const FACTS: { readonly [role: string]: readonly string[] } = {
  mediator: ['committee', 'basis', 'committeeRole', 'employment', 'term'],
  lawSavvyPerson: ['selectedOn', 'exam', 'certificateNumber', 'priorityGroups'],
};

const roleFields: Fields = person.fields.roles.fields;

/** The roster as it stands now. `unitName` answers with the name of a unit. */
export function rosterNow(held: readonly Held[], names: Names, unitName: (unit: string) => string): KeptRoster {
  const people = held.map(({ person: id, unit, values, role }) => ({
    id,
    name: typeof values['name'] === 'string' ? values['name'] : '',
    unit: unitName(unit),
    facts: factsOf(role, names),
  }));
  return { type: 'roster', people: people.sort((a, b) => (a.id < b.id ? -1 : 1)) };
}

function factsOf(role: Group, names: Names): SentPerson['facts'] {
  const { role: code } = role;
  const fields = typeof code === 'string' ? (FACTS[code] ?? []) : [];
  return fields.flatMap((id) => {
    const [field, value] = [roleFields[id], role[id]];
    return field === undefined || value === undefined ? [] : [[field.label, fieldText(field, value, names)] as const];
  });
}

/** `canonical`: a record that was merged into another since is that one, and nobody has left. */
export function rosterDifferences(
  sent: KeptRoster,
  now: KeptRoster,
  canonical: (person: string) => string,
): RosterDifference[] {
  const before = new Map(sent.people.map((one) => [canonical(one.id), one]));
  const after = new Map(now.people.map((one) => [one.id, one]));
  const about = ({ name, unit }: SentPerson, id: string) => ({ id, name, unit });
  const left = [...before].flatMap(([id, one]): RosterDifference[] =>
    after.has(id) ? [] : [{ ...about(one, id), change: 'left', facts: [] }],
  );
  const others = [...after].flatMap(([id, one]): RosterDifference[] => {
    const was = before.get(id);
    if (was === undefined) return [{ ...about(one, id), change: 'entered', facts: [] }];
    const facts = changedFacts(was, one);
    return facts.length === 0 ? [] : [{ ...about(one, id), change: 'changed', facts }];
  });
  return [
    ...others.filter(({ change }) => change === 'entered'),
    ...left,
    ...others.filter(({ change }) => change === 'changed'),
  ];
}

function changedFacts(was: SentPerson, is: SentPerson): string[] {
  const all = (one: SentPerson) => new Map([['姓名', one.name], ['单位', one.unit], ...one.facts]);
  const [before, after] = [all(was), all(is)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((label) => {
    const [old, now] = [before.get(label) ?? '', after.get(label) ?? ''];
    return old === now ? [] : [`${label}：${old || '未填'} → ${now || '未填'}`];
  });
}

/** Kept by an older or newer version, or damaged: null rather than half a roster. */
export function readRoster(kept: { readonly type?: unknown; readonly people?: unknown }): KeptRoster | null {
  if (kept.type !== 'roster' || !Array.isArray(kept.people)) return null;
  const isPerson = (one: Partial<SentPerson> | null) =>
    typeof one?.id === 'string' &&
    typeof one.name === 'string' &&
    typeof one.unit === 'string' &&
    Array.isArray(one.facts);
  return kept.people.every(isPerson) ? { type: 'roster', people: kept.people as SentPerson[] } : null;
}

/** A paragraph for whoever is told of the changes. */
export function differencesText(title: string, sentOn: string, differences: readonly RosterDifference[]): string {
  const of = (change: RosterDifference['change']) => differences.filter((one) => one.change === change);
  const who = ({ name, unit }: RosterDifference) => `${name}（${unit}）`;
  const part = (word: string, list: readonly RosterDifference[], say: (one: RosterDifference) => string) =>
    list.length === 0 ? [] : [`${word}${list.length}名：${list.map(say).join('、')}`];
  return [
    `${title}自${sentOn}报送以来：`,
    ...part('新增', of('entered'), who),
    ...part('退出', of('left'), who),
    ...part('变更', of('changed'), (one) => `${who(one)}${one.facts.join('，')}`),
  ].join('\n');
}
