/** The year's tasks and figures, live: one engine per workspace, so that no screen counts again what another has. */
import { useMemo } from 'react';
import { countedUnits } from '#core/counted-units.ts';
import { createFigures, type Figure, type FigureContext, type Figures } from '#core/figures.ts';
import { kindsOf, type Metric } from '#core/metric.ts';
import { asOfDay, periodOfYear, yearBoundsOf } from '#core/period.ts';
import { progressOf, type Progress } from '#core/progress.ts';
import { taskOf, type Task } from '#core/task.ts';
import { useStore } from '#store/hooks.ts';
import { useRecordsOf } from '#store/record-hooks.ts';
import type { SlimRow } from '#store/projection.ts';
import { usePendingRecords } from '#store/sync-hooks.ts';
import { todayOf, type Store } from '#store/store.ts';
import { usePlace } from './shell/use-place.ts';

export interface Year {
  readonly year: number;
  /** null while the clock is wrong (SPEC C7). */
  readonly today: string | null;
  readonly context: FigureContext;
  readonly rows: ReadonlyMap<string, readonly SlimRow[]>;
  /** false: figures are still growing, and the screen says 仍在载入. */
  readonly ready: boolean;
  readonly figuresOf: (metrics: readonly Metric[]) => readonly Figure[];
}

export interface YearTasks extends Year {
  readonly tasks: readonly Progress[];
}

const FRAME: readonly string[] = ['unit', 'setting'];
const TASKS: readonly string[] = [...FRAME, 'annualTask'];

const engines = new WeakMap<Store, Figures>();
function engineOf(store: Store): Figures {
  const engine = engines.get(store) ?? createFigures();
  engines.set(store, engine);
  return engine;
}

/** Figures of the chosen year over the kinds named. */
export function useYear(kinds: readonly string[]): Year {
  const store = useStore();
  const { year } = usePlace();
  const needed = useNames([...FRAME, ...kinds]);
  const { rows, ready } = useRecordsOf(needed);
  const today = todayOf(store);
  const pending = usePendingRecords();
  const [unitRows, setting] = [rows.get('unit'), rows.get('setting')?.[0]?.values];
  const context = useMemo((): FigureContext => {
    const period = periodOfYear(year, yearBoundsOf(setting));
    return {
      period,
      asOf: asOfDay(period, today),
      units: countedUnits(unitRows ?? [], period),
      ...(pending ? { pending } : {}),
    };
  }, [year, setting, today, unitRows, pending]);
  return useMemo(
    () => ({
      year,
      today,
      context,
      rows,
      ready,
      figuresOf: (metrics) => engineOf(store).of(metrics, rows, context),
    }),
    [year, today, context, rows, ready, store],
  );
}

/** How far every task of the chosen year has come, in the order in which they were entered. */
export function useYearTasks(more: readonly string[] = []): YearTasks {
  const { rows: taskRows, ready: known } = useRecordsOf(TASKS);
  const { year: chosen } = usePlace();
  const tasks = useMemo(() => tasksIn(taskRows.get('annualTask') ?? [], chosen), [taskRows, chosen]);
  const kinds = useNames([
    'annualTask',
    ...more,
    ...tasks.flatMap(({ metric }) => (metric.ok ? kindsOf(metric.metric) : [])),
  ]);
  const year = useYear(kinds);
  const progress = useMemo(() => progressIn(tasks, year), [tasks, year]);
  return useMemo(() => ({ ...year, ready: year.ready && known, tasks: progress }), [year, known, progress]);
}

function tasksIn(rows: readonly SlimRow[], year: number): Task[] {
  const own = rows.filter(({ values }) => values['year'] === year);
  return own.sort((a, b) => (a.id < b.id ? -1 : 1)).map(taskOf);
}

function progressIn(tasks: readonly Task[], { today, context, figuresOf }: Year): Progress[] {
  const { period, units } = context;
  const metrics = tasks.flatMap(({ metric }) => (metric.ok ? [metric.metric] : []));
  const figures = figuresOf(metrics);
  const byMetric = new Map(metrics.map((metric, index) => [metric, figures[index] ?? null]));
  return tasks.map((task) => {
    const figure = task.metric.ok ? (byMetric.get(task.metric.metric) ?? null) : null;
    return progressOf(task, figure, { today, period, units });
  });
}

/** Each name once, and the same array as long as they are the same names: sources are opened by it. */
function useNames(names: readonly string[]): readonly string[] {
  const joined = [...new Set(names)].sort((a, b) => (a < b ? -1 : 1)).join(' ');
  return useMemo(() => joined.split(' '), [joined]);
}
