/** Dates for a calendar outside the app: they leave it, so they name nobody and no place. */
import { isOneOf } from '#kinds/conditions.ts';
import { mediationCase } from '#kinds/mediation-case.ts';
import { clocksOf } from './case-clocks.ts';
import type { CountedRow } from './counted-units.ts';
import { zhDay } from './day.ts';
import type { Holiday } from './holidays.ts';
import type { KeyDate } from './key-dates.ts';

export interface CalendarDay {
  /** The same for the same matter, so that a calendar replaces it instead of doubling it. */
  readonly uid: string;
  /** A whole day, `YYYY-MM-DD` in China. */
  readonly day: string;
  /** The last day of a span; the same day unless given. */
  readonly to?: string;
  readonly title: string;
  /** Path inside the app; holds an id and nothing else. */
  readonly path: string;
}

/** Every dated clock of the cases that has not passed by more than it helps: due today or later, or overdue and still open. */
export function calendarOf(
  cases: readonly CountedRow[],
  { today, holidays }: { readonly today: string; readonly holidays: readonly Holiday[] },
): CalendarDay[] {
  return cases.flatMap(({ id, values }) =>
    clocksOf(values, holidays).flatMap(({ type, item = '', due, ends, words }) => {
      if (due === null || (ends && due < today)) return [];
      const { codes } = mediationCase.fields.disputeType.list;
      const what = codes.find((code) => isOneOf(values.disputeType, code.id))?.zh ?? '纠纷';
      const since = typeof values.acceptedOn === 'string' ? `（${zhDay(values.acceptedOn)}受理）` : '';
      // Counted days would be wrong on every other day than the one of the export.
      const said = type === 'caseLimit' ? '：调解期限到期' : words(due);
      const uid = `${type}-${id}${item === '' ? '' : `-${item}`}`;
      return [{ uid, day: due, title: `${what}${since}${said}`, path: `/ledger/${mediationCase.name}/${id}` }];
    }),
  );
}

/** Days of publicity that are not over yet. */
export const calendarOfKeyDates = (dates: readonly KeyDate[], today: string): CalendarDay[] =>
  dates
    .filter(({ to }) => to >= today)
    .map(({ id, name, from, to }) => ({
      uid: `keyDate-${id}-${from.slice(0, 4)}`,
      day: from,
      to,
      title: `普法：${name}`,
      path: '/tasks/calendar',
    }));
