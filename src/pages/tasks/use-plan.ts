/** What the plan of the chosen year can be made from. */
import { useMemo } from 'react';
import { reportParagraph } from '#kinds/index.ts';
import { countedUnits } from '#core/counted-units.ts';
import { figuresOf, type FigureContext } from '#core/figures.ts';
import { kindsOf } from '#core/metric.ts';
import { readingText } from '#core/metric-words.ts';
import { asOfDay, periodOfYear, yearBoundsOf } from '#core/period.ts';
import { lastYearProposals, presetProposals, type Proposal } from '#core/plan.ts';
import { proposalsFromReport } from '#core/plan-from-report.ts';
import { progressOf } from '#core/progress.ts';
import { paragraphsOf } from '#core/report/structure.ts';
import { placeName } from '#core/tables/place.ts';
import { taskOf } from '#core/task.ts';
import { useLocal, useStore } from '#store/hooks.ts';
import { useRecords } from '#store/record-hooks.ts';
import { useRights } from '#pages/shell/use-rights.ts';
import { useYear, type Year } from '#pages/use-year.ts';

export type PlanSource = 'presets' | 'last' | 'report';

export interface Plan {
  readonly year: number;
  readonly proposals: readonly Proposal[];
  /** By proposal: 去年完成5场，目标6场. */
  readonly outcomes: ReadonlyMap<string, string>;
  /** Titles of the tasks that the year has already. */
  readonly titles: ReadonlySet<string>;
  readonly ready: boolean;
  /** Last year's report lies in the ledger; else its part three is pasted. */
  readonly hasReport: boolean;
}

/** Where the text pasted for a year's plan is kept. */
export const pastedPartThree = (year: number): string => `lastPartThree/${year}`;

const NONE: ReadonlyMap<string, string> = new Map();

export function usePlan(source: PlanSource): Plan {
  const store = useStore();
  const tasks = useRecords('annualTask').rows;
  const kinds = useMemo(
    () => ['annualTask', 'reportParagraph', ...(source === 'last' ? kindsRead(tasks) : [])],
    [source, tasks],
  );
  const year = useYear(kinds);
  const { maySee } = useRights();
  const pasted = useLocal<string>(pastedPartThree(year.year));
  const written = useMemo(() => (maySee(reportParagraph) ? partThreeOf(year) : ''), [year, maySee]);
  const text = written === '' ? (pasted ?? '') : written;
  const isVillage = store.identity.mode === 'village';
  const proposals = useMemo(() => proposalsOf(source, year, text, isVillage), [source, year, text, isVillage]);
  const outcomes = useMemo(() => (source === 'last' && year.ready ? outcomesOf(year) : NONE), [source, year]);
  const titles = useMemo(() => {
    const own = (year.rows.get('annualTask') ?? []).filter(({ values }) => values['year'] === year.year);
    return new Set(own.flatMap(({ values: { title } }) => (typeof title === 'string' ? [title] : [])));
  }, [year]);
  return {
    year: year.year,
    proposals,
    outcomes,
    titles,
    ready: year.ready && pasted !== undefined,
    hasReport: written !== '',
  };
}

function kindsRead(tasks: readonly { readonly id: string; readonly values: object }[]): string[] {
  return tasks.flatMap((row) => {
    const { metric } = taskOf(row as Parameters<typeof taskOf>[0]);
    return metric.ok ? kindsOf(metric.metric) : [];
  });
}

const partThreeOf = ({ rows, year }: Year): string =>
  paragraphsOf(rows, year - 1)
    .filter(({ part }) => part === 'plan')
    .map(({ body }) => body)
    .join('\n');

function proposalsOf(source: PlanSource, { rows, year, context }: Year, partThree: string, isVillage: boolean) {
  if (source === 'presets') return presetProposals(year, isVillage);
  if (source === 'last') return lastYearProposals(rows.get('annualTask') ?? [], year, context.units);
  const basis = `${placeName(context.units)}${year - 1}年法治政府建设年度报告第三部分`;
  return proposalsFromReport(partThree, year, basis);
}

/** What became of last year's tasks, counted as of that year's end. */
function outcomesOf({ rows, year, today }: Year): ReadonlyMap<string, string> {
  const period = periodOfYear(year - 1, yearBoundsOf(rows.get('setting')?.[0]?.values));
  const units = countedUnits(rows.get('unit') ?? [], period);
  const context: FigureContext = { period, asOf: asOfDay(period, today), units };
  const tasks = (rows.get('annualTask') ?? []).filter(({ values }) => values['year'] === year - 1).map(taskOf);
  const metrics = tasks.flatMap(({ metric }) => (metric.ok ? [metric.metric] : []));
  const figures = figuresOf(metrics, rows, context);
  const byMetric = new Map(metrics.map((metric, at) => [metric, figures[at] ?? null]));
  return new Map(
    tasks.flatMap((task) => {
      if (!task.metric.ok) return [];
      const { metric } = task.metric;
      const { reading, words } = progressOf(task, byMetric.get(metric) ?? null, { today, period, units });
      return [[task.id, `去年完成 ${readingText(metric, reading)}${words === '' ? '' : `，${words}`}`] as const];
    }),
  );
}
