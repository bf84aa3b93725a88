import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countedUnits } from '#core/counted-units.ts';
import { figuresOf } from '#core/figures.ts';
import { plannedByMonth, progressOf, shortUnits, type ProgressContext } from '#core/progress.ts';
import { metricValue } from '#core/metric.ts';
import { apportion, taskOf } from '#core/task.ts';
import type { Values } from '#kinds/field.ts';
import { aContext, aMetric, aRow, aUnit, EAST, rowsOf, someUnits, SOUTH, TOWNSHIP, WEST } from '#test/help/figures.ts';

const sessions = { measure: 'count', kind: 'training' };
const roster = metricValue(
  aMetric({ measure: 'count', kind: 'person', where: [{ field: 'roles', operator: 'has', value: 'mediator' }] }),
);
const held = (count: number, unit: string = EAST) =>
  Array.from({ length: count }, () => aRow({ heldOn: '2024-01-05' }, { unit }));

function progress(values: Values, today: string | null, rows = held(0), kind = 'training', units = someUnits()) {
  const context = aContext(today, 2024, units);
  const task = taskOf({
    id: 't',
    values: { year: 2024, title: '任务', due: '2024-12-31', target: 12, schedule: 'even', metric: sessions, ...values },
  });
  const figure = task.metric.ok
    ? (figuresOf([task.metric.metric], rowsOf({ [kind]: rows }), context)[0] ?? null)
    : null;
  const around: ProgressContext = { today, period: context.period, units: countedUnits(units, context.period) };
  return progressOf(task, figure, around);
}

describe('序时进度', () => {
  test('[F6] of an even flow grows with the days, rounded down', () => {
    expect(progress({}, '2024-01-01').expected).toBe(0);
    expect(progress({}, '2024-01-31').expected).toBe(0);
    expect(progress({}, '2024-02-01').expected).toBe(1);
    expect(progress({}, '2024-07-01').expected).toBe(5);
    expect(progress({}, '2024-12-31').expected).toBe(11);
    expect(progress({}, '2025-01-01').expected).toBe(12);
    expect(progress({}, '2023-12-31').expected).toBe(0);
  });

  test('says how much is missing, and nothing is late before its share of the year is whole', () => {
    expect(progress({}, '2024-07-01', held(3))).toMatchObject({
      done: 3,
      ratio: 250,
      state: 'behind',
      words: '比序时进度少2场',
    });
    expect(progress({}, '2024-07-01', held(5))).toMatchObject({ state: 'onTrack', words: '进度正常' });
    expect(progress({}, '2024-07-01', held(12))).toMatchObject({ ratio: 1000, state: 'done', words: '已完成' });
    expect(progress({ target: 1 }, '2024-12-31')).toMatchObject({ expected: 0, state: 'onTrack' });
    expect(progress({ target: 1 }, '2025-01-01')).toMatchObject({ state: 'behind', words: '已过时限，还差1场' });
  });

  test('[F2] is not told of a share over 100%: the records are wrong', () => {
    const sumOf = (field: string) => ({ measure: 'sum', field, kind: 'training' });
    const metric = metricValue(aMetric({ measure: 'rate', part: sumOf('examTaken'), whole: sumOf('examDue') }));
    const exam = [aRow({ heldOn: '2024-01-05', examTaken: 12, examDue: 10 })];
    expect(progress({ metric, target: 90 }, '2024-07-01', exam)).toMatchObject({
      done: null,
      state: 'unknown',
      words: '超过100%，请核对记录',
    });
  });

  test('[F6] by quarter asks at the end of each quarter up to the day it is due', () => {
    const quarterly = { schedule: 'byQuarter', target: 8 };
    expect(
      ['2024-03-31', '2024-04-01', '2024-09-30', '2024-10-01'].map((day) => progress(quarterly, day).expected),
    ).toEqual([0, 2, 4, 6]);
    expect(progress({ ...quarterly, due: '2024-06-30' }, '2024-04-01').expected).toBe(4);
  });

  test('[F6] by date asks what the steps say, from the day after, and of a village its part of it', () => {
    const steps = { a: { by: '2024-06-30', target: 4 }, b: { by: '2024-09-30', target: 9 } };
    const stepped = { schedule: 'byDate', steps, split: { over: 'village', manner: 'equal' } };
    expect(['2024-06-30', '2024-07-01', '2024-10-01'].map((day) => progress(stepped, day).expected)).toEqual([0, 4, 9]);
    expect(progress(stepped, '2024-10-01').units.find(({ unit }) => unit === EAST)).toMatchObject({
      target: 4,
      expected: 3,
    });
    expect(progress({ schedule: 'byDate' }, '2024-07-01')).toMatchObject({
      expected: null,
      words: '未到时限，还差12场',
    });
  });

  test('[F6] a stock knows no line: short in May is not late, short after its day is', () => {
    const mediators = [aRow({ name: '甲', roles: { 1: { role: 'mediator' } } })];
    const task = { metric: roster, target: 6, due: '2024-06-30' };
    expect(progress(task, '2024-05-01', mediators, 'person')).toMatchObject({
      done: 1,
      expected: null,
      state: 'onTrack',
      words: '未到时限，还差5名',
    });
    expect(progress(task, '2024-07-01', mediators, 'person')).toMatchObject({ expected: 6, state: 'behind' });
  });

  test('a task of things to do goes by its items', () => {
    const checks = { a: { title: '甲', doneOn: '2024-02-01' }, b: { title: '乙' } };
    const task = { metric: { measure: 'done' }, target: 2, checks };
    expect(progress(task, '2024-05-01')).toMatchObject({
      done: 1,
      reading: { n: 1, of: 2 },
      expected: null,
      state: 'onTrack',
    });
    expect(progress(task, '2025-05-01')).toMatchObject({ state: 'behind', words: '已过时限，还差1项' });
  });

  test('[F6, C7] with a wrong clock is not told, and what is done is still done', () => {
    expect(progress({}, null, held(3))).toMatchObject({
      done: 3,
      expected: null,
      forecast: null,
      state: 'unknown',
      words: '本机日期不对，不能判断进度',
    });
    expect(progress({}, null, held(12)).state).toBe('done');
  });

  test('without a target, with a metric of a newer app, over nothing: defined, never a crash', () => {
    expect(progress({ target: 0 }, '2024-07-01', held(3))).toMatchObject({ done: 3, ratio: null, state: 'none' });
    expect(progress({ metric: { measure: 'count', kind: 'drone' } }, '2024-07-01')).toMatchObject({
      done: null,
      state: 'unknown',
    });
    expect(progress({ metric: 'nonsense' }, '2024-07-01').words).toContain('不能计算');
    const rate = { measure: 'rate', part: sessions, whole: sessions };
    expect(progress({ metric: rate, target: 90 }, '2024-07-01')).toMatchObject({
      done: null,
      ratio: null,
      state: 'unknown',
    });
    expect(progress({ metric: rate, target: 90 }, '2024-07-01', held(1))).toMatchObject({
      done: 100,
      state: 'done',
      words: '已达标',
    });
  });

  test('[F17] forecasts a flow once a month has passed; a roster and a rate stay as they are, and days come on their days', () => {
    expect(progress({}, '2024-01-20', held(3)).forecast).toBeNull();
    expect(progress({}, '2024-07-01', held(6)).forecast).toBe(12);
    expect(progress({ metric: roster }, '2024-07-01', [], 'person').forecast).toBe(0);
    expect(progress({ schedule: 'byDate' }, '2024-07-01', held(1)).forecast).toBeNull();
    expect(progress({ due: '2024-06-30' }, '2024-07-01', held(1)).forecast).toBeNull();
    const kinds = { measure: 'distinct', kind: 'training', field: 'type' };
    expect(progress({ metric: kinds }, '2024-07-01', held(1)).forecast).toBeNull();
  });

  test('[F17] at the edges of the year: none on its first day and before, from the thirtieth day on, and on its last day what is done', () => {
    const forecast = (today: string, more: Values = {}) => progress(more, today, held(3)).forecast;
    expect([forecast('2023-12-31'), forecast('2024-01-01'), forecast('2024-01-29')]).toEqual([null, null, null]);
    expect(forecast('2024-01-30')).toBe(Math.floor((3 * 366) / 30));
    expect([forecast('2024-12-31'), forecast('2025-01-01')]).toEqual([3, null]);
    // Nobody said how it goes over the year: evenly.
    const { schedule: _schedule, ...unscheduled } = { schedule: 'even', due: '2024-12-31' };
    expect(forecast('2024-07-01', unscheduled)).toBe(6);
    expect(progress({ metric: roster }, '2023-12-31', [], 'person').forecast).toBeNull();
  });

  test('says by how much a share is short, with its decimal', () => {
    const sum = (field: string) => ({ measure: 'sum', kind: 'training', field });
    const metric = { measure: 'rate', part: sum('examPassed'), whole: sum('examTaken') };
    const taken = (examPassed: number, examTaken: number) => [aRow({ heldOn: '2024-01-05', examTaken, examPassed })];
    const words = (rows: ReturnType<typeof taken>) => progress({ metric, target: 90 }, '2024-07-01', rows).words;
    expect(words(taken(33, 38))).toBe('未到时限，还差3.2个百分点');
    // Rounded to the target it would say that nothing is missing.
    expect(words(taken(8999, 10_000))).toBe('未到时限，还差0.1个百分点');
  });
});

describe('a split target', () => {
  const targetsOf = (split: Values, units = someUnits()) =>
    Object.fromEntries(
      progress({ target: 10, ...split }, '2024-07-01', [], 'training', units).units.map(({ unit, target }) => [
        unit,
        target,
      ]),
    );

  test('of a metric that counts some villages alone is asked of these', () => {
    const where = [{ field: '@village', operator: 'in', value: [EAST, WEST] }];
    const metric = metricValue(aMetric({ ...sessions, where }));
    expect(targetsOf({ metric, split: { over: 'village', manner: 'equal' } })).toEqual({
      [TOWNSHIP]: null,
      [EAST]: 5,
      [WEST]: 5,
      [SOUTH]: null,
    });
  });

  test('[F7] adds up to the whole: equal, by population, typed; the township itself has no part', () => {
    expect(targetsOf({ split: { over: 'village', manner: 'equal' } })).toEqual({
      [TOWNSHIP]: null,
      [EAST]: 4,
      [WEST]: 3,
      [SOUTH]: 3,
    });
    expect(targetsOf({ split: { over: 'village', manner: 'byPopulation' } })).toMatchObject({
      [EAST]: 6,
      [WEST]: 3,
      [SOUTH]: 1,
    });
    expect(
      targetsOf({ split: { over: 'village', manner: 'typed' }, splitTargets: { [EAST]: { target: 9 } } }),
    ).toMatchObject({ [EAST]: 9, [WEST]: null });
  });

  test('[F7] a share in percent is asked of every village alike', () => {
    const metric = { measure: 'coverageUnits', kind: 'training' };
    expect(targetsOf({ metric, target: 100, split: { over: 'village', manner: 'equal' } })).toMatchObject({
      [EAST]: 100,
      [SOUTH]: 100,
    });
  });

  test('[F7] by population is unknown while a village has none, not guessed', () => {
    const units = [...someUnits(), aUnit('u4', '北村')];
    expect(Object.values(targetsOf({ split: { over: 'village', manner: 'byPopulation' } }, units))).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  test('shows which villages are behind and which have nothing', () => {
    const { behind, empty } = shortUnits(
      progress({ target: 9, split: { over: 'village', manner: 'equal' } }, '2024-07-01', [
        ...held(1),
        ...held(2, WEST),
      ]),
    );
    expect(behind.map(({ name }) => name)).toEqual(['南村']);
    expect(empty.map(({ name }) => name)).toEqual(['南村']);
  });

  test('[F7] whatever the weights, the parts are whole, none negative, and add up', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.array(fc.nat(5000), { minLength: 1, maxLength: 12 }), (whole, weights) => {
        const parts = apportion(whole, weights);
        fc.pre(weights.some((weight) => weight > 0));
        expect(parts.reduce((a, b) => a + b, 0)).toBe(whole);
        expect(parts.every((part, i) => Number.isInteger(part) && part >= 0 && (weights[i] !== 0 || part === 0))).toBe(
          true,
        );
      }),
    );
  });
});

describe('a merger within the year', () => {
  test('[F14] a target typed for a village that went into another one is asked of that one as well', () => {
    const units = [
      ...someUnits().filter(({ id }) => id !== WEST),
      aUnit(WEST, '西村', { validUntil: '2024-06-30', absorbedBy: EAST }),
    ];
    const typed = {
      split: { over: 'village', manner: 'typed' },
      splitTargets: { [EAST]: { target: 4 }, [WEST]: { target: 3 } },
    };
    const { units: parts } = progress(typed, '2024-07-01', held(3, WEST), 'training', units);
    expect(parts.find(({ unit }) => unit === EAST)).toMatchObject({ done: 3, target: 7 });
    expect(parts.some(({ unit }) => unit === WEST)).toBe(false);
  });
});

describe('a village of part of the year', () => {
  test('[F14] has no part in a year in which it was not there on any day, and has one on the day it ends', () => {
    const named = (values: Values) =>
      aContext('2024-07-01', 2024, [...someUnits(), aUnit('u4', '北村', values)]).units.villages.some(
        ({ name }) => name === '北村',
      );
    expect([named({ validUntil: '2023-12-31' }), named({ validUntil: '2024-01-01' })]).toEqual([false, true]);
    expect([named({ validFrom: '2025-01-01' }), named({ validFrom: '2024-12-31' })]).toEqual([false, true]);
    // Until the last day of the year it stands by itself.
    expect([
      named({ validUntil: '2024-12-31', absorbedBy: EAST }),
      named({ validUntil: '2024-12-30', absorbedBy: EAST }),
    ]).toEqual([true, false]);
  });
});

describe('months against the plan', () => {
  const planned = (values: Values) => {
    const { period, units } = aContext('2024-06-01');
    const metric = { measure: 'count', kind: 'training' };
    const task = taskOf({ id: 't', values: { year: 2024, due: '2024-12-31', schedule: 'even', metric, ...values } });
    return plannedByMonth(task, task.target, { today: '2024-06-01', period, units });
  };

  test('are whole numbers that add up to the target, whatever the schedule', () => {
    expect(planned({ target: 12 })).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
    expect(planned({ target: 5 })).toEqual([0, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 1]);
    expect(planned({ target: 8, schedule: 'byQuarter' })).toEqual([0, 0, 2, 0, 0, 2, 0, 0, 2, 0, 0, 2]);
    const steps = { a: { by: '2024-03-15', target: 2 }, b: { by: '2024-11-30', target: 5 } };
    expect(planned({ target: 5, schedule: 'byDate', steps })).toEqual([0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 3, 0]);
    expect(planned({ target: 6, due: '2024-06-30' })).toEqual([1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0]);
  });

  test('there are none of a stock, of a single day, or without a target', () => {
    expect(planned({ target: 30, metric: roster })).toBeNull();
    expect(planned({ target: 1, schedule: 'byDate' })).toBeNull();
    expect(planned({ target: 0 })).toBeNull();
  });
});
