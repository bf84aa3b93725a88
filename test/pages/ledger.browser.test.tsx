import { screen, waitFor, within } from '@testing-library/react';
import { page } from 'vitest/browser';
import { afterEach, expect, test } from 'vitest';
import { annualTask, mediationCase, person, publicityEvent } from '#kinds/index.ts';
import type { Values } from '#kinds/field.ts';
import { removeRecord, saveValues } from '#store/records.ts';
import { newId, type Store } from '#store/store.ts';
import { openVillage } from './app.tsx';

afterEach(() => page.viewport(360, 740));

const ONE = { name: '李伟', roles: { a: { role: 'mediator' } } };

/** People of the roster, in one action. */
const people =
  (...list: readonly Values[]) =>
  (store: Store) =>
    saveValues(
      store,
      list.map((values) => ({ kind: person, record: newId(store), unit: store.identity.units[0] as string, values })),
    );

const named = (...names: readonly string[]) => people(...names.map((name) => ({ ...ONE, name })));

/** Of the list as it stands at this moment: it makes way while nothing is found. */
const peopleShown = () =>
  within(screen.getByRole('list', { name: '人员' }))
    .getAllByRole('link')
    .map((link) => link.querySelector('span span')?.textContent);

test('李伟 is found by 李, by 伟, by liwei and by lw, and surnames sound as surnames do', async (context) => {
  const { user } = await openVillage(context, { me: '', path: '/ledger/person', fill: named('李伟', '单雄', '王芳') });
  const box = await screen.findByRole('textbox', { name: '查找人员' });
  for (const typed of ['李', '伟', '李伟', 'liwei', 'lw', 'liw', 'LiWei']) {
    await user.clear(box);
    await user.type(box, typed);
    await waitFor(() => expect(peopleShown()).toEqual(['李伟']));
  }
  for (const typed of ['shanxiong', 'sx', 'danxiong']) {
    await user.clear(box);
    await user.type(box, typed);
    await waitFor(() => expect(peopleShown()).toEqual(['单雄']));
  }
  await user.clear(box);
  await user.type(box, 'xyz');
  await screen.findByText(/没有找到/);
  await user.click(screen.getByRole('button', { name: '看全部' }));
  expect(await screen.findByText('共 3 条')).toBeTruthy();
});

test('what is typed into the search stands in no address, and is there again on the way back', async (context) => {
  const { user, router } = await openVillage(context, { me: '', path: '/ledger/person', fill: named('李伟', '王芳') });
  await user.type(await screen.findByRole('textbox', { name: '查找人员' }), '王芳');
  await waitFor(() => expect(peopleShown()).toEqual(['王芳']));
  expect(JSON.stringify(router.state.location)).not.toContain('王');
  await user.click(screen.getByRole('link', { name: /王芳/ }));
  await screen.findByRole('heading', { name: '王芳' });
  await user.click(screen.getByRole('button', { name: '返回' }));
  expect(await screen.findByRole('textbox', { name: '查找人员' })).toHaveProperty('value', '王芳');

  await user.click(screen.getByRole('link', { name: '台账' }));
  await user.click(await screen.findByRole('link', { name: /^人员/ }));
  expect(await screen.findByRole('textbox', { name: '查找人员' })).toHaveProperty('value', '');
});

test('filters narrow the list and stand in the address', async (context) => {
  const { user, router } = await openVillage(context, {
    me: '',
    path: '/ledger/person',
    fill: people(
      { name: '李伟', roles: { a: { role: 'mediator' } } },
      { name: '王芳', roles: { b: { role: 'lawSavvyPerson' } } },
      { name: '赵六' },
    ),
  });
  await user.click(await screen.findByRole('button', { name: '筛选' }));
  await user.selectOptions(screen.getByRole('combobox', { name: '身份' }), '法律明白人');
  await waitFor(() => expect(peopleShown()).toEqual(['王芳']));
  expect(router.state.location.search).toBe('?roles.role=lawSavvyPerson');
  await user.click(screen.getByRole('button', { name: '清除筛选' }));
  await user.selectOptions(screen.getByRole('combobox', { name: '情况' }), '还缺内容的');
  await waitFor(() => expect(peopleShown()).toEqual(['赵六']));
});

test('removed records are out of the list and found by their filter', async (context) => {
  const { user } = await openVillage(context, {
    me: '',
    path: '/ledger/person',
    fill: async (store) => {
      await named('李伟', '王芳')(store);
      const row = await store.db
        .rows('person')
        .filter(({ values }) => values['name'] === '王芳')
        .first();
      if (row !== undefined) await removeRecord(store, row, '记重了');
    },
  });
  await waitFor(() => expect(peopleShown()).toEqual(['李伟']));
  await user.click(screen.getByRole('button', { name: '筛选' }));
  await user.selectOptions(screen.getByRole('combobox', { name: '情况' }), '已移除的');
  await waitFor(() => expect(peopleShown()).toEqual(['王芳']));
});

const events = (store: Store) =>
  saveValues(
    store,
    [
      { heldOn: '2026-01-10', title: '赶集日宣传', audience: 120 },
      { heldOn: '2026-02-12', title: '反诈院坝会', audience: 80 },
    ].map((values) => ({
      kind: publicityEvent,
      record: newId(store),
      unit: store.identity.units[0] as string,
      values: { ...values, themes: ['civilCode'], forms: ['rally'] },
    })),
  );

test('the desktop shows a table with totals, sorted by its heads, with a choice of columns that stays', async (context) => {
  await page.viewport(1280, 800);
  const { user, reopen } = await openVillage(context, { path: '/ledger/publicityEvent', fill: events });
  const table = await screen.findByRole('table', { name: '普法活动' });
  const first = () => within(table).getAllByRole('row')[1]?.textContent;
  await waitFor(() => expect(first()).toContain('反诈院坝会'));
  expect(within(table).getAllByRole('row').pop()?.textContent).toContain('200人次');

  await user.click(within(table).getByRole('button', { name: '受众' }));
  await waitFor(() => expect(first()).toContain('赶集日宣传'));

  await user.click(screen.getByRole('button', { name: /选择列/ }));
  await user.click(screen.getByRole('checkbox', { name: '横幅' }));
  await within(table).findByRole('columnheader', { name: '横幅' });
  await reopen('/ledger/publicityEvent');
  expect(await screen.findByRole('columnheader', { name: '横幅' })).toBeTruthy();
});

test('a case in the list shows its parties masked', async (context) => {
  await openVillage(context, {
    path: '/ledger/mediationCase',
    fill: (store) =>
      saveValues(store, [
        {
          kind: mediationCase,
          record: newId(store),
          unit: store.identity.units[0] as string,
          values: {
            parties: { a: { name: '田大山', side: 'partyA' }, b: { name: '彭秀英', side: 'partyB' } },
            disputeType: 'neighbor',
            acceptedOn: '2026-02-01',
          },
        },
      ]),
  });
  expect(await screen.findByText('田*山与彭*英邻里纠纷')).toBeTruthy();
  expect(document.body.textContent).not.toContain('田大山');
});

test('台账 says that it counts all years, where 任务 counts the one that is chosen', async (context) => {
  const tasksOf = (store: Store) =>
    saveValues(
      store,
      [2025, 2026, 2026].map((year, at) => ({
        kind: annualTask,
        record: newId(store),
        unit: store.identity.units[0] as string,
        values: { year, title: `任务${at}`, metric: { measure: 'done' }, target: 1, due: `${year}-12-31` },
      })),
    );
  const { user } = await openVillage(context, { path: '/ledger', fill: tasksOf });
  await waitFor(() => expect(screen.getByRole('link', { name: /^年度任务/ }).textContent).toBe('年度任务3'));
  expect(screen.getByText('件数是各年合计；任务和图表只数选定的年度。')).toBeTruthy();
  await user.click(screen.getByRole('link', { name: '任务' }));
  expect(await screen.findByRole('radio', { name: '全部 2' })).toBeTruthy();
});
