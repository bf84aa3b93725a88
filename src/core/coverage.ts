/**
 * Whom the year's trainings have reached and whom not yet, by name (全覆盖、无盲区), per roster, village and audience. Reached is whoever
 * attended (到, 迟到, 补学) a record of 培训学法 in the period; guests without a record of their own can be reached by nobody's list and
 * count in 人次 alone.
 */
import { cameTo, extraOf } from '#kinds/attendance.ts';
import { personRoles } from '#kinds/codes-people.ts';
import { audiences } from '#kinds/codes-work.ts';
import type { Value } from '#kinds/field.ts';
import { rolesOf } from '#kinds/person.ts';
import type { CountedRow, CountedUnits, RowsByKind } from './counted-units.ts';
import type { Period } from './period.ts';
import { personsOf, supersededIn } from './row-index.ts';
import { trainingTypesThatCount } from './work-figures.ts';

/** One roster, or one village's part of it. */
export interface Covered {
  /** Code of the role, or id of the unit; '' for everybody on any roster. */
  readonly id: string;
  readonly name: string;
  /** 在册 (人), on the day on which stocks are counted. */
  readonly people: number;
  /** Of them those who attended at least once (人). */
  readonly reached: number;
  /** Records that at least one of them attended (场). */
  readonly sessions: number;
  /** Attendances of theirs (人次). */
  readonly personTimes: number;
  readonly missed: readonly CountedRow[];
}

/** What was held for one audience. */
export interface AudienceFigures {
  readonly id: string;
  readonly name: string;
  readonly sessions: number;
  /** 人次, guests included. */
  readonly personTimes: number;
  /** Different people with a record of their own. */
  readonly people: number;
}

export interface CoverageAsked {
  readonly period: Period;
  /** Day on which rosters are counted. */
  readonly asOf: string;
  readonly units: CountedUnits;
  /** 身份; '' for everybody who holds any. */
  readonly role: string;
  /** Only types that count as 培训场次 (records.md, training), or every record of 培训学法. */
  readonly trainingsOnly: boolean;
}

export interface Coverage {
  readonly whole: Covered;
  readonly villages: readonly Covered[];
  readonly audiences: readonly AudienceFigures[];
}

interface Attended {
  /** Sessions by person, each by the record that stands for the person. */
  readonly byPerson: ReadonlyMap<string, readonly string[]>;
  readonly sessions: readonly CountedRow[];
  readonly canonical: (person: string) => string;
}

export function coverageOf(rows: RowsByKind, asked: CoverageAsked): Coverage {
  const people = rows.get('person') ?? [];
  const attended = attendedIn(rows, asked);
  const roster = onRoster(people, asked);
  const { canonical } = asked.units;
  const byUnit = new Map<string, CountedRow[]>();
  for (const person of roster) {
    const home = canonical(person.unit);
    byUnit.set(home, [...(byUnit.get(home) ?? []), person]);
  }
  // A unit without anybody on the roster is a blank spot as well, if it is a village.
  const listed = asked.units.list.filter(({ id, unitKind }) => unitKind === 'village' || byUnit.has(id));
  return {
    whole: coveredBy({ id: '', name: '合计' }, roster, attended),
    villages: listed.map(({ id, name }) => coveredBy({ id, name }, byUnit.get(id) ?? [], attended)),
    audiences: audienceFigures(attended.sessions, personsOf(people).canonical),
  };
}

/** Every roster that somebody is on, in the order of the list. */
export function coverageByRoster(rows: RowsByKind, asked: Omit<CoverageAsked, 'role'>): Covered[] {
  const attended = attendedIn(rows, asked);
  return personRoles.codes
    .map(({ id, zh }) =>
      coveredBy({ id, name: zh }, onRoster(rows.get('person') ?? [], { ...asked, role: id }), attended),
    )
    .filter(({ people }) => people > 0);
}

function onRoster(people: readonly CountedRow[], { asOf, role }: Pick<CoverageAsked, 'asOf' | 'role'>): CountedRow[] {
  const superseded = supersededIn(people);
  return people.filter(({ id, values }) => {
    if (superseded.has(id)) return false;
    const held = rolesOf(values, asOf);
    return role === '' ? held.length > 0 : held.includes(role);
  });
}

function attendedIn(
  rows: RowsByKind,
  { period, trainingsOnly }: Pick<CoverageAsked, 'period' | 'trainingsOnly'>,
): Attended {
  const { canonical } = personsOf(rows.get('person') ?? []);
  const counting = trainingTypesThatCount(rows.get('codeEntry') ?? []);
  const isIn = (day: Value | undefined) => typeof day === 'string' && day >= period.from && day <= period.to;
  const sessions = (rows.get('training') ?? []).filter(
    ({ values: { heldOn, type } }) =>
      isIn(heldOn) && (!trainingsOnly || (typeof type === 'string' && counting.has(type))),
  );
  const byPerson = new Map<string, string[]>();
  for (const { id, values } of sessions) {
    for (const person of cameTo(values, canonical)) {
      const known = byPerson.get(person);
      if (known === undefined) byPerson.set(person, [id]);
      else known.push(id);
    }
  }
  return { byPerson, sessions, canonical };
}

function coveredBy(
  named: Pick<Covered, 'id' | 'name'>,
  roster: readonly CountedRow[],
  { byPerson, canonical }: Attended,
): Covered {
  const sessions = new Set<string>();
  const missed: CountedRow[] = [];
  let personTimes = 0;
  for (const person of roster) {
    const own = byPerson.get(canonical(person.id));
    if (own === undefined) missed.push(person);
    for (const session of own ?? []) sessions.add(session);
    personTimes += own?.length ?? 0;
  }
  const people = roster.length;
  return { ...named, people, reached: people - missed.length, sessions: sessions.size, personTimes, missed };
}

/** Of every audience that something was held for; a township's own entry stands under its id, at the end. */
function audienceFigures(sessions: readonly CountedRow[], canonical: (person: string) => string): AudienceFigures[] {
  const tallies = new Map<string, { sessions: number; personTimes: number; people: Set<string> }>();
  for (const { values } of sessions) {
    const attended = cameTo(values, canonical);
    for (const audience of Array.isArray(values.audience) ? (values.audience as readonly string[]) : []) {
      const tally = tallies.get(audience) ?? { sessions: 0, personTimes: 0, people: new Set<string>() };
      tally.sessions += 1;
      tally.personTimes += attended.length + extraOf(values);
      for (const person of attended) tally.people.add(person);
      tallies.set(audience, tally);
    }
  }
  const order = [...audiences.codes.map(({ id }) => id), ...tallies.keys()];
  return [...new Set(order)].flatMap((id) => {
    const tally = tallies.get(id);
    if (tally === undefined) return [];
    const name = audiences.codes.find((code) => code.id === id)?.zh ?? id;
    return [{ id, name, ...tally, people: tally.people.size }];
  });
}
