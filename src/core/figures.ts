/**
 * Figures: what the records say about a period, for many metrics at once. One pass over each kind's rows fills every
 * metric; afterwards only the rows that changed are taken off and put back, so that one saved record costs one record.
 */
import { canonical } from './canonical.ts';
import { contributionOf, outsideOf, villagesIn, type ContributionOf } from './contribution.ts';
import type { CountedRow, CountedUnits, RowsByKind } from './counted-units.ts';
import { kindsOf, metricJson, type Countable, type Metric } from './metric.ts';
import { calendarOf, type Period } from './period.ts';
import { personsOf, rosterOf, standInIn, supersededIn, type Roster } from './row-index.ts';
import { addRow, createSums, rateFigure, readSums, type Figure, type Sums } from './sums.ts';

export type { Figure } from './sums.ts';

export interface FigureContext {
  readonly period: Period;
  /** Day on which stocks are counted (`asOfDay`). */
  readonly asOf: string;
  readonly units: CountedUnits;
  /** Records that hold something the server has not confirmed; absent while standalone. */
  readonly pending?: ReadonlySet<string>;
}

export interface Figures {
  /** A figure per metric, in the same order; the very same object as long as nothing it depends on has changed. */
  readonly of: (metrics: readonly Metric[], rows: RowsByKind, context: FigureContext) => Figure[];
}

const NONE: readonly CountedRow[] = [];
/** `done` reads the task's own items, not the ledgers (progress.ts). */
const NO_FIGURE: Figure = {
  total: { n: 0 },
  split: { stored: 0, confirmed: null, pending: null },
  byUnit: new Map(),
  byMonth: [],
  cell: () => ({ n: 0 }),
  undated: 0,
};

interface Tally {
  readonly metric: Countable;
  readonly contribution: ContributionOf;
  readonly sums: Sums;
  /** Everything beside the kind's own rows that the sums depend on. */
  readonly basis: readonly unknown[];
  rows: readonly CountedRow[];
  pending: ReadonlySet<string> | undefined;
  figure: Figure | null;
}

/** Figures that are kept up to date: call `of` again whenever rows or the day have changed. */
export function createFigures(): Figures {
  const tallies = new Map<string, Tally>();
  const rateOf = createRates();
  const tallyOf = (metric: Countable, rows: RowsByKind, context: FigureContext): Tally => {
    const key = metricKey(metric);
    const basis = basisOf(metric, rows, context);
    const known = tallies.get(key);
    if (known !== undefined && sameList(known.basis, basis)) return known;
    const tally = createTally(metric, rows, context, basis);
    tallies.set(key, tally);
    return tally;
  };
  return {
    of: (metrics, rows, context) => {
      const used = new Map(metrics.flatMap(countablesOf).map((metric) => [metric, tallyOf(metric, rows, context)]));
      catchUp(new Set(used.values()), rows, context);
      const figureOf = (metric: Countable): Figure => readTally(used.get(metric) as Tally, rows, context);
      return metrics.map((metric) => {
        if (metric.measure === 'done') return NO_FIGURE;
        return metric.measure === 'rate' ? rateOf(figureOf(metric.part), figureOf(metric.whole)) : figureOf(metric);
      });
    },
  };
}

/** The same, once. */
export const figuresOf = (metrics: readonly Metric[], rows: RowsByKind, context: FigureContext): Figure[] =>
  createFigures().of(metrics, rows, context);

/**
 * The records behind a figure, or behind one village's or one month's share of it. Of a rate those of `part` or
 * `whole`. A record that counts for a village alone (handed up since) is listed there and not under the total.
 */
export function recordsBehind<R extends CountedRow>(
  metric: Metric,
  rows: ReadonlyMap<string, readonly R[]>,
  context: FigureContext,
  share: { readonly unit?: string; readonly month?: number; readonly of?: 'part' | 'whole' } = {},
): R[] {
  if (metric.measure === 'done') return [];
  if (metric.measure === 'rate') return recordsBehind(metric[share.of ?? 'part'], rows, context, share);
  const all = rows.get(metric.kind) ?? [];
  const superseded = twiceIn(metric, all, context.units);
  const contribution = contributionOf(metric, frameOf(metric, rows, context));
  return all.filter((row) => {
    const added = contribution(row);
    if (added === null || added === 'undated' || hides(metric, superseded, row)) return false;
    if (share.month === undefined ? !added.now : !added.months.includes(share.month)) return false;
    const of = share.unit === undefined ? [added] : added.shares.filter(({ unit }) => unit === share.unit);
    if (share.unit === undefined && superseded.has(row.id)) return false;
    return of.some(({ amount, keys }) => (keys === null ? amount !== 0 : keys.length > 0));
  });
}

/** Who stands on the roster of a coverage and is not yet among those counted: whom to invite next. */
export function notCovered<R extends CountedRow>(
  metric: Metric,
  rows: ReadonlyMap<string, readonly R[]>,
  context: FigureContext,
  unit?: string,
): R[] {
  if (metric.measure !== 'coverage') return [];
  const contribution = contributionOf(metric, frameOf(metric, rows, context));
  const met = new Map<string, number>();
  for (const row of rows.get(metric.kind) ?? []) {
    const added = contribution(row);
    if (added !== null && added !== 'undated' && added.now)
      for (const key of added.keys ?? []) met.set(key, (met.get(key) ?? 0) + 1);
  }
  const persons = rows.get('person') ?? [];
  const roster = rosterFor(metric, persons, context);
  const lists = unit === undefined ? [...roster.values()] : [roster.get(unit) ?? new Set<string>()];
  return persons.filter(({ id }) => (met.get(id) ?? 0) < timesIn(metric) && lists.some((list) => list.has(id)));
}

const countablesOf = (metric: Metric): Countable[] => {
  if (metric.measure === 'done') return [];
  return metric.measure === 'rate' ? [metric.part, metric.whole] : [metric];
};

/**
 * Records that are counted by another one here. Of some villages alone a case that was handed up counts, unless the one that
 * continues it counts there as well.
 */
function twiceIn(metric: Countable, rows: readonly CountedRow[], units: CountedUnits): ReadonlySet<string> {
  const superseded = supersededIn(rows);
  const villages = superseded.size === 0 ? null : villagesIn(metric, units);
  const standIn = standInIn(rows);
  if (villages === null || standIn === null) return superseded;
  const homes = new Map(rows.map(({ id, unit }) => [id, units.canonical(unit)]));
  return new Set([...superseded].filter((id) => villages.has(homes.get(standIn(id)) ?? '')));
}

function rosterFor(
  metric: Countable & { readonly measure: 'coverage' },
  persons: readonly CountedRow[],
  { asOf, units }: Pick<FigureContext, 'asOf' | 'units'>,
): Roster {
  const all = rosterOf(persons, metric.roster, asOf, units.canonical);
  const villages = villagesIn(metric, units);
  return villages === null ? all : new Map([...all].filter(([unit]) => villages.has(unit)));
}

/** A merged person or unit is nowhere counted again; a case handed up still counts for the village that took it on. */
const hides = ({ kind }: Countable, superseded: ReadonlySet<string>, { id }: CountedRow): boolean =>
  (kind === 'person' || kind === 'unit') && superseded.has(id);

const personRowsFor = (metric: Countable, rows: RowsByKind): readonly CountedRow[] =>
  kindsOf(metric).includes('person') ? (rows.get('person') ?? NONE) : NONE;

const timesIn = (metric: Countable): number => ('atLeast' in metric ? (metric.atLeast ?? 1) : 1);

const frameOf = (metric: Countable, rows: RowsByKind, { period, asOf, units }: FigureContext) => ({
  calendar: calendarOf(period),
  asOf,
  units,
  persons: personsOf(personRowsFor(metric, rows)),
});

function basisOf(metric: Countable, rows: RowsByKind, { period, asOf, units, pending }: FigureContext): unknown[] {
  const superseded = [...supersededIn(rows.get(metric.kind) ?? NONE)].sort().join(' ');
  // A metric over persons follows its own rows; any other that reads persons is counted anew when they change.
  const persons = metric.kind === 'person' ? NONE : personRowsFor(metric, rows);
  return [period.from, period.to, asOf, units, pending === undefined, superseded, persons];
}

function createTally(metric: Countable, rows: RowsByKind, context: FigureContext, basis: readonly unknown[]): Tally {
  const frame = frameOf(metric, rows, context);
  const sums = createSums(metric.measure, frame.calendar.months.length, context.pending !== undefined, timesIn(metric));
  return {
    metric,
    contribution: contributionOf(metric, frame),
    sums,
    basis,
    rows: NONE,
    pending: undefined,
    figure: null,
  };
}

function readTally(tally: Tally, rows: RowsByKind, { units, asOf }: FigureContext): Figure {
  if (tally.figure !== null) return tally.figure;
  const { metric } = tally;
  const roster = metric.measure === 'coverage' ? rosterFor(metric, rows.get('person') ?? NONE, { asOf, units }) : null;
  const villages = villagesIn(metric, units);
  const asked = villages === null ? units.villages : units.villages.filter(({ id }) => villages.has(id));
  tally.figure = readSums(tally.sums, { list: units.list, villages: asked }, roster);
  return tally.figure;
}

/** Brings tallies up to the present rows: rows outside, metrics inside, so that each row is read while it is at hand. */
function catchUp(tallies: Iterable<Tally>, rows: RowsByKind, { pending, period, units }: FigureContext): void {
  for (const together of lateOf(tallies, rows, pending)) {
    const first = together[0] as Tally;
    const now = rows.get(first.metric.kind) ?? NONE;
    const superseded = supersededIn(now);
    const byDay = byDayOf(together, period).map(({ isOutside, dated }) => ({
      isOutside,
      counted: dated.map((tally) => ({ tally, twice: twiceIn(tally.metric, now, units) })),
    }));
    const take = (row: CountedRow, sign: 1 | -1, waits: ReadonlySet<string> | undefined) => {
      const state = { inTotal: !superseded.has(row.id), pending: waits?.has(row.id) === true };
      for (const { isOutside, counted } of byDay) {
        if (isOutside(row)) continue;
        for (const { tally, twice } of counted) {
          const { metric, sums, contribution } = tally;
          if (hides(metric, superseded, row)) continue;
          const own = twice === superseded ? state : { ...state, inTotal: !twice.has(row.id) };
          addRow(sums, contribution(row), sign, own);
        }
      }
    };
    const { gone, come } = differenceOf(first.rows, now);
    const moved = movedIn(now, new Set(come), first.pending, pending);
    for (const row of [...gone, ...moved]) take(row, -1, first.pending);
    for (const row of [...come, ...moved]) take(row, 1, pending);
    for (const tally of together) {
      tally.rows = now;
      tally.pending = pending;
      tally.figure = null;
    }
  }
}

/** By the field of their day: most records are of another year, and each is asked for its day once. */
function byDayOf(
  tallies: readonly Tally[],
  period: Period,
): { isOutside: (row: CountedRow) => boolean; dated: Tally[] }[] {
  const byField = new Map<string | null, Tally[]>();
  for (const tally of tallies) {
    const { when } = tally.metric;
    const field = 'during' in when ? when.during : null;
    const known = byField.get(field);
    if (known === undefined) byField.set(field, [tally]);
    else known.push(tally);
  }
  return [...byField].map(([field, dated]) => ({ isOutside: outsideOf(field, period), dated }));
}

/** Tallies that lag behind, together where they stand at the same rows. */
function lateOf(tallies: Iterable<Tally>, rows: RowsByKind, pending: Tally['pending']): Tally[][] {
  const late: Tally[][] = [];
  for (const tally of tallies) {
    const now = rows.get(tally.metric.kind) ?? NONE;
    if (tally.rows === now && (tally.pending === pending || now === NONE)) continue;
    // The kind as well: several kinds may begin with one and the same empty list.
    const together = late.find(
      ([first]) =>
        first?.metric.kind === tally.metric.kind && first.rows === tally.rows && first.pending === tally.pending,
    );
    if (together === undefined) late.push([tally]);
    else together.push(tally);
  }
  return late;
}

/** Rows that stayed what they were, and wait now or no longer do. */
function movedIn(
  now: readonly CountedRow[],
  come: ReadonlySet<CountedRow>,
  before: Tally['pending'],
  after: Tally['pending'],
): CountedRow[] {
  if (before === after) return [];
  return now.filter((row) => !come.has(row) && (before?.has(row.id) === true) !== (after?.has(row.id) === true));
}

/** Rows that left and rows that came. Rows keep their place and identity, so two arrays have most of both ends in common. */
export function differenceOf<T>(before: readonly T[], after: readonly T[]): { gone: T[]; come: T[] } {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let [endBefore, endAfter] = [before.length, after.length];
  while (endBefore > start && endAfter > start && before[endBefore - 1] === after[endAfter - 1]) {
    endBefore--;
    endAfter--;
  }
  const gone = new Set(before.slice(start, endBefore));
  const come = after.slice(start, endAfter).filter((row) => !gone.delete(row));
  return { gone: [...gone], come };
}

const sameList = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((each, index) => each === b[index]);

const keys = new WeakMap<Metric, string>();

/** The same for metrics that count the same. */
export function metricKey(metric: Metric): string {
  const key = keys.get(metric) ?? canonical(metricJson(metric));
  keys.set(metric, key);
  return key;
}

function createRates(): (part: Figure, whole: Figure) => Figure {
  const made = new WeakMap<Figure, WeakMap<Figure, Figure>>();
  return (part, whole) => {
    const byWhole = made.get(part) ?? new WeakMap<Figure, Figure>();
    made.set(part, byWhole);
    const figure = byWhole.get(whole) ?? rateFigure(part, whole);
    byWhole.set(whole, figure);
    return figure;
  };
}
