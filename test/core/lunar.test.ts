import { expect, test } from 'vitest';
import { addDays, daysBetween } from '#core/day.ts';
import { holidaysAround } from '#core/holidays.ts';
import { dayOfLunar, lunarNewYear } from '#core/lunar.ts';
import { dayOfSolarTerm } from '#core/solar-terms.ts';
import { solarTerms } from '#kinds/codes-work.ts';

const YEARS = Array.from({ length: 26 }, (_, at) => 2020 + at);

test('every year of the table ends where the next begins', () => {
  for (const year of YEARS.slice(0, -1)) {
    const last = dayOfLunar(year, 12, 30) ?? dayOfLunar(year, 12, 29);
    expect([year, addDays(last ?? '', 1)]).toEqual([year, lunarNewYear(year + 1)]);
  }
  expect([dayOfLunar(2019, 1, 1), dayOfLunar(2046, 1, 1), dayOfLunar(2026, 13, 1), dayOfLunar(2026, 2, 30)]).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

test('春节, 端午 and 中秋 lie within the days off that the State Council announced for them', () => {
  for (const year of [2024, 2025, 2026, 2027]) {
    for (const [name, month, date] of [
      ['春节', 1, 1],
      ['端午节', 5, 5],
      ['中秋节', 8, 15],
    ] as const) {
      const day = dayOfLunar(year, month, date) ?? '';
      const off = holidaysAround(day).some(
        (span) => span.name?.includes(name) === true && span.from <= day && day <= span.to,
      );
      expect([year, name, off]).toEqual([year, name, true]);
    }
  }
});

test('a leap month is never meant, and what follows it is counted on', () => {
  // 2025 has a second sixth month, 25 July to 22 August.
  expect([dayOfLunar(2025, 6, 1), dayOfLunar(2025, 7, 1)]).toEqual(['2025-06-25', '2025-08-23']);
  expect(dayOfLunar(2025, 9, 9)).toBe('2025-10-29');
});

test('节气 fall on the days that calendars print', () => {
  const days = (term: string) => [2024, 2025, 2026, 2027, 2028].map((year) => dayOfSolarTerm(year, term)?.slice(5));
  expect(days('autumnEquinox')).toEqual(['09-22', '09-23', '09-23', '09-23', '09-22']);
  expect(days('clearBright')).toEqual(['04-04', '04-04', '04-05', '04-05', '04-04']);
  expect(days('winterSolstice')).toEqual(['12-21', '12-21', '12-22', '12-22', '12-21']);
  expect(dayOfSolarTerm(2026, 'nothing')).toBe(null);
});

test('a year has twenty-four of them, about fifteen days apart', () => {
  for (const year of YEARS) {
    const days = solarTerms.codes.map(({ id }) => dayOfSolarTerm(year, id) ?? '').sort();
    expect(days).toHaveLength(24);
    const gaps = days.slice(1).map((day, at) => daysBetween(days[at] ?? '', day));
    expect(gaps.every((gap) => gap >= 14 && gap <= 16)).toBe(true);
  }
});
