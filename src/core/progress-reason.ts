/** Why a task is behind, in words: which villages are short, which months stayed empty, what is still to be ticked off. */
import { villagesIn } from './contribution.ts';
import { isShare, isStock, type Metric } from './metric.ts';
import { readingText } from './metric-words.ts';
import { calendarOf } from './period.ts';
import { dueOf, shortText, shortUnits, type Progress, type ProgressContext, type UnitProgress } from './progress.ts';
import type { Figure } from './sums.ts';
import type { Task } from './task.ts';

/** So many names stand in a sentence; the others are counted. */
const NAMED = 4;

/** One plain sentence each, the weightiest first; none where the task is not behind. */
export function reasonsOf(progress: Progress, figure: Figure | null, context: ProgressContext): string[] {
  const { task, state } = progress;
  if (state !== 'behind' || !task.metric.ok) return [];
  const { metric } = task.metric;
  if (metric.measure === 'done') return openChecks(progress);
  return [
    ...shortVillages(progress, metric, context),
    ...(figure === null ? [] : emptyMonths(task, metric, figure, context)),
  ];
}

function openChecks({ task: { checks } }: Progress): string[] {
  const open = checks.filter(({ doneOn }) => doneOn === null).map(({ title }) => title);
  return open.length === 0 ? [] : [`还没有做：${named(open, '项')}`];
}

/** What a unit is short of: of its pace, or of its whole target once the day is past. */
const shortOf = ({ done, target, expected }: UnitProgress): number =>
  Math.max(0, (expected ?? target ?? 0) - (done ?? 0));

function shortVillages(progress: Progress, metric: Metric, context: ProgressContext): string[] {
  if (progress.task.split === null) return lowVillages(progress, metric, context);
  const { behind, empty } = shortUnits(progress);
  const short = [...behind].sort((a, b) => shortOf(b) - shortOf(a));
  const others = empty.filter(({ unit }) => !behind.some((each) => each.unit === unit));
  return [
    ...listed(
      '少在',
      short.map(
        ({ name, reading, expected, target }) => `${name}少${shortText(metric, reading, expected ?? target ?? 0)}`,
      ),
    ),
    ...listed('还没有的', others.map(nameOf)),
  ];
}

/** A share is asked of every village alike, also where nobody split the task: those that hold it down, the lowest first. */
function lowVillages({ units, target }: Progress, metric: Metric, { units: { villages, canonical } }: ProgressContext) {
  if (!isShare(metric) || metric.measure === 'done' || target === null) return [];
  const asked = villagesIn(metric.measure === 'rate' ? metric.whole : metric, { canonical });
  const isAsked = (unit: string): boolean => villages.some(({ id }) => id === unit) && asked?.has(unit) !== false;
  const low = units
    .filter(({ unit, done }) => isAsked(unit) && done !== null && done < target)
    .sort((a, b) => (a.done ?? 0) - (b.done ?? 0));
  if (metric.measure === 'coverageUnits') return listed('还没有的', low.map(nameOf));
  return listed(
    '低于目标的',
    low.map(({ name, reading }) => `${name}${readingText(metric, reading)}`),
  );
}

const nameOf = ({ name }: UnitProgress): string => name;
const listed = (heading: string, names: readonly string[]): string[] =>
  names.length === 0 ? [] : [`${heading}：${named(names, '个村')}`];

/**
 * Months that are over and in which nothing was held, up to the day it was due. A stock or a rate has none: it is not made month by month.
 */
function emptyMonths(task: Task, metric: Metric, { byMonth }: Figure, { period, today }: ProgressContext): string[] {
  if (isShare(metric) || isStock(metric) || today === null) return [];
  const due = dueOf(task, period);
  const months = calendarOf(period).months.map((month, at) => ({ ...month, n: byMonth[at]?.n ?? 0 }));
  const over = months.filter(({ to }) => to < today);
  if (over.every(({ n }) => n === 0)) return over.length === 0 ? [] : ['到上月底还没有一条记录'];
  const empty = over.filter(({ from, n }) => n === 0 && from <= due);
  return empty.length === 0 ? [] : [`没有记录的月份：${empty.map(({ id }) => `${Number(id.slice(5))}月`).join('、')}`];
}

const named = (names: readonly string[], word: string): string =>
  names.length <= NAMED ? names.join('、') : `${names.slice(0, NAMED).join('、')}，另有${names.length - NAMED}${word}`;
