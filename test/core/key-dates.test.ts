import { expect, test } from 'vitest';
import { nextKeyDates } from '#core/key-dates.ts';
import { isKnownDate, withKnownDates } from '#core/known-dates.ts';

const constitutionDay = { id: 'a', values: { name: '国家宪法日', pattern: 'fixed', month: 12, dayOfMonth: 4 } };
const safetyMonth = { id: 'b', values: { name: '安全生产月', pattern: 'wholeMonth', month: 6 } };
const mediatorsSunday = {
  id: 'c',
  values: { name: '某月第二个星期日', pattern: 'nthWeekday', month: 5, nth: 2, weekday: 'sun' },
};
const week = {
  id: 'd',
  values: { name: '宣传周', pattern: 'perYear', dates: { x: { from: '2026-09-14', to: '2026-09-20' } } },
};

test('the nearest days of publicity come first, those going on included', () => {
  const entries = [constitutionDay, safetyMonth, mediatorsSunday, week];
  expect(nextKeyDates(entries, '2026-06-15', 3)).toEqual([
    { id: 'b', name: '安全生产月', from: '2026-06-01', to: '2026-06-30' },
    { id: 'd', name: '宣传周', from: '2026-09-14', to: '2026-09-20' },
    { id: 'a', name: '国家宪法日', from: '2026-12-04', to: '2026-12-04' },
  ]);
});

test('a day that has passed comes again next year, a date written for one year does not', () => {
  expect(nextKeyDates([constitutionDay, week], '2026-12-05', 5)).toEqual([
    { id: 'a', name: '国家宪法日', from: '2027-12-04', to: '2027-12-04' },
  ]);
});

test('the second Sunday of May is found, a fifth one that does not exist is left out', () => {
  expect(nextKeyDates([mediatorsSunday], '2026-03-01', 1)[0]?.from).toBe('2026-05-10');
  const fifth = { id: 'e', values: { ...mediatorsSunday.values, month: 2, nth: 5 } };
  expect(nextKeyDates([fifth], '2026-01-01', 1)).toEqual([]);
});

test('an entry without usable numbers is no date', () => {
  expect(
    nextKeyDates(
      [{ id: 'f', values: { name: '没写完', pattern: 'fixed', month: 2, dayOfMonth: 30 } }],
      '2026-01-01',
      1,
    ),
  ).toEqual([]);
});

test('a township that wrote down no days is told those that stand in the law', () => {
  const [first, second] = nextKeyDates(withKnownDates([]), '2026-11-24', 2);
  expect(first).toMatchObject({ name: '国家宪法日', from: '2026-12-04' });
  expect(isKnownDate(first?.id ?? '')).toBe(true);
  expect(second).toMatchObject({ name: '植树节', from: '2027-03-12' });
});

test('its own entry stands in place of the one that is known', () => {
  const dates = nextKeyDates(withKnownDates([constitutionDay]), '2026-11-24', 1);
  expect(dates).toEqual([{ id: 'a', name: '国家宪法日', from: '2026-12-04', to: '2026-12-04' }]);
  expect(isKnownDate('a')).toBe(false);
});
