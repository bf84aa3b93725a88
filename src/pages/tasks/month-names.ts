import { calendarOf, type Period } from '#core/period.ts';

/** 1 to 12 in a calendar year; 12, 1, 2 … where the statistical year begins in December. */
export const monthNames = (period: Period): number[] => calendarOf(period).months.map(({ id }) => Number(id.slice(5)));

/** 2024年6月 of the month at a place. */
export function monthTitle(period: Period, place: number): string {
  const id = calendarOf(period).months[place]?.id;
  return id === undefined ? '' : `${Number(id.slice(0, 4))}年${Number(id.slice(5))}月`;
}
