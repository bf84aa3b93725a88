import { screen, waitFor, within } from '@testing-library/react';
import { page } from 'vitest/browser';
import { afterEach, expect, test } from 'vitest';
import { kindOf } from '#kinds/index.ts';
import { saveValues } from '#store/records.ts';
import { newId, type Store } from '#store/store.ts';
import { openVillage } from './app.tsx';

afterEach(() => page.viewport(360, 740));

const fill = (store: Store) => {
  const person = (name: string, role: string) => ({
    kind: kindOf('person'),
    record: newId(store),
    unit: store.identity.units[0] as string,
    values: { name, roles: { [newId(store)]: { role } } },
  });
  const [one, two] = [person('冉光明', 'mediator'), person('冉光铭', 'lawSavvyPerson')];
  return saveValues(store, [
    one,
    two,
    person('白无双', 'lawSavvyPerson'),
    {
      kind: kindOf('training'),
      record: newId(store),
      unit: store.identity.units[0] as string,
      values: {
        type: 'businessTraining',
        title: '春季培训',
        heldOn: '2026-02-01',
        audience: ['lawSavvyPerson'],
        attendance: { [two.record]: { state: 'present', name: '冉光铭' } },
      },
    },
  ]);
};

test('two spellings of one person are pointed out, merged, found under one name, and taken apart again', async (context) => {
  const { user, router, store } = await openVillage(context, { path: '/tasks/rosters', fill });
  await screen.findByText(/有 1 组可能是同一个人登记了两次/);
  await user.click(screen.getByRole('link', { name: '去核对' }));
  const pairs = await screen.findByRole('list', { name: '可能是同一人' });
  await within(pairs).findByText('同村，姓名读音一样');
  await user.click(within(pairs).getByRole('button', { name: '合并，用“冉光明”' }));
  const merged = await screen.findByRole('list', { name: '已合并的人' });
  expect(merged.textContent).toContain('冉光铭 并入 冉光明');
  await screen.findByText(/没有发现像是同一个人的/);

  await router.navigate('/ledger/person');
  // With 李伟, who set the village up.
  const list = await screen.findByRole('list', { name: '人员' });
  await waitFor(() => expect(within(list).getAllByRole('listitem')).toHaveLength(3));
  await user.click(within(list).getByRole('link', { name: /冉光明/ }));
  // What was written under the other name belongs to this one now.
  await user.click(await screen.findByRole('button', { name: /^相关记录/ }));
  await screen.findByRole('link', { name: /春季培训/ });

  const gone = (await store.db.rows('person').toArray()).find(({ values }) => values['name'] === '冉光铭');
  await router.navigate(`/ledger/person/${gone?.id ?? ''}`);
  await screen.findByText('这条已并入冉光明，统计只算一人。');
  await user.click(screen.getByRole('button', { name: '撤销合并' }));
  await screen.findByText(/可能和名册上的冉光明是同一个人/);
  await user.click(screen.getByRole('link', { name: '去核对' }));
  await user.click(await screen.findByRole('button', { name: '不是同一人' }));
  await screen.findByText(/没有发现像是同一个人的/);
  await router.navigate('/ledger/person');
  await waitFor(async () =>
    expect(within(await screen.findByRole('list', { name: '人员' })).getAllByRole('listitem')).toHaveLength(4),
  );
});

test('two whom nothing makes alike are put beside each other by hand, and merged under the name that is right', async (context) => {
  // So low that the list would open below what is in sight.
  await page.viewport(360, 420);
  const { user, router, store } = await openVillage(context, { path: '/ledger/person', fill });
  const list = await screen.findByRole('list', { name: '人员' });
  await user.click(await within(list).findByRole('link', { name: /白无双/ }));
  await user.click(await screen.findByRole('button', { name: '和另一人是同一人' }));
  const choices = await screen.findByRole('listbox', { name: '同一人' });
  // The first of the list is in sight, not behind the bar below.
  const bar = screen.getByRole('link', { name: '修改' }).getBoundingClientRect();
  const [one] = within(choices).getAllByRole('option');
  await waitFor(() => expect(one?.getBoundingClientRect().bottom).toBeLessThan(bar.top));
  // Nobody is the same as herself.
  expect(within(choices).queryByRole('option', { name: /白无双/ })).toBeNull();
  await user.click(within(choices).getByRole('option', { name: /冉光明/ }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/ledger/person/same'));
  const pairs = await screen.findByRole('list', { name: '可能是同一人' });
  const [first] = within(pairs).getAllByRole('listitem');
  within(first as HTMLElement).getByText('您选的两个人');
  await user.click(within(first as HTMLElement).getByRole('button', { name: '合并，用“冉光明”' }));
  const merged = await screen.findByRole('list', { name: '已合并的人' });
  expect(merged.textContent).toContain('白无双 并入 冉光明');
  const rows = await store.db.rows('person').toArray();
  const into = rows.find(({ values }) => values['name'] === '冉光明');
  expect(rows.find(({ values }) => values['name'] === '白无双')?.values['mergedInto']).toBe(into?.id);
});
