import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { kindOf } from '#kinds/index.ts';
import { saveValues } from '#store/records.ts';
import { newId, type Store } from '#store/store.ts';
import { openVillage } from './app.tsx';

const people = ['冉一', '冉二', '白三'];
const fill = (store: Store) =>
  saveValues(
    store,
    people.map((name) => ({
      kind: kindOf('person'),
      record: newId(store),
      unit: store.identity.units[0] as string,
      values: { name, roles: { [newId(store)]: { role: 'lawSavvyPerson' } } },
    })),
  );

test('a pasted 接龙 ticks the roster, and names on no roster become guests', async (context) => {
  const { user, store } = await openVillage(context, { path: '/ledger/training/new', fill });
  await user.click(await screen.findByRole('button', { name: /^粘贴名单点名/ }));
  await user.click(screen.getByLabelText('名单'));
  await user.paste('#接龙\n周五培训\n1. 冉一\n2. 白 三\n3. 客人甲');
  await user.click(screen.getByRole('button', { name: '按名单点名' }));
  expect((await screen.findByRole<HTMLInputElement>('checkbox', { name: /^冉一/ })).checked).toBe(true);
  expect(screen.getByRole<HTMLInputElement>('checkbox', { name: /^冉二/ }).checked).toBe(false);
  expect(screen.getByText('名册上没有：客人甲。')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: '这 1 人记为名册外' }));
  await user.click(screen.getByRole('checkbox', { name: '法律明白人' }));
  await user.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(async () => expect(await store.db.rows('training').count()).toBe(1));
  const [training] = await store.db.rows('training').toArray();
  const attendance = Object.values(training?.values['attendance'] as object) as { name: string; state: string }[];
  expect(attendance.map(({ name, state }) => `${name} ${state}`).sort()).toEqual(['冉一 present', '白三 present']);
  expect(Object.values(training?.values['extraAttendees'] as object)).toEqual([{ people: 1 }]);
});
