import { describe, expect, test } from 'vitest';
import { countedUnits } from '#core/counted-units.ts';
import { figuresOf } from '#core/figures.ts';
import { progressOf } from '#core/progress.ts';
import { reasonsOf } from '#core/progress-reason.ts';
import { taskOf } from '#core/task.ts';
import type { CountedRow } from '#core/counted-units.ts';
import type { Values } from '#kinds/field.ts';
import { aContext, aRow, EAST, rowsOf, someUnits, WEST } from '#test/help/figures.ts';

const reasons = (values: Values, today: string | null, rows: readonly CountedRow[]) => {
  const context = aContext(today);
  const task = taskOf({
    id: 't',
    values: { year: 2024, due: '2024-12-31', target: 12, metric: { measure: 'count', kind: 'training' }, ...values },
  });
  const [figure] = task.metric.ok ? figuresOf([task.metric.metric], rowsOf({ training: rows }), context) : [];
  const around = { today, period: context.period, units: countedUnits(someUnits(), context.period) };
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

  test('names what is not ticked off, and nothing where the task goes well or the day is not known', () => {
    const checks = { a: { title: '印发计划', doneOn: '2024-01-02' }, b: { title: '开会' } };
    const done = { metric: { measure: 'done' }, checks, target: 2, schedule: 'byDate', due: '2024-03-31' };
    expect(reasons(done, '2024-04-01', [])).toEqual(['还没有做：开会']);
    expect(reasons(BY_VILLAGE, '2024-01-01', [])).toEqual([]);
    expect(reasons(BY_VILLAGE, null, [])).toEqual([]);
  });
});
