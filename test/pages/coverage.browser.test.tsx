import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { kindOf } from '#kinds/index.ts';
import { saveValues } from '#store/records.ts';
import { newId, type Store } from '#store/store.ts';
import { openVillage } from './app.tsx';

const person = (store: Store, record: string, at: number, name: string) => ({
  kind: kindOf('person'),
  record,
  unit: store.identity.units[at] as string,
  values: { name, roles: { r: { role: 'lawSavvyPerson' } } },
});

test('who has not been reached stands there by name and village, and a make-up is planned from there', async (context) => {
  const fill = (store: Store) => {
    const [one, two, three] = [newId(store), newId(store), newId(store)];
    return saveValues(store, [
      person(store, one, 1, '冉来了'),
      person(store, two, 1, '田没来'),
      person(store, three, 2, '白没来'),
      {
        kind: kindOf('training'),
        record: newId(store),
        unit: store.identity.units[1] as string,
        values: {
          type: 'businessTraining',
          heldOn: '2026-05-01',
          audience: ['lawSavvyPerson'],
          attendance: { [one]: { state: 'present', name: '冉来了' }, [two]: { state: 'absent', name: '田没来' } },
        },
      },
    ]);
  };
  const { user, store, router } = await openVillage(context, {
    villages: ['永祥村', '城墙村'],
    path: '/tasks/rosters',
    fill,
  });
  await user.click(await screen.findByRole('link', { name: '今年谁还没有参训' }));
  await user.selectOptions(await screen.findByRole('combobox', { name: '名册' }), '法律明白人');
  await screen.findByRole('heading', { name: '还没有参训的 2 人' });
  within(screen.getByRole('list', { name: '永祥村还没有参训的人' })).getByRole('link', { name: '田没来' });
  within(screen.getByRole('list', { name: '城墙村还没有参训的人' })).getByRole('link', { name: '白没来' });
  const villages = screen.getByRole('table', { name: '各村（单位）参训' });
  expect(within(villages).getByRole('row', { name: /^永祥村/ }).textContent).toBe('永祥村21111');
  expect(within(villages).getByRole('row', { name: /^城墙村/ }).textContent).toBe('城墙村10100');

  await user.selectOptions(screen.getByRole('combobox', { name: '村或单位' }), '城墙村');
  await screen.findByRole('heading', { name: '还没有参训的 1 人' });
  await user.type(screen.getByLabelText(/^地点/), '村活动室');
  await user.click(screen.getByRole('button', { name: '排好这场补训' }));
  const waits = await screen.findByText(/已排好法律明白人补训，1 人在名单上/);
  expect(waits).toBeTruthy();

  // It waits on the home screen, and everybody invited is on its list.
  await router.navigate('/');
  await user.click(await screen.findByRole('link', { name: '继续填写' }));
  const box = await screen.findByRole<HTMLInputElement>('checkbox', { name: /^白没来/ });
  expect(box.checked).toBe(true);
  await user.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(async () => expect(await store.db.rows('training').count()).toBe(2));
  const held = (await store.db.rows('training').toArray()).find(({ values }) => values['title'] === '法律明白人补训');
  expect(held).toMatchObject({
    unit: store.identity.units[2],
    values: { place: '村活动室', audience: ['lawSavvyPerson'] },
  });
  await router.navigate('/tasks/coverage?role=lawSavvyPerson');
  await screen.findByRole('heading', { name: '还没有参训的 1 人' });
});
