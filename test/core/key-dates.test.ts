import { expect, test } from 'vitest';
import { eventsOf, nextKeyDates, yearDates } from '#core/key-dates.ts';
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

test('a month that has begun does not hide the days within it', () => {
  const names = nextKeyDates(withKnownDates([]), '2026-06-03', 3).map(({ name }) => name);
  expect(names).toEqual(['环境日', '国际档案日', '安全生产宣传咨询日']);
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
  expect(first).toMatchObject({ name: '国际消除家庭暴力日', from: '2026-11-25' });
  expect(isKnownDate(first?.id ?? '')).toBe(true);
  expect(second).toMatchObject({ name: '世界艾滋病日', from: '2026-12-01' });
});

test('its own entry stands in place of the one that is known', () => {
  const dates = nextKeyDates(withKnownDates([constitutionDay]), '2026-12-03', 1);
  expect(dates).toEqual([{ id: 'a', name: '国家宪法日', from: '2026-12-04', to: '2026-12-04' }]);
  expect(isKnownDate('a')).toBe(false);
});

const namesIn = (year: number) => {
  const { dates, undated } = yearDates(withKnownDates([]), year);
  return { dates: new Map(dates.map(({ name, from, to }) => [name, [from, to]])), undated };
};

test('a year has its days by moon, sun, weekday and month', () => {
  const { dates } = namesIn(2026);
  expect(dates.get('老年节')).toEqual(['2026-10-18', '2026-10-18']);
  expect(dates.get('中国农民丰收节')).toEqual(['2026-09-23', '2026-09-23']);
  expect(dates.get('全国助残日')).toEqual(['2026-05-17', '2026-05-17']);
  expect(dates.get('全民国防教育日')).toEqual(['2026-09-19', '2026-09-19']);
  expect(dates.get('民法典宣传月')).toEqual(['2026-05-01', '2026-05-31']);
  expect(dates.get('全国家庭教育宣传周')).toEqual(['2026-05-15', '2026-05-21']);
});

test('what is announced year by year is asked for until it is written down, for that year alone', () => {
  expect(namesIn(2026).undated.map(({ values }) => values['name'])).toEqual([
    '职业病防治法宣传周',
    '国家网络安全宣传周',
    '宪法宣传周',
  ]);
  const week2026 = {
    id: 'e',
    values: { name: '宪法宣传周', pattern: 'perYear', dates: { x: { from: '2026-12-01', to: '2026-12-07' } } },
  };
  const undatedIn = (year: number) =>
    yearDates(withKnownDates([week2026]), year).undated.some(({ values }) => values['name'] === '宪法宣传周');
  expect([undatedIn(2026), undatedIn(2027)]).toEqual([false, true]);
});

test('a date written down for a year stands before the one that is reckoned, and one switched off is not listed', () => {
  const moved = { ...constitutionDay, values: { ...constitutionDay.values, dates: { x: { from: '2026-12-03' } } } };
  const daysIn = (year: number) => yearDates([moved], year).dates.map(({ from }) => from);
  expect([daysIn(2026), daysIn(2027)]).toEqual([['2026-12-03'], ['2027-12-04']]);
  const off = { ...constitutionDay, values: { ...constitutionDay.values, off: true } };
  expect(yearDates(withKnownDates([off]), 2026).dates.some(({ name }) => name === '国家宪法日')).toBe(false);
  expect(nextKeyDates([off], '2026-12-01', 5)).toEqual([]);
});

test('腊八 lies in the year after its lunar one', () => {
  const laba = { id: 'l', values: { name: '腊八', pattern: 'lunar', month: 12, dayOfMonth: 8 } };
  expect(yearDates([laba], 2026).dates.map(({ from }) => from)).toEqual(['2026-01-26']);
});

test('events belong to a date that they name, or that their title names, in its year', () => {
  const date = { id: 'a', name: '国家宪法日', from: '2026-12-04', to: '2026-12-04' };
  const event = (id: string, values: object) => ({ id, values: { heldOn: '2026-12-04', ...values } });
  const events = [
    event('linked', { keyDate: 'a', title: '进校园' }),
    event('named', { title: '国家宪法日宣传活动' }),
    event('other', { keyDate: 'b', title: '国家宪法日宣传活动' }),
    event('last year', { keyDate: 'a', heldOn: '2025-12-04' }),
    event('neither', { title: '进校园' }),
  ];
  expect(eventsOf(date, events).map(({ id }) => id)).toEqual(['linked', 'named']);
});
