/** What a year's charts show beside the plain counts: coverage, settlement by village, and the year before. */
import { kindOf } from '#kinds/index.ts';
import { dayOf } from '#core/contribution.ts';
import type { RowsByKind } from '#core/counted-units.ts';
import { yearOf } from '#core/day.ts';
import { createFigures, type Figure, type FigureContext } from '#core/figures.ts';
import * as marks from '#core/marks.ts';
import { isStock, type Metric } from '#core/metric.ts';
import { readingText } from '#core/metric-words.ts';
import { periodOfYear, type Period, type YearBounds } from '#core/period.ts';
import { permilleOf, type Reading } from '#core/sums.ts';
import { placesOf, trainingTypesThatCount } from '#core/work-figures.ts';

export interface YearBar {
  readonly id: string;
  readonly label: string;
  /** A whole number, or whole percent of a share; null where nothing stands below the line. */
  readonly value: number | null;
  /** As it is printed: 12场, 85.7%（6/7）. */
  readonly text: string;
  readonly metric: Metric;
  /** Of one unit. */
  readonly unit?: string;
}

/** The same measure in two years. */
export interface YearPair extends YearBar {
  readonly last: { readonly value: number; readonly text: string };
}

const COVERAGE: readonly (readonly [id: string, label: string, metric: Metric])[] = [
  ['mediators', '人民调解员参加过培训', marks.rosterTrained('mediator')],
  ['lawSavvy', '法律明白人参加过培训', marks.rosterTrained('lawSavvyPerson')],
  ['publicity', '开展过普法的村', marks.villagesWith('publicityEvent')],
  ['screening', '报过排查的村', marks.villagesWith('screening')],
  ['training', '办过培训学法的村', marks.villagesWith('training')],
];

type PairOf = readonly [id: string, label: string, metric: Metric, isCase?: true];
const pairsOf = (counting: readonly string[]): readonly PairOf[] => [
  ['accepted', '受理案件', marks.acceptedCases, true],
  ['settled', '调解成功', marks.casesWithOutcome('settled'), true],
  ['trainings', '培训', marks.trainingsOfTypes(counting)],
  ['personTimes', '培训人次', marks.trainingsOfTypes(counting, 'personTimes')],
  ['events', '普法活动', marks.allEvents],
  ['audience', '受众', marks.eventAudience],
  ['materials', '发放资料', marks.materials],
  ['screened', '排查', marks.screenings],
  ['mediators', '人民调解员', marks.rosterOfRole('mediator')],
  ['lawSavvy', '法律明白人', marks.rosterOfRole('lawSavvyPerson')],
];

/** Kinds that these charts read. */
export const CHART_KINDS: readonly string[] = ['screening', 'mediationCase', 'training', 'publicityEvent', 'person'];

/**
 * Statistical years for which these charts have something that was done, the newest first. A roster reaches into every
 * year and says nothing of any. `isShown`: whether what was done in that unit is drawn.
 */
export function yearsWithRecords(
  rows: RowsByKind,
  bounds: YearBounds,
  isShown: (unit: string) => boolean = () => true,
): number[] {
  const days = new Set<string>();
  for (const name of CHART_KINDS) {
    const { date } = kindOf(name);
    if (date === undefined) continue;
    for (const { unit, values } of rows.get(name) ?? []) {
      const day = dayOf(values[date]);
      if (day !== null && placesOf(unit, values).some(isShown)) days.add(day);
    }
  }
  // A year may begin in the calendar's year before.
  const near = new Set([...days].map(yearOf).flatMap((year) => [year, year + 1]));
  const holdsAny = ({ from, to }: Period) => [...days].some((day) => from <= day && day <= to);
  return [...near].filter((year) => holdsAny(periodOfYear(year, bounds))).sort((a, b) => b - a);
}

type FiguresOf = (metrics: readonly Metric[]) => readonly Figure[];

const percentOf = (reading: Reading): number | null => {
  const permille = permilleOf(reading);
  return permille === null ? null : Math.min(100, Math.floor(permille / 10));
};

const ofUnit = (figure: Figure | undefined, unit: string): Reading =>
  (unit === '' ? figure?.total : figure?.byUnit.get(unit)) ?? { n: 0 };

/** Rosters, villages: in percent. `unit` empty: of the whole township. */
export function coverageBars(figuresOf: FiguresOf, unit: string): YearBar[] {
  const figures = figuresOf(COVERAGE.map(([, , metric]) => metric));
  return COVERAGE.map(([id, label, metric], at) => {
    const reading = ofUnit(figures[at], unit);
    return {
      id,
      label,
      value: percentOf(reading),
      text: readingText(metric, reading),
      metric,
      ...(unit === '' ? {} : { unit }),
    };
  });
}

/** One bar per village: its part of a sum, or its rate. Units without anything are left out of a rate only. */
export function villageBars(metric: Metric, figuresOf: FiguresOf, { units }: FigureContext): YearBar[] {
  const [figure] = figuresOf([metric]);
  const isShare = metric.measure === 'rate';
  const listed = units.list.filter(({ unitKind }) => unitKind !== 'townshipOffice');
  return listed.flatMap(({ id, name }) => {
    const reading = ofUnit(figure, id);
    if (isShare && (reading.of ?? 0) === 0) return [];
    const value = isShare ? percentOf(reading) : reading.n;
    return [{ id, label: name, value, text: readingText(metric, reading), metric, unit: id }];
  });
}

/** Whether the ledger was kept in the year before: rosters reach back by themselves, what was done does not. */
export const wasKept = (pairs: readonly YearPair[]): boolean =>
  pairs.some(({ metric, last }) => !isStock(metric) && last.value > 0);

/** This year beside the one before, each counted in its own bounds; without cases where they may not be seen. */
export function yearPairs(
  figuresOf: FiguresOf,
  rows: RowsByKind,
  last: FigureContext,
  scope: { readonly unit: string; readonly seesCases: boolean },
): YearPair[] {
  const counting = trainingTypesThatCount(rows.get('codeEntry') ?? []);
  const shown = pairsOf([...counting]).filter(([, , , isCase]) => isCase !== true || scope.seesCases);
  const metrics = shown.map(([, , metric]) => metric);
  const [now, before] = [figuresOf(metrics), createFigures().of(metrics, rows, last)];
  return shown.map(([id, label, metric], at) => {
    const [reading, then] = [ofUnit(now[at], scope.unit), ofUnit(before[at], scope.unit)];
    return {
      id,
      label,
      value: reading.n,
      text: readingText(metric, reading),
      metric,
      ...(scope.unit === '' ? {} : { unit: scope.unit }),
      last: { value: then.n, text: readingText(metric, then) },
    };
  });
}
