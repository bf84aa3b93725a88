import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { CHAIN_START, changesOf } from '#core/change.ts';
import { erasureOps, type Erasure } from '#core/erasure.ts';
import { committee, mediationCase } from '#kinds/index.ts';
import { member } from '#kinds/member.ts';
import { receive } from '#store/incoming.ts';
import { saveValues } from '#store/records.ts';
import { newId, type Store } from '#store/store.ts';
import { markJoined, type JoinedAs } from '#test/help/joined.ts';
import { aServer } from '#test/help/routes.ts';
import { START, testPorts } from '#test/help/store.ts';
import { openVillage } from './app.tsx';

const CASE = {
  parties: { p1: { name: '张三', side: 'partyA' }, p2: { name: '李四', side: 'partyB' } },
  disputeType: 'neighbor',
  facts: '两家为一条水沟争执',
  status: 'accepted',
  acceptedOn: '2026-02-27',
};

/** A case on a device of a township, and a server that takes whatever is asked of it. */
async function openCase(t: Parameters<typeof openVillage>[0], as: JoinedAs = {}) {
  const record = `case-${START}`;
  const server = aServer({ '/api/erasures': 204, '/api/leases': 204 });
  const app = await openVillage(t, {
    path: '/',
    fill: async (store) => {
      const unit = store.identity.units[0] ?? '';
      await saveValues(store, [{ kind: mediationCase, record, unit, values: CASE }]);
      await markJoined(store, as);
    },
    send: server.send,
  });
  await app.router.navigate(`/ledger/mediationCase/${record}`);
  return { ...app, record, calls: server.calls };
}

/** As the exchange brings it. */
async function hear(store: Store, erasure: Erasure): Promise<void> {
  const scope = `${store.identity.units[0]}/cases`;
  const by = { device: 'server', action: 'erasing', actor: 'server', nextStamp: () => `${START}-0000-server` };
  await receive(store, { changes: changesOf(erasureOps(erasure), scope, by, CHAIN_START), streamed: true });
}

test('[C9] the office has a record erased for a reason, and the page then says what, why and when', async (t) => {
  const { store, user, record, calls } = await openCase(t);
  await user.click(await screen.findByRole('button', { name: '依法删除个人信息' }));
  const form = within(screen.getByRole('region', { name: '依法删除个人信息' }));
  await user.click(form.getByRole('button', { name: '删除，不能恢复' }));
  expect((await form.findByRole('alert')).textContent).toContain('请选原因');
  expect(calls).toEqual([]);
  await user.click(form.getByRole('radio', { name: '本人要求删除' }));
  await user.click(form.getByRole('button', { name: '删除，不能恢复' }));
  const scope = `${store.identity.units[0]}/cases`;
  await waitFor(() =>
    expect(calls).toEqual([{ path: '/api/erasures', body: { scope, record, paths: [], reason: 'asked' } }]),
  );

  await hear(store, { record, paths: [], reason: 'asked', by: store.identity.actor });
  expect(await screen.findByText(/个人信息已依法删除，原因：\s*本人要求删除（.+，2026年3月1日/)).toBeTruthy();
  await waitFor(() => expect(screen.queryByText('两家为一条水沟争执')).toBeNull());
  expect(screen.queryByRole('button', { name: '依法删除个人信息' })).toBeNull();
  expect(screen.queryByRole('link', { name: '修改' })).toBeNull();
  expect(JSON.stringify(await store.db.changes.toArray())).not.toContain('水沟');
});

test('[C9] one party is erased by the name that stands there, and the rest can still be edited', async (t) => {
  const { store, user, record, calls } = await openCase(t);
  await user.click(await screen.findByRole('button', { name: '依法删除个人信息' }));
  await user.click(screen.getByRole('radio', { name: '当事人 李四' }));
  await user.click(screen.getByRole('radio', { name: '保存期限已满' }));
  await user.click(screen.getByRole('button', { name: '删除，不能恢复' }));
  await waitFor(() => expect(calls[0]?.body).toMatchObject({ paths: ['parties.p2'], reason: 'expired' }));
  await hear(store, { record, paths: ['parties.p2'], reason: 'expired', by: 'somebody' });
  expect(await screen.findByText(/一部分个人信息已依法删除/)).toBeTruthy();
  expect(JSON.stringify(await store.db.changes.toArray())).not.toContain('李四');
  expect(screen.getByRole('button', { name: '依法删除个人信息' })).toBeTruthy();
});

test('[C9] nobody but the office is offered an erasure', async (t) => {
  await openCase(t, { role: 'mediator' });
  expect(await screen.findByRole('button', { name: '移除' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: '依法删除个人信息' })).toBeNull();
});

test('[X10] the office lets a device issue a committee’s numbers, after a question', async (t) => {
  const wang = newId({ ports: { ...testPorts(), randomBytes: (length) => new Uint8Array(length) } });
  const device = { id: 'aaaaaa1111', name: '王芳的手机', member: wang, state: 'active', since: START, seenAt: START };
  const server = aServer({ '/api/devices': { devices: [device] }, '/api/leases': 204 });
  const { router, user, store } = await openVillage(t, {
    path: '/',
    villages: ['城墙村', '龙洞村'],
    fill: async (fresh) => {
      const unit = fresh.identity.units[1] ?? '';
      const values = { name: '王芳', unit, role: 'mediator', caseDuty: true };
      await saveValues(fresh, [{ kind: member, record: wang, unit, values }]);
      await markJoined(fresh);
    },
    send: server.send,
  });
  const own = (await store.db.rows(committee.name).toArray()).find(
    ({ values }) => values['unit'] === store.identity.units[1],
  );
  const committeeId = own?.id;
  await router.navigate(`/mine/accounts/${wang}`);
  await user.click(await screen.findByRole('button', { name: /由它编.*2026年卷号/ }));
  expect(await screen.findByText(/卷号以后只由这台设备编/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: /由它编.*2026年卷号/ }));
  await waitFor(() =>
    expect(server.calls.find(({ path }) => path === '/api/leases')?.body).toEqual({
      committee: committeeId,
      year: 2026,
      device: 'aaaaaa1111',
    }),
  );
});
