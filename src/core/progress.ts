/** How far a task has come, and where it should be today (序时进度). Whole numbers throughout; the day is passed in. */
import { addDays, addMonths, daysBetween } from './day.ts';
import type { CountedUnits } from './counted-units.ts';
import { isPartOfWhole, isShare, isStock, type Metric } from './metric.ts';
import { scaleOf, scaledText, unitWord } from './metric-words.ts';
import { calendarOf, type Period } from './period.ts';
import { isOverWhole } from './rate.ts';
import type { Figure, Reading } from './sums.ts';
import { unitTargets, type Task } from './task.ts';

/** done 完成, onTrack 正常, behind 落后; unknown: cannot be told; none: there is no target to measure by. */
export type ProgressState = 'done' | 'onTrack' | 'behind' | 'unknown' | 'none';
export const stateWords: { readonly [state in ProgressState]: string } = {
  done: '完成',
  onTrack: '正常',
  behind: '落后',
  unknown: '不能判断',
  none: '无目标',
};

export interface Pace {
  /** As figure and target are shown: 场, 元, percent; null where nothing stands below the line, or it cannot be counted. */
  readonly done: number | null;
  readonly target: number | null;
  /** done ÷ target in tenths of a percent; null without a target. */
  readonly ratio: number | null;
  /** What there should be by today; null where no pace is known: stocks and rates before their day, a wrong clock. */
  readonly expected: number | null;
  /** What there will be on the day it is due if the rest goes as what has passed (SPEC F17); null where that says nothing. */
  readonly forecast: number | null;
  readonly state: ProgressState;
  /** One plain sentence: 比序时进度少2场. */
  readonly words: string;
}

export interface UnitProgress extends Pace {
  readonly unit: string;
  readonly name: string;
  readonly reading: Reading;
}

export interface Progress extends Pace {
  readonly task: Task;
  readonly reading: Reading;
  readonly units: readonly UnitProgress[];
}

export interface ProgressContext {
  /** Null while the clock is wrong (SPEC C7): then no pace is told. */
  readonly today: string | null;
  /** The task's year. */
  readonly period: Period;
  readonly units: CountedUnits;
}

const NOTHING: Reading = { n: 0 };
/** Earlier, one event more or less says nothing about a year. */
const FORECAST_DAYS = 30;

/** What a task shows of its metric's figure. */
export type TaskFigure = Pick<Figure, 'total' | 'byUnit'>;

export function progressOf(task: Task, figure: TaskFigure | null, context: ProgressContext): Progress {
  const { metric } = task;
  if (!metric.ok) {
    const words = `不能计算：${metric.reason}`;
    const pace = { done: null, target: task.target, ratio: null, expected: null, forecast: null, words } as const;
    return { ...pace, state: 'unknown', task, reading: NOTHING, units: [] };
  }
  const reading = metric.metric.measure === 'done' ? checksReading(task) : (figure?.total ?? NOTHING);
  const pace = paceOf(task, metric.metric, reading, task.target, context);
  return {
    ...pace,
    task,
    reading,
    units: figure === null ? [] : unitsProgress(task, metric.metric, figure, context),
  };
}

const checksReading = ({ checks }: Task): Reading => ({
  n: checks.filter(({ doneOn }) => doneOn !== null).length,
  of: checks.length,
});

function unitsProgress(task: Task, metric: Metric, figure: TaskFigure, context: ProgressContext): UnitProgress[] {
  const targets = unitTargets(task, context.units);
  const names = new Map(context.units.list.map(({ id, name }) => [id, name]));
  return [...figure.byUnit].map(([unit, reading]) => ({
    ...paceOf(task, metric, reading, targets.get(unit) ?? null, context),
    unit,
    name: names.get(unit) ?? '其他单位',
    reading,
  }));
}

/** In the unit of the target, rounded down: what is not whole is not done. */
function doneOf(metric: Metric, reading: Reading): number | null {
  const { n, of } = reading;
  if (!isShare(metric)) return Math.floor(n / scaleOf(metric));
  if (isPartOfWhole(metric) && isOverWhole(reading)) return null;
  return of === undefined || of === 0 ? null : Math.floor((100 * n) / of);
}

function paceOf(task: Task, metric: Metric, reading: Reading, target: number | null, context: ProgressContext): Pace {
  const done = doneOf(metric, reading);
  const forecast = forecastOf(task, metric, done, context);
  if (target === null || target === 0) {
    return { done, target, ratio: null, expected: null, forecast, state: 'none', words: '没有目标值' };
  }
  if (done === null && isOverWhole(reading)) {
    const words = '超过100%，请核对记录';
    return { done, target, ratio: null, expected: null, forecast, state: 'unknown', words };
  }
  const expected = expectedBy(task, metric, target, context);
  const ratio = done === null ? null : Math.floor((1000 * done) / target);
  const state = stateOf(task, metric, { done, reading, target, expected }, context);
  return { done, target, ratio, expected, forecast, ...state };
}

function stateOf(
  task: Task,
  metric: Metric,
  { done, reading, target, expected }: Pick<Pace, 'done' | 'expected'> & { reading: Reading; target: number },
  { today, period }: ProgressContext,
): Pick<Pace, 'state' | 'words'> {
  if (done !== null && done >= target) return { state: 'done', words: metric.measure === 'rate' ? '已达标' : '已完成' };
  if (today === null) return { state: 'unknown', words: '本机日期不对，不能判断进度' };
  if (done === null) return { state: 'unknown', words: '还没有可以相比的总数' };
  const short = (to: number): string => shortText(metric, reading, to);
  const due = dueOf(task, period);
  if (today > due) return { state: 'behind', words: `已过时限，还差${short(target)}` };
  if (expected === null) return { state: 'onTrack', words: `未到时限，还差${short(target)}` };
  if (done >= expected) return { state: 'onTrack', words: '进度正常' };
  return { state: 'behind', words: `比序时进度少${short(expected)}` };
}

/** 2场, 3.2个百分点: by how much a reading is short of an amount in the unit of the target. */
export function shortText(metric: Metric, reading: Reading, to: number): string {
  const { n, of = 0 } = reading;
  if (!isShare(metric)) return `${to - Math.floor(n / scaleOf(metric))}${unitWord(metric)}`;
  return `${scaledText(10 * to - (of === 0 ? 0 : Math.floor((1000 * n) / of)), 10)}个百分点`;
}

/** The last day on which the task may be done. */
export const dueOf = ({ due }: Task, { to }: Period): string => due ?? to;

/**
 * 序时进度: what should be done by today. Even: as much of the target as of the time has passed, rounded down, so that
 * one meeting a year is not late in January. A stock, a rate or a list of things to do knows no line (records.md), nor
 * does what is planned for one date: it is asked for on its day, or where steps were set.
 */
function expectedBy(task: Task, metric: Metric, target: number, context: ProgressContext): number | null {
  const { today, period } = context;
  if (today === null) return null;
  const due = dueOf(task, period);
  if (today > due) return target;
  if (task.schedule !== 'even' && task.steps.length > 0) return steppedBy(task, target, today);
  if (task.schedule === 'byDate' || isStock(metric) || metric.measure === 'rate' || metric.measure === 'done')
    return null;
  if (today < period.from) return 0;
  if (task.schedule === 'byQuarter') {
    const [passed, all] = [quartersBefore(period.from, today), quartersBefore(period.from, due) + 1];
    return Math.floor((target * passed) / all);
  }
  return Math.floor((target * daysBetween(period.from, today)) / (daysBetween(period.from, due) + 1));
}

/**
 * What the plan asks of each month, so that months can be drawn against it; null where it knows no line. What falls due
 * before a month ends belongs to that month, and all of them together are the target. An even plan is divided by months
 * and not by days: twelve meetings a year are one a month, in February as well.
 */
export function plannedByMonth(task: Task, target: number | null, context: ProgressContext): number[] | null {
  if (!task.metric.ok || target === null || target === 0) return null;
  const { metric } = task.metric;
  const due = dueOf(task, context.period);
  const { months } = calendarOf(context.period);
  const asked = months.filter(({ from }) => from <= due).length;
  const isEven = task.schedule === 'even';
  const expected = months.map(({ to }, at) => {
    const line = expectedBy(task, metric, target, { ...context, today: addDays(to, 1) });
    return isEven && line !== null ? Math.floor((target * Math.min(at + 1, asked)) / Math.max(1, asked)) : line;
  });
  if (expected.some((amount) => amount === null)) return null;
  return expected.map((amount, at) => (amount ?? 0) - (expected[at - 1] ?? 0));
}

/** A village's part of a step is its part of the target. */
function steppedBy({ steps, target: whole }: Task, target: number, today: string): number {
  const reached = steps.filter(({ by }) => by < today);
  const step = reached[reached.length - 1]?.target ?? 0;
  return whole === null || whole === 0 ? 0 : Math.floor((step * target) / whole);
}

/** Quarters that ended before a day, counted from the first day of the year. */
function quartersBefore(from: string, day: string): number {
  let quarters = 0;
  while (addMonths(from, 3 * (quarters + 1)) <= day) quarters += 1;
  return quarters;
}

/** Flows go on as they went; a roster or a rate is taken to stay as it is. What is planned for days comes on its days. */
function forecastOf(
  task: Task,
  metric: Metric,
  done: number | null,
  { today, period }: ProgressContext,
): number | null {
  const due = dueOf(task, period);
  if (today === null || done === null || today > due || today < period.from) return null;
  if (isStock(metric) || isShare(metric)) return done;
  if (task.schedule === 'byDate' || metric.measure === 'done' || metric.measure === 'distinct') return null;
  const passed = daysBetween(period.from, today) + 1;
  return passed < FORECAST_DAYS ? null : Math.floor((done * (daysBetween(period.from, due) + 1)) / passed);
}

/** Where a task behind its pace is missing: villages short of their own part, and those with nothing at all. */
export function shortUnits({ units }: Progress): { readonly behind: UnitProgress[]; readonly empty: UnitProgress[] } {
  return {
    behind: units.filter(({ state }) => state === 'behind'),
    empty: units.filter(({ target, reading }) => target !== null && target > 0 && reading.n === 0),
  };
}

/** 5场, 83%, 1200.5元: a done or target number with its unit. */
export const amountText = (metric: Metric, amount: number | null): string =>
  amount === null ? '—' : `${scaledText(amount, 1)}${unitWord(metric)}`;
