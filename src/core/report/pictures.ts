/** The charts that a report carries as pictures, drawn from the same counts as its sentences and tables. */
import { caseFigures } from '#core/case-figures.ts';
import type { ChartModel } from '#core/charts/chart.ts';
import { coverageBars, villageBars, wasKept, yearPairs, type YearBar } from '#core/charts/year-charts.ts';
import { createFigures } from '#core/figures.ts';
import * as marks from '#core/marks.ts';
import type { Metric } from '#core/metric.ts';
import { calendarOf } from '#core/period.ts';
import { publicityFigures, trainingFigures } from '#core/work-figures.ts';
import { keptByNumber } from './by-number.ts';
import { fewOf } from './few-figures.ts';
import { isSmall } from './few.ts';
import { createReader, type ReportInput } from './reading.ts';

/** Charts without a single number are left out: an empty picture says nothing. */
export function reportPictures(input: ReportInput): ChartModel[] {
  const all = [...caseCharts(input), ...workCharts(input), ...lastYear(input)];
  return all.filter(({ series }) => series.some(({ values }) => values.some((value) => (value ?? 0) > 0)));
}

function caseCharts(input: ReportInput): ChartModel[] {
  const { rows, context, year } = input;
  const { period, units } = context;
  const cases = caseFigures(rows.get('mediationCase') ?? [], { period, units });
  const types = cases.types.filter(({ accepted }) => accepted > 0).sort((a, b) => b.accepted - a.accepted);
  const months = monthsOf(input);
  return [
    {
      id: 'caseMonths',
      title: `${year}年各月受理和调解成功的案件`,
      type: 'columns',
      unit: '件',
      categories: months,
      series: [
        { label: '受理', values: cases.months.map(({ accepted }) => accepted) },
        { label: '其中调解成功', values: cases.months.map(({ settled }) => settled) },
      ],
      // What was not settled can be subtracted.
      internal: cases.months.some(({ accepted, settled }) => [accepted, settled, accepted - settled].some(isSmall)),
    },
    {
      id: 'caseTypes',
      title: `${year}年受理案件的纠纷类型`,
      type: 'bars',
      unit: '件',
      categories: types.map(({ zh }) => zh),
      series: [{ label: '受理', values: types.map(({ accepted }) => accepted) }],
      internal: types.some(({ accepted }) => isSmall(accepted)),
    },
    barChart('settlement', `${year}年各村调解成功率`, '调解成功率', villagesOf(input, marks.settlementRate), true, 100),
  ];
}

function workCharts(input: ReportInput): ChartModel[] {
  const { rows, context, year } = input;
  const { period, units } = context;
  const events = publicityFigures(rows.get('publicityEvent') ?? [], { period, units });
  const trainings = trainingFigures(rows, { period, units });
  return [
    {
      id: 'workMonths',
      title: `${year}年各月普法活动和培训`,
      type: 'columns',
      unit: '场',
      categories: monthsOf(input),
      series: [
        { label: '普法活动', values: events.months },
        { label: '培训', values: trainings.months },
      ],
      internal: false,
    },
    barChart('coverage', `${year}年队伍和村的覆盖`, '覆盖率', coverageOf(input), false, 100),
    barChart('audience', `${year}年各村普法受众`, '受众', villagesOf(input, marks.eventAudience), true),
    barChart('materials', `${year}年各村发放资料`, '资料', villagesOf(input, marks.materials), true),
  ];
}

/** In pairs of one length: 件 and 人次 have no scale in common, so each pair is drawn against its larger year. */
function lastYear(input: ReportInput): ChartModel[] {
  const { rows, last, year } = input;
  if (last === undefined) return [];
  const pairs = yearPairs(figuresFor(input), rows, last, { unit: '', seesCases: true });
  // Against a year of which there is no ledger every year would look like a rise.
  if (!wasKept(pairs)) return [];
  const share = (value: number | null, other: number): number =>
    Math.round((100 * (value ?? 0)) / Math.max(1, value ?? 0, other));
  return [
    {
      id: 'lastYear',
      title: `${year}年与${year - 1}年比较`,
      type: 'bars',
      unit: '',
      categories: pairs.map(({ label }) => label),
      series: [
        {
          label: `${year}年`,
          values: pairs.map(({ value, last: then }) => share(value, then.value)),
          texts: pairs.map(({ text }) => text),
        },
        {
          label: `${year - 1}年`,
          values: pairs.map(({ value, last: then }) => share(then.value, value ?? 0)),
          texts: pairs.map(({ last: then }) => then.text),
        },
      ],
      whole: 100,
      internal: isTelling(input),
    },
  ];
}

/**
 * A roster met by number alone is not one of which nobody was reached, and who has no roster has no share: a reader would take
 * either for a failure (SPEC R12).
 */
const isSaid = ({ value }: YearBar): boolean => (value ?? 0) > 0;

/** Neither what nobody was reached of, nor a share that only some of the lists could tell. */
function coverageOf(input: ReportInput): YearBar[] {
  const { rows, context } = input;
  return coverageBars(figuresFor(input), '').filter(
    (bar) => isSaid(bar) && keptByNumber(bar.metric, rows, context).length === 0,
  );
}

/** Whether the cases of either year, beside how many were settled, say more than the public reads. */
function isTelling(input: ReportInput): boolean {
  const { readingOf } = createReader(input);
  return [false, true].some((isLastYear) => {
    const few = fewOf((label) => readingOf(label, isLastYear).n);
    return few.includes('受理案件') || few.includes('调解成功');
  });
}

const monthsOf = ({ context }: ReportInput): string[] =>
  calendarOf(context.period).months.map(({ id }) => `${Number(id.slice(5))}月`);

const figuresFor =
  ({ figures = createFigures(), rows, context }: ReportInput) =>
  (metrics: readonly Metric[]) =>
    figures.of(metrics, rows, context);

/** Every village, and the township itself where it did something of its own. */
function villagesOf(input: ReportInput, metric: Metric): YearBar[] {
  const villages = new Set(input.context.units.villages.map(({ id }) => id));
  return villageBars(metric, figuresFor(input), input.context).filter(
    (bar) => isSaid(bar) || villages.has(bar.unit ?? ''),
  );
}

const barChart = (
  id: string,
  title: string,
  counted: string,
  list: readonly YearBar[],
  internal: boolean,
  whole?: number,
): ChartModel => ({
  id,
  title,
  type: 'bars',
  unit: '',
  categories: list.map(({ label }) => label),
  series: [{ label: counted, values: list.map(({ value }) => value), texts: list.map(({ text }) => text) }],
  internal,
  ...(whole === undefined ? {} : { whole }),
});
