import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { person } from '#kinds/index.ts';
import { saveValues } from '#store/records.ts';
import { newId, type Store } from '#store/store.ts';
import { openVillage } from './app.tsx';

const someone = (store: Store) =>
  saveValues(store, [
    {
      kind: person,
      record: newId(store),
      unit: store.identity.units[0] as string,
      values: { name: '李四', roles: { a: { role: 'gridWorker' } } },
    },
  ]);

test('names pasted one a line become people with a role, namesakes left out, all in one action', async (context) => {
  const { user, store } = await openVillage(context, { me: '', path: '/ledger/person/batch', fill: someone });
  await user.click(screen.getByRole('textbox', { name: '姓名' }));
  await user.paste('张三\n李四\n王\u3000芳\n赵六 13812345678 女\n张三\n');
  await user.click(screen.getByRole('checkbox', { name: '法律明白人' }));
  const preview = within(screen.getByRole('list', { name: '将要添加的人' }));
  await waitFor(() =>
    expect(preview.getAllByRole('checkbox').map((box) => (box as HTMLInputElement).checked)).toEqual([
      true,
      false,
      true,
      true,
      false,
    ]),
  );

  await user.click(screen.getByRole('button', { name: '保存 3 人' }));
  await screen.findByRole('list', { name: '人员' });
  const rows = await store.db.rows('person').toArray();
  expect(new Set(rows.map(({ values }) => values['name']))).toEqual(new Set(['张三', '李四', '王芳', '赵六']));
  expect(rows.find(({ values }) => values['name'] === '赵六')?.values).toMatchObject({
    phone: '13812345678',
    sex: 'female',
  });
  const last = await store.db.changes.toCollection().last();
  expect(last?.records).toHaveLength(3);
});

test('what was pasted survives a killed page, and a role is asked for', async (context) => {
  const { user, store, reopen } = await openVillage(context, { me: '', path: '/ledger/person/batch' });
  await user.type(screen.getByRole('textbox', { name: '姓名' }), '张三');
  await user.click(screen.getByRole('button', { name: '保存 1 人' }));
  await screen.findByText(/请选这些人的身份/);
  await waitFor(async () => expect((await store.db.meta.get('local/batchPeople'))?.value).toBe('张三'));
  await reopen('/ledger/person/batch');
  await waitFor(() => expect(screen.getByRole('textbox', { name: '姓名' })).toHaveProperty('value', '张三'));
});

test('over a form that opens nothing is said to be stored any more', async (context) => {
  const { user } = await openVillage(context, { me: '', path: '/ledger/person/batch' });
  await user.type(screen.getByRole('textbox', { name: '姓名' }), '张三');
  await user.click(screen.getByRole('checkbox', { name: '法律明白人' }));
  await user.click(screen.getByRole('button', { name: '保存 1 人' }));
  await screen.findByText('已存本机，加了 1 人');
  await user.click(await screen.findByRole('link', { name: '加人员' }));
  await screen.findByRole('heading', { level: 1, name: '加人员' });
  await waitFor(() => expect(screen.queryByText('已存本机，加了 1 人')).toBeNull());
});
