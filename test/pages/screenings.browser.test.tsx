import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { kindOf } from '#kinds/index.ts';
import { saveValues } from '#store/records.ts';
import { newId, type Store } from '#store/store.ts';

import { openVillage } from './app.tsx';

/** 10 July 2026 in China. */
const JULY = Date.UTC(2026, 6, 10, 2);

const juneOf = (at: number) => (store: Store) =>
  saveValues(store, [
    {
      kind: kindOf('screening'),
      record: newId(store),
      unit: store.identity.units[at] as string,
      values: { period: { from: '2026-06-01', to: '2026-06-30' }, screened: 2, found: 3 },
    },
  ]);

test('the office sees which villages have not reported, and one tap reports that nothing was found', async (context) => {
  const options = { villages: ['永祥村', '城墙村'], clock: { ms: JULY }, fill: juneOf(1) };
  const { user, router } = await openVillage(context, { ...options, path: '/' });
  const line = await screen.findByRole('link', { name: /2026年6月矛盾纠纷排查还有 1 个村没有报：城墙村/ });
  await user.click(line);

  await screen.findByRole('list', { name: '2026年6月还没有报的' });
  const table = screen.getByRole('table', { name: '各村排查报告' });
  const june = within(table).getByRole('row', { name: /^2026年6月/ });
  expect(
    within(june)
      .getAllByRole('cell')
      .map((cell) => cell.textContent),
  ).toEqual(['发现 3', '没有报']);

  const button = screen.getByRole('button', { name: '城墙村零报告' });
  await user.dblClick(button);
  await waitFor(() => expect(screen.queryByRole('list', { name: '2026年6月还没有报的' })).toBeNull());
  expect(
    within(june)
      .getAllByRole('cell')
      .map((cell) => cell.textContent),
  ).toEqual(['发现 3', '零报告']);

  await user.click(within(june).getByRole('link', { name: '零报告' }));
  await waitFor(() => expect(router.state.location.pathname).toMatch(/^\/ledger\/screening\/./));
  await screen.findByRole('heading', { name: '2026年6月矛盾纠纷排查（零报告）' });
});

test('with something found the form opens for that round of that village, and nothing else moves there', async (context) => {
  const options = { villages: ['永祥村', '城墙村'], clock: { ms: JULY }, fill: juneOf(1) };
  const { user, router, store } = await openVillage(context, { ...options, path: '/tasks/screenings' });
  await user.click(await screen.findByRole('link', { name: '城墙村有发现，去记' }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/ledger/screening/new'));
  await user.type(await screen.findByRole('textbox', { name: /^发现/ }), '2');
  await user.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(async () => expect(await store.db.rows('screening').count()).toBe(2));
  const found = (await store.db.rows('screening').toArray()).find(({ values }) => values['found'] === 2);
  expect(found?.unit).toBe(store.identity.units[2]);
  expect(found?.values['period']).toEqual({ from: '2026-06-01', to: '2026-06-30' });
  // Where one works stays what was chosen on the home screen.
  expect(await store.db.meta.get('local/unit')).toBeUndefined();
});

test('how often they report is set one tap away', async (context) => {
  const options = { villages: ['永祥村', '城墙村'], clock: { ms: JULY }, fill: juneOf(1) };
  const { user } = await openVillage(context, { ...options, path: '/tasks/screenings' });
  await user.click(await screen.findByRole('link', { name: '多久报一次' }));
  expect(await screen.findByRole('radiogroup', { name: /排查多久报一次/ })).toBeTruthy();
});
