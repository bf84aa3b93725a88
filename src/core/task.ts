/** An undertaking of the year as its record says it (records.md, annualTask), read for counting. */
import { itemEntries, partOf } from '#kinds/conditions.ts';
import type { Value, Values } from '#kinds/field.ts';
import { villagesIn } from './contribution.ts';
import type { CountedUnit, CountedUnits } from './counted-units.ts';
import { isShare, parseMetric, type Parsed } from './metric.ts';

interface Check {
  readonly id: string;
  readonly title: string;
  readonly doneOn: string | null;
}
/** From this day on at least so much. */
interface Step {
  readonly by: string;
  readonly target: number;
}

export interface Task {
  readonly id: string;
  readonly year: number | null;
  readonly title: string;
  readonly metric: Parsed;
  /** In the unit of the figure; of a share in percent; null where none was set. */
  readonly target: number | null;
  readonly due: string | null;
  readonly section: string | null;
  readonly responsible: string;
  /** 依据文件. */
  readonly basis: string;
  readonly schedule: 'even' | 'byQuarter' | 'byDate';
  readonly steps: readonly Step[];
  readonly split: { readonly over: 'village' | 'unit'; readonly manner: string } | null;
  readonly splitTargets: ReadonlyMap<string, number>;
  readonly checks: readonly Check[];
}

const textOf = (value: Value | undefined): string | null => (typeof value === 'string' && value !== '' ? value : null);
const numberOf = (value: Value | undefined): number | null => (typeof value === 'number' ? value : null);

const parsedMetrics = new WeakMap<object, Parsed>();
/** Read once per stored value, so that figures know a metric again by its identity. */
function metricOf(value: Value | undefined): Parsed {
  if (typeof value !== 'object') return parseMetric(value);
  const parsed = parsedMetrics.get(value) ?? parseMetric(value);
  parsedMetrics.set(value, parsed);
  return parsed;
}

export function taskOf({ id, values }: { readonly id: string; readonly values: Values }): Task {
  const { schedule } = values;
  const over = partOf(values.split, 'over');
  const manner = partOf(values.split, 'manner');
  const steps = itemEntries(values.steps).flatMap(([, { by, target }]) =>
    typeof by === 'string' && typeof target === 'number' ? [{ by, target }] : [],
  );
  return {
    id,
    year: numberOf(values.year),
    title: textOf(values.title) ?? '未命名任务',
    metric: metricOf(values.metric),
    target: numberOf(values.target),
    due: textOf(values.due),
    section: textOf(values.section),
    responsible: textOf(values.responsible) ?? '',
    basis: textOf(values.basis) ?? '',
    schedule: schedule === 'byQuarter' || schedule === 'byDate' ? schedule : 'even',
    steps: steps.sort((a, b) => (a.by < b.by ? -1 : 1)),
    split:
      over === 'village' || over === 'unit' ? { over, manner: typeof manner === 'string' ? manner : 'equal' } : null,
    splitTargets: new Map(
      itemEntries(values.splitTargets).flatMap(([unit, { target }]) =>
        typeof target === 'number' ? [[unit, target] as const] : [],
      ),
    ),
    checks: itemEntries(values.checks).map(([item, { title, doneOn }]) => ({
      id: item,
      title: typeof title === 'string' ? title : '事项',
      doneOn: textOf(doneOn),
    })),
  };
}

/** Shares of a whole by weight whose sum is the whole: the largest remainders are rounded up, the first ones first. */
export function apportion(whole: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum === 0) return weights.map(() => 0);
  const shares = weights.map((weight) => Math.floor((whole * weight) / sum));
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: (whole * weight) % sum }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  const left = whole - shares.reduce((a, b) => a + b, 0);
  for (const { index } of byRemainder.slice(0, left)) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
}

/**
 * Each unit's part of the target; null where it cannot be told (a village without population). A share in percent is
 * asked of every unit alike.
 */
export function unitTargets(task: Task, units: CountedUnits): ReadonlyMap<string, number | null> {
  const { split, target, metric } = task;
  if (split === null) return new Map();
  const over: readonly CountedUnit[] = split.over === 'village' ? villagesOf(task, units) : units.offices;
  if (split.manner === 'typed') return typedTargets(task, over, units);
  if (target === null || (metric.ok && isShare(metric.metric))) return new Map(over.map(({ id }) => [id, target]));
  if (split.manner !== 'byPopulation')
    return pair(
      over,
      apportion(
        target,
        over.map(() => 1),
      ),
    );
  if (over.some(({ population }) => population === null)) return new Map(over.map(({ id }) => [id, null]));
  return pair(
    over,
    apportion(
      target,
      over.map(({ population }) => population ?? 0),
    ),
  );
}

/** All, but for a metric that counts some alone: the others have no part in the task. */
function villagesOf({ metric }: Task, units: CountedUnits): readonly CountedUnit[] {
  if (!metric.ok || metric.metric.measure === 'done') return units.villages;
  const counted = metric.metric.measure === 'rate' ? metric.metric.whole : metric.metric;
  const asked = villagesIn(counted, units);
  return asked === null ? units.villages : units.villages.filter(({ id }) => asked.has(id));
}

/** What was typed for a village that has gone into another one is asked of that one as well. */
function typedTargets(
  { splitTargets }: Task,
  over: readonly CountedUnit[],
  { canonical }: CountedUnits,
): ReadonlyMap<string, number | null> {
  const targets = new Map<string, number | null>(over.map(({ id }) => [id, null]));
  for (const [unit, target] of splitTargets) {
    const id = canonical(unit);
    if (targets.has(id)) targets.set(id, (targets.get(id) ?? 0) + target);
  }
  return targets;
}

const pair = (units: readonly CountedUnit[], targets: readonly number[]): Map<string, number> =>
  new Map(units.map(({ id }, index) => [id, targets[index] ?? 0]));
