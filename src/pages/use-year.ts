/** The year's tasks and figures, live: one engine per workspace, so that no screen counts again what another has. */
import { useMemo } from 'react';
import { isAnsweredByCounts, rowsOfCounts } from '#core/counted-cases.ts';
import { countedUnits, type CountedRow } from '#core/counted-units.ts';
import { createFigures, metricKey, type Figure, type FigureContext, type Figures } from '#core/figures.ts';
import { kindsOf, type Metric } from '#core/metric.ts';
import { asOfDay, periodOfYear, yearBoundsOf, type Period } from '#core/period.ts';
import { progressOf, type Progress, type TaskFigure } from '#core/progress.ts';
import { taskOf, type Task } from '#core/task.ts';
import { useCaseCounts } from '#store/case-counts.ts';
import { useStore } from '#store/hooks.ts';
import type { Kept } from '#store/kept-figures.ts';
import { useRecordsOf } from '#store/record-hooks.ts';
import { usePendingRecords } from '#store/sync-hooks.ts';
import type { SlimRow } from '#store/projection.ts';
import { todayOf, type Store } from '#store/store.ts';
import { kindOf, mediationCase } from '#kinds/index.ts';
import { useKeepTasks, useKeptTasks, type TaskFigures } from './kept-figures.ts';
import { usePlace } from './shell/use-place.ts';
import { useRights, type Rights } from './shell/use-rights.ts';

export interface Year {
  readonly year: number;
  /** null while the clock is wrong (SPEC C7). */
  readonly today: string | null;
  readonly context: FigureContext;
  readonly rows: ReadonlyMap<string, readonly SlimRow[]>;
  /** false: figures are still growing, and the screen says 仍在载入. */
  readonly ready: boolean;
  /** Up to which number of writing `rows` hold each kind, once they are ready. */
  readonly upTo: ReadonlyMap<string, number>;
  readonly figuresOf: (metrics: readonly Metric[]) => readonly Figure[];
}

export interface YearTasks extends Year {
  readonly tasks: readonly Progress[];
  /** Until the records are here: whether `tasks` say what was counted at the last visit, and whether a count would say the same. */
  readonly last: { readonly isCurrent: boolean } | null;
  /** As `figuresOf`, and of cases that may not be seen here by the server's published counts. For metrics of `tasks`. */
  readonly taskFiguresOf: Year['figuresOf'];
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
  const { rows, ready, upTo } = useRecordsOf(needed);
  const today = todayOf(store);
  const pending = usePendingRecords();
  const [unitRows, setting] = [rows.get('unit'), rows.get('setting')?.[0]?.values];
  const frame = useMemo((): FigureContext => {
    const period = periodOfYear(year, yearBoundsOf(setting));
    return { period, asOf: asOfDay(period, today), units: countedUnits(unitRows ?? [], period) };
  }, [year, setting, today, unitRows]);
  // Apart from the rest: what hangs on period and units alone is not made anew with every upload.
  const context = useMemo(
    () => (pending === undefined || pending === null ? frame : { ...frame, pending }),
    [frame, pending],
  );
  return useMemo(
    () => ({
      year,
      today,
      context,
      rows,
      ready,
      upTo,
      figuresOf: (metrics) => engineOf(store).of(metrics, rows, context),
    }),
    [year, today, context, rows, ready, upTo, store],
  );
}

/** How far every task of the chosen year has come, in the order in which they were entered. */
export function useYearTasks(more: readonly string[] = []): YearTasks {
  const { year: chosen } = usePlace();
  // Asked for before the records.
  const kept = useKeptTasks(chosen);
  const { rows: taskRows, ready: known } = useRecordsOf(TASKS);
  const rights = useRights();
  const setting = taskRows.get('setting')?.[0]?.values;
  const tasks = useMemo(() => {
    const period = periodOfYear(chosen, yearBoundsOf(setting));
    return tasksIn(taskRows.get('annualTask') ?? [], chosen).map((task) => asSeen(task, rights, period));
  }, [taskRows, chosen, rights, setting]);
  const kinds = useNames([
    'annualTask',
    ...more,
    ...tasks.flatMap(({ metric }) => (metric.ok ? kindsOf(metric.metric) : [])),
  ]);
  const year = useYear(kinds);
  const seesCases = rights.maySee(mediationCase);
  const taskFiguresOf = useTaskFigures(year, seesCases);
  const ready = year.ready && known;
  // Counts that the server publishes change without a record of their own: figures of them are not kept.
  const last = ready || !known || !seesCases ? null : lastOf(kept, tasks, year.context.asOf);
  const lastFigures = last?.byMetric ?? null;
  const counted = useMemo(() => lastFigures ?? countedIn(tasks, taskFiguresOf), [lastFigures, tasks, taskFiguresOf]);
  const { asOf } = year.context;
  useKeepTasks(
    year,
    useMemo(() => (ready && seesCases ? { asOf, byMetric: counted } : null), [ready, seesCases, asOf, counted]),
  );
  const own = useOwnPart();
  const progress = useMemo(() => {
    const whole = progressIn(tasks, year, counted);
    return own === null ? whole : whole.map((each) => partOf(each, own));
  }, [tasks, year, counted, own]);
  const isCurrent = last?.isCurrent;
  return useMemo(
    () => ({
      ...year,
      ready,
      tasks: progress,
      last: isCurrent === undefined ? null : { isCurrent },
      taskFiguresOf,
    }),
    [year, ready, progress, isCurrent, taskFiguresOf],
  );
}

/** What was kept, where it answers for every one of these tasks. */
function lastOf(kept: Kept<TaskFigures> | null, tasks: readonly Task[], asOf: string) {
  if (kept === null || !metricsOf(tasks).every((metric) => kept.figures.byMetric.has(metricKey(metric)))) return null;
  return { byMetric: kept.figures.byMetric, isCurrent: kept.isCurrent && kept.figures.asOf === asOf };
}

/** Figures of the year; of cases that may not be seen by their published counts. */
function useTaskFigures({ year, rows, context, figuresOf }: Year, maySeeCases: boolean): Year['figuresOf'] {
  const counts = useCaseCounts(year);
  return useMemo(() => {
    if (maySeeCases) return figuresOf;
    const counted = new Map<string, readonly CountedRow[]>(rows);
    counted.set(mediationCase.name, rowsOfCounts(year, counts ?? new Map()));
    const engine = createFigures();
    return (metrics) => engine.of(metrics, counted, context);
  }, [maySeeCases, figuresOf, rows, year, counts, context]);
}

function tasksIn(rows: readonly SlimRow[], year: number): Task[] {
  const own = rows.filter(({ values }) => values['year'] === year);
  return own.sort((a, b) => (a.id < b.id ? -1 : 1)).map(taskOf);
}

/** A figure over records that may not be seen here would be too low without saying so (SPEC S3). */
function asSeen(task: Task, { maySee }: Rights, period: Period): Task {
  if (!task.metric.ok) return task;
  const { metric } = task.metric;
  const isCounted = (kind: string): boolean => kind === mediationCase.name && isAnsweredByCounts(metric, period);
  const hidden = kindsOf(metric).some((kind) => !maySee(kindOf(kind)) && !isCounted(kind));
  return hidden ? { ...task, metric: { ok: false, reason: '无权查看明细' } } : task;
}

/** The village of a phone that holds no other's records: against the whole township's target its figures would say too little. */
function useOwnPart(): string | null {
  const { identity } = useStore();
  const { unit } = usePlace();
  return identity.joined !== undefined && identity.mode === 'village' ? unit : null;
}

/** One unit's part of a task in place of the whole. */
function partOf(progress: Progress, unit: string): Progress {
  const { task } = progress;
  if (!task.metric.ok || task.metric.metric.measure === 'done') return progress;
  const own = progress.units.find((each) => each.unit === unit);
  const none = {
    done: 0,
    target: null,
    ratio: null,
    expected: null,
    forecast: null,
    state: 'none',
    words: '没有分到本村的目标',
  } as const;
  const { name: _, unit: __, ...pace } = own ?? { ...none, reading: progress.reading, name: '', unit };
  const words = pace.state === 'none' ? none.words : pace.words;
  return { ...progress, ...pace, words, units: own === undefined ? [] : [own] };
}

const metricsOf = (tasks: readonly Task[]): Metric[] =>
  tasks.flatMap(({ metric }) => (metric.ok ? [metric.metric] : []));

function countedIn(tasks: readonly Task[], figuresOf: Year['figuresOf']): TaskFigures['byMetric'] {
  const metrics = metricsOf(tasks);
  const figures = figuresOf(metrics);
  return new Map(
    metrics.flatMap((metric, at): [string, TaskFigure][] => {
      const figure = figures[at];
      return figure === undefined ? [] : [[metricKey(metric), { total: figure.total, byUnit: figure.byUnit }]];
    }),
  );
}

function progressIn(tasks: readonly Task[], { today, context }: Year, counted: TaskFigures['byMetric']): Progress[] {
  const { period, units } = context;
  return tasks.map((task) => {
    const figure = task.metric.ok ? (counted.get(metricKey(task.metric.metric)) ?? null) : null;
    return progressOf(task, figure, { today, period, units });
  });
}

/** Each name once, and the same array as long as they are the same names: sources are opened by it. */
function useNames(names: readonly string[]): readonly string[] {
  const joined = [...new Set(names)].sort((a, b) => (a < b ? -1 : 1)).join(' ');
  return useMemo(() => joined.split(' '), [joined]);
}
