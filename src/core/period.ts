/** The span for which something is counted, and its months. Days are `YYYY-MM-DD` in China, both ends included. */
import type { Values } from '#kinds/field.ts';
import { monthEnd, yearOf } from './day.ts';

export interface Period {
  readonly from: string;
  readonly to: string;
}

/** A calendar month, cut to the period it belongs to. */
interface Month extends Period {
  /** `2024-06`. */
  readonly id: string;
}

/** First and last day of the statistical year as `MM-DD` (domain.md §1.5: a city's year 2020 closed on 30 November). */
export interface YearBounds {
  readonly start: string;
  readonly end: string;
}
export const CALENDAR_YEAR: YearBounds = { start: '01-01', end: '12-31' };

const MONTH_DAY = /^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const pad = (number: number): string => String(number).padStart(2, '0');

/** What a township has set; one that is missing or odd is the calendar's (`periodOfYear`). */
export function yearBoundsOf(setting: Values | undefined): YearBounds {
  const { statisticalYearStart: start, statisticalYearEnd: end } = setting ?? {};
  return typeof start === 'string' && typeof end === 'string' ? { start, end } : CALENDAR_YEAR;
}

/** 02-29 in a common year, or 06-31, is the month's last day. */
function dayIn(year: number, monthDay: string): string {
  const last = monthEnd(`${year}-${monthDay.slice(0, 2)}-01`);
  const day = `${year}-${monthDay}`;
  return day < last ? day : last;
}

/** The statistical year; one that ends before it starts in the calendar began the year before. Bad bounds: 1 Jan–31 Dec. */
export function periodOfYear(year: number, bounds: YearBounds = CALENDAR_YEAR): Period {
  const { start, end } = MONTH_DAY.test(bounds.start) && MONTH_DAY.test(bounds.end) ? bounds : CALENDAR_YEAR;
  return { from: dayIn(start <= end ? year : year - 1, start), to: dayIn(year, end) };
}

/** The months of a period in order; the first and last may be parts of months. */
function monthsOf({ from, to }: Period): Month[] {
  const months: Month[] = [];
  let year = yearOf(from);
  let month = Number(from.slice(5, 7));
  for (;;) {
    const id = `${year}-${pad(month)}`;
    const last = monthEnd(`${id}-01`);
    if (`${id}-01` > to) return months;
    months.push({ id, from: months.length === 0 ? from : `${id}-01`, to: last < to ? last : to });
    month = month === 12 ? 1 : month + 1;
    if (month === 1) year += 1;
  }
}

export interface Calendar {
  readonly period: Period;
  readonly months: readonly Month[];
  /** Place of a day's month among the months; -1 outside the period. */
  readonly monthOf: (day: string) => number;
}

const calendars = new Map<string, Calendar>();

/** One calendar per period: a year has 366 days, and figures ask for them by the hundred thousand. */
export function calendarOf(period: Period): Calendar {
  const key = `${period.from}/${period.to}`;
  const known = calendars.get(key);
  if (known !== undefined) return known;
  const months = monthsOf(period);
  const places = new Map<string, number>();
  const calendar: Calendar = {
    period,
    months,
    monthOf: (day) => {
      if (day < period.from || day > period.to) return -1;
      const met = places.get(day);
      if (met !== undefined) return met;
      const place = months.findIndex(({ to }) => day <= to);
      places.set(day, place);
      return place;
    },
  };
  calendars.set(key, calendar);
  return calendar;
}

/** The day on which stocks are counted: today within the period, else its last day. Null: today is not known (SPEC C7). */
export const asOfDay = ({ from, to }: Period, today: string | null): string =>
  today === null || today > to ? to : today < from ? from : today;
