/** Why a task is behind, in words: which villages are short, which months stayed empty, what is still to be ticked off. */
import { isShare, isStock, type Metric } from './metric.ts';
import { unitWord } from './metric-words.ts';
import { calendarOf } from './period.ts';
import { shortUnits, type Progress, type ProgressContext, type UnitProgress } from './progress.ts';
import type { Figure } from './sums.ts';

/** So many names stand in a sentence; the others are counted. */
const NAMED = 4;

/** One plain sentence each, the weightiest first; none where the task is not behind. */
export function reasonsOf(progress: Progress, figure: Figure | null, context: ProgressContext): string[] {
  const { task, state } = progress;
  if (state !== 'behind' || !task.metric.ok) return [];
  const { metric } = task.metric;
  if (metric.measure === 'done') return openChecks(progress);
  return [...shortVillages(progress, metric), ...(figure === null ? [] : emptyMonths(metric, figure, context))];
}

function openChecks({ task: { checks } }: Progress): string[] {
  const open = checks.filter(({ doneOn }) => doneOn === null).map(({ title }) => title);
  return open.length === 0 ? [] : [`还没有做：${named(open, '项')}`];
}

/** What a unit is short of: of its pace, or of its whole target once the day is past. */
const shortOf = ({ done, target, expected }: UnitProgress): number =>
  Math.max(0, (expected ?? target ?? 0) - (done ?? 0));

function shortVillages(progress: Progress, metric: Metric): string[] {
  const { behind, empty } = shortUnits(progress);
  const word = isShare(metric) ? '个百分点' : unitWord(metric);
  const short = [...behind].sort((a, b) => shortOf(b) - shortOf(a));
  const others = empty.filter(({ unit }) => !behind.some((each) => each.unit === unit));
  return [
    ...(short.length === 0
      ? []
      : [
          `少在：${named(
            short.map((unit) => `${unit.name}少${shortOf(unit)}${word}`),
            '个村',
          )}`,
        ]),
    ...(others.length === 0
      ? []
      : [
          `还没有的：${named(
            others.map(({ name }) => name),
            '个村',
          )}`,
        ]),
  ];
}

/** Months that are over and in which nothing was held. A stock or a rate has none: it is not made month by month. */
function emptyMonths(metric: Metric, { byMonth }: Figure, { period, today }: ProgressContext): string[] {
  if (isShare(metric) || isStock(metric) || today === null) return [];
  const over = calendarOf(period).months.filter(({ to }) => to < today);
  const empty = over.filter((_, at) => (byMonth[at]?.n ?? 0) === 0);
  if (empty.length === 0) return [];
  if (empty.length === over.length) return ['到上月底还没有一条记录'];
  return [`没有记录的月份：${empty.map(({ id }) => `${Number(id.slice(5))}月`).join('、')}`];
}

const named = (names: readonly string[], word: string): string =>
  names.length <= NAMED ? names.join('、') : `${names.slice(0, NAMED).join('、')}，另有${names.length - NAMED}${word}`;
