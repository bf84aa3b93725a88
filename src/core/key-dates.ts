/** The next days of legal publicity, from the township's calendar (普法日历). */
import { itemEntries } from '#kinds/conditions.ts';
import type { Value, Values } from '#kinds/field.ts';
import { addDays, dayFrom, monthEnd, weekday, yearOf } from './day.ts';

export interface KeyDate {
  readonly id: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

interface Entry {
  readonly id: string;
  readonly values: Values;
}

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const numberIn = (value: Value | undefined): number => (typeof value === 'number' ? value : 0);

/** Those that are going on or still to come, the nearest first. */
export function nextKeyDates(entries: readonly Entry[], today: string, most: number): KeyDate[] {
  const dates = entries.flatMap(({ id, values }) => {
    const year = yearOf(today);
    const spans = [...spansIn(values, year), ...spansIn(values, year + 1)].filter(({ to }) => to >= today);
    const next = spans.sort((a, b) => (a.from < b.from ? -1 : 1))[0];
    return next === undefined ? [] : [{ id, name: typeof values['name'] === 'string' ? values['name'] : '', ...next }];
  });
  return dates.sort((a, b) => (a.from < b.from ? -1 : 1)).slice(0, most);
}

type Span = Pick<KeyDate, 'from' | 'to'>;

function spansIn(values: Values, year: number): Span[] {
  const month = numberIn(values['month']);
  if (values['pattern'] === 'perYear') return spansOfYears(values['dates'], year);
  if (values['pattern'] === 'wholeMonth') {
    const from = dayFrom(year, month, 1);
    return from === null ? [] : [{ from, to: monthEnd(from) }];
  }
  if (values['pattern'] === 'nthWeekday') {
    const day = nthWeekday(year, month, numberIn(values['nth']), values['weekday']);
    return day === null ? [] : [{ from: day, to: day }];
  }
  const from = dayFrom(year, month, numberIn(values['dayOfMonth']));
  return from === null ? [] : [{ from, to: addDays(from, Math.max(0, numberIn(values['lengthDays']) - 1)) }];
}

/** Dates that somebody wrote down for that year. */
function spansOfYears(dates: Value | undefined, year: number): Span[] {
  return itemEntries(dates).flatMap(([, { from, to }]) =>
    typeof from === 'string' && yearOf(from) === year ? [{ from, to: typeof to === 'string' ? to : from }] : [],
  );
}

function nthWeekday(year: number, month: number, nth: number, day: Value | undefined): string | null {
  const wanted = WEEKDAYS.indexOf(typeof day === 'string' ? day : '') + 1;
  const first = dayFrom(year, month, 1);
  if (first === null || wanted === 0 || nth === 0) return null;
  const found = addDays(first, ((wanted - weekday(first) + 7) % 7) + 7 * (nth - 1));
  return found <= monthEnd(first) ? found : null;
}
