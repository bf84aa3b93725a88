/** What waits to be done, from the records and the day: plain lines for the home screen, no party's name unmasked. */
import { itemEntries, partOf } from '#kinds/conditions.ts';
import type { Value, Values } from '#kinds/field.ts';
import { isClosed } from '#kinds/case-rules.ts';
import { kindOf, mediationCase } from '#kinds/index.ts';
import type { CountedRow } from './counted-units.ts';
import { clocksDue, clocksOf, type CaseClock } from './case-clocks.ts';
import { addDays, zhDay } from './day.ts';
import type { Holiday } from './deadlines.ts';
import { takenUpAs, waitsForTownship } from './handing-up.ts';
import type { Progress } from './progress.ts';
import { termEnd } from './rosters.ts';
import { standingOf } from './row-index.ts';
import { msOf } from './stamp.ts';
import { publicDueOf } from './submission-todos.ts';
import { headingOf, NO_NAMES, type Names } from './text.ts';

type TodoType =
  | CaseClock['type']
  | 'review'
  | 'handUp'
  | 'term'
  | 'rectification'
  | 'screening'
  | 'task'
  | 'conflict'
  | 'refused'
  | 'clock'
  | 'report'
  | 'return';

export interface Todo {
  /** The same for the same matter, so that a list keeps its place. */
  readonly id: string;
  readonly type: TodoType;
  /** Where a tap leads; '' for what is no record. Without a record it is the kind's list of those that conflict. */
  readonly kind: string;
  readonly record: string;
  readonly unit: string;
  readonly text: string;
  readonly due: string | null;
  readonly level: 'overdue' | 'soon' | 'info';
  /** What is to be sent is of this year, which in January is not the one that one works in. */
  readonly year?: number;
  /** And of this part of it (core/tables/spans.ts). */
  readonly span?: string;
}

export interface TodoRow extends CountedRow {
  readonly conflict?: boolean;
  /** Stamp of the last change. */
  readonly changed?: string;
}

export interface TodoContext {
  /** Null while the clock is wrong: then nothing can be due, and the list says why (SPEC C7). */
  readonly today: string | null;
  readonly holidays?: readonly Holiday[];
  readonly names?: Names;
  /** Whoever reviews files and takes up what villages hand over is told of both; the villages are told of what came back. */
  readonly isOffice?: boolean;
  /** Of the year's tasks; those behind become to-dos. */
  readonly tasks?: readonly Progress[];
}

const TERM_AHEAD = 60;
const RECTIFICATION_AHEAD = 30;

const CLOCK: Todo = {
  id: 'clock',
  type: 'clock',
  kind: '',
  record: '',
  unit: '',
  text: '本机日期不对，到期提醒先不显示，请校准日期',
  due: null,
  level: 'info',
};

export function todosOf(rows: ReadonlyMap<string, readonly TodoRow[]>, context: TodoContext): Todo[] {
  const { today, tasks = [] } = context;
  const conflicts = [...rows].flatMap(([kind, list]) => conflictTodos(kind, list, context));
  if (today === null) return [CLOCK, ...conflicts];
  const todos = [
    ...(rows.get('mediationCase') ?? []).flatMap((row) => caseTodos(row, today, context)),
    ...writtenSince(rows.get('mediationCase') ?? [], context),
    ...standingOf(rows.get('person') ?? []).flatMap((row) => termTodos(row, today)),
    ...(rows.get('committee') ?? []).flatMap((row) => reelectionTodos(row, today)),
    ...(rows.get('rectification') ?? []).flatMap((row) => rectificationTodos(row, today)),
    ...tasks.flatMap((progress) => taskTodos(progress, today)),
    ...conflicts,
  ];
  return todos.sort(byUrgency);
}

const RANK = { overdue: 0, soon: 1, info: 2 } as const;
export const byUrgency = (a: Todo, b: Todo): number =>
  RANK[a.level] - RANK[b.level] || compare(a.due ?? '9', b.due ?? '9') || compare(a.id, b.id);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const dayIn = (value: Value | undefined): string | null => (typeof value === 'string' && value !== '' ? value : null);
/** Overdue from the day after. */
const levelOf = (due: string, today: string): Todo['level'] => (due < today ? 'overdue' : 'soon');

function todo(
  type: TodoType,
  kind: string,
  { id, unit }: CountedRow,
  text: string,
  due: string | null,
  level: Todo['level'],
): Todo {
  return { id: `${type}/${id}`, type, kind, record: id, unit, text, due, level };
}

/** Several of a kind are one line: a phone that was away for weeks must not bury everything else. */
function conflictTodos(kind: string, list: readonly TodoRow[], context: TodoContext): Todo[] {
  const found = list.filter(({ conflict }) => conflict === true);
  if (found.length < 2) return found.map((row) => conflictOf(kind, row, context));
  const text = `${kindOf(kind).title}有 ${found.length} 条两处改动不一致，请选定`;
  return [{ id: `conflict/${kind}`, type: 'conflict', kind, record: '', unit: '', text, due: null, level: 'soon' }];
}

/** What the server held back or did not take: the first thing to look at. */
export const refusedTodo = (count: number): Todo => ({
  id: 'refused',
  type: 'refused',
  kind: '',
  record: '',
  unit: '',
  text: `被退回 ${count} 条，看看原因和办法`,
  due: null,
  level: 'overdue',
});

function conflictOf(kind: string, row: TodoRow, { names = NO_NAMES }: TodoContext): Todo {
  const heading = headingOf(kindOf(kind), row.values, { names, reveal: false });
  return todo('conflict', kind, row, `${heading}：两处改动不一致，请选定`, null, 'soon');
}

function caseTodos(
  row: CountedRow,
  today: string,
  { holidays = [], names = NO_NAMES, isOffice = false }: TodoContext,
): Todo[] {
  const { values } = row;
  const clocks = clocksDue(clocksOf(values, holidays), today);
  const handed = handedOver(values, isOffice);
  // Most cases are closed and want nothing: their headings are never made.
  if (clocks.length === 0 && handed.length === 0) return [];
  const heading = headingOf(mediationCase, values, { names, reveal: false });
  const todos = clocks.map(({ type, item = '', due, words }) => {
    const level = due === null ? 'soon' : levelOf(due, today);
    const one = todo(type, 'mediationCase', row, heading + words(today), due, level);
    return item === '' ? one : { ...one, id: `${one.id}/${item}` };
  });
  return [
    ...todos,
    ...handed.map(({ type, words }) => todo(type, 'mediationCase', row, `${heading}：${words}`, null, 'soon')),
  ];
}

interface HandedOver {
  readonly type: 'review' | 'handUp';
  readonly words: string;
}

/** What lies with this side since the other one sent it. Nobody set a day by which: the day on which it was sent is none. */
function handedOver(values: Values, isOffice: boolean): HandedOver[] {
  const review = partOf(values.review, 'state');
  const found: HandedOver[] = [];
  if (review === 'returned') found.push({ type: 'review', words: '审核退回补正' });
  if (isOffice && review === 'pending') found.push({ type: 'review', words: '送审了，请审核' });
  if (isOffice && waitsForTownship(values)) found.push({ type: 'handUp', words: '村里移交，请接收' });
  return found;
}

/** Taking a case up writes both files as one deed, a moment apart. */
const ONE_DEED_MS = 60_000;

/**
 * What a village wrote into its file after the township had taken the case up (SPEC S4): whether it belongs into the township's is the office's to say,
 * until that one is next saved, or closed.
 */
function writtenSince(rows: readonly TodoRow[], { isOffice = false, names = NO_NAMES }: TodoContext): Todo[] {
  const handedUp = isOffice ? rows.filter(({ values }) => takenUpAs(values) !== null) : [];
  if (handedUp.length === 0) return [];
  const byId = new Map(rows.map((row) => [row.id, row]));
  return handedUp.flatMap((row) => {
    const taken = byId.get(takenUpAs(row.values) ?? '');
    if (taken === undefined || isClosed(taken.values)) return [];
    if (msOf(row.changed ?? '') <= msOf(taken.changed ?? '') + ONE_DEED_MS) return [];
    const heading = headingOf(mediationCase, row.values, { names, reveal: false });
    const words = '移交后村里又改了原案，看要不要补到乡镇这一件';
    return [todo('handUp', mediationCase.name, row, `${heading}：${words}`, null, 'soon')];
  });
}

/** A mediation committee serves three years (人民调解法 art. 9); whoever has no term written down is left in peace. */
function termTodos(row: CountedRow, today: string): Todo[] {
  const { name, roles } = row.values;
  return itemEntries(roles).flatMap(([item, { role, term, to }]) => {
    const end = dayIn(partOf(term, 'to'));
    const isOver = typeof to === 'string' && to < today;
    if (role !== 'mediator' || end === null || isOver || end > addDays(today, TERM_AHEAD)) return [];
    const who = typeof name === 'string' ? name : '';
    const words = end < today ? `已于${zhDay(end)}届满，请更新任期` : `${zhDay(end)}届满`;
    const line = todo('term', 'person', row, `${who}的人民调解员任期${words}`, end, levelOf(end, today));
    return [{ ...line, id: `${line.id}/${item}` }];
  });
}

/** Three years after the election that the committee wrote down (人民调解法 art. 9); one that was dissolved elects nobody. */
function reelectionTodos(row: CountedRow, today: string): Todo[] {
  const { name, electedOn, closedOn, unit } = row.values;
  if (typeof electedOn !== 'string' || (typeof closedOn === 'string' && closedOn <= today)) return [];
  const end = termEnd(electedOn);
  if (end > addDays(today, TERM_AHEAD)) return [];
  const words = end < today ? `本届任期已于${zhDay(end)}届满，应当换届` : `本届任期${zhDay(end)}届满，请准备换届`;
  const who = typeof name === 'string' ? name : '调解委员会';
  const line = todo('term', 'committee', row, `${who}${words}`, end, levelOf(end, today));
  return [typeof unit === 'string' ? { ...line, unit } : line];
}

function rectificationTodos(row: CountedRow, today: string): Todo[] {
  const due = dayIn(row.values.dueOn);
  if (due === null || row.values.doneOn !== undefined || due > addDays(today, RECTIFICATION_AHEAD)) return [];
  const heading = headingOf(kindOf('rectification'), row.values, { names: NO_NAMES, reveal: false });
  return [todo('rectification', 'rectification', row, `整改：${heading}，时限${zhDay(due)}`, due, levelOf(due, today))];
}

/** Nothing waits any more for a year whose report is public: it is looked at, not worked for. */
function taskTodos({ task, state, words }: Progress, today: string): Todo[] {
  if (state !== 'behind' || (task.year !== null && today > publicDueOf(task.year))) return [];
  const level = task.due !== null && task.due < today ? 'overdue' : 'soon';
  return [
    todo('task', 'annualTask', { id: task.id, unit: '', values: {} }, `${task.title}：${words}`, task.due, level),
  ];
}
