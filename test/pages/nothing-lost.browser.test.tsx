/** Ways on which something could vanish or be doubled: a full device, a tap at the wrong moment. */
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { flushDrafts } from '#pages/shell/flush.ts';
import { openVillage } from './app.tsx';

test('tasks picked from the report are added once, however often one taps', async (context) => {
  const { user, store } = await openVillage(context, { path: '/tasks/presets' });
  await user.click((await screen.findAllByRole('checkbox'))[0] as HTMLElement);
  const add = screen.getByRole('button', { name: /^添加 1 项/ });
  fireEvent.click(add);
  fireEvent.click(add);
  await waitFor(async () => expect(await store.db.rows('annualTask').count()).toBeGreaterThan(0));
  await flushDrafts();
  await waitFor(() => expect(screen.queryByRole('button', { name: /^添加/ })).toBeNull());
  expect(await store.db.rows('annualTask').count()).toBe(1);
});
