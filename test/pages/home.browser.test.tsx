import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { mediationCase, person, publicityEvent } from '#kinds/index.ts';
import { saveValues } from '#store/records.ts';
import { newId, type Store } from '#store/store.ts';
import { markJoined } from '#test/help/joined.ts';
import { openApp, openVillage } from './app.tsx';

/** 2026-03-01 in China is the day of these tests. */
const work = async (store: Store) => {
  const unit = store.identity.units[0] as string;
  await saveValues(store, [
    {
      kind: mediationCase,
      record: newId(store),
      unit,
      values: {
        parties: { a: { name: '田大山', side: 'partyA' }, b: { name: '彭秀英', side: 'partyB' } },
        disputeType: 'neighbor',
        status: 'inMediation',
        acceptedOn: '2026-01-05',
      },
    },
    {
      kind: publicityEvent,
      record: newId(store),
      unit,
      values: { heldOn: '2026-02-10', themes: ['civilCode'], forms: ['rally'] },
    },
    {
      kind: publicityEvent,
      record: newId(store),
      unit,
      values: { heldOn: '2025-02-10', themes: ['civilCode'], forms: ['rally'] },
    },
  ]);
};

test('home says what is stored here, what the year has brought and what is due, nobody named', async (context) => {
  const { user, router } = await openVillage(context, { fill: work });
  await screen.findByText('已存本机', { exact: false });
  const todos = within(await screen.findByRole('list', { name: '待办' }));
  const todo = todos.getByRole('link', { name: /田\*山与彭\*英邻里纠纷受理已55天/ });
  expect(document.body.textContent).not.toContain('田大山');

  const counts = within(screen.getByRole('list', { name: '2026年' }));
  await waitFor(() =>
    expect(counts.getAllByRole('link').map((link) => link.textContent)).toEqual([
      '调解 1 件',
      '培训 0 场',
      '普法 1 场',
    ]),
  );
  await user.click(todo);
  await screen.findByRole('heading', { name: '田大山与彭秀英邻里纠纷' });
  expect(router.state.location.pathname).toMatch(/^\/ledger\/mediationCase\//);
});

test('no screen begins before it knows the names of its villages', async (context) => {
  const { name, reopen } = await openVillage(context);
  const free = await holdUnits(name);
  const reopened = reopen();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(screen.queryByRole('main')).toBeNull();
  free();
  await reopened;
  expect(screen.getByText('城墙村 · 2026')).toBeTruthy();
});

/** Writes nothing, and lets nobody else read the units until the function it answers with is called. */
async function holdUnits(name: string): Promise<() => void> {
  const connection = await new Promise<IDBDatabase>((resolve) => {
    const opening = indexedDB.open(name);
    opening.addEventListener('success', () => resolve(opening.result));
  });
  const store = connection.transaction('rows_unit', 'readwrite').objectStore('rows_unit');
  let held = true;
  await new Promise<void>((resolve) => {
    const again = () => {
      if (held) store.count().addEventListener('success', again);
      else connection.close();
      resolve();
    };
    again();
  });
  return () => {
    held = false;
  };
}

test('the next days of publicity stand on home, and a tap begins the record of one', async (context) => {
  const { user } = await openVillage(context, { me: '' });
  const dates = await screen.findByRole('region', { name: '接下来的普法节点' });
  const [first] = within(within(dates).getByRole('list')).getAllByRole('link');
  const name = first?.querySelector('span')?.firstChild?.textContent ?? '';
  await user.click(first as HTMLElement);
  expect(await screen.findByRole('textbox', { name: '活动名称' })).toHaveProperty('value', `${name}宣传活动`);
});

test('an empty ledger is taught how to begin, right under the buttons that begin it', async (context) => {
  const { user } = await openVillage(context, { me: '' });
  const steps = await screen.findByRole('heading', { name: '从这里开始' });
  const dates = await screen.findByRole('region', { name: '接下来的普法节点' });
  const [buttons, counts] = [
    screen.getByRole('link', { name: '记普法' }),
    screen.getByRole('list', { name: '2026年' }),
  ];
  const inOrder = [buttons, steps, counts, dates].map((each) => each.getBoundingClientRect().top);
  expect([...inOrder].sort((a, b) => a - b)).toEqual(inOrder);
  await user.click(await screen.findByRole('link', { name: '批量添加人员' }));
  expect(await screen.findByRole('textbox', { name: '姓名' })).toBeTruthy();
});

test('whoever may not write down people is not led to add some', async (context) => {
  await openVillage(context, {
    me: '',
    fill: (store) => markJoined(store, { role: 'leader', caseDuty: false, scopes: {} }),
  });
  const steps = (await screen.findByRole('heading', { name: '从这里开始' })).parentElement;
  expect(within(steps as HTMLElement).queryByRole('link', { name: '批量添加人员' })).toBeNull();
});

test('a phone that has joined is not taught to carry backups about', async (context) => {
  await openVillage(context, { me: '', fill: markJoined });
  const steps = (await screen.findByRole('heading', { name: '从这里开始' })).parentElement;
  expect(steps?.textContent).toContain('记下的会自动报到乡镇');
  expect(steps?.textContent).not.toContain('备份');
});

test('a township switches between its villages, and new records go where one stands', async (context) => {
  const { user, store } = await openVillage(context, { villages: ['城墙村', '龙洞村'], me: '' });
  await screen.findByRole('option', { name: '龙洞村' });
  await user.selectOptions(screen.getByRole('combobox', { name: '单位' }), '龙洞村');
  await screen.findByRole('heading', { name: '龙洞村' });
  await user.click(screen.getByRole('link', { name: '记普法' }));
  await user.click(await screen.findByRole('checkbox', { name: '民法典' }));
  await user.click(screen.getByRole('checkbox', { name: '院坝会' }));
  await user.click(screen.getByRole('button', { name: '保存' }));
  await screen.findByRole('link', { name: '修改' });
  const [row] = await store.db.rows('publicityEvent').toArray();
  const village = await store.db
    .rows('unit')
    .filter(({ values }) => values['name'] === '龙洞村')
    .first();
  expect(row?.unit).toBe(village?.id);
});

test('a wrong clock is said, and no day is filled in', async (context) => {
  const { user } = await openVillage(context, { clock: { ms: Date.UTC(2024, 0, 1) } });
  await screen.findByText(/本机日期不对/);
  await user.click(screen.getByRole('link', { name: '记调解' }));
  await screen.findByText(/手机的日期不对/);
  expect(screen.getByLabelText('受理日期')).toHaveProperty('value', '');
});

test('the sample township opens beside the real ledger, never in it, and is left again', async (context) => {
  const { user, name } = await openApp(context);
  await user.click(screen.getByRole('button', { name: '看看示例' }));
  await screen.findByRole('button', { name: '退出示例' });
  await screen.findByRole('heading', { name: '双泉乡' });
  expect(sessionStorage.getItem('workspace')).toBe('sample');
  expect((await indexedDB.databases()).map((one) => one.name)).toContain(`${name}-sample`);

  await user.click(screen.getByRole('button', { name: '退出示例' }));
  await screen.findByRole('button', { name: '单机使用' });
  expect(sessionStorage.getItem('workspace')).toBeNull();
  await waitFor(async () =>
    expect((await indexedDB.databases()).map((one) => one.name)).not.toContain(`${name}-sample`),
  );
});

test('somebody on no roster yet is added from inside a form', async (context) => {
  const { user, store } = await openVillage(context, {
    me: '',
    path: '/ledger/screening/new',
    fill: (filled) =>
      saveValues(filled, [
        { kind: person, record: newId(filled), unit: filled.identity.units[0] as string, values: { name: '王芳' } },
      ]),
  });
  await user.click(await screen.findByRole('button', { name: '排查人：新增…' }));
  await user.type(screen.getByRole('combobox', { name: '查找排查人' }), '赵六');
  await user.click(screen.getByRole('option', { name: '新增“赵六”' }));
  await waitFor(async () =>
    expect((await store.db.rows('person').toArray()).map(({ values }) => values['name'])).toContain('赵六'),
  );
  await waitFor(() => expect(screen.getByRole('checkbox', { name: /赵六/ })).toHaveProperty('checked', true));
});
