/** What one record adds to one figure: how much, in which months, for which units. */
import { cameTo, extraOf } from '#kinds/attendance.ts';
import { itemEntries } from '#kinds/conditions.ts';
import type { Value, Values } from '#kinds/field.ts';
import { kindOf } from '#kinds/index.ts';
import type { CountedRow, CountedUnits } from './counted-units.ts';
import type { Countable } from './metric.ts';
import { peopleFieldsOf, personTimesFieldOf, VILLAGE } from './metric-fields.ts';
import { isWithin, matcherOf, readAt, spansOf } from './metric-match.ts';
import type { Calendar, Period } from './period.ts';

/** Persons by their records: whose village, and who was found to be the same person (SPEC S5). */
export interface Persons {
  readonly canonical: (id: string) => string;
  readonly unitOf: (id: string) => string | undefined;
}

export interface Frame {
  readonly calendar: Calendar;
  /** Day on which stocks are counted. */
  readonly asOf: string;
  readonly units: CountedUnits;
  readonly persons: Persons;
}

/** `keys` where different things are counted instead of an amount added up. */
export interface Share {
  readonly amount: number;
  readonly keys: readonly string[] | null;
}
export interface Contribution extends Share {
  /** Places of the months in which it counts. */
  readonly months: readonly number[];
  /** Counts in the period's own figure: a flow within it, a stock there on its day. */
  readonly now: boolean;
  readonly shares: readonly (Share & { readonly unit: string })[];
}

/** 'undated': the record is meant, but has no day and so counts in no period; null: not meant, or not in the period. */
export type ContributionOf = (row: CountedRow) => Contribution | 'undated' | null;

export function contributionOf(metric: Countable, frame: Frame): ContributionOf {
  const matcher = matcherOf(metric, frame.asOf);
  const timing = timingOf(metric, matcher, frame);
  const shareOf = measureOf(metric, frame);
  const split = splitOf(metric, frame, shareOf);
  const villages = villagesIn(metric, frame.units);
  return (row) => {
    if (!matcher.matches(row.values)) return null;
    const time = timing(row.values);
    if (time === null || (time === 'undated' && villages === null)) return time;
    const share = shareOf(row);
    const all = split(row, share);
    const shares = villages === null ? all : all.filter(({ unit }) => villages.has(unit));
    if (villages !== null && shares.length === 0) return null;
    if (time === 'undated') return time;
    const { amount, keys } = villages === null ? share : together(metric, share, shares);
    return { amount, keys, months: time.months, now: time.now, shares };
  };
}

/** The units to which a metric is confined, as they stand now; null: none. */
export function villagesIn(
  { where }: Countable,
  { canonical }: Pick<CountedUnits, 'canonical'>,
): ReadonlySet<string> | null {
  const lists = where.flatMap(({ field, value }) => (field === VILLAGE && Array.isArray(value) ? [value] : []));
  const [first] = lists;
  if (first === undefined) return null;
  const named = lists.map((ids) => new Set((ids as readonly string[]).map(canonical)));
  return new Set([...(named[0] ?? [])].filter((id) => named.every((ids) => ids.has(id))));
}

/** What of a record falls to some of its units: an event in several of them counts once, people count where they come from. */
function together({ measure, by }: Countable, whole: Share, shares: readonly Share[]): Share {
  if (whole.keys !== null) return { amount: 0, keys: [...new Set(shares.flatMap(({ keys }) => keys ?? []))] };
  if (measure !== 'personTimes' || by !== 'personVillage') return whole;
  return { amount: shares.reduce((sum, { amount }) => sum + amount, 0), keys: null };
}

type Timing = (values: Values) => Pick<Contribution, 'months' | 'now'> | 'undated' | null;

function timingOf(
  metric: Countable,
  matcher: ReturnType<typeof matcherOf>,
  { calendar: { months, monthOf }, asOf }: Frame,
): Timing {
  if ('during' in metric.when) {
    const read = readAt(metric.when.during);
    const inMonth = months.map((_, index) => ({ months: [index], now: true }));
    return (values) => {
      const day = dayOf(read(values));
      return day === null ? 'undated' : (inMonth[monthOf(day)] ?? null);
    };
  }
  const spans = spansOf(metric, matcher);
  // A month that is still running counts as of today; one that has not begun has no stock yet.
  const days = months.filter(({ from }) => from <= asOf).map(({ to }) => (to < asOf ? to : asOf));
  return (values) => {
    const held = spans(values);
    const inMonths = days.flatMap((day, index) => (isWithin(held, day) ? [index] : []));
    const now = isWithin(held, asOf);
    return now || inMonths.length > 0 ? { months: inMonths, now } : null;
  };
}

/** The day by which a record counts in a period of time; a week or month does so by its last day (records.md, screening). */
export function dayOf(value: Value | undefined): string | null {
  if (typeof value === 'string') return value;
  const end = typeof value === 'object' && !Array.isArray(value) ? (value as { readonly to?: Value }).to : undefined;
  return typeof end === 'string' ? end : null;
}

/** Whether a record has a day in this field and counts in another period; null: a stock, which counts by spans. */
export function outsideOf(field: string | null, { from, to }: Period): (row: CountedRow) => boolean {
  if (field === null) return () => false;
  const read = readAt(field);
  return ({ values }) => {
    const day = dayOf(read(values));
    return day !== null && (day < from || day > to);
  };
}

const ONE: Share = { amount: 1, keys: null };
const amountOf = (value: Value | undefined): number => (typeof value === 'number' ? value : 0);

/** What different things a field holds. */
function keysOf(value: Value | undefined): readonly string[] {
  if (value === undefined || value === '') return [];
  if (Array.isArray(value)) return value as readonly string[];
  return typeof value === 'object' ? itemEntries(value).map(([id]) => id) : [String(value)];
}

function measureOf(metric: Countable, { persons }: Frame): (row: CountedRow) => Share {
  const kind = kindOf(metric.kind);
  switch (metric.measure) {
    case 'people':
    case 'coverage': {
      const people = peopleOf(peopleFieldsOf(kind), persons);
      return (row) => ({ amount: 0, keys: people(row) });
    }
    case 'sum': {
      const read = readAt(metric.field);
      return ({ values }) => ({ amount: amountOf(read(values)), keys: null });
    }
    case 'distinct': {
      const read = readAt(metric.field);
      return ({ values }) => ({ amount: 0, keys: keysOf(read(values)) });
    }
    case 'personTimes': {
      const field = personTimesFieldOf(kind);
      if (field !== 'attendance') return ({ values }) => ({ amount: amountOf(values[field ?? '']), keys: null });
      return ({ values }) => ({ amount: cameTo(values, persons.canonical).length + extraOf(values), keys: null });
    }
    case 'count':
    case 'coverageUnits':
  }
  return () => ONE;
}

/** The different persons a record names, each by the record that stands for the person. */
function peopleOf(fields: readonly string[], { canonical }: Persons): (row: CountedRow) => readonly string[] {
  return ({ id, values }) => {
    const found = new Set<string>();
    for (const field of fields) {
      const named = field === '' ? [id] : field === 'attendance' ? cameTo(values, canonical) : keysOf(values[field]);
      for (const person of named) found.add(canonical(person));
    }
    return [...found];
  };
}

type Split = (row: CountedRow, share: Share) => Contribution['shares'];

function splitOf(metric: Countable, { units, persons }: Frame, shareOf: (row: CountedRow) => Share): Split {
  const { kind, by } = metric;
  const homeOf = ({ id, unit, values }: CountedRow): string => {
    if (kind === 'unit') return units.canonical(id);
    const owner = kind === 'committee' && typeof values.unit === 'string' ? values.unit : unit;
    return units.canonical(owner);
  };
  if (by === 'organiser') {
    return (row, share) => {
      const { organiser } = row.values;
      const named = typeof organiser === 'string' ? units.byName(organiser) : undefined;
      return [{ ...share, unit: named ?? homeOf(row) }];
    };
  }
  if (by === 'personVillage' || metric.measure === 'coverage')
    return byPersons(metric, persons, units, homeOf, shareOf);
  return (row, share) => {
    const { villages } = row.values;
    if (!Array.isArray(villages) || villages.length === 0)
      return [{ unit: homeOf(row), amount: share.amount, keys: share.keys }];
    // An event that covered several villages counts for each of them and once in the total.
    return [...new Set((villages as readonly string[]).map(units.canonical))].map((unit) => ({ ...share, unit }));
  };
}

/** Each village gets its own people; guests without a name stay with the unit that held the event. */
function byPersons(
  metric: Countable,
  persons: Persons,
  units: CountedUnits,
  homeOf: (row: CountedRow) => string,
  shareOf: (row: CountedRow) => Share,
): Split {
  const people = peopleOf(peopleFieldsOf(kindOf(metric.kind)), persons);
  const countsPeople = metric.measure === 'people' || metric.measure === 'coverage';
  return (row) => {
    const home = homeOf(row);
    const byUnit = new Map<string, string[]>();
    for (const id of people(row)) {
      const unit = units.canonical(persons.unitOf(id) ?? home);
      const list = byUnit.get(unit);
      if (list === undefined) byUnit.set(unit, [id]);
      else list.push(id);
    }
    const whole = shareOf(row);
    if (byUnit.size === 0) return [{ ...whole, unit: home }];
    const shares = [...byUnit].map(([unit, ids]) => {
      if (countsPeople) return { unit, amount: 0, keys: ids };
      return { ...whole, unit, ...(metric.measure === 'personTimes' ? { amount: ids.length } : {}) };
    });
    const guests =
      metric.measure === 'personTimes' ? whole.amount - shares.reduce((sum, { amount }) => sum + amount, 0) : 0;
    return guests > 0 ? [...shares, { unit: home, amount: guests, keys: null }] : shares;
  };
}
