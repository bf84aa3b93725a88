import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { setting as settingKind } from '#kinds/setting.ts';
import { addDays, daysBetween } from '#core/day.ts';
import { afterHolidays, confirmationDeadline, settleBy, type Holiday } from '#core/deadlines.ts';
import { announcedYears, holidaysAround, holidayWords, ownHolidays } from '#core/holidays.ts';

const aDay = fc.integer({ min: 0, max: 365 * 12 }).map((n) => addDays('2020-01-01', n));
const aSpan = fc
  .tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 12 }))
  .map(([from, days]): Holiday => {
    const first = addDays('2030-03-01', from);
    return { from: first, to: addDays(first, days) };
  });

const isOff = (day: string, holidays: readonly Holiday[]): boolean =>
  holidays.some(({ from, to }) => from <= day && day <= to);

/** Counting as a person does with a calendar: the day itself is not counted, then thirty strokes, then on until work begins. */
function countedByHand(effective: string, own: readonly Holiday[]): string {
  const date = new Date(`${effective}T00:00:00Z`);
  const step = () => date.setUTCDate(date.getUTCDate() + 1);
  const said = () => date.toISOString().slice(0, 10);
  for (let n = 0; n < 30; n++) step();
  const off = holidaysAround(said(), own);
  while (isOff(said(), off)) step();
  return said();
}

describe('[M3] 民法典 arts. 201, 203: thirty days', () => {
  test('are counted as with a calendar, whatever the days off', () => {
    fc.assert(
      fc.property(aDay, fc.array(aSpan, { maxLength: 6 }), (day, own) => {
        expect(confirmationDeadline(day, own)).toBe(countedByHand(day, own));
      }),
      { numRuns: 500 },
    );
  });

  test('end on a day of work, never before the thirtieth day, and only days off lie between', () => {
    fc.assert(
      fc.property(aDay, fc.array(aSpan, { maxLength: 6 }), (day, own) => {
        const thirtieth = addDays(day, 30);
        const last = confirmationDeadline(day, own);
        const off = holidaysAround(thirtieth, own);
        expect(isOff(last, off)).toBe(false);
        expect(daysBetween(thirtieth, last)).toBeGreaterThanOrEqual(0);
        for (let each = thirtieth; each < last; each = addDays(each, 1)) expect(isOff(each, off)).toBe(true);
      }),
    );
  });

  test('spans that touch, overlap or stand in any order roll on to the first day of work', () => {
    fc.assert(
      fc.property(fc.array(aSpan, { maxLength: 8 }), fc.integer({ min: 0, max: 100 }), (spans, n) => {
        const day = addDays('2030-03-01', n);
        let last = day;
        while (isOff(last, spans)) last = addDays(last, 1);
        expect(afterHolidays(day, spans)).toBe(last);
        expect(afterHolidays(day, [...spans].reverse())).toBe(last);
      }),
    );
  });

  test.each([
    ['2026-01-16', '2026-02-24', 'the Spring Festival of 2026'],
    ['2025-09-01', '2025-10-09', '国庆 and 中秋 of 2025'],
    ['2025-12-02', '2026-01-04', 'New Year’s day of the next year'],
    ['2026-08-27', '2026-09-28', '中秋 of 2026'],
    ['2026-03-02', '2026-04-01', 'no holiday'],
    ['2033-09-01', '2033-10-04', 'a year without a table: the days that never move'],
  ])('from %s they end on %s: %s', (from, last) => expect(confirmationDeadline(from)).toBe(last));

  test('a township adds a year that the programme does not know', () => {
    const setting = {
      holidays: { a: { from: '2033-01-31', to: '2033-02-06', name: '春节' }, b: { from: '2033-02-07' } },
    };
    expect(confirmationDeadline('2033-01-02', ownHolidays(setting))).toBe('2033-02-08');
    expect(ownHolidays(undefined)).toEqual([]);
  });
});

describe('[M3] whoever reads a day sees how it was counted', () => {
  test('moved behind days off, and counted without the year’s announcement', () => {
    expect(holidayWords('2026-04-01', '2026-04-01', [])).toBe('');
    expect(holidayWords('2026-06-20', '2026-06-22', [])).toBe('（遇节假日顺延）');
    expect(holidayWords('2027-03-01', '2027-03-01', [])).toBe('（2027年放假安排没有收进来，只算了法定节日，请核对）');
    expect(holidayWords('2033-10-01', '2033-10-04', [])).toMatch(/^（遇节假日顺延；2033年/);
    // The township wrote the year down.
    expect(holidayWords('2027-03-01', '2027-03-01', [{ from: '2027-02-04', to: '2027-02-12' }])).toBe('');
  });

  test('the settings name the years whose announcement is here, and no other', () => {
    const years = announcedYears();
    const { hint } = settingKind.fields.holidays;
    expect(hint).toContain(`${years[0]}年至${years[years.length - 1]}年`);
    expect(years).toEqual(years.map((_, at) => (years[0] ?? 0) + at));
  });
});

describe('[M2] 若干规定 art. 33: one month', () => {
  test('is extended by everybody’s consent and by nothing else', () => {
    const acceptedOn = '2026-01-31';
    const until = { until: '2026-03-20', agreedOn: '2026-02-20' };
    expect(settleBy({ acceptedOn })).toBe('2026-02-28');
    expect(settleBy({ acceptedOn, extension: until })).toBe('2026-02-28');
    expect(settleBy({ acceptedOn, extension: { ...until, allAgreed: true } })).toBe('2026-03-20');
    expect(settleBy({ acceptedOn, extension: { until: '2026-02-10', allAgreed: true } })).toBe('2026-02-28');
    expect(settleBy({})).toBeNull();
  });
});
