/** SPEC X10: giving numbers back from the phone that issues them, also where the request does not arrive. */
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { ownLeases } from '#store/leases.ts';
import type { Store } from '#store/store.ts';
import { markJoined } from '#test/help/joined.ts';
import { hearLease } from '#test/help/leases.ts';
import { aServer, type Routes } from '#test/help/routes.ts';
import { openVillage } from './app.tsx';

/** Everything of it is on the server. */
async function acknowledgeAll({ db }: Store): Promise<void> {
  await db.acks.bulkPut((await db.chains.toArray()).map(({ device, scope, n }) => ({ device, scope, n })));
}

async function openHolder(t: Parameters<typeof openVillage>[0], routes: Routes) {
  const server = aServer(routes);
  const app = await openVillage(t, {
    path: '/',
    fill: async (store) => {
      const identity = await markJoined(store, { role: 'mediator' });
      await hearLease(store, identity.device);
      await acknowledgeAll(store);
    },
    send: server.send,
  });
  await app.router.navigate('/mine/sync');
  const [lease] = await ownLeases(app.store.db);
  if (lease === undefined) throw new Error('There is no lease');
  const of = { committee: 'c', year: 2026 };
  const calls = (path: string) => server.calls.filter((call) => call.path === path).map(({ body }) => body);
  const giveBack = async (label: string) => {
    await app.user.click(await screen.findByRole('button', { name: label }));
    await app.user.click(await screen.findByRole('button', { name: label }));
  };
  return { ...app, calls, giveBack, of, held: { said: lease.said, last: 6 } };
}

test('[X10] a give-back that did not reach the server is offered again, and the phone goes on only after the server has said the lease anew', async (t) => {
  const replies: { end: null | 204 } = { end: null };
  const { store, user, calls, giveBack, of, held } = await openHolder(t, {
    '/api/leases/end': () => replies.end,
    '/api/leases/renew': 204,
  });
  expect(screen.queryByRole('button', { name: '继续编号' })).toBeNull();
  await giveBack('交还');
  expect((await screen.findByRole('alert')).textContent).toContain('没有网络');
  expect(await screen.findByText(/还没有交还成功/)).toBeTruthy();
  await giveBack('再交还一次');
  await waitFor(() =>
    expect(calls('/api/leases/end')).toEqual([
      { ...of, held },
      { ...of, held },
    ]),
  );

  await user.click(await screen.findByRole('button', { name: '继续编号' }));
  expect(await screen.findByText(/服务器已答复/)).toBeTruthy();
  expect(calls('/api/leases/renew')).toEqual([of]);
  expect(await ownLeases(store.db)).toMatchObject([{ isReturned: true }]);
  await hearLease(store, store.identity.device);
  expect(await screen.findByText(/受理时本机直接编号/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: '继续编号' })).toBeNull();
});

test('[X10] a lease that had ended is not taken up again, and leaves the page when that is heard', async (t) => {
  const { store, user, giveBack } = await openHolder(t, {
    '/api/leases/end': null,
    '/api/leases/renew': 'notFound',
  });
  await giveBack('交还');
  await user.click(await screen.findByRole('button', { name: '继续编号' }));
  expect(await screen.findByText(/服务器已答复/)).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
  await hearLease(store, '');
  await waitFor(() => expect(screen.queryByText('由本机编的卷号')).toBeNull());
});
