/** Calendar days `YYYY-MM-DD` in China time, as pure integer arithmetic: no time zone, no clock (SPEC C7). */

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_MS = 86_400_000;
/** China has kept UTC+8 without summer time since 1992. */
const CHINA_MS = 8 * 3_600_000;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export const FIRST_YEAR = 1900;
export const LAST_YEAR = 2100;

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0);

const padded = (number: number, digits: number): string => String(number).padStart(digits, '0');

/** The day of a year, month and day of month; null where the calendar has none (2024-02-30). */
export function dayFrom(year: number, month: number, date: number): string | null {
  const exists = month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(year, month);
  return exists ? `${padded(year, 4)}-${padded(month, 2)}-${padded(date, 2)}` : null;
}

function partsOf(day: string): [year: number, month: number, date: number] {
  const match = SHAPE.exec(day);
  if (match === null) throw new Error('Not a day');
  return [Number(match[1]), Number(match[2]), Number(match[3])];
}

/** A day that exists, from 1900 to 2100. */
export function isDay(text: unknown): text is string {
  if (typeof text !== 'string' || !SHAPE.test(text)) return false;
  const [year, month, date] = partsOf(text);
  return year >= FIRST_YEAR && year <= LAST_YEAR && dayFrom(year, month, date) !== null;
}

/** Days since 1970-01-01. The year is taken to begin in March, so that the leap day comes last. */
function numberOf(day: string): number {
  const [year, month, date] = partsOf(day);
  const y = month <= 2 ? year - 1 : year;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + date - 1;
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear - 719_468;
}

function dayOfNumber(number: number): string {
  const sinceMarch = number + 719_468;
  const era = Math.floor(sinceMarch / 146_097);
  const dayOfEra = sinceMarch - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const date = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(date, 2)}`;
}

export const addDays = (day: string, days: number): string => dayOfNumber(numberOf(day) + days);

/** Days from one day to another; negative when `to` comes first. */
export const daysBetween = (from: string, to: string): number => numberOf(to) - numberOf(from);

/** The same day of a later month, or that month's last day: 31 January and one month is 29 February 2024. */
export function addMonths(day: string, months: number): string {
  const [year, month, date] = partsOf(day);
  const index = year * 12 + month - 1 + months;
  const [y, m] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  return `${padded(y, 4)}-${padded(m, 2)}-${padded(Math.min(date, daysInMonth(y, m)), 2)}`;
}

/** Monday is 1, Sunday 7. */
export const weekday = (day: string): number => ((((numberOf(day) + 3) % 7) + 7) % 7) + 1;

/** Monday to Sunday around a day. */
export function weekOf(day: string): { readonly from: string; readonly to: string } {
  const from = addDays(day, 1 - weekday(day));
  return { from, to: addDays(from, 6) };
}

export const yearOf = (day: string): number => Number(day.slice(0, 4));

/** The last day of the month in which a day lies. */
export function monthEnd(day: string): string {
  const [year, month] = partsOf(day);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(daysInMonth(year, month), 2)}`;
}

/** The day in China at a moment (milliseconds since 1970). */
export const dayOfMs = (ms: number): string => dayOfNumber(Math.floor((ms + CHINA_MS) / DAY_MS));

/** The first moment of a day in China, in milliseconds since 1970. */
export const msOfDay = (day: string): number => numberOf(day) * DAY_MS - CHINA_MS;

/** 2024年6月3日; anything else comes back as it is. */
export function zhDay(day: string): string {
  if (!SHAPE.test(day)) return day;
  const [year, month, date] = partsOf(day);
  return `${year}年${month}月${date}日`;
}

/** From a day, to a day, or both, as far as they are chosen: 2024年6月3日起; nothing where neither is a day. */
export function zhSpan(from: string, to: string): string {
  if (isDay(from) && isDay(to)) return zhPeriod(from, to);
  if (isDay(from)) return `${zhDay(from)}起`;
  return isDay(to) ? `${zhDay(to)}止` : '';
}

/** 2024年6月 for a whole month, 2024年6月3日至9日 within one, 2024年6月28日至7月4日 within one year. */
export function zhPeriod(from: string, to: string): string {
  if (!SHAPE.test(from) || !SHAPE.test(to)) return `${from}至${to}`;
  const [year, month, date] = partsOf(from);
  const [toYear, toMonth, toDate] = partsOf(to);
  if (date === 1 && year === toYear && month === toMonth && to === monthEnd(from)) return `${year}年${month}月`;
  if (from === to) return zhDay(from);
  if (year !== toYear) return `${zhDay(from)}至${zhDay(to)}`;
  return `${zhDay(from)}至${month === toMonth ? '' : `${toMonth}月`}${toDate}日`;
}
