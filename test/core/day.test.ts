import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  dayFrom,
  dayOfMs,
  daysBetween,
  isDay,
  monthEnd,
  msOfDay,
  weekday,
  yearOf,
  zhDay,
  zhPeriod,
  zhSpan,
} from '#core/day.ts';

const anyDay = fc
  .integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2100, 11, 31) })
  .map((ms) => new Date(ms).toISOString().slice(0, 10));

describe('a day is one that the calendar has', () => {
  test.each(['2024-02-29', '2000-02-29', '1900-01-01', '2100-12-31'])('%s is one', (day) =>
    expect(isDay(day)).toBe(true),
  );
  test.each([
    '2024-02-30',
    '2023-02-29',
    '1900-02-29',
    '2024-13-01',
    '2024-00-10',
    '2024-06-31',
    '2024-6-3',
    '20240603',
    '1899-12-31',
    '2101-01-01',
    '',
    '2024-06-03T00:00',
  ])('%s is none', (day) => expect(isDay(day)).toBe(false));
  test('dayFrom gives null where there is none', () => expect(dayFrom(2024, 2, 30)).toBeNull());
});

describe('day arithmetic', () => {
  test('known facts', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(addDays('2024-01-01', -1)).toBe('2023-12-31');
    expect(daysBetween('2024-01-01', '2025-01-01')).toBe(366);
    expect(weekday('2024-06-03')).toBe(1);
    expect(weekday('1949-10-01')).toBe(6);
    expect(weekday('2024-12-01')).toBe(7);
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(addMonths('2024-03-31', -1)).toBe('2024-02-29');
    expect(addMonths('2024-11-30', 3)).toBe('2025-02-28');
    expect(addMonths('2024-01-15', -13)).toBe('2022-12-15');
    expect(monthEnd('2023-02-10')).toBe('2023-02-28');
    expect(yearOf('2024-06-03')).toBe(2024);
  });

  test('agrees with the platform calendar on every day of two centuries', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -30_000, max: 30_000 }), (day, days) => {
        const there = new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000);
        expect(addDays(day, days)).toBe(there.toISOString().slice(0, 10));
        expect(weekday(day) % 7).toBe(new Date(`${day}T00:00:00Z`).getUTCDay());
      }),
    );
  });

  test('adding and counting days undo each other', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (from, to) => {
        expect(addDays(from, daysBetween(from, to))).toBe(to);
      }),
    );
  });
});

describe('[C7] the day in China, UTC+8', () => {
  test('turns at 16:00 UTC', () => {
    expect(dayOfMs(Date.UTC(2024, 5, 2, 15, 59, 59, 999))).toBe('2024-06-02');
    expect(dayOfMs(Date.UTC(2024, 5, 2, 16))).toBe('2024-06-03');
    expect(msOfDay('2024-06-03')).toBe(Date.UTC(2024, 5, 2, 16));
  });
  test('a day holds its own first moment', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(dayOfMs(msOfDay(day))).toBe(day);
      }),
    );
  });
});

describe('days in Chinese', () => {
  test('a day, and anything else as it is', () => {
    expect(zhDay('2024-06-03')).toBe('2024年6月3日');
    expect(zhDay('next week')).toBe('next week');
  });
  test('a period says no more than it has to', () => {
    expect(zhPeriod('2024-02-01', '2024-02-29')).toBe('2024年2月');
    expect(zhSpan('2024-02-03', '')).toBe('2024年2月3日起');
    expect(zhSpan('', '2024-02-03')).toBe('2024年2月3日止');
    expect(zhSpan('2024-02-03', '2024-03-04')).toBe('2024年2月3日至3月4日');
    expect(zhSpan('', '2024-02-30')).toBe('');
    expect(zhPeriod('2024-06-03', '2024-06-09')).toBe('2024年6月3日至9日');
    expect(zhPeriod('2024-06-28', '2024-07-04')).toBe('2024年6月28日至7月4日');
    expect(zhPeriod('2024-12-30', '2025-01-05')).toBe('2024年12月30日至2025年1月5日');
    expect(zhPeriod('2024-06-03', '2024-06-03')).toBe('2024年6月3日');
  });
});
