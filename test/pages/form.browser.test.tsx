import { cleanup, screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { CodeList } from '#kinds/code-list.ts';
import { agreementForms, caseStatuses } from '#kinds/codes.ts';
import type { Items, Values } from '#kinds/field.ts';
import { mediationCase, person, unit } from '#kinds/index.ts';
import { weekOf, zhDay } from '#core/day.ts';
import { setLocal } from '#store/hooks.ts';
import { UNIT, YEAR } from '#store/meta-keys.ts';
import { saveValues } from '#store/records.ts';
import { newId, todayOf, type Store } from '#store/store.ts';
import { openVillage } from './app.tsx';

const caseOf =
  (disputeType: string, acceptedOn: string, more: Values = {}) =>
  (store: Store) =>
    saveValues(store, [
      {
        kind: mediationCase,
        record: newId(store),
        unit: store.identity.units[0] as string,
        values: {
          parties: { a: { name: '田大山', side: 'partyA' }, b: { name: '彭秀英', side: 'partyB' } },
          disputeType,
          acceptedOn,
          ...more,
        },
      },
    ]);

const zhOf = ({ codes }: CodeList): string[] => codes.map(({ zh }) => zh);

const aPerson = (store: Store, name: string, role: string) => ({
  kind: person,
  record: newId(store),
  unit: store.identity.units[0] as string,
  values: { name, roles: { a: { role } } },
});

test('a case that is probably here already is pointed out while it is typed', async (context) => {
  const { user } = await openVillage(context, {
    path: '/ledger/mediationCase/new',
    fill: caseOf('neighbor', '2026-02-20'),
  });
  // In the other order: who is first is chance.
  await user.type(await screen.findByRole('textbox', { name: /甲方.*姓名/ }), '彭秀英');
  await user.type(screen.getByRole('textbox', { name: /乙方.*姓名/ }), '田大山');
  await user.click(screen.getByRole('radio', { name: '合同纠纷' }));
  expect(screen.queryByText(/可能是同一件/)).toBeNull();
  await user.click(screen.getByRole('radio', { name: '邻里纠纷' }));
  expect(await screen.findByText(/可能是同一件/)).toBeTruthy();
});

test('the type of dispute chosen lately stands first among its chips, and 结果 and 协议形式 stand still', async (context) => {
  const lately = caseOf('medical', '2026-02-20', {
    status: 'settled',
    closedOn: '2026-02-20',
    agreementForm: 'oral',
  });
  const { user } = await openVillage(context, { path: '/ledger/mediationCase/new', fill: lately });
  const chipsOf = (name: RegExp) =>
    [...screen.getByRole('radiogroup', { name }).querySelectorAll('label')].map((label) => label.textContent);
  await screen.findByRole('radiogroup', { name: /纠纷类型/ });
  expect(chipsOf(/纠纷类型/)[0]).toBe('医疗纠纷');
  expect(chipsOf(/结果/)).toEqual(zhOf(caseStatuses));
  await user.click(screen.getByRole('radio', { name: '调解成功' }));
  expect(chipsOf(/协议形式/)).toEqual(zhOf(agreementForms));
});

test('a sentence begins the facts, and leaves what is typed alone', async (context) => {
  const { user } = await openVillage(context, { path: '/ledger/mediationCase/new' });
  await user.click(await screen.findByRole('radio', { name: '邻里纠纷' }));
  await user.click(screen.getByRole('button', { name: '双方因排水问题发生争执' }));
  const facts = screen.getByRole('textbox', { name: '纠纷简要情况' });
  expect(facts).toHaveProperty('value', '双方因排水问题发生争执');
  await user.type(facts, '，已经和解');
  // Another one goes to where the cursor stands; nothing that was typed is lost.
  (facts as HTMLTextAreaElement).setSelectionRange(11, 11);
  await user.click(screen.getByRole('button', { name: '双方因通行道路发生争执' }));
  expect(facts).toHaveProperty('value', '双方因排水问题发生争执双方因通行道路发生争执，已经和解');
});

/** 记调解 as far as an oral settlement goes. */
async function settleOrally(user: UserEvent): Promise<HTMLInputElement> {
  await user.type(await screen.findByRole('textbox', { name: /甲方.*姓名/ }), '田大山');
  await user.type(screen.getByRole('textbox', { name: /乙方.*姓名/ }), '彭秀英');
  await user.click(screen.getByRole('radio', { name: '邻里纠纷' }));
  await user.click(screen.getByRole('radio', { name: '调解成功' }));
  expect(screen.queryByLabelText('结案日期')).toBeNull();
  await user.click(screen.getByRole('radio', { name: '口头协议' }));
  return screen.getByLabelText<HTMLInputElement>('结案日期');
}

const savedCase = async (user: UserEvent, store: Store) => {
  await user.click(screen.getByRole('button', { name: '保存' }));
  await screen.findByRole('link', { name: '修改' });
  return (await store.db.rows('mediationCase').toArray())[0]?.values;
};

test('[D11] an oral settlement of today ends today: the day stands in the quick entry and is stored as it stands', async (context) => {
  const { user, store } = await openVillage(context, { path: '/ledger/mediationCase/new' });
  const closedOn = await settleOrally(user);
  expect(closedOn.value).toBe(todayOf(store));
  expect(closedOn.getAttribute('aria-describedby')).toBeTruthy();
  screen.getByText('自动填的，不对可以改');
  expect((await savedCase(user, store))?.['closedOn']).toBe(todayOf(store));
});

test('[D11] the day that was assumed is changed or emptied like any other', async (context) => {
  const { user, store } = await openVillage(context, { path: '/ledger/mediationCase/new' });
  const closedOn = await settleOrally(user);
  await user.clear(closedOn);
  expect(closedOn.value).toBe('');
  expect(screen.queryByText('自动填的，不对可以改')).toBeNull();
  const values = await savedCase(user, store);
  expect(values?.['status']).toBe('settled');
  expect(values).not.toHaveProperty('closedOn');
});

test('[D11] what was assumed is gone with its reason', async (context) => {
  const { user, store } = await openVillage(context, { path: '/ledger/mediationCase/new' });
  await settleOrally(user);
  await user.click(screen.getByRole('radio', { name: '调解中' }));
  expect(await savedCase(user, store)).not.toHaveProperty('closedOn');
});

test('who came to a training without being on the roster of its 对象 is ticked among everybody', async (context) => {
  const { user, store } = await openVillage(context, {
    path: '/ledger/training/new',
    fill: (to) =>
      saveValues(to, [
        aPerson(to, '冉和平', 'mediator'),
        aPerson(to, '田大山', 'lawSavvyPerson'),
        aPerson(to, '彭秀英', 'lawSavvyPerson'),
      ]),
  });
  await user.click(await screen.findByRole('checkbox', { name: '人民调解员' }));
  const field = screen.getByRole('group', { name: '到会' });
  await waitFor(() => expect(within(field).getAllByRole('checkbox')).toHaveLength(1));
  await user.click(within(field).getByRole('button', { name: /^显示全部人员/ }));
  await user.click(await within(field).findByRole('checkbox', { name: /^田大山/ }));
  await user.click(within(field).getByRole('button', { name: '全部到会' }));
  await user.click(screen.getByRole('button', { name: '保存' }));
  await screen.findByRole('link', { name: '修改' });
  const attendance = (await store.db.rows('training').toArray())[0]?.values['attendance'] as Items;
  const names = Object.values(attendance).map(({ name }) => name);
  expect(new Set(names)).toEqual(new Set(['冉和平', '田大山']));
});

test('[D13] whoever works on another year is asked for the day, and is offered today in the present one', async (context) => {
  const dayIn = async (year: number) => {
    const { user, router } = await openVillage(context, {
      path: '/ledger/publicityEvent/new',
      fill: (store) => setLocal(store, YEAR, year),
    });
    const day = await screen.findByLabelText<HTMLInputElement>(/活动日期/, { selector: 'input' });
    const proposed = day.value;
    await user.click(screen.getByRole('button', { name: '活动日期：今天' }));
    const filled = day.value;
    await router.navigate('/mine');
    cleanup();
    return { proposed, filled };
  };
  const now = await dayIn(2026);
  expect(now.proposed).toBe(now.filled);
  expect(await dayIn(2024)).toEqual({ proposed: '', filled: now.filled });
});

test('[D8] what is recorded for a village that stands for another one goes to that one', async (context) => {
  const { user, store } = await openVillage(context, {
    villages: ['龙洞村', '龙洞'],
    path: '/ledger/venue/new',
    fill: async (to) => {
      const [village = '', doubled = ''] = to.identity.units.slice(-2);
      const row = await to.db.rows('unit').get(doubled);
      if (row === undefined) throw new Error('No such unit');
      await setLocal(to, UNIT, doubled);
      await saveValues(to, [
        { kind: unit, record: doubled, unit: row.unit, values: { ...(row.values as Values), sameAs: village }, row },
      ]);
    },
  });
  await user.click(await screen.findByRole('radio', { name: '矛盾纠纷调解室' }));
  await user.type(screen.getByRole('textbox', { name: '名称' }), '调解室');
  await user.click(screen.getByRole('button', { name: '保存' }));
  await screen.findByRole('heading', { name: '调解室' });
  const [venue] = await store.db.rows('venue').toArray();
  const doubled = store.identity.units[store.identity.units.length - 1];
  expect(store.identity.units).toContain(venue?.unit);
  expect(venue?.unit).not.toBe(doubled);
});

test('the zero report of this week is one tap and 保存', async (context) => {
  const { user, store } = await openVillage(context, { path: '/ledger/screening/new' });
  await user.click(await screen.findByRole('button', { name: /零报告/ }));
  await user.click(screen.getByRole('button', { name: '保存' }));
  await screen.findByRole('link', { name: '修改' });
  expect(screen.queryByText(zhDay(weekOf(todayOf(store) ?? '').to))).toBeNull();
  expect((await store.db.rows('screening').toArray())[0]?.values).toMatchObject({
    period: weekOf(todayOf(store) ?? ''),
    screened: 1,
    found: 0,
  });
});

test('characters that nobody can see are taken out, and the form says so', async (context) => {
  const { user } = await openVillage(context, { path: '/ledger/venue/new' });
  const name = await screen.findByRole('textbox', { name: '名称' });
  await user.click(name);
  await user.paste('调\u202e解\u0007室');
  expect(name).toHaveProperty('value', '调解室');
  expect(await screen.findByText('已去掉看不见的字符')).toBeTruthy();
});
