import { describe, expect, test } from 'vitest';
import { confirmationDeadline, mediationLimit } from '#core/deadlines.ts';
import { progressOf } from '#core/progress.ts';
import { taskOf } from '#core/task.ts';
import { todosOf, type TodoRow } from '#core/todos.ts';
import type { Values } from '#kinds/field.ts';
import { aContext, aRow } from '#test/help/figures.ts';

const parties = { a: { side: 'partyA', name: '田大明' }, b: { side: 'partyB', name: '冉小红' } };
const aCase = (values: Values): TodoRow =>
  aRow({ parties, disputeType: 'neighbor', acceptedOn: '2024-05-10', ...values });
const todosFor = (kind: string, row: TodoRow, today: string | null, more = {}) =>
  todosOf(new Map([[kind, [row]]]), { today, ...more });
const levels = (values: Values, days: readonly string[]) =>
  days.map((today) => todosFor('mediationCase', aCase(values), today)[0]?.level ?? null);

describe('an open case', () => {
  test('turns amber on day 20 and overdue after a month; none of it while nobody accepted it', () => {
    expect(levels({ status: 'accepted' }, ['2024-05-29', '2024-05-30', '2024-06-10', '2024-06-11'])).toEqual([
      null,
      'soon',
      'soon',
      'overdue',
    ]);
    expect(levels({ status: 'registered' }, ['2024-08-01'])).toEqual([null]);
    expect(mediationLimit('2024-01-31')).toBe('2024-02-29');
  });

  test('[F11] is named with masked parties', () => {
    const [todo] = todosFor('mediationCase', aCase({ status: 'inMediation' }), '2024-06-20');
    expect(todo?.text).toBe('田*明与冉*红邻里纠纷受理已41天，一般应在2024年6月10日前调结');
    expect(JSON.stringify(todo)).not.toContain('田大明');
  });
});

describe('what lies with one side because the other sent it', () => {
  const said = (values: Values, isOffice: boolean) =>
    todosFor('mediationCase', aCase(values), '2024-05-12', { isOffice }).map(({ text }) => text);

  test('[M7] a case that a village hands up waits for the office until the office has taken it', () => {
    const handedUp = { on: '2024-05-11' };
    expect(said({ status: 'accepted', handedUp }, true)).toEqual(['田*明与冉*红邻里纠纷：村里移交，请接收']);
    expect(said({ status: 'accepted', handedUp }, false)).toEqual([]);
    expect(said({ status: 'accepted', handedUp: { ...handedUp, newCase: 'x' } }, true)).toEqual([]);
    expect(said({ status: 'terminated', handedUp }, true)).toEqual([]);
  });

  test('[S4] what a village wrote into a case that the township has taken up waits for the office, until it saves or closes its own', () => {
    const stamp = (minute: number): string => `${String(Date.UTC(2024, 4, 11, 0, minute)).padStart(13, '0')}-0000-d`;
    const told = (old: number, taken: number, status = 'inMediation', isOffice = true) => {
      const handedUp = { on: '2024-05-11', newCase: 'new' };
      const here = { ...aCase({ status: 'accepted', handedUp }), id: 'old', changed: stamp(old) };
      const there = { ...aCase({ status, transferredFrom: 'old' }), id: 'new', changed: stamp(taken) };
      const todos = todosOf(new Map([['mediationCase', [here, there]]]), { today: '2024-05-12', isOffice });
      return todos.map(({ record, text }) => [record, text]);
    };
    const due = [['old', '田*明与冉*红邻里纠纷：移交后村里又改了原案，看要不要补到乡镇这一件']];
    // Taken up as one deed: both were written at once.
    expect(told(1, 1)).toEqual([]);
    expect(told(30, 1)).toEqual(due);
    expect(told(30, 31)).toEqual([]);
    expect(told(30, 1, 'settled')).toEqual([]);
    expect(told(30, 1, 'inMediation', false)).toEqual([]);
  });

  test('a file that was sent for review waits for the office, one that was returned for whoever wrote it', () => {
    const settled = { status: 'settled', performance: 'performed' };
    expect(said({ ...settled, review: { state: 'pending' } }, true)).toEqual(['田*明与冉*红邻里纠纷：送审了，请审核']);
    expect(said({ ...settled, review: { state: 'pending' } }, false)).toEqual([]);
    expect(said({ ...settled, review: { state: 'returned' } }, false)).toEqual(['田*明与冉*红邻里纠纷：审核退回补正']);
  });

  test('the day on which it was sent is no day by which it is due', () => {
    const sent: Values[] = [
      { status: 'settled', performance: 'performed', review: { state: 'returned', on: '2024-05-02' } },
      { status: 'accepted', handedUp: { on: '2024-05-02' } },
    ];
    for (const values of sent) {
      const todos = todosFor('mediationCase', aCase(values), '2024-05-12', { isOffice: true });
      expect(todos.map(({ due, level }) => [due, level])).toEqual([[null, 'soon']]);
    }
  });
});

describe('a settled case', () => {
  test('is to be visited from a week before the day, until somebody went', () => {
    const due = { status: 'settled', performance: 'performed', followUpDue: '2024-06-20' };
    expect(levels(due, ['2024-06-12', '2024-06-13', '2024-06-20', '2024-06-21'])).toEqual([
      null,
      'soon',
      'soon',
      'overdue',
    ]);
    expect(levels({ ...due, followUps: { a: { on: '2024-06-19' } } }, ['2024-06-21'])).toEqual(['overdue']);
    expect(levels({ ...due, followUps: { a: { on: '2024-06-20' } } }, ['2024-06-21'])).toEqual([null]);
  });

  test('can be confirmed for 30 days, the first not counted, past a holiday', () => {
    expect(confirmationDeadline('2024-06-03')).toBe('2024-07-03');
    expect(confirmationDeadline('2024-09-02', [{ from: '2024-10-01', to: '2024-10-07' }])).toBe('2024-10-08');
    const chained = [
      { from: '2024-10-08', to: '2024-10-08' },
      { from: '2024-10-01', to: '2024-10-07' },
    ];
    expect(confirmationDeadline('2024-09-02', chained)).toBe('2024-10-09');
    const oral = { status: 'settled', agreementForm: 'oral', closedOn: '2024-06-03', performance: 'pending' };
    expect(levels(oral, ['2024-06-22', '2024-06-23', '2024-07-03', '2024-07-04'])).toEqual([
      null,
      'soon',
      'soon',
      null,
    ]);
    expect(levels({ ...oral, performance: 'performed' }, ['2024-07-01'])).toEqual([null]);
    expect(levels({ ...oral, judicialConfirmation: { state: 'applied' } }, ['2024-07-01'])).toEqual([null]);
  });

  test('sent back by the office waits for the village, without the office’s words', () => {
    const [todo] = todosFor(
      'mediationCase',
      aCase({ status: 'settled', review: { state: 'returned', opinion: '田大明签名不清' } }),
      '2024-06-20',
    );
    expect(todo).toMatchObject({ type: 'review', text: '田*明与冉*红邻里纠纷：审核退回补正' });
  });
});

test('a re-election is announced 60 days before the three years are over (人民调解法 art. 9), unless the committee was dissolved', () => {
  const committee = (more: Values = {}) =>
    aRow({ name: '东村调委会', unit: 'east', electedOn: '2021-09-01', ...more }, { unit: 'town' });
  const said = (today: string, more?: Values) =>
    todosFor('committee', committee(more), today).map(({ text, level, unit, kind }) => [text, level, unit, kind]);
  expect(said('2024-07-02')).toEqual([]);
  expect(said('2024-07-03')).toEqual([['东村调委会本届任期2024年9月1日届满，请准备换届', 'soon', 'east', 'committee']]);
  expect(said('2024-09-02')).toEqual([
    ['东村调委会本届任期已于2024年9月1日届满，应当换届', 'overdue', 'east', 'committee'],
  ]);
  expect(said('2024-09-02', { closedOn: '2024-08-01' })).toEqual([]);
});

test('a term of office is announced 60 days ahead and asked for after it ended', () => {
  const person = (role: Values) =>
    aRow({
      name: '白示例',
      roles: { a: { role: 'mediator', term: { from: '2022-01-01', to: '2024-12-31' }, ...role } },
    });
  expect(todosFor('person', person({}), '2024-10-31')).toEqual([]);
  expect(todosFor('person', person({}), '2024-11-01')[0]).toMatchObject({
    level: 'soon',
    text: '白示例的人民调解员任期2024年12月31日届满',
  });
  expect(todosFor('person', person({}), '2025-01-01')[0]).toMatchObject({ level: 'overdue' });
  expect(todosFor('person', person({ to: '2024-06-30' }), '2025-01-01')).toEqual([]);
});

test('a shortcoming is due until it is put right', () => {
  const problem = { problem: '机制还不够完善', dueOn: '2024-12-31' };
  expect(todosFor('rectification', aRow(problem), '2024-11-30')).toEqual([]);
  expect(todosFor('rectification', aRow(problem), '2025-01-01')[0]).toMatchObject({ level: 'overdue' });
  expect(todosFor('rectification', aRow({ ...problem, doneOn: '2024-12-30' }), '2025-01-01')).toEqual([]);
});

test('a task behind its pace is one line, a record with two values another; overdue stands first', () => {
  const { period, units } = aContext('2024-07-01');
  const values = {
    year: 2024,
    title: '培训',
    target: 12,
    due: '2024-12-31',
    schedule: 'even',
    metric: { measure: 'count', kind: 'training' },
  };
  const behind = progressOf(taskOf({ id: 't', values }), null, { today: '2024-07-01', period, units });
  const rows = new Map([['mediationCase', [{ ...aCase({ status: 'accepted' }), conflict: true }]]]);
  const todos = todosOf(rows, { today: '2024-07-01', tasks: [behind] });
  expect(todos.map(({ type, level }) => [type, level])).toEqual([
    ['caseLimit', 'overdue'],
    ['task', 'soon'],
    ['conflict', 'soon'],
  ]);
  expect(todos[1]?.text).toBe('培训：比序时进度少5场');
});

test('a task of last year waits until the report is public, not for ever', () => {
  const { period, units } = aContext('2025-04-01');
  const metric = { measure: 'count', kind: 'training' };
  const task = taskOf({ id: 't', values: { year: 2024, title: '培训', target: 12, due: '2024-12-31', metric } });
  const todosOn = (today: string) =>
    todosOf(new Map(), { today, tasks: [progressOf(task, null, { today, period, units })] });
  expect(todosOn('2025-04-01')).toMatchObject([{ type: 'task', level: 'overdue' }]);
  expect(todosOn('2025-04-02')).toEqual([]);
});

test('several records with two values are one line that leads to their list', () => {
  const two = [1, 2].map((n) => ({ ...aCase({ status: 'declined' }), id: `c${n}`, conflict: true }));
  const todos = todosOf(new Map([['mediationCase', two]]), { today: '2024-07-01' });
  expect(todos).toMatchObject([
    { kind: 'mediationCase', record: '', text: '调解案件有 2 条两处改动不一致，请选定', level: 'soon' },
  ]);
});

test('[F11, C7] with a wrong clock nothing is due, the list says why, and a conflict still waits', () => {
  const todos = todosFor('mediationCase', { ...aCase({ status: 'accepted' }), conflict: true }, null);
  expect(todos.map(({ type }) => type)).toEqual(['clock', 'conflict']);
});
