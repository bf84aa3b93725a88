import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { CHAIN_START, changesOf } from '#core/change.ts';
import { erasureOps, type Erasure } from '#core/erasure.ts';
import { committee, mediationCase } from '#kinds/index.ts';
import { member } from '#kinds/member.ts';
import { setLocal } from '#store/hooks.ts';
import { receive } from '#store/incoming.ts';
import { textAbout } from '#store/meta-keys.ts';
import { saveValues } from '#store/records.ts';
import { newId, type Store } from '#store/store.ts';
import { markJoined, type JoinedAs } from '#test/help/joined.ts';
import { aServer, type Routes } from '#test/help/routes.ts';
import { hearLease } from '#test/help/leases.ts';
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
async function openCase(t: Parameters<typeof openVillage>[0], as: JoinedAs = {}, routes: Routes = {}) {
  const record = `case-${START}`;
  const server = aServer({ '/api/erasures': 204, '/api/leases': 204, ...routes });
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

  await setLocal(store, textAbout(record, 'story'), '两家为一条水沟争执');
  await hear(store, { record, paths: [], reason: 'asked', by: store.identity.actor });
  expect(await screen.findByText(/个人信息已依法删除，原因：\s*本人要求删除（.+，2026年3月1日/)).toBeTruthy();
  await waitFor(() => expect(screen.queryByText('两家为一条水沟争执')).toBeNull());
  expect(screen.queryByRole('button', { name: '依法删除个人信息' })).toBeNull();
  expect(screen.queryByRole('link', { name: '修改' })).toBeNull();
  expect(JSON.stringify(await store.db.changes.toArray())).not.toContain('水沟');
  expect(JSON.stringify(await store.db.meta.toArray())).not.toContain('水沟');
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

test('[C9] a record that the server does not have yet goes up before it is erased there', async (t) => {
  let isKnown = false;
  const { store, user, calls } = await openCase(t, {}, { '/api/erasures': () => (isKnown ? 204 : 'notFound') });
  await user.click(await screen.findByRole('button', { name: '依法删除个人信息' }));
  await user.click(screen.getByRole('radio', { name: '本人要求删除' }));
  await user.click(screen.getByRole('button', { name: '删除，不能恢复' }));
  expect(await screen.findByText('正在先上报这条记录，再删除…')).toBeTruthy();
  isKnown = true;
  const chains = await store.db.chains.toArray();
  await store.db.acks.bulkPut(chains.map(({ device, scope, n }) => ({ device, scope, n })));
  await waitFor(() => expect(screen.queryByRole('button', { name: '删除，不能恢复' })).toBeNull());
  expect(calls.filter(({ path }) => path === '/api/erasures')).toHaveLength(2);
});

for (const [what, account, isFree] of [
  ['办案', { caseDuty: true }, false],
  ['不再办案', { caseDuty: false }, true],
  ['已停用', { caseDuty: true, endedOn: '2026-02-01' }, true],
] as const)
  test(`[X10] numbers are taken back from the phone of whoever has lost the right to the cases: ${what}`, async (t) => {
    const wang = newId({ ports: { ...testPorts(), randomBytes: (length) => new Uint8Array(length) } });
    const device = { id: 'aaaaaa1111', name: '王芳的手机', member: wang, state: 'active', since: START, seenAt: START };
    const server = aServer({ '/api/devices': { devices: [device] } });
    const { router, store } = await openVillage(t, {
      path: '/',
      villages: ['城墙村', '龙洞村'],
      fill: async (fresh) => {
        const unit = fresh.identity.units[1] ?? '';
        const values = { name: '王芳', unit, role: 'mediator', ...account };
        await saveValues(fresh, [{ kind: member, record: wang, unit, values }]);
        await markJoined(fresh);
      },
      send: server.send,
    });
    const committees = await store.db.rows(committee.name).toArray();
    const own = committees.find(({ values }) => values['unit'] === store.identity.units[1]);
    await hearLease(store, device.id, { committee: own?.id ?? '' });
    await router.navigate(`/mine/accounts/${wang}`);
    const found = isFree
      ? screen.findByRole('button', { name: '收回2026年卷号' })
      : screen.findByText(/2026年的卷号由它编。$/);
    expect(await found).toBeTruthy();
    expect(screen.queryByRole('button', { name: /由它编/ })).toBeNull();
  });
