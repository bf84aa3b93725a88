/** Days as the form shows and offers them. Calendar days have no time zone: they are reckoned in UTC throughout. */
const DAY = 86_400_000;
const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'];

/** Milliseconds of a real day `YYYY-MM-DD`, null for anything else (2024-02-30). */
export function dayToMs(day: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const ms = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(ms) || msToDay(ms) !== day ? null : ms;
}
export const msToDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
export const addDays = (day: string, days: number): string => {
  const ms = dayToMs(day);
  return ms === null ? day : msToDay(ms + days * DAY);
};

/** 2024年3月9日 周六; empty for what is no day. */
export function sayDay(day: string): string {
  const ms = dayToMs(day);
  if (ms === null) return '';
  const date = new Date(ms);
  return `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日 周${WEEKDAYS[date.getUTCDay()] ?? ''}`;
}

export interface Span {
  readonly from: string;
  readonly to: string;
}

/** Monday to Sunday around a day. */
export function weekOf(day: string): Span {
  const ms = dayToMs(day) ?? 0;
  const from = msToDay(ms - ((new Date(ms).getUTCDay() + 6) % 7) * DAY);
  return { from, to: addDays(from, 6) };
}
export function monthOf(day: string): Span {
  const date = new Date(dayToMs(day) ?? 0);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return { from: msToDay(Date.UTC(year, month, 1)), to: msToDay(Date.UTC(year, month + 1, 0)) };
}
/** 2024年3月, 3月4日—3月10日, or both days in full. */
export function saySpan({ from, to }: Span): string {
  const [a, b] = [dayToMs(from), dayToMs(to)];
  if (a === null || b === null) return '';
  const [first, last] = [new Date(a), new Date(b)];
  const month = monthOf(from);
  if (month.from === from && month.to === to) return `${first.getUTCFullYear()}年${first.getUTCMonth() + 1}月`;
  const short = (date: Date) => `${date.getUTCMonth() + 1}月${date.getUTCDate()}日`;
  const year = (date: Date) => `${date.getUTCFullYear()}年`;
  const sameYear = first.getUTCFullYear() === last.getUTCFullYear();
  return `${year(first)}${short(first)}—${sameYear ? '' : year(last)}${short(last)}`;
}
