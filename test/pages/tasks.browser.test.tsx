import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { Values } from '#kinds/field.ts';
import { annualTask, kindOf, training } from '#kinds/index.ts';
import { presets, presetValues } from '#core/presets.ts';
import { saveValues } from '#store/records.ts';
import { newId, type Store } from '#store/store.ts';
import { openVillage } from './app.tsx';

const VILLAGES = ['永祥村', '城墙村'];

interface Entry {
  readonly kind: string;
  readonly values: Values;
  readonly unit?: number;
  readonly id?: string;
}

/** Writes records as a year of work would have left them; `unit` is the place among the units. */
const filled = (entries: readonly Entry[]) => (store: Store) =>
  saveValues(
    store,
    entries.map(({ kind, values, unit: at = 0, id }) => ({
      kind: kindOf(kind),
      record: id ?? newId(store),
      unit: store.identity.units[at] as string,
      values,
    })),
  );

const taskFrom = (id: string, more: Values = {}): Entry => {
  const preset = presets.find((each) => each.id === id);
  if (preset === undefined) throw new Error(`No preset ${id}`);
  let made = 0;
  return {
    kind: annualTask.name,
    values: { ...presetValues(preset, 2026, () => `check-${(made += 1)}`), ...more },
    id: `task-${id}`,
  };
};

const aTraining = (heldOn: string, more: Values = {}): Values => ({
  type: 'businessTraining',
  heldOn,
  title: `培训 ${heldOn}`,
  audience: ['mediator'],
  extraAttendees: { a: { people: 20 } },
  ...more,
});

describe('任务', () => {
  test('an empty year teaches, and tasks are picked from the report with their own words', async (context) => {
    const { user } = await openVillage(context, { villages: VILLAGES, path: '/tasks' });
    await user.click(await screen.findByRole('link', { name: '从报告任务里选' }));
    await user.click(await screen.findByRole('checkbox', { name: /各村配齐矛盾纠纷调解室/ }));
    await user.click(screen.getByRole('checkbox', { name: /年初法治工作会议/ }));
    await user.click(screen.getByRole('button', { name: '添加 2 项到2026年' }));

    await screen.findByRole('radio', { name: '全部 2' });
    within(screen.getByRole('list', { name: '化解纠纷' })).getByText('0%（0/2）');
    await user.click(screen.getByRole('link', { name: '从报告任务里选' }));
    const there = await screen.findByRole('checkbox', { name: /年初法治工作会议/ });
    await waitFor(() => expect((there as HTMLInputElement).disabled).toBe(true));
  });

  test('last year’s tasks come again with their days a year later, and say what became of them', async (context) => {
    const { user, store } = await openVillage(context, {
      villages: VILLAGES,
      path: '/tasks/presets?from=last',
      fill: filled([
        taskFrom('jointTraining', { year: 2025, due: '2025-06-30', target: 3, responsible: '司法所' }),
        { kind: training.name, values: aTraining('2025-05-05') },
      ]),
    });
    const line = await screen.findByRole('checkbox', { name: /人民调解员暨法律明白人培训会/ });
    await screen.findByText(/去年完成 0场|去年完成 1场/);
    await user.click(line);
    await user.click(screen.getByRole('button', { name: '添加 1 项到2026年' }));
    await screen.findByRole('radio', { name: '全部 1' });
    const rows = await store.db.rows('annualTask').toArray();
    const made = rows.find(({ values }) => values['year'] === 2026);
    expect(made?.values).toMatchObject({ due: '2026-06-30', target: 3, responsible: '司法所' });
  });

  test('part three of last year’s report, pasted, becomes tasks, and what was pasted is kept', async (context) => {
    const { user, reopen } = await openVillage(context, { villages: VILLAGES, path: '/tasks/presets?from=report' });
    const box = await screen.findByRole('textbox', { name: /2025年报告的第三部分/ });
    await user.type(box, '召开人民调解员培训会2场。修缮乡综治中心办公用房。');
    await screen.findByRole('checkbox', { name: /修缮乡综治中心办公用房/ });
    const again = await reopen('/tasks/presets?from=report');
    const line = await screen.findByRole('checkbox', { name: /人民调解员暨法律明白人培训会\s*目标 2场/ });
    await again.user.click(line);
    await again.user.click(screen.getByRole('button', { name: '添加 1 项到2026年' }));
    expect(await screen.findByRole('link', { name: /人民调解员暨法律明白人培训会/ })).toBeTruthy();
  });

  test('a task opens its figure, the village’s share and the records behind it', async (context) => {
    const { user } = await openVillage(context, {
      villages: VILLAGES,
      path: '/tasks',
      fill: filled([
        taskFrom('jointTrainingPersonTimes'),
        { kind: training.name, values: aTraining('2026-01-05') },
        { kind: training.name, values: aTraining('2026-01-09'), unit: 2 },
        { kind: training.name, values: aTraining('2025-12-31') },
      ]),
    });
    await user.click(await screen.findByRole('link', { name: /人民调解员、法律明白人培训人次/ }));
    const villages = await screen.findByRole('group', { name: /按村/ });
    screen.getByText('40人次');
    await user.click(within(villages).getByRole('button', { name: /城墙村 20/ }));
    await screen.findByText(/城墙村 · 2026年/);
    const records = await screen.findByRole('list', { name: '培训学法' });
    await waitFor(() => expect(within(records).getAllByRole('link')).toHaveLength(1));
    within(records).getByText('培训 2026-01-09');
  });

  test('a task behind says where, and a target that was moved is shown with its old value', async (context) => {
    const { user, store } = await openVillage(context, {
      villages: VILLAGES,
      path: '/tasks/task-casePublicity',
      fill: filled([taskFrom('casePublicity', { due: '2026-01-02', target: 4 })]),
    });
    const where = await screen.findByRole('list', { name: '差在哪里' });
    within(where).getByText('少在：永祥村少2场、城墙村少2场');
    expect(screen.queryByRole('list', { name: '目标调整' })).toBeNull();
    const row = await store.db.rows('annualTask').get('task-casePublicity');
    if (row === undefined) throw new Error('The task is gone');
    await saveValues(store, [{ kind: annualTask, record: row.id, unit: row.unit, values: { target: 6 }, row }]);
    const changes = await screen.findByRole('list', { name: '目标调整' });
    within(changes).getByText(/目标值：/);
    within(changes).getByText('4');
    await within(where).findByText('少在：永祥村少3场、城墙村少3场');
    await user.click(screen.getByRole('button', { name: /城墙村 0/ }));
    await screen.findByText(/城墙村 · 2026年/);
  });

  test('a metric is put together from choices, and says at once what it counts and which records', async (context) => {
    const { user } = await openVillage(context, {
      villages: VILLAGES,
      path: '/ledger/annualTask/new',
      fill: filled([
        { kind: 'publicityEvent', values: { heldOn: '2026-01-05', title: '赶集宣传', materials: 300 } },
        { kind: 'publicityEvent', values: { heldOn: '2026-01-06', title: '院坝会', materials: 20 } },
      ]),
    });
    await user.click(await screen.findByRole('radio', { name: '数台账' }));
    await user.selectOptions(screen.getByRole('combobox', { name: '台账' }), '普法活动');
    await screen.findByText('2场');
    await user.click(screen.getByRole('button', { name: '只算其中一部分' }));
    await user.click(await screen.findByRole('radio', { name: '发放资料' }));
    await user.type(await screen.findByRole('textbox', { name: /发放资料不少于/ }), '100');
    await screen.findByText('1场');
    await user.click(screen.getByRole('button', { name: /看是哪些记录/ }));
    await screen.findByText(/2026年1月5日 赶集宣传/);
    expect(screen.queryByText(/院坝会/)).toBeNull();
  });

  test('[F1] a metric can count some villages alone, and says which', async (context) => {
    const { user, store } = await openVillage(context, {
      villages: VILLAGES,
      path: '/ledger/annualTask/new',
      fill: filled([
        { kind: 'publicityEvent', values: { heldOn: '2026-01-05', title: '赶集宣传' }, unit: 1 },
        { kind: 'publicityEvent', values: { heldOn: '2026-01-06', title: '院坝会' }, unit: 2 },
      ]),
    });
    await user.click(await screen.findByRole('radio', { name: '数台账' }));
    await user.selectOptions(screen.getByRole('combobox', { name: '台账' }), '普法活动');
    await screen.findByText('2场');
    await user.click(screen.getByRole('button', { name: '只算其中一部分' }));
    await user.click(screen.getByRole('radio', { name: '村' }));
    screen.getByText('2场');
    await user.click(screen.getByRole('checkbox', { name: VILLAGES[1] as string }));
    await screen.findByText('1场');
    await screen.findByText(`普法活动：数记录，只算${VILLAGES[1]}，按日期计入本年`);
    await user.click(screen.getByRole('button', { name: /看是哪些记录/ }));
    await screen.findByText(/院坝会/);
    expect(screen.queryByText(/赶集宣传/)).toBeNull();
    await user.click(screen.getByRole('button', { name: '去掉条件：村' }));
    await screen.findByText('2场');
    expect(store.identity.units).toHaveLength(3);
  });

  test('a metric can be asked for a quarter, one village of it, and an age in days', async (context) => {
    const event = (heldOn: string, audience: number, unit: number) => ({
      kind: 'publicityEvent',
      values: { heldOn, title: '院坝会', audience, audienceGroups: ['women'] },
      unit,
    });
    const { user } = await openVillage(context, {
      villages: VILLAGES,
      path: '/ledger/annualTask/new',
      fill: filled([event('2026-01-05', 30, 2), event('2026-01-20', 12, 2), event('2026-02-20', 50, 1)]),
    });
    const add = async (button: string, field: string) => {
      await user.click(screen.getByRole('button', { name: button }));
      await user.click(await screen.findByRole('radio', { name: field }));
    };
    await user.click(await screen.findByRole('radio', { name: '数台账' }));
    await user.selectOptions(screen.getByRole('combobox', { name: '台账' }), '普法活动');
    await user.selectOptions(screen.getByRole('combobox', { name: '数什么' }), '合计受众（人次）');
    await screen.findByText('92人次');
    await add('只算其中一部分', '受众群体');
    await user.click(await screen.findByRole('checkbox', { name: '妇女' }));
    await add('再加一个条件', '活动日期');
    fireEvent.change(screen.getByLabelText(/活动日期从这天起/), { target: { value: '2026-01-10' } });
    fireEvent.change(screen.getByLabelText(/活动日期到这天止/), { target: { value: '2026-02-28' } });
    await screen.findByText('62人次');
    await user.click(screen.getByRole('button', { name: /看各村是多少/ }));
    await screen.findByText(`${VILLAGES[1]}：12人次`);
    await user.type(screen.getByLabelText(/活动日期到今天已超过几天/), '30');
    await waitFor(() => expect(screen.queryByText('62人次')).toBeNull());
    await screen.findByText(/活动日期到今天已超过30天/);
  });

  test('a cell of a statistics table opens the records of its days and village', async (context) => {
    const { user } = await openVillage(context, {
      villages: VILLAGES,
      path: '/tasks/tables?table=publicity&span=days&from=2026-01-01&to=2026-01-31',
      fill: filled([
        { kind: 'publicityEvent', values: { heldOn: '2026-01-05', title: '赶集宣传', materials: 300 }, unit: 2 },
        { kind: 'publicityEvent', values: { heldOn: '2026-02-06', title: '院坝会', materials: 20 }, unit: 2 },
      ]),
    });
    await screen.findByRole('columnheader', { name: '城墙村' });
    const line = await screen.findByRole('row', { name: /发放资料 份 300 0 0 300/ });
    await user.click(within(line).getAllByRole('link')[3] as HTMLElement);
    await screen.findByText(/发放资料：300，从下面的记录来/);
    await screen.findByText('城墙村 · 2026年1月');
    const records = await screen.findByRole('list', { name: '普法活动' });
    expect(within(records).getAllByRole('link')).toHaveLength(1);
    within(records).getByText('赶集宣传');
  });

  test('a village has a page of its own, with its figures and its part of every task', async (context) => {
    const { user } = await openVillage(context, {
      villages: VILLAGES,
      path: '/tasks/matrix',
      fill: filled([
        taskFrom('casePublicity', { target: 4 }),
        { kind: training.name, values: aTraining('2026-01-05'), unit: 2 },
      ]),
    });
    await user.click(await screen.findByRole('link', { name: '城墙村' }));
    await screen.findByRole('heading', { name: '城墙村' });
    await screen.findByText('20 人次，0 人');
    const tasks = await screen.findByRole('list', { name: /的任务$/ });
    expect(within(tasks).getByText(/，目标 2场/)).toBeTruthy();
  });

  test('what is simply done is ticked off, with its day, and can be unticked', async (context) => {
    const { user, store } = await openVillage(context, {
      path: '/tasks/task-studyPlan',
      fill: filled([taskFrom('studyPlan')]),
    });
    const [first] = await screen.findAllByRole('checkbox');
    await user.click(first as HTMLElement);
    await screen.findByText('1项');
    const row = await store.db.rows('annualTask').get('task-studyPlan');
    expect(row?.values).toMatchObject({ checks: { 'check-1': { doneOn: expect.stringMatching(/^2026-/) as string } } });
    await user.click(first as HTMLElement);
    await screen.findByText('0项');
  });

  test('one village’s own part is shown when it is chosen', async (context) => {
    const { user } = await openVillage(context, {
      villages: VILLAGES,
      path: '/tasks',
      fill: filled([taskFrom('lawSavvyPersons', { target: 10 }), taskFrom('agenda')]),
    });
    await screen.findByRole('radio', { name: '全部 2' });
    await screen.findByRole('option', { name: '城墙村' });
    await user.selectOptions(screen.getByRole('combobox', { name: '村或单位' }), '城墙村');
    await screen.findByRole('radio', { name: '全部 1' });
    expect(screen.getByText('，目标 5名')).toBeTruthy();
  });

  test('a metric of a newer app cannot be counted, and the screen says so and goes on', async (context) => {
    const odd = {
      year: 2026,
      title: '未来的任务',
      target: 1,
      due: '2026-12-31',
      metric: { measure: 'count', kind: 'drone' },
    };
    const { user } = await openVillage(context, {
      path: '/tasks',
      fill: filled([{ kind: 'annualTask', values: odd }, taskFrom('agenda')]),
    });
    await screen.findByRole('link', { name: /法治政府建设列入重要议事日程/ });
    await user.click(screen.getByRole('link', { name: /未来的任务/ }));
    expect(await screen.findByText(/不能计算/)).toBeTruthy();
  });

  test('an address that nobody can read says so', async (context) => {
    await openVillage(context, { path: '/tasks/records?m=%7Bnonsense' });
    expect(await screen.findByText(/不能计算/)).toBeTruthy();
  });
});

describe('各村对照', () => {
  test('[F18] begins with the figures of the last visit, marked where they are old, and gives way to the count', async (context) => {
    const { reopen, store } = await openVillage(context, {
      villages: VILLAGES,
      path: '/tasks/matrix',
      fill: filled([
        taskFrom('jointTraining', { target: 3 }),
        { kind: training.name, values: aTraining('2026-01-05', { audience: ['mediator', 'lawSavvyPerson'] }), unit: 1 },
      ]),
    });
    const total = (row: HTMLElement | null) => row?.querySelector('td')?.textContent ?? '';
    const rowOf = () => screen.findByRole('row', { name: /^人民调解员暨法律明白人培训会/ });
    await waitFor(async () => expect(total(await rowOf())).toBe('1'));
    // A mark that only what was kept carries shows that it was drawn.
    const mark = () =>
      store.db.snapshots
        .where('[kind+part]')
        .equals(['figures', 1])
        .modify((kept) => {
          const { byMetric } = (kept as unknown as { figures: { byMetric: Map<string, { total: { n: number } }> } })
            .figures;
          for (const { total: all } of byMetric.values()) all.n = 77;
        });
    await expect.poll(mark, { timeout: 20_000 }).toBe(1);
    const seen = new Set<string>();
    const look = new MutationObserver(() => {
      const wait = /先列上次统计的数|仍在载入/.exec(document.body.textContent ?? '')?.[0] ?? '';
      const said = total(document.querySelector('table tbody tr:not(:first-child)'));
      if (said !== '') seen.add(`${said} ${wait}`);
    });
    look.observe(document, { subtree: true, childList: true, characterData: true });
    context.onTestFinished(() => look.disconnect());
    await reopen('/tasks/matrix');
    await waitFor(async () => expect(total(await rowOf())).toBe('1'));
    expect([...seen]).toEqual(['77 ', '1 ']);

    await filled([
      { kind: training.name, values: aTraining('2026-01-06', { audience: ['mediator', 'lawSavvyPerson'] }), unit: 1 },
    ])(store);
    await waitFor(async () => expect(total(await rowOf())).toBe('2'));
    await mark();
    seen.clear();
    await reopen('/tasks/matrix');
    await waitFor(async () => expect(total(await rowOf())).toBe('2'));
    expect([...seen]).toContain('77 先列上次统计的数');
  }, 60_000);

  test('stands village beside village, and every figure leads to its records', async (context) => {
    const { user } = await openVillage(context, {
      villages: VILLAGES,
      path: '/tasks/matrix',
      fill: filled([
        taskFrom('mediationRooms'),
        { kind: 'venue', values: { type: 'mediationRoom', name: '调解室', state: 'built' }, unit: 2 },
      ]),
    });
    const table = await screen.findByRole('table', { name: '各村对照' });
    const row = within(table).getByRole('row', { name: /各村配齐矛盾纠纷调解室/ });
    await waitFor(() => within(row).getByRole('link', { name: '50%' }));
    within(row).getByRole('link', { name: '无' });
    const figure = within(row).getByRole('link', { name: '有' });
    expect(figure.getAttribute('href')).toContain('/tasks/records?');
    // Another tab is the browser's: this one stays, and is not loaded anew.
    let isLeft = true;
    const look = (event: MouseEvent) => {
      isLeft = !event.defaultPrevented;
      event.preventDefault();
    };
    window.addEventListener('click', look);
    context.onTestFinished(() => window.removeEventListener('click', look));
    fireEvent.click(figure, { ctrlKey: true });
    expect(isLeft).toBe(true);
    await user.click(figure);
    await screen.findByText('城墙村 · 2026年');
    expect(isLeft).toBe(false);
  });

  test('of a year without tasks leads to where they are chosen', async (context) => {
    const { user } = await openVillage(context, { villages: VILLAGES, path: '/tasks/matrix' });
    await screen.findByText('这一年还没有按记录计数的任务。');
    await user.click(screen.getByRole('link', { name: '从报告任务里选' }));
    expect(await screen.findByRole('heading', { name: '编年度任务' })).toBeTruthy();
  });
});

describe('图表', () => {
  test('on paper, where nobody can tap, every bar stands', async (context) => {
    const forms = ['rally', 'materials', 'banners', 'consultation', 'lecture', 'courtyardMeeting', 'homeVisit', 'quiz'];
    const event = { heldOn: '2026-01-05', title: '赶集', forms: [...forms, 'boardTour', 'broadcast'] };
    await openVillage(context, {
      path: '/tasks/figures',
      fill: filled([{ kind: 'publicityEvent', values: event }]),
    });
    const chart = await screen.findByRole('group', { name: '普法形式' });
    expect(within(chart).getAllByRole('button')).toHaveLength(8);
    await screen.findByRole('button', { name: '其余 2 项' });
    act(() => void window.dispatchEvent(new Event('beforeprint')));
    expect(within(chart).getAllByRole('button')).toHaveLength(10);
    expect(screen.queryByRole('button', { name: '其余 2 项' })).toBeNull();
  });

  test('every mark opens the records it is drawn from', async (context) => {
    const parties = { a: { side: 'partyA', name: '田大山' }, b: { side: 'partyB', name: '彭秀英' } };
    const aCase = (more: Values): Entry => ({
      kind: 'mediationCase',
      values: {
        parties,
        acceptedOn: '2026-01-05',
        status: 'settled',
        source: 'ownMotion',
        disputeType: 'neighbor',
        agreementForm: 'oral',
        ...more,
      },
    });
    const { user } = await openVillage(context, {
      path: '/tasks/figures',
      fill: filled([aCase({}), aCase({ disputeType: 'contract', status: 'notSettled' })]),
    });
    await screen.findByRole('button', { name: /调解成功率 ?50%/ });
    const types = await screen.findByRole('group', { name: '受理案件按纠纷类型' });
    await user.click(within(types).getByRole('button', { name: /合同纠纷 1/ }));
    const records = await screen.findByRole('list', { name: '调解案件' });
    within(records).getByText('田*山与彭*英合同纠纷');
    expect(document.title).not.toContain('田');
  });
});

describe('the tiles over the charts', () => {
  test('a share stands in the chart as it does in the list, with its decimal', async (context) => {
    const aCase = (status: string): Entry => ({
      kind: 'mediationCase',
      values: { parties: {}, disputeType: 'neighbor', status, acceptedOn: '2026-02-03' },
    });
    const fill = filled([taskFrom('settlementRate'), aCase('settled'), aCase('settled'), aCase('notSettled')]);
    await openVillage(context, { path: '/tasks/figures', fill });
    expect(await screen.findByRole('button', { name: /^调解成功率 66\.7% \/ 90%/ })).toBeTruthy();
  });

  test('a ledger without records has one sentence and one button, no charts of noughts', async (context) => {
    await openVillage(context, { path: '/tasks/figures' });
    expect(await screen.findByText(/^还没有可画的记录/)).toBeVisible();
    expect(screen.getByRole('link', { name: '去记一笔' }).getAttribute('href')).toBe('/');
    expect(screen.queryByText('还没有数')).toBeNull();
    expect(screen.queryByRole('heading', { name: '纠纷类型' })).toBeNull();
  });

  test('a year without records has one sentence and the years that have some, one tap away', async (context) => {
    const held = ['2025-03-05', '2023-03-05'].map((day) => ({ kind: training.name, values: aTraining(day) }));
    const { user } = await openVillage(context, { path: '/tasks/figures', fill: filled(held) });
    expect(await screen.findByText(/^2026年还没有可画的记录/)).toBeVisible();
    expect(screen.queryByText('还没有数')).toBeNull();
    const years = within(screen.getByRole('group', { name: '有记录的年度' }));
    expect(years.getAllByRole('button').map((each) => each.textContent)).toEqual(['2025年', '2023年']);
    await user.click(years.getByRole('button', { name: '2023年' }));
    await screen.findByRole('button', { name: /^培训 ?1场/ });
    expect(screen.getByRole('combobox', { name: '年度' })).toHaveProperty('value', '2023');
    expect(document.activeElement?.id).toBe('main');
  });

  test('a village without records has one sentence where another has some, and the years of its own', async (context) => {
    const { store, router } = await openVillage(context, {
      villages: VILLAGES,
      path: '/tasks',
      fill: filled([
        { kind: training.name, values: aTraining('2026-01-05') },
        { kind: training.name, values: aTraining('2024-01-05'), unit: 1 },
      ]),
    });
    await router.navigate(`/tasks/figures?unit=${store.identity.units[1] ?? ''}`);
    expect(await screen.findByText(/^.+2026年还没有可画的记录/)).toBeVisible();
    const years = within(screen.getByRole('group', { name: '有记录的年度' }));
    expect(years.getAllByRole('button').map((each) => each.textContent)).toEqual(['2024年']);
    await router.navigate('/tasks/figures');
    await screen.findByRole('button', { name: /^培训 ?1场/ });
  });

  test('noughts that are about to change are not drawn', async (context) => {
    const seen = new Set<string>();
    const look = new MutationObserver(() => seen.add(/培训 ?(\d+)场/.exec(document.body.textContent ?? '')?.[1] ?? ''));
    look.observe(document, { subtree: true, childList: true, characterData: true });
    context.onTestFinished(() => look.disconnect());
    await openVillage(context, {
      path: '/tasks/figures',
      fill: filled([{ kind: training.name, values: aTraining('2026-01-05') }]),
    });
    await screen.findByRole('button', { name: /^培训 ?1场/ });
    expect([...seen].filter((count) => count !== '')).toEqual(['1']);
  });

  test('[F18] the figures of the last visit stand there first, marked where they are old, and give way to the count', async (context) => {
    const { reopen, store } = await openVillage(context, {
      path: '/tasks/figures',
      fill: filled([{ kind: training.name, values: aTraining('2026-01-05') }]),
    });
    await screen.findByRole('button', { name: /^培训 ?1场/ });
    // A mark that only what was kept carries shows that it was drawn.
    const mark = () =>
      store.db.snapshots
        .where('[kind+part]')
        .equals(['figures', 0])
        .modify((kept) => {
          (kept as unknown as { figures: { trainings: { sessions: number } } }).figures.trainings.sessions = 77;
        });
    await expect.poll(mark, { timeout: 20_000 }).toBe(1);
    const seen = new Set<string>();
    const look = new MutationObserver(() => {
      const text = document.body.textContent ?? '';
      const wait = /其余图表统计中|先列上次统计的数/.exec(text)?.[0] ?? '';
      const count = /培训 ?(\d+)场/.exec(text)?.[1];
      if (count !== undefined) seen.add(`${count} ${wait}`);
    });
    look.observe(document, { subtree: true, childList: true, characterData: true });
    context.onTestFinished(() => look.disconnect());
    await reopen('/tasks/figures');
    await screen.findByRole('button', { name: /^培训 ?1场/ });
    expect([...seen]).toContain('77 其余图表统计中');

    seen.clear();
    await filled([{ kind: training.name, values: aTraining('2026-01-06') }])(store);
    await screen.findByRole('button', { name: /^培训 ?2场/ });
    await mark();
    seen.clear();
    await reopen('/tasks/figures');
    await screen.findByRole('button', { name: /^培训 ?2场/ });
    expect([...seen]).toContain('77 先列上次统计的数');
  }, 60_000);

  test('what home counts and the official figure does not is said beside it', async (context) => {
    await openVillage(context, {
      path: '/tasks/figures',
      fill: filled([
        { kind: training.name, values: aTraining('2026-01-05') },
        { kind: training.name, values: aTraining('2026-01-06', { type: 'legalExam' }) },
      ]),
    });
    expect(await screen.findByRole('button', { name: /^培训 ?1场.*；另有学法、会议等 1 场/ })).toBeVisible();
  });
});

describe('the editor of a metric', () => {
  test('offers what the township added to a list, and counts by it', async (context) => {
    const heldOn = '2026-01-05';
    const { user } = await openVillage(context, {
      path: '/ledger/annualTask/new',
      fill: filled([
        { kind: 'codeEntry', values: { list: 'publicityThemes', name: '禁毒' }, id: 'own-theme' },
        { kind: 'codeEntry', values: { list: 'publicityThemes', name: '旧的', retired: true } },
        { kind: 'publicityEvent', values: { heldOn, title: '禁毒宣传', themes: ['own-theme'] } },
        { kind: 'publicityEvent', values: { heldOn, title: '赶集', themes: ['constitution'] } },
      ]),
    });
    await user.click(await screen.findByRole('radio', { name: '数台账' }));
    await user.selectOptions(screen.getByRole('combobox', { name: '台账' }), '普法活动');
    await user.click(await screen.findByRole('button', { name: '只算其中一部分' }));
    await user.click(screen.getByRole('radio', { name: '宣传主题' }));
    await user.click(await screen.findByRole('checkbox', { name: '禁毒' }));
    await screen.findByText('1场');
    await screen.findByText(/宣传主题包含“禁毒”/);
    expect(screen.queryByRole('checkbox', { name: '旧的' })).toBeNull();
  });

  test('counts at once what is chosen, and what it makes can be saved', async (context) => {
    const { user, store } = await openVillage(context, {
      path: '/ledger/annualTask/new',
      fill: filled([
        { kind: training.name, values: aTraining('2026-01-05') },
        { kind: training.name, values: aTraining('2026-01-06', { type: 'legalExam' }) },
      ]),
    });
    await user.click(await screen.findByRole('radio', { name: '数台账' }));
    await screen.findByText('2场');
    await user.click(screen.getByRole('button', { name: '只算其中一部分' }));
    await user.click(screen.getByRole('radio', { name: '类型' }));
    // A condition in which nothing is chosen leaves nothing out.
    screen.getByText('2场');
    await user.click(screen.getByRole('checkbox', { name: '法律知识考试' }));
    await screen.findByText('1场');
    await user.type(screen.getByRole('textbox', { name: /^任务/ }), '考一次试');
    await user.type(screen.getByRole('textbox', { name: /目标值/ }), '1');
    await user.click(screen.getByRole('button', { name: '保存' }));
    await waitFor(async () => expect(await store.db.rows('annualTask').count()).toBe(1));
    const [row] = await store.db.rows('annualTask').toArray();
    expect(row?.values['metric']).toEqual({
      measure: 'count',
      kind: 'training',
      where: [{ field: 'type', operator: 'in', value: ['legalExam'] }],
    });
  });
});
