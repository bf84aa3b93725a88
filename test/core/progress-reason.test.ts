import { describe, expect, test } from 'vitest';
import { countedUnits } from '#core/counted-units.ts';
import { figuresOf } from '#core/figures.ts';
import { progressOf } from '#core/progress.ts';
import { reasonsOf } from '#core/progress-reason.ts';
import { taskOf } from '#core/task.ts';
import type { CountedRow } from '#core/counted-units.ts';
import type { Values } from '#kinds/field.ts';
import { metricValue } from '#core/metric.ts';
import { aContext, aMetric, aRow, aUnit, EAST, rowsOf, someUnits, SOUTH, WEST } from '#test/help/figures.ts';

const reasons = (
  values: Values,
  today: string | null,
  rows: readonly CountedRow[],
  listed: CountedRow[] = someUnits(),
) => {
  const context = aContext(today, 2024, listed);
  const task = taskOf({
    id: 't',
    values: { year: 2024, due: '2024-12-31', target: 12, metric: { measure: 'count', kind: 'training' }, ...values },
  });
  const [figure] = task.metric.ok ? figuresOf([task.metric.metric], rowsOf({ training: rows }), context) : [];
  const around = { today, period: context.period, units: countedUnits(listed, context.period) };
  return reasonsOf(progressOf(task, figure ?? null, around), figure ?? null, around);
};
const held = (day: string, unit: string) => aRow({ heldOn: day }, { unit });
const BY_VILLAGE = { split: { over: 'village', manner: 'equal' } };

describe('why a task is behind', () => {
  test('names the villages that are short, the shortest first, and the months without a record', () =>
    expect(
      reasons(BY_VILLAGE, '2024-07-01', [held('2024-01-09', EAST), held('2024-03-02', WEST), held('2024-03-20', EAST)]),
    ).toEqual(['少在：南村少1场', '没有记录的月份：2月、4月、5月、6月']));

  test('says so when there is nothing at all', () =>
    expect(reasons(BY_VILLAGE, '2024-07-01', [])).toEqual([
      '少在：东村少1场、西村少1场、南村少1场',
      '到上月底还没有一条记录',
    ]));

  test('after the day it is due every village’s whole part is asked', () =>
    expect(reasons({ ...BY_VILLAGE, due: '2024-03-31' }, '2024-04-01', [held('2024-01-09', EAST)])).toEqual([
      '少在：西村少4场、南村少4场、东村少3场',
      '没有记录的月份：2月、3月',
    ]));

  test('names no month after the day it was due', () => {
    const rows = [held('2024-01-09', EAST), held('2024-05-06', WEST)];
    expect(reasons({ due: '2024-03-31' }, '2024-07-01', rows)).toEqual(['没有记录的月份：2月、3月']);
  });

  test('of a share names the villages that hold it down, also where nobody split the task, and no months', () => {
    const due = { due: '2024-03-31', target: 100 };
    const covered = { ...due, metric: { measure: 'coverageUnits', kind: 'training' } };
    expect(reasons(covered, '2024-07-01', [held('2024-01-09', EAST)])).toEqual(['还没有的：西村、南村']);
    const where = [{ field: '@village', operator: 'in', value: [EAST, WEST] }];
    const some = { ...due, metric: metricValue(aMetric({ ...covered.metric, where })) };
    expect(reasons(some, '2024-07-01', [held('2024-01-09', EAST)])).toEqual(['还没有的：西村']);
    const exam = (unit: string, examPassed: number) =>
      aRow({ heldOn: '2024-01-09', examTaken: 10, examPassed }, { unit });
    const sum = (field: string) => ({ measure: 'sum', kind: 'training', field });
    const rate = { ...due, metric: { measure: 'rate', part: sum('examPassed'), whole: sum('examTaken') } };
    expect(reasons(rate, '2024-07-01', [exam(EAST, 9), exam(WEST, 5), exam(SOUTH, 10)])).toEqual([
      '低于目标的：西村50%（5/10）、东村90%（9/10）',
    ]);
  });

  test('counts the villages that do not fit into the sentence', () => {
    const units = ['一', '二', '三', '四', '五', '六'].map((name, at) => aUnit(`v${at}`, `${name}村`));
    const metric = { measure: 'coverageUnits', kind: 'training' };
    expect(reasons({ due: '2024-03-31', target: 100, metric }, '2024-07-01', [], units)).toEqual([
      '还没有的：一村、二村、三村、四村，另有2个村',
    ]);
  });

  test('names what is not ticked off, and nothing where the task goes well or the day is not known', () => {
    const checks = { a: { title: '印发计划', doneOn: '2024-01-02' }, b: { title: '开会' } };
    const done = { metric: { measure: 'done' }, checks, target: 2, schedule: 'byDate', due: '2024-03-31' };
    expect(reasons(done, '2024-04-01', [])).toEqual(['还没有做：开会']);
    expect(reasons(BY_VILLAGE, '2024-01-01', [])).toEqual([]);
    expect(reasons(BY_VILLAGE, null, [])).toEqual([]);
  });
});
