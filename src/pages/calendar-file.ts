/** Hands dates of cases over to the phone's own calendar, as one file. */
import { calendarOf } from '#core/calendar.ts';
import type { CountedRow } from '#core/counted-units.ts';
import type { Holiday } from '#core/holidays.ts';
import { icsText } from '#files/ics.ts';
import { save } from './backups.ts';

interface Given {
  readonly today: string;
  readonly holidays: readonly Holiday[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** How many days went into the file; with none there is no file. */
export function saveCalendar(cases: readonly CountedRow[], { today, holidays, now }: Given): number {
  const days = calendarOf(cases, { today, holidays });
  if (days.length === 0) return 0;
  const text = icsText(days, { now, origin: window.location.origin });
  save({ name: `调解期限-${today}.ics`, blob: new Blob([text], { type: 'text/calendar;charset=utf-8' }) });
  return days.length;
}
