/** Figures of training, publicity and screening as reports quote them (domain.md §2.4, §3.6, §4.3), in one pass each. */
import { cameTo, extraOf } from '#kinds/attendance.ts';
import type { Code } from '#kinds/code-list.ts';
import { publicityForms, publicityThemes, trainingTypes } from '#kinds/codes-work.ts';
import { itemEntries, partOf } from '#kinds/conditions.ts';
import type { Value, Values } from '#kinds/field.ts';
import type { CaseScope } from './case-figures.ts';
import type { CountedRow, RowsByKind } from './counted-units.ts';
import { calendarOf } from './period.ts';
import { personsOf } from './row-index.ts';
import type { Reading } from './sums.ts';

interface Tallied {
  readonly id: string;
  readonly zh: string;
  readonly count: number;
}

export interface TrainingFigures {
  /** 培训场次: records whose type counts as training; study, oaths and exams are told apart in `types`. */
  readonly sessions: number;
  /** Ids of the types that count as training, the township's own among them. */
  readonly counting: readonly string[];
  /** 人次 of those sessions, guests included, and the different people on rosters among them. */
  readonly personTimes: number;
  readonly people: number;
  /** 到会 ÷ 应到 of those sessions. */
  readonly attendance: Reading;
  readonly types: readonly (Tallied & { readonly personTimes: number })[];
  readonly examTaken: Reading;
  readonly examPassed: Reading;
  readonly months: readonly number[];
}

export interface PublicityFigures {
  readonly events: number;
  readonly sums: { readonly [field in PublicitySum]: number };
  readonly themes: readonly Tallied[];
  readonly forms: readonly Tallied[];
  readonly months: readonly number[];
}

/** What an event's own counts are, in the order of every ledger and table. */
export const publicitySums = [
  'audience',
  'materials',
  'banners',
  'boards',
  'consultations',
  'broadcasts',
  'pushes',
  'households',
] as const;
type PublicitySum = (typeof publicitySums)[number];

const screeningSums = [
  'screened',
  'found',
  'settled',
  'handedUp',
  'prevented',
  'preventedSuicide',
  'preventedSuicidePeople',
  'preventedCriminal',
  'preventedCriminalPeople',
  'preventedGroupPetition',
  'preventedGroupPetitionPeople',
  'preventedGroupFight',
  'preventedGroupFightPeople',
] as const;
export type ScreeningFigures = { readonly [field in (typeof screeningSums)[number]]: number } & {
  /** Rounds in which nothing was found (零报告). */
  readonly zeroReports: number;
};

const numberOf = (value: Value | undefined): number => (typeof value === 'number' ? value : 0);
const increase = (counts: Map<string, number>, id: string, by = 1) => counts.set(id, (counts.get(id) ?? 0) + by);

/**
 * In the order of the list; a township's own entries come last under their names, then what nobody filled in, and a newer version's under its
 * id.
 */
function tallied(
  codes: readonly Code[],
  counts: ReadonlyMap<string, number>,
  entries: readonly CountedRow[],
): Tallied[] {
  const known = codes.map(({ id, zh }) => ({ id, zh, count: counts.get(id) ?? 0 }));
  const others = [...counts].filter(([id]) => !codes.some((code) => code.id === id));
  const nameOf = (id: string): string => {
    const name = entries.find((entry) => entry.id === id)?.values.name;
    return typeof name === 'string' ? name : id || '未填';
  };
  return [...known, ...others.map(([id, count]) => ({ id, zh: nameOf(id), count }))];
}

/** Units for which a record counts: the villages it covers, else the one it belongs to. */
export function placesOf(home: string, { villages }: Values): readonly string[] {
  return Array.isArray(villages) && villages.length > 0 ? (villages as readonly string[]) : [home];
}

/** Calls back for every row of the period, and of the unit where one is asked, with its month. */
function eachIn(
  rows: readonly CountedRow[],
  { period, units, unit }: CaseScope,
  dayOf: (values: Values) => Value | undefined,
  each: (values: Values, month: number) => void,
): void {
  const { monthOf } = calendarOf(period);
  for (const { unit: home, values } of rows) {
    const day = dayOf(values);
    const month = typeof day === 'string' ? monthOf(day) : -1;
    const isShown = (place: string) => units.canonical(place) === unit;
    if (month >= 0 && (unit === undefined || placesOf(home, values).some(isShown))) each(values, month);
  }
}

/** Types that count as 培训场次: those of the list that say so, and the township's own entries that do. */
export function trainingTypesThatCount(codeEntries: readonly CountedRow[]): ReadonlySet<string> {
  const listed = trainingTypes.codes.filter(({ countsAsTraining }) => countsAsTraining === true).map(({ id }) => id);
  const own = codeEntries.filter(({ values }) => values.list === 'trainingTypes' && values.countsAsTraining === true);
  return new Set([...listed, ...own.map(({ id }) => id)]);
}

/**
 * 到会 of 应到, without those who made it up later. 应到 as typed includes guests; not typed it is the list, and then
 * guests are on neither side.
 */
function attendanceOf(
  values: Values,
  attended: readonly string[],
  canonical: (person: string) => string,
): { n: number; of: number } {
  const listed = itemEntries(values.attendance);
  const madeUp = new Set(listed.flatMap(([id, { state }]) => (state === 'madeUp' ? [canonical(id)] : [])));
  const present = attended.filter((id) => !madeUp.has(id)).length;
  const expected = numberOf(values.expected);
  if (expected > 0) return { n: present + extraOf(values), of: expected };
  return { n: present, of: new Set(listed.map(([id]) => canonical(id))).size };
}

export function trainingFigures(rows: RowsByKind, scope: CaseScope): TrainingFigures {
  const entries = rows.get('codeEntry') ?? [];
  const counting = trainingTypesThatCount(entries);
  const { canonical } = personsOf(rows.get('person') ?? []);
  const months = calendarOf(scope.period).months.map(() => 0);
  const [counts, times, people] = [new Map<string, number>(), new Map<string, number>(), new Set<string>()];
  const [taken, passed, attendance] = [
    { n: 0, of: 0 },
    { n: 0, of: 0 },
    { n: 0, of: 0 },
  ];
  let [sessions, personTimes] = [0, 0];
  eachIn(
    rows.get('training') ?? [],
    scope,
    ({ heldOn }) => heldOn,
    (values, month) => {
      const type = typeof values.type === 'string' ? values.type : '';
      const attended = cameTo(values, canonical);
      const all = attended.length + extraOf(values);
      increase(counts, type);
      increase(times, type, all);
      taken.n += numberOf(values.examTaken);
      taken.of += numberOf(values.examDue);
      passed.n += numberOf(values.examPassed);
      passed.of += numberOf(values.examTaken);
      if (!counting.has(type)) return;
      sessions += 1;
      personTimes += all;
      months[month] = (months[month] ?? 0) + 1;
      for (const id of attended) people.add(id);
      const { n, of } = attendanceOf(values, attended, canonical);
      attendance.n += n;
      attendance.of += of;
    },
  );
  const types = tallied(trainingTypes.codes, counts, entries).map((type) => ({
    ...type,
    personTimes: times.get(type.id) ?? 0,
  }));
  return {
    sessions,
    counting: [...counting],
    personTimes,
    people: people.size,
    attendance,
    types,
    examTaken: taken,
    examPassed: passed,
    months,
  };
}

/** `entries`: the township's own themes and forms (codeEntry). */
export function publicityFigures(
  events: readonly CountedRow[],
  scope: CaseScope,
  entries: readonly CountedRow[] = [],
): PublicityFigures {
  const months = calendarOf(scope.period).months.map(() => 0);
  const [themes, forms, sums] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  let count = 0;
  eachIn(
    events,
    scope,
    ({ heldOn }) => heldOn,
    (values, month) => {
      count += 1;
      months[month] = (months[month] ?? 0) + 1;
      for (const field of publicitySums) increase(sums, field, numberOf(values[field]));
      for (const theme of (values.themes ?? []) as readonly string[]) increase(themes, theme);
      for (const form of (values.forms ?? []) as readonly string[]) increase(forms, form);
    },
  );
  return {
    events: count,
    sums: Object.fromEntries(publicitySums.map((field) => [field, sums.get(field) ?? 0])) as PublicityFigures['sums'],
    themes: tallied(publicityThemes.codes, themes, entries),
    forms: tallied(publicityForms.codes, forms, entries),
    months,
  };
}

/** Only what never became a case; cases bring their own prevention figures, and tables add both (records.md). */
export function screeningFigures(screenings: readonly CountedRow[], scope: CaseScope): ScreeningFigures {
  const sums = new Map<string, number>();
  eachIn(
    screenings,
    scope,
    ({ period }) => partOf(period, 'to'),
    (values) => {
      for (const field of screeningSums) increase(sums, field, numberOf(values[field]));
      if (values.found === 0) increase(sums, 'zeroReports');
    },
  );
  const fields = [...screeningSums, 'zeroReports'];
  return Object.fromEntries(fields.map((field) => [field, sums.get(field) ?? 0])) as ScreeningFigures;
}
