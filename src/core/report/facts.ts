/** Facts that are no counts and stand in reports all the same: the year, when a meeting was, which day a day of publicity is. */
import type { CountedRow } from '#core/counted-units.ts';
import { recordsBehind } from '#core/figures.ts';
import { yearOf } from '#core/day.ts';
import { yearDates } from '#core/key-dates.ts';
import { withKnownDates } from '#core/known-dates.ts';
import type { Metric } from '#core/metric.ts';
import { termEnd } from '#core/rosters.ts';
import { placeName } from '#core/tables/place.ts';
import { findFigure } from './figure-list.ts';
import { lateTasks, villagesWithout } from './open-ends.ts';
import type { ReportInput } from './reading.ts';

interface Fact {
  /** null: no record to read it from. */
  readonly text: string | null;
  readonly record?: { readonly kind: string; readonly id: string };
  readonly metric?: Metric;
}

const NONE: Fact = { text: null };

const FACTS: { readonly [label: string]: (input: ReportInput) => Fact } = {
  年度: ({ year }) => ({ text: String(year) }),
  上年度: ({ year }) => ({ text: String(year - 1) }),
  下年度: ({ year }) => ({ text: String(year + 1) }),
  单位: ({ context }) => ({ text: placeName(context.units) || null }),
  培训会时间: (input) => heldIn('培训会', input),
  法治工作会议时间: (input) => heldIn('法治工作会议', input),
  法律知识考试时间: (input) => heldIn('法律知识考试', input),
  国家宪法日: (input) => dayOfEntry('国家宪法日', input),
  没有排查记录的村: (input) => namesOf('排查覆盖村', input),
  没有普法活动的村: (input) => namesOf('普法覆盖村', input),
  没有完成的任务: unfinished,
  任期届满的调委会: committeesAtTerm,
  下年度宣传日: daysOfPublicity,
};

export const factLabels: readonly string[] = Object.keys(FACTS);

/** null: no fact of that name. */
export const factText = (label: string, input: ReportInput): Fact | null =>
  Object.prototype.hasOwnProperty.call(FACTS, label) ? (FACTS[label]?.(input) ?? null) : null;

/** 6月初, 4月中旬, 11月底: as reports tell when one meeting of the year was held; several are told by their months. */
function heldIn(label: string, { rows, context }: ReportInput): Fact {
  const metric = findFigure(label)?.metric;
  if (metric === undefined) return NONE;
  const days = recordsBehind(metric, rows, context).flatMap(({ values }) =>
    typeof values.heldOn === 'string' ? [values.heldOn] : [],
  );
  const [first] = days;
  if (first === undefined) return NONE;
  const months = [...new Set(days.map((day) => Number(day.slice(5, 7))))].sort((a, b) => a - b);
  if (days.length > 1) return { text: `${months.join('、')}月`, metric };
  const date = Number(first.slice(8));
  return { text: `${months[0]}月${date <= 10 ? '初' : date <= 20 ? '中旬' : '下旬'}`, metric };
}

function namesOf(label: string, input: ReportInput): Fact {
  const names = villagesWithout(label, input);
  return names.length === 0 ? NONE : { text: names.join('、'), ...metricOf(label) };
}

const metricOf = (label: string): Pick<Fact, 'metric'> => {
  const metric = findFigure(label)?.metric;
  return metric === undefined ? {} : { metric };
};

/** More of them would be a list, which stands under 任务. */
const NAMED_TASKS = 5;

function unfinished(input: ReportInput): Fact {
  const tasks = lateTasks(input);
  const [first] = tasks;
  if (first === undefined) return NONE;
  const named = tasks.slice(0, NAMED_TASKS).map(({ title }) => `“${title}”`);
  const text = `${named.join('、')}${tasks.length > NAMED_TASKS ? `等${tasks.length}项` : ''}`;
  return { text, ...(tasks.length === 1 ? { record: { kind: 'annualTask', id: first.id } } : {}) };
}

const namedIn = (names: readonly string[], count: string): string =>
  `${names.slice(0, NAMED_TASKS).join('、')}${names.length > NAMED_TASKS ? `等${names.length}${count}` : ''}`;

/** Committees whose three years end next year or have ended before (人民调解法第九条). */
function committeesAtTerm({ year, rows, context }: ReportInput): Fact {
  const ending = (rows.get('committee') ?? []).filter(({ unit, values: { electedOn, unit: home } }) => {
    const owner = context.units.canonical(typeof home === 'string' ? home : unit);
    const isHere = context.units.list.some(({ id }) => id === owner);
    return isHere && typeof electedOn === 'string' && yearOf(termEnd(electedOn)) <= year + 1;
  });
  const names = ending.flatMap(({ values: { name } }) => (typeof name === 'string' && name !== '' ? [name] : []));
  const [only] = ending;
  return names.length === 0
    ? NONE
    : {
        text: namedIn(names, '个调委会'),
        ...(ending.length === 1 && only !== undefined ? { record: { kind: 'committee', id: only.id } } : {}),
      };
}

/** What a township publicises whatever else it does; its own calendar may leave one out. */
const EVERY_YEAR: readonly string[] = ['全民国家安全教育日', '民法典宣传月', '国家宪法日', '宪法宣传周'];

function daysOfPublicity({ year, rows }: ReportInput): Fact {
  const { dates, undated } = yearDates(withKnownDates(rows.get('calendarEntry') ?? []), year + 1);
  const known = new Set([...dates.map(({ name }) => name), ...undated.map(({ values }) => values['name'])]);
  const names = EVERY_YEAR.filter((name) => known.has(name));
  return names.length === 0 ? NONE : { text: names.join('、') };
}

/** 12·4 of an entry of the township's calendar. */
function dayOfEntry(name: string, { rows }: ReportInput): Fact {
  const entry = (rows.get('calendarEntry') ?? []).find((row: CountedRow) => row.values.name === name);
  const { month, dayOfMonth } = entry?.values ?? {};
  if (entry === undefined || typeof month !== 'number' || typeof dayOfMonth !== 'number') return NONE;
  return { text: `${month}·${dayOfMonth}`, record: { kind: 'calendarEntry', id: entry.id } };
}
