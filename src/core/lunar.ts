/**
 * Days of the Chinese lunar calendar (GB/T 33661-2017), from a table: one row a year instead of a library. The rows were checked against computed new
 * moons (Meeus, Astronomical Algorithms, ch. 49): every month of theirs begins on the day of one in China. ICU's own calendar is a day off in 2027 and 2030.
 */
import { addDays } from './day.ts';

/**
 * The first day of the year; its months from the first to the twelfth, 大 (30 days) or 小 (29); and the leap month that
 * follows a month of the same number, with its length.
 */
type LunarYear = readonly [first: string, months: string, leap?: readonly [after: number, length: '大' | '小']];

const years: { readonly [year: number]: LunarYear } = {
  2020: ['01-25', '小大大大大小小大小大小大', [4, '小']],
  2021: ['02-12', '小大大小大小大小大小大小'],
  2022: ['02-01', '大小大小大大小大小大小大'],
  2023: ['01-22', '小大小大大小大大小大小大', [2, '小']],
  2024: ['02-10', '小大小小大小大大小大大小'],
  2025: ['01-29', '大小大小小大大小大大大小', [6, '小']],
  2026: ['02-17', '大小大小小大小小大大大小'],
  2027: ['02-06', '大大小大小小大小小大大小'],
  2028: ['01-26', '大大大小大小大小小大大小', [5, '小']],
  2029: ['02-13', '大大小大小大小大小小大大'],
  2030: ['02-03', '小大小大大小大小大小大小'],
  2031: ['01-23', '小大大大小大大小大小大小', [3, '小']],
  2032: ['02-11', '大小小大小大大小大大小大'],
  2033: ['01-31', '小大小小大小大小大大大大', [11, '小']],
  2034: ['02-19', '小大小小大小大小大大小大'],
  2035: ['02-08', '大小大小小大小小大大小大'],
  2036: ['01-28', '大大小大小小小小大小大大', [6, '大']],
  2037: ['02-15', '大大小大小小大小小大小大'],
  2038: ['02-04', '大大小大小大小大小小大小'],
  2039: ['01-24', '大大小大大大小大小大小小', [5, '小']],
  2040: ['02-12', '大小大大小大小大大小大小'],
  2041: ['02-01', '小大小大小大大小大大小大'],
  2042: ['01-22', '小大小大小大小大大小大大', [2, '小']],
  2043: ['02-10', '小大小小大小小大大小大大'],
  2044: ['01-30', '大小大小小大小大小大大大', [7, '小']],
  2045: ['02-17', '大小大小小大小小大小大大'],
};

const lengthOf = (size: string | undefined): number => (size === '大' ? 30 : 29);

/** 正月初一 of a year as a calendar day; null beyond the table. */
export function lunarNewYear(year: number): string | null {
  const row = years[year];
  return row === undefined ? null : `${year}-${row[0]}`;
}

/**
 * The day on which a lunar date falls, of the lunar year that begins in `year`; a leap month is never meant. Null beyond the table, and for a
 * 三十 in a month of 29 days.
 */
export function dayOfLunar(year: number, month: number, date: number): string | null {
  const row = years[year];
  if (row === undefined || month < 1 || month > 12 || date < 1) return null;
  const [first, months, leap] = row;
  if (date > lengthOf(months[month - 1])) return null;
  let days = 0;
  for (let before = 1; before < month; before++) {
    days += lengthOf(months[before - 1]);
    if (leap !== undefined && leap[0] === before) days += lengthOf(leap[1]);
  }
  return addDays(`${year}-${first}`, days + date - 1);
}
