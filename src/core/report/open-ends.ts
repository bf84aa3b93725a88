/** What a year leaves open, by name: tasks that are not done, villages of which a ledger says nothing. */
import { addDays } from '#core/day.ts';
import { createFigures } from '#core/figures.ts';
import { progressOf } from '#core/progress.ts';
import { taskOf, type Task } from '#core/task.ts';
import { findFigure } from './figure-list.ts';
import type { ReportInput } from './reading.ts';

/** Tasks of the year behind their pace on the day of the report; of a year that has ended all that did not reach their target. */
export function lateTasks({ year, rows, context, figures = createFigures() }: ReportInput): Task[] {
  const { period, asOf, units } = context;
  const today = asOf < period.to ? asOf : addDays(period.to, 1);
  const tasks = (rows.get('annualTask') ?? []).map(taskOf).filter((task) => task.year === year);
  const counted = tasks.flatMap(({ metric }) => (metric.ok ? [metric.metric] : []));
  const read = new Map(figures.of(counted, rows, context).map((figure, at) => [counted[at], figure]));
  return tasks.filter((task) => {
    const figure = task.metric.ok ? (read.get(task.metric.metric) ?? null) : null;
    return progressOf(task, figure, { today, period, units }).state === 'behind';
  });
}

/** Names of the villages without a record of what a figure of coverage counts. */
export function villagesWithout(label: string, { rows, context, figures = createFigures() }: ReportInput): string[] {
  const metric = findFigure(label)?.metric;
  const [figure] = metric === undefined ? [] : figures.of([metric], rows, context);
  return context.units.villages.filter(({ id }) => (figure?.byUnit.get(id)?.n ?? 0) === 0).map(({ name }) => name);
}
