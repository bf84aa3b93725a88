/** What is due to be sent: the annual report (domain.md §4.1) and the returns that the township has set up. */
import { itemEntries, partOf } from '#kinds/conditions.ts';
import { submissionTypes } from '#kinds/codes-work.ts';
import type { CountedRow, RowsByKind } from './counted-units.ts';
import { addDays, yearOf, zhDay } from './day.ts';
import { periodOfYear, yearBoundsOf } from './period.ts';
import { spansOf, type Span } from './tables/spans.ts';
import type { Todo } from './todos.ts';

/** 法治政府建设与责任落实督察工作规定: upward before 1 March, public before 1 April. */
const [REPORT_DUE, PUBLIC_DUE] = ['03-01', '04-01'] as const;
/** Until then what a year still lacks can be brought after. */
export const publicDueOf = (year: number): string => `${year + 1}-${PUBLIC_DUE}`;
/** Before that nobody writes a report yet. */
const AHEAD_DAYS = 75;
const RETURN_DAYS = 10;

/** `today` null: the clock is wrong, and nothing can be due (SPEC C7). */
export function submissionTodos(rows: RowsByKind, today: string | null): Todo[] {
  if (today === null) return [];
  return [...reportTodos(rows, today), ...returnTodos(rows, today)];
}

type Line = Pick<Todo, 'type' | 'id' | 'text' | 'record' | 'span'> & {
  /** The last day on which it is in time. */
  readonly due: string;
  readonly year: number;
};

const line = (what: Line, today: string): Todo => ({
  ...what,
  id: `${what.type}/${what.id}`,
  kind: '',
  unit: '',
  level: what.due < today ? 'overdue' : 'soon',
});

/** Of the township; a village's own table is no return. */
const sentOf = (rows: RowsByKind, content: string): CountedRow[] =>
  (rows.get('submission') ?? []).filter(({ values }) => values.content === content && (values.of ?? '') === '');

function reportTodos(rows: RowsByKind, today: string): Todo[] {
  const now = yearOf(today);
  const year = now - 1;
  // A township that began this year has nothing to report of the last.
  if (![...rows.values()].some((list) => list.some(({ values }) => hasDayIn(values, year)))) return [];
  const sent = sentOf(rows, 'report').filter(({ values }) => values.year === year);
  const [due, open] = [`${now}-${REPORT_DUE}`, publicDueOf(year)];
  if (addDays(today, AHEAD_DAYS) < due || today > `${now}-12-31`) return [];
  const report = { type: 'report', record: '', year } as const;
  const name = `${year}年法治政府建设年度报告`;
  if (sent.length === 0)
    return [
      line({ ...report, id: `${year}`, text: `${name}：${zhDay(due)}前报县委、县政府`, due: addDays(due, -1) }, today),
    ];
  const isPublic = sent.some(({ values }) => typeof values.publishedOn === 'string');
  return isPublic
    ? []
    : [
        line(
          { ...report, id: `${year}/public`, text: `${name}：${zhDay(open)}前向社会公开`, due: addDays(open, -1) },
          today,
        ),
      ];
}

const DAYS = ['acceptedOn', 'heldOn', 'on'];
const hasDayIn = (values: CountedRow['values'], year: number): boolean =>
  DAYS.some((field) => {
    const day = values[field];
    return typeof day === 'string' && day.startsWith(`${year}-`);
  });

/** Of each rhythm the last span that has ended, and every one since the first that was sent, unless it was sent itself. */
function returnTodos(rows: RowsByKind, today: string): Todo[] {
  const setting = rows.get('setting')?.[0]?.values;
  const bounds = yearBoundsOf(setting);
  const now = yearOf(today);
  const spans = [now - 1, now, now + 1].flatMap((year) =>
    spansOf(periodOfYear(year, bounds)).map((span) => ({ ...span, year })),
  );
  return itemEntries(setting?.returns).flatMap(([item, { table, rhythm, days }]) => {
    const name = submissionTypes.codes.find(({ id }) => id === table)?.zh;
    if (name === undefined || typeof table !== 'string') return [];
    const ended = spans.filter((span) => span.rhythm === rhythm && span.to < today);
    const sent = sentOf(rows, table);
    const first = ended.findIndex((span) => sent.some(({ values }) => isOf(values.span, span)));
    const asked = first < 0 ? ended.slice(-1) : ended.slice(first);
    return asked
      .filter((span) => !sent.some(({ values }) => isOf(values.span, span)))
      .map((span) => {
        const due = addDays(span.to, typeof days === 'number' ? days : RETURN_DAYS);
        const when = `${yearOf(span.to)}年${span.rhythm === 'year' ? '' : span.label}`;
        const text = `${name}（${when}）：${zhDay(due)}前报送`;
        const of = { year: span.year, span: span.id };
        return line({ type: 'return', id: `${item}/${span.to}`, record: table, text, due, ...of }, today);
      });
  });
}

export const isOf = (value: CountedRow['values'][string], { from, to }: Pick<Span, 'from' | 'to'>): boolean =>
  partOf(value, 'from') === from && partOf(value, 'to') === to;
