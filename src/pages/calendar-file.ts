/** Hands dates over to the phone's own calendar, as one file. */
import { calendarOf, calendarOfKeyDates, type CalendarDay } from '#core/calendar.ts';
import type { CountedRow } from '#core/counted-units.ts';
import type { Holiday } from '#core/holidays.ts';
import type { KeyDate } from '#core/key-dates.ts';
import { icsText } from '#files/ics.ts';
import { save } from './backups.ts';

interface Given {
  readonly today: string;
  readonly holidays: readonly Holiday[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** How many days of cases went into the file; with none there is no file. */
export const saveCalendar = (cases: readonly CountedRow[], { today, holidays, now }: Given): number =>
  saveDays(calendarOf(cases, { today, holidays }), `调解期限-${today}.ics`, now);

/** The same for days of publicity. */
export const saveKeyDates = (dates: readonly KeyDate[], { today, now }: Omit<Given, 'holidays'>): number =>
  saveDays(calendarOfKeyDates(dates, today), `普法日历-${today}.ics`, now);

function saveDays(days: readonly CalendarDay[], name: string, now: number): number {
  if (days.length === 0) return 0;
  const text = icsText(days, { now, origin: window.location.origin });
  save({ name, blob: new Blob([text], { type: 'text/calendar;charset=utf-8' }) });
  return days.length;
}
