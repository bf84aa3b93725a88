import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { publicityEvent } from '#kinds/index.ts';
import type { Values } from '#kinds/field.ts';
import { saveValues } from '#store/records.ts';
import { newId, type Store } from '#store/store.ts';
import { openVillage } from './app.tsx';

const anEvent = (values: Values) => (store: Store) =>
  saveValues(store, [
    {
      kind: publicityEvent,
      record: newId(store),
      unit: store.identity.units[0] ?? '',
      values: { forms: ['rally'], themes: ['constitution'], ...values },
    },
  ]);

const line = async (name: string) => {
  const what = await screen.findByText(name, { selector: 'li b' });
  return within(what.closest('li') as HTMLElement);
};

test('a tap on a date of the calendar begins its event', async (context) => {
  const { user } = await openVillage(context, { path: '/tasks/calendar' });
  await user.click((await line('国家宪法日')).getByRole('link', { name: '国家宪法日：记活动' }));
  expect(await screen.findByRole('textbox', { name: /活动名称/ })).toHaveProperty('value', '国家宪法日宣传活动');
  expect(screen.getByRole('checkbox', { name: '宪法' })).toHaveProperty('checked', true);
});

test('what was held for a date stands beside it', async (context) => {
  const { router } = await openVillage(context, {
    path: '/tasks/calendar',
    fill: anEvent({ heldOn: '2026-03-12', title: '植树节宣传活动' }),
  });
  const tree = await line('植树节');
  await waitFor(() => expect(tree.getByText('已办 1 场')).toBeTruthy());
  tree.getByRole('link', { name: '植树节：看活动' }).click();
  await screen.findByRole('heading', { name: '植树节宣传活动' });
  expect(router.state.location.pathname).toMatch(/^\/ledger\/publicityEvent\//);
});

test('a week that is announced is dated once, and stands in the year from then on', async (context) => {
  const { user, router } = await openVillage(context, { path: '/tasks/calendar', villages: ['城墙村', '石泉村'] });
  await user.click((await line('宪法宣传周')).getByRole('link', { name: '宪法宣传周：填日期' }));
  expect(await screen.findByRole('textbox', { name: '名称' })).toHaveProperty('value', '宪法宣传周');
  await user.click(screen.getByRole('button', { name: /添加.*一年|一年/ }));
  const [from, to] = Array.from(document.querySelectorAll<HTMLInputElement>('input[type=date]'));
  await user.type(from as HTMLInputElement, '2026-12-01');
  await user.type(to as HTMLInputElement, '2026-12-07');
  await user.click(screen.getByRole('button', { name: '保存' }));
  await screen.findByRole('heading', { name: '宪法宣传周' });
  await router.navigate('/tasks/calendar');
  expect(await screen.findByText(/2026年12月1日至7日/)).toBeTruthy();
  const undated = screen.getByRole('list', { name: '2026年还没有日期的普法节点' });
  expect(within(undated).queryByText('宪法宣传周')).toBe(null);
});

test('the year goes into the calendar of the phone, and names nobody', async (context) => {
  const files: Blob[] = [];
  vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => {
    files.push(file as Blob);
    return 'blob:none';
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
  const { user } = await openVillage(context, { path: '/tasks/calendar' });
  await user.click(await screen.findByRole('button', { name: '存进手机日历' }));
  await waitFor(() => expect(files).toHaveLength(1));
  vi.restoreAllMocks();
  const text = (await files[0]?.text()) ?? '';
  expect(text).toContain('SUMMARY:普法：国家宪法日');
  expect(text).toMatch(/DTSTART;VALUE=DATE:20261204\r\nDTEND;VALUE=DATE:20261205/);
});

test('home leads to the whole year', async (context) => {
  const { user } = await openVillage(context);
  await user.click(await screen.findByRole('link', { name: '全年日历' }));
  expect(await screen.findByRole('heading', { name: '普法日历' })).toBeTruthy();
});
