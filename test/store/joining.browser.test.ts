import { expect, test, type TestContext } from 'vitest';
import { mediationCase, person, unit, venue } from '#kinds/index.ts';
import type { Account } from '#core/exchange.ts';
import type { EnrolRequest } from '#core/enrolment.ts';
import { accessOf, mayWriteFor } from '#store/access.ts';
import { importBackup } from '#store/backup-import.ts';
import { verify } from '#files/verify.ts';
import { createDeviceStore } from '#store/device-store.ts';
import { joinEmpty, joinWithRecords, type Enrol } from '#store/joining.ts';
import { saveValues } from '#store/records.ts';
import { newId, type Store } from '#store/store.ts';
import { createStandalone } from '#store/standalone.ts';
import { openWorkspace, wipe } from '#store/workspace.ts';
import { changesOfRuns } from '#core/exchange.ts';
import { aVillageBackup, TOWNSHIP, VILLAGE } from '#test/help/backups.ts';
import { aStore, freshName, START, testPorts } from '#test/help/store.ts';

const account: Account = {
  member: 'member',
  name: '王敏',
  person: 'person',
  unit: 'village',
  role: 'mediator',
  caseDuty: true,
  township: 'town',
  servers: ['server'],
};

type Failure = { readonly kind: 'offline' };

/** A server that lets in whoever asks; the first answers may be lost. */
function aServer({ lost = 0, over = {} }: { lost?: number; over?: Partial<Account> } = {}) {
  const requests: EnrolRequest[] = [];
  let left = lost;
  const enrol: Enrol<Failure> = async (body) => {
    requests.push(body);
    if ((left -= 1) >= 0) return { kind: 'offline' };
    return { kind: 'ok', body: { account: { ...account, ...over }, epoch: 'e', serverTime: START } };
  };
  return { requests, enrol };
}

async function emptyDb(t: TestContext, name = freshName()) {
  const opened = await openWorkspace(name, testPorts());
  if (opened.kind !== 'empty') throw new Error(opened.kind);
  t.onTestFinished(() => opened.db.delete());
  return opened.db;
}

function entered(outcome: { readonly kind: string }): Store {
  if (outcome.kind !== 'ok') throw new Error(outcome.kind);
  return (outcome as unknown as { readonly store: Store }).store;
}

test('[X12] an empty workspace becomes the member’s, and is open at the next start before anything has come', async (t) => {
  const name = freshName();
  const db = await emptyDb(t, name);
  const { enrol, requests } = aServer();
  const { identity } = entered(await joinEmpty(db, testPorts(), { code: '123456789' }, enrol));
  expect(identity).toMatchObject({
    actor: 'member',
    township: 'town',
    units: ['village'],
    mode: 'village',
    joined: { account },
  });
  expect(requests).toMatchObject([{ code: '123456789', device: { id: identity.device } }]);
  expect(requests[0]).not.toHaveProperty('adopts');
  db.close();
  const again = await openWorkspace(name, testPorts());
  expect(again).toMatchObject({ kind: 'open', store: { identity: { device: identity.device } } });
  if (again.kind === 'open') t.onTestFinished(() => again.store.db.delete());
});

test('[X12] when the answer is lost, the same device asks again with the same code', async (t) => {
  const db = await emptyDb(t);
  const { enrol, requests } = aServer({ lost: 1 });
  expect(await joinEmpty(db, testPorts(), { code: '1' }, enrol)).toEqual({ kind: 'offline' });
  entered(await joinEmpty(db, testPorts(), { code: '1' }, enrol));
  expect(requests[1]?.device.id).toBe(requests[0]?.device.id);
  expect(requests[1]?.device.publicKey).toBe(requests[0]?.device.publicKey);
});

test('[X12] a start that was cut off leaves the way to begin alone open', async (t) => {
  const db = await emptyDb(t);
  await joinEmpty(db, testPorts(), { code: '1' }, aServer({ lost: 1 }).enrol);
  const alone = await createStandalone(db, testPorts(), { mode: 'village', township: '', villages: ['城墙村'] });
  expect(alone.identity.units).toHaveLength(1);
  expect(alone.identity.joined).toBeUndefined();
});

test('[D8] what was recorded alone stays and is offered, and new records go into the real township', async (t) => {
  const store = await aStore(t);
  const { device, township: local, units } = store.identity;
  await saveValues(store, [{ kind: person, record: newId(store), unit: units[0] ?? '', values: { name: '田大山' } }]);
  await importBackup(store, await aVillageBackup());
  const { enrol, requests } = aServer();
  const joined = entered(await joinWithRecords(store, { code: '1' }, enrol));
  expect(joined.identity).toMatchObject({
    device,
    actor: 'member',
    township: 'town',
    units: [...units, 'village'],
    mode: 'village',
  });
  expect(requests[0]?.adopts).toMatchObject({ township: local, units: [{ id: units[0], name: '城墙村' }] });
  const scopes = new Set(
    changesOfRuns((await createDeviceStore(joined, verify).nextRequest()).runs).map(({ scope }) => scope),
  );
  expect(scopes).toEqual(new Set([`${local}/shared`, `${local}/office`, `${units[0]}/work`]));
  await saveValues(joined, [{ kind: venue, record: 'v', unit: 'village', values: { name: '新场所' } }]);
  await saveValues(joined, [{ kind: unit, record: 'u', unit: 'u', values: { name: '组' } }]);
  expect(await joined.db.changes.where('records').equals('v').first()).toMatchObject({
    scope: 'village/work',
    actor: 'member',
  });
  expect(await joined.db.changes.where('records').equals('u').first()).toMatchObject({ scope: 'town/shared' });
});

test('[B3] a township that merged files before it joined offers the villages’ chains too', async (t) => {
  const store = await aStore(t, { villages: ['岩口村', '沙坝村'] });
  const imported = await importBackup(store, await aVillageBackup());
  if (!imported.ok) throw new Error(imported.failure);
  // As a device does that merged before it knew ends of other chains.
  const own = store.identity.device;
  await store.db.chains.filter((chain) => chain.device !== own).delete();
  const { enrol, requests } = aServer({ over: { role: 'office', unit: 'town' } });
  const joined = entered(await joinWithRecords(imported.value.store, { code: '1' }, enrol));
  expect(requests[0]?.adopts?.units.map(({ id }) => id)).toEqual(
    expect.arrayContaining([...store.identity.units.slice(1), TOWNSHIP, VILLAGE]),
  );
  expect(joined.identity.mode).toBe('township');
  const devices = new Set(
    changesOfRuns((await createDeviceStore(joined, verify).nextRequest()).runs).map((one) => one.device),
  );
  expect(devices.size).toBe(2);
});

test('[X12] a set-up link founds the township that the workspace has minted', async (t) => {
  const store = await aStore(t, { villages: ['岩口村', '沙坝村'] });
  const { township, actor, units } = store.identity;
  const { enrol, requests } = aServer({ over: { township, member: actor, unit: '', role: '', name: '' } });
  const joined = entered(await joinWithRecords(store, { setup: 'token' }, enrol));
  expect(requests[0]).toMatchObject({
    setup: 'token',
    founds: { township, member: actor },
    adopts: { township, units: [] },
  });
  expect(joined.identity).toMatchObject({ township, actor, units, mode: 'township', joined: { brought: [] } });
  expect(accessOf(joined.identity, `${township}/office`)).toBe('write');
});

test('[S3] rights are mirrored from the account', async (t) => {
  const db = await emptyDb(t);
  const { identity } = entered(await joinEmpty(db, testPorts(), { code: '1' }, aServer().enrol));
  const scopes = ['town/shared', 'town/office', 'village/cases', 'other/work'];
  expect(scopes.map((scope) => accessOf(identity, scope))).toEqual(['read', 'none', 'write', 'none']);
  expect(mayWriteFor(identity, mediationCase, 'village')).toBe(true);
  expect(mayWriteFor(identity, unit, 'village')).toBe(false);
  const joined = { ...identity.joined!, scopes: { 'village/cases': 'push', 'local/work': 'write' } as const };
  expect(['village/cases', 'local/work'].map((scope) => accessOf({ ...identity, joined }, scope))).toEqual([
    'none',
    'write',
  ]);
});

test('[X8] a wiped workspace is the start screen again', async (t) => {
  const name = freshName();
  const db = await emptyDb(t, name);
  const store = entered(await joinEmpty(db, testPorts(), { code: '1' }, aServer().enrol));
  await wipe(store);
  const again = await openWorkspace(name, testPorts());
  if (again.kind !== 'empty') throw new Error(again.kind);
  t.onTestFinished(() => again.db.delete());
  expect(await again.db.meta.count()).toBe(0);
});
