/**
 * The rosters of mediators and 法律明白人 on a day: which count is which, what the law asks of a committee, who came and went. The law is
 * quoted as a warning beside the roster; it never stops a record (人民调解法 arts. 8, 9, 13; domain.md §3.1, §3.2).
 */
import { itemEntries, partOf } from '#kinds/conditions.ts';
import type { Group, Value, Values } from '#kinds/field.ts';
import { cameTo } from '#kinds/attendance.ts';
import type { CountedRow } from './counted-units.ts';
import { addMonths, zhDay } from './day.ts';
import type { Period } from './period.ts';
import { supersededIn } from './row-index.ts';

/** One role of one person, as written down. */
export interface Held {
  readonly person: string;
  readonly unit: string;
  readonly values: Values;
  readonly role: Group;
}

const isText = (value: Value | undefined): value is string => typeof value === 'string' && value !== '';
const textOf = (value: Value | undefined): string => (isText(value) ? value : '');

/** Ended before a day: by its last day, or by 退出 without one. */
const isOver = ({ to, state }: Group, on: string): boolean => (isText(to) ? to < on : state === 'exited');

/** Everybody who holds a role on a day, whoever was merged into somebody else aside. */
export function holdersOf(people: readonly CountedRow[], role: string, on: string): Held[] {
  const superseded = supersededIn(people);
  return people.flatMap(({ id, unit, values }) => {
    if (superseded.has(id)) return [];
    const held = itemEntries(values['roles'])
      .map(([, item]) => item)
      .find((item) => item['role'] === role && !isOver(item, on) && !(isText(item['from']) && item['from'] > on));
    return held === undefined ? [] : [{ person: id, unit, values, role: held }];
  });
}

/** Reports quote "mediators" in several senses; each figure here says in which. */
export interface MediatorCounts {
  readonly all: number;
  readonly fullTime: number;
  readonly partTime: number;
  /** 委员: elected into a committee. */
  readonly elected: number;
  /** 聘任 by a committee. */
  readonly engaged: number;
}

export function mediatorCounts(mediators: readonly Held[]): MediatorCounts {
  const having = (field: string, code: string) => mediators.filter(({ role }) => role[field] === code).length;
  return {
    all: mediators.length,
    fullTime: having('employment', 'fullTime'),
    partTime: having('employment', 'partTime'),
    elected: having('basis', 'elected'),
    engaged: having('basis', 'engaged'),
  };
}

/** What a committee lacks, each with its article; empty when nothing is known to be wrong. */
export interface CommitteeCheck {
  readonly committee: string;
  readonly name: string;
  readonly members: number;
  readonly warnings: readonly string[];
  /** Last day of the present term, three years from the election; null where nobody wrote it down. */
  readonly termTo: string | null;
}

const MEMBERS_MIN = 3;
const MEMBERS_MAX = 9;
const TERM_MONTHS = 36;
/** Last day of the term that began with this election (人民调解法 art. 9). */
export const termEnd = (electedOn: string): string => addMonths(electedOn, TERM_MONTHS);
/** So long before the end a re-election is worth a line. */
const TERM_AHEAD_MONTHS = 2;

export function committeeChecks(
  committees: readonly CountedRow[],
  mediators: readonly Held[],
  on: string,
): CommitteeCheck[] {
  return committees
    .filter(({ values }) => !(isText(values['closedOn']) && values['closedOn'] < on))
    .map((row) =>
      checkOf(
        row,
        mediators.filter(({ role }) => role['committee'] === row.id),
        on,
      ),
    );
}

function checkOf({ id, values }: CountedRow, own: readonly Held[], on: string): CommitteeCheck {
  // A person without 产生方式 stands on the committee's list and counts as one of it.
  const members = own.filter(({ role }) => role['basis'] !== 'engaged');
  const termTo = termOf(values, members);
  const warnings = [
    ...sizeWarnings(members),
    ...directorWarnings(members),
    ...womenWarnings(members),
    ...ethnicWarnings(members),
    ...termWarnings(termTo, on),
  ];
  return { committee: id, name: textOf(values['name']), members: members.length, warnings, termTo };
}

function sizeWarnings(members: readonly Held[]): string[] {
  const count = members.length;
  if (count >= MEMBERS_MIN && count <= MEMBERS_MAX) return [];
  return [`登记的委员${count}人，应为三至九人（人民调解法第八条）`];
}

function directorWarnings(members: readonly Held[]): string[] {
  const directors = members.filter(({ role }) => role['committeeRole'] === 'director').length;
  if (members.length === 0 || directors === 1) return [];
  return [
    directors === 0 ? '没有登记主任（人民调解法第八条）' : `登记了${directors}名主任，应设一人（人民调解法第八条）`,
  ];
}

function womenWarnings(members: readonly Held[]): string[] {
  if (members.length === 0 || members.some(({ values }) => values['sex'] === 'female')) return [];
  const unknown = members.filter(({ values }) => !isText(values['sex'])).length;
  if (unknown > 0) return [`有${unknown}名委员没有填性别，看不出有没有妇女成员（人民调解法第八条）`];
  return ['委员中应当有妇女成员（人民调解法第八条）'];
}

function ethnicWarnings(members: readonly Held[]): string[] {
  if (members.length < 2) return [];
  const groups = new Set(members.map(({ values }) => values['ethnicGroup']));
  // Where several peoples live the smaller ones belong on it; whether several do, the roster cannot know.
  return groups.size === 1 && !groups.has(undefined)
    ? ['委员都是同一民族；多民族居住的，应当有人数较少民族的成员（人民调解法第八条）']
    : [];
}

/** Of the committee's election, else of the terms written at its members. */
function termOf(values: Values, members: readonly Held[]): string | null {
  if (isText(values['electedOn'])) return termEnd(values['electedOn']);
  const ends = members.map(({ role }) => partOf(role['term'], 'to')).filter(isText);
  return ends.sort()[ends.length - 1] ?? null;
}

function termWarnings(termTo: string | null, on: string): string[] {
  if (termTo === null) return ['没有填本届推选日期，看不出何时换届（人民调解法第九条：每届三年）'];
  if (termTo < on) return [`本届任期已于${zhDay(termTo)}届满，应当换届（人民调解法第九条）`];
  return termTo <= addMonths(on, TERM_AHEAD_MONTHS)
    ? [`本届任期${zhDay(termTo)}届满，请准备换届（人民调解法第九条）`]
    : [];
}

/** What a 法律明白人 did in a period: the four duties of domain.md §3.1, and the trainings attended. */
export interface Service {
  readonly publicity: number;
  readonly guidance: number;
  readonly disputeHelp: number;
  readonly governance: number;
  /** Trainings attended. */
  readonly trainings: number;
}

const NO_SERVICE: Service = { publicity: 0, guidance: 0, disputeHelp: 0, governance: 0, trainings: 0 };

/**
 * By person, from what is recorded anyway: a case counts once for whoever settled it, on the day it was accepted; a publicity event for
 * those whom it names; entries of their own for the rest.
 */
export function servicesOf(
  rows: ReadonlyMap<string, readonly CountedRow[]>,
  { from, to }: Period,
  canonical: (person: string) => string,
): ReadonlyMap<string, Service> {
  const services = new Map<string, Service>();
  const add = (person: string, duty: keyof Service) => {
    const known = services.get(canonical(person)) ?? NO_SERVICE;
    services.set(canonical(person), { ...known, [duty]: known[duty] + 1 });
  };
  const isIn = (day: Value | undefined): boolean => isText(day) && day >= from && day <= to;
  for (const { values } of rows.get('serviceEntry') ?? []) {
    const { on, person, type } = values;
    if (isIn(on) && isText(person) && isText(type) && type in NO_SERVICE && type !== 'trainings')
      add(person, type as keyof Service);
  }
  for (const { values } of rows.get('mediationCase') ?? []) {
    const { acceptedOn, mediators } = values;
    if (!isIn(acceptedOn) || !Array.isArray(mediators)) continue;
    for (const person of new Set((mediators as readonly string[]).map(canonical))) add(person, 'disputeHelp');
  }
  for (const { values } of rows.get('publicityEvent') ?? []) {
    if (!isIn(values.heldOn) || !Array.isArray(values.people)) continue;
    for (const person of new Set((values.people as readonly string[]).map(canonical))) add(person, 'publicity');
  }
  for (const { values } of rows.get('training') ?? []) {
    if (isIn(values.heldOn)) for (const person of cameTo(values, canonical)) add(person, 'trainings');
  }
  return services;
}

/** Who took up or gave up a role in a period: what the county wants to hear since the last roster. */
export interface RosterChange {
  readonly person: string;
  readonly unit: string;
  readonly name: string;
  readonly on: string;
  readonly change: 'entered' | 'left';
  /** Of a 法律明白人 who left. */
  readonly reason: string;
}

export function rosterChanges(people: readonly CountedRow[], role: string, { from, to }: Period): RosterChange[] {
  const superseded = supersededIn(people);
  const changes = people.flatMap(({ id, unit, values }) => {
    if (superseded.has(id)) return [];
    return itemEntries(values['roles']).flatMap(([, item]): RosterChange[] => {
      if (item['role'] !== role) return [];
      const about = { person: id, unit, name: textOf(values['name']), reason: textOf(item['exitReason']) };
      const began = isText(item['from']) ? item['from'] : item['selectedOn'];
      return [
        ...(isText(began) && began >= from && began <= to ? [{ ...about, on: began, change: 'entered' as const }] : []),
        ...(isText(item['to']) && item['to'] >= from && item['to'] <= to
          ? [{ ...about, on: item['to'], change: 'left' as const }]
          : []),
      ];
    });
  });
  return changes.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.name < b.name ? -1 : 1));
}

/** 每个行政村至少三名 (domain.md §3.1). */
export const LAW_SAVVY_MIN = 3;
