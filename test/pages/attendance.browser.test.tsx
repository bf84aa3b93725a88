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
  expect(Object.values(training?.values['extraAttendees'] as object)).toEqual([{ people: 1, names: '客人甲' }]);
});

const roster = Array.from({ length: 12 }, (_, at) => `村民${'甲乙丙丁戊己庚辛壬癸子丑'.charAt(at)}`);
const fillMany = (store: Store) =>
  saveValues(store, [...roster.map((name) => personOf(store, 1, name)), personOf(store, 2, '邻村人')]);
const personOf = (store: Store, unit: number, name: string) => ({
  kind: kindOf('person'),
  record: newId(store),
  unit: store.identity.units[unit] as string,
  values: { name, roles: { [newId(store)]: { role: 'lawSavvyPerson' } } },
});
const entriesOf = async (store: Store) => {
  await waitFor(async () => expect(await store.db.rows('training').count()).toBe(1));
  const [training] = await store.db.rows('training').toArray();
  return {
    states: Object.values(training?.values['attendance'] as object)
      .map(({ name, state }: { name: string; state: string }) => `${name} ${state}`)
      .sort(),
    guests: Object.values((training?.values['extraAttendees'] ?? {}) as object) as unknown[],
  };
};

test('a village ticks its own people, takes late comers down as late, and guests by name one after the other', async (context) => {
  const { user, store } = await openVillage(context, {
    villages: ['永祥村', '城墙村'],
    path: '/ledger/training/new',
    fill: fillMany,
  });
  await user.selectOptions(await screen.findByRole('combobox', { name: '单位' }), '永祥村');
  await user.click(screen.getByRole('checkbox', { name: '法律明白人' }));
  await user.click(await screen.findByRole('button', { name: '全部到会' }));
  // 邻村人 is on the same roster, in another village.
  await screen.findByText('到会 12 / 12');
  await user.click(screen.getByRole('checkbox', { name: /^村民甲/ }));
  await user.click(screen.getByRole('radio', { name: '迟到' }));
  await user.click(screen.getByRole('button', { name: '只看没到的 1 人' }));
  await user.click(screen.getByRole('checkbox', { name: /^村民甲/ }));
  await screen.findByText('名册上的人都点到了。');
  const search = screen.getByRole('searchbox', { name: '查找到会人员' });
  await user.click(screen.getByRole('radio', { name: '到' }));
  // Whoever is searched is found on whichever roster; Enter ticks the only one and is ready for the next.
  await user.click(screen.getByRole('button', { name: '看全部' }));
  await user.type(search, '邻村{Enter}');
  expect(search).toHaveProperty('value', '');
  for (const guest of ['客人甲', '客人乙']) {
    await user.type(search, guest);
    await user.click(await screen.findByRole('button', { name: '记为名册外人员' }));
  }
  await user.type(search, '客人甲');
  await screen.findByText('“客人甲”已经记在名册外人员里');
  await user.click(screen.getByRole('button', { name: '保存' }));
  const { states, guests } = await entriesOf(store);
  expect(states).toEqual(
    ['邻村人 present', ...roster.map((name) => `${name} ${name === '村民甲' ? 'late' : 'present'}`)].sort(),
  );
  expect(guests).toEqual([{ names: '客人甲、客人乙', people: 2 }]);
});

test('a roster that was cleared comes back with all that was noted at it', async (context) => {
  const { user, store } = await openVillage(context, {
    villages: ['永祥村', '城墙村'],
    path: '/ledger/training/new',
    fill: fillMany,
  });
  await user.click(screen.getByRole('checkbox', { name: '法律明白人' }));
  await user.click(await screen.findByRole('button', { name: '全部到会' }));
  await user.selectOptions(screen.getByRole('combobox', { name: '村民乙的情况' }), '请假');
  await user.click(screen.getByRole('button', { name: '全部清除' }));
  await screen.findByText('到会 0 / 13');
  await user.click(screen.getByRole('button', { name: '撤销清除' }));
  await screen.findByText('到会 12 / 13');
  await user.click(screen.getByRole('button', { name: '保存' }));
  expect((await entriesOf(store)).states).toContain('村民乙 onLeave');
});
