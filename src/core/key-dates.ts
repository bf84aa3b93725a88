/** Days, weeks and months of legal publicity in a year, from the township's calendar (普法日历; domain.md §3.7). */
import { itemEntries } from '#kinds/conditions.ts';
import type { Value, Values } from '#kinds/field.ts';
import { addDays, dayFrom, daysBetween, monthEnd, weekday, yearOf } from './day.ts';
import { dayOfLunar } from './lunar.ts';
import { dayOfSolarTerm } from './solar-terms.ts';

export interface KeyDate {
  readonly id: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** 宣传主题, where the calendar names them. */
  readonly themes?: readonly string[];
}

export interface DateEntry {
  readonly id: string;
  readonly values: Values;
}

/** A year's dates in their order, and what is still to be announced or written down for it. */
export interface YearDates {
  readonly dates: readonly KeyDate[];
  readonly undated: readonly DateEntry[];
}

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const numberIn = (value: Value | undefined): number => (typeof value === 'number' ? value : 0);
const nameOf = ({ name }: Values): string => (typeof name === 'string' ? name : '');
const byDay = (a: KeyDate, b: KeyDate): number => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.to < b.to ? -1 : 1);

/** So many days are a week or two; what is longer would hide the days within it. */
const LONG_DAYS = 10;

/** Those that are going on or still to come, the nearest first; a month that has begun stands where it ends. */
export function nextKeyDates(entries: readonly DateEntry[], today: string, most: number): KeyDate[] {
  const dates = entries.filter(isListed).flatMap((entry) => {
    const year = yearOf(today);
    const spans = [...spansIn(entry.values, year), ...spansIn(entry.values, year + 1)].filter(({ to }) => to >= today);
    const next = spans.sort((a, b) => (a.from < b.from ? -1 : 1))[0];
    return next === undefined ? [] : [dateOf(entry, next)];
  });
  const key = ({ from, to }: KeyDate): string =>
    from > today ? from : daysBetween(from, to) >= LONG_DAYS ? to : today;
  return dates.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : byDay(a, b))).slice(0, most);
}

export function yearDates(entries: readonly DateEntry[], year: number): YearDates {
  const listed = entries.filter(isListed);
  const dated = listed.map((entry) => ({ entry, spans: spansIn(entry.values, year) }));
  const dates = dated.flatMap(({ entry, spans }) => spans.map((span) => dateOf(entry, span)));
  return {
    dates: dates.sort(byDay),
    undated: dated.flatMap(({ entry, spans }) => (spans.length === 0 ? [entry] : [])),
  };
}

function dateOf({ id, values }: DateEntry, span: Span): KeyDate {
  const { themes } = values;
  return {
    id,
    name: nameOf(values),
    ...span,
    ...(Array.isArray(themes) ? { themes: themes as readonly string[] } : {}),
  };
}

const isListed = ({ values }: DateEntry): boolean => values['off'] !== true;

type Span = Pick<KeyDate, 'from' | 'to'>;

/** What somebody wrote down for that year stands before what is reckoned. */
function spansIn(values: Values, year: number): Span[] {
  const written = spansOfYears(values['dates'], year);
  if (written.length > 0 || values['pattern'] === 'perYear') return written;
  const month = numberIn(values['month']);
  if (values['pattern'] === 'wholeMonth') {
    const from = dayFrom(year, month, 1);
    return from === null ? [] : [{ from, to: monthEnd(from) }];
  }
  const lasting = Math.max(0, numberIn(values['lengthDays']) - 1);
  return startsIn(values, year).map((from) => ({ from, to: addDays(from, lasting) }));
}

function startsIn(values: Values, year: number): string[] {
  const [month, date] = [numberIn(values['month']), numberIn(values['dayOfMonth'])];
  if (values['pattern'] === 'lunar') {
    // The last months of a lunar year lie in the calendar year after it.
    const days = [dayOfLunar(year - 1, month, date), dayOfLunar(year, month, date)];
    return days.filter((day): day is string => day !== null && yearOf(day) === year);
  }
  const day =
    values['pattern'] === 'solarTerm'
      ? dayOfSolarTerm(year, typeof values['solarTerm'] === 'string' ? values['solarTerm'] : '')
      : values['pattern'] === 'nthWeekday'
        ? nthWeekday(year, month, numberIn(values['nth']), values['weekday'])
        : dayFrom(year, month, date);
  return day === null ? [] : [day];
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

/** Events that were held for a date: they name it, or their title does. */
export function eventsOf<E extends DateEntry>({ id, name, from }: KeyDate, events: readonly E[]): E[] {
  return events.filter(({ values: { keyDate, title, heldOn } }) => {
    if (typeof heldOn !== 'string' || yearOf(heldOn) !== yearOf(from)) return false;
    return (
      keyDate === id || (keyDate === undefined && name !== '' && typeof title === 'string' && title.includes(name))
    );
  });
}
