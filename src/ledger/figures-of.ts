/** Every figure of a year from a backup's records: the ledgers', the tasks', and those of the ready-made tasks. */
import { caseFigures } from '#core/case-figures.ts';
import { countedUnits, type CountedUnits } from '#core/counted-units.ts';
import { createFigures, type Figure, type FigureContext } from '#core/figures.ts';
import { parseMetric, type Metric } from '#core/metric.ts';
import { readingText } from '#core/metric-words.ts';
import { asOfDay, CALENDAR_YEAR, periodOfYear, type Period } from '#core/period.ts';
import { presets } from '#core/presets.ts';
import { progressOf, type Progress } from '#core/progress.ts';
import type { Reading } from '#core/sums.ts';
import { taskOf } from '#core/task.ts';
import { publicityFigures, screeningFigures, trainingFigures } from '#core/work-figures.ts';
import type { RecordRow } from './records.ts';

export type Rows = ReadonlyMap<string, readonly RecordRow[]>;

/** A ready-made task's figure, whether or not somebody has picked it. */
interface PresetFigure {
  readonly id: string;
  readonly title: string;
  readonly figure: Reading;
  readonly words: string;
}

export interface YearFigures {
  readonly year: number;
  readonly period: Period;
  readonly today: string;
  readonly units: CountedUnits['list'];
  readonly cases: ReturnType<typeof caseFigures>;
  readonly trainings: ReturnType<typeof trainingFigures>;
  readonly publicity: ReturnType<typeof publicityFigures>;
  readonly screenings: ReturnType<typeof screeningFigures>;
  readonly tasks: readonly Progress[];
  readonly presets: readonly PresetFigure[];
}

/** The statistical year as the township has set it. */
export function periodIn(rows: Rows, year: number): Period {
  const { statisticalYearStart, statisticalYearEnd } = rows.get('setting')?.[0]?.values ?? {};
  return periodOfYear(year, {
    start: typeof statisticalYearStart === 'string' ? statisticalYearStart : CALENDAR_YEAR.start,
    end: typeof statisticalYearEnd === 'string' ? statisticalYearEnd : CALENDAR_YEAR.end,
  });
}

export function yearFigures(rows: Rows, year: number, today: string): YearFigures {
  const period = periodIn(rows, year);
  const units = countedUnits(rows.get('unit') ?? [], period);
  const scope = { period, units };
  const context: FigureContext = { ...scope, asOf: asOfDay(period, today) };
  const figures = createFigures();
  const figureOf = (metric: Metric): Figure => figures.of([metric], rows, context)[0] as Figure;
  const tasks = (rows.get('annualTask') ?? []).map(taskOf).filter((task) => task.year === year);
  return {
    year,
    period,
    today,
    units: units.list,
    cases: caseFigures(rows.get('mediationCase') ?? [], scope),
    trainings: trainingFigures(rows, scope),
    publicity: publicityFigures(rows.get('publicityEvent') ?? [], scope, rows.get('codeEntry')),
    screenings: screeningFigures(rows.get('screening') ?? [], scope),
    tasks: tasks.map((task) => {
      const figure = task.metric.ok ? figureOf(task.metric.metric) : null;
      return progressOf(task, figure, { today, period, units });
    }),
    presets: presets.flatMap(({ id, title, metric: text }) => {
      const parsed = parseMetric(text);
      if (!parsed.ok || parsed.metric.measure === 'done') return [];
      const figure = figureOf(parsed.metric).total;
      return [{ id, title, figure, words: readingText(parsed.metric, figure) }];
    }),
  };
}
