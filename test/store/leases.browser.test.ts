/** SPEC X10: a phone that holds a lease numbers its cases itself, in the change that takes them on, and never twice. */
import { expect, test, vi, type TestContext } from 'vitest';
import { syncOnce } from '#sync/step.ts';
import { newDraft } from '#store/drafts.ts';
import { numberFor, numberWaiting, ownLeases, stopNumbering } from '#store/leases.ts';
import { saveDraft, saveValues } from '#store/records.ts';
import { newId, type Identity, type Store } from '#store/store.ts';
import { mediationCase } from '#kinds/index.ts';
import { markJoined } from '#test/help/joined.ts';
import { hearLease, leaseOps } from '#test/help/leases.ts';
import { aSyncDevice } from '#test/help/sync-device.ts';
import { CASES, TinyServer } from '#test/help/tiny-server.ts';
import { aStore } from '#test/help/store.ts';

const unitOf = (store: Store): string => store.identity.units[0] ?? '';
const values = (more: { readonly [field: string]: string } = {}) => ({
  disputeType: 'neighbor',
  facts: '两家为一条水沟争执',
  status: 'accepted',
  acceptedOn: '2026-02-27',
  committee: 'c',
  ...more,
});

async function aHolder(t: TestContext): Promise<Store> {
  const alone = await aStore(t);
  const identity: Identity = await markJoined(alone, { role: 'mediator' });
  const store = { ...alone, identity };
  await hearLease(store, identity.device);
  return store;
}

async function take(store: Store, more: { readonly [field: string]: string } = {}): Promise<string> {
  const context = { today: '2026-03-01', unit: unitOf(store), me: null, committee: 'c' };
  const draft = newDraft(store, mediationCase, context, {
    ...values(more),
    parties: { p1: { name: '张三', side: 'partyA' }, p2: { name: '李四', side: 'partyB' } },
  });
  const saved = await saveDraft(store, draft);
  if (!saved.ok) throw new Error(JSON.stringify(saved));
  return draft.record;
}
const numberOf = async ({ db }: Store, record: string) =>
  (await db.rows('mediationCase').get(record))?.values['fileNumber'];

test('[X10] the number stands in the very change that takes the case on, above those that were issued before', async (t) => {
  const store = await aHolder(t);
  const first = await take(store);
  expect(await numberOf(store, first)).toBe('（2026）双民人调字第7号');
  expect(await store.db.changes.where('records').equals(first).count()).toBe(1);
  expect(await numberOf(store, await take(store))).toBe('（2026）双民人调字第8号');
  // Not taken on yet, or of a year that nobody leased.
  expect(await numberOf(store, await take(store, { status: 'registered' }))).toBeUndefined();
  expect(await numberOf(store, await take(store, { acceptedOn: '2025-12-31' }))).toBeUndefined();
});

test('[X10] a phone without leases saves in one transaction, and numbers cases as soon as one has come', async (t) => {
  // Before the database is open: Dexie binds the method then.
  const opened = vi.spyOn(IDBDatabase.prototype, 'transaction');
  t.onTestFinished(() => opened.mockRestore());
  const alone = await aStore(t);
  const store = { ...alone, identity: await markJoined(alone, { role: 'mediator' }) };
  expect(await numberOf(store, await take(store))).toBeUndefined();
  opened.mockClear();
  await take(store);
  expect(opened).toHaveBeenCalledTimes(1);

  await hearLease(store, store.identity.device);
  expect(await numberOf(store, await take(store))).toBe('（2026）双民人调字第7号');
});

test('[X10] cases saved at the same moment get different numbers', async (t) => {
  const store = await aHolder(t);
  const records = await Promise.all(Array.from({ length: 6 }, () => take(store)));
  const numbers = await Promise.all(records.map((record) => numberOf(store, record)));
  const seqs = numbers.map((text) => Number(/第(\d+)号/.exec(typeof text === 'string' ? text : '')?.[1]));
  expect(seqs.sort((a, b) => a - b)).toEqual([7, 8, 9, 10, 11, 12]);
});

test('[X10] cases of other devices get theirs in turn, once, and one that is there by hand is passed over', async (t) => {
  const store = await aHolder(t);
  const record = newId(store);
  const by = { kind: mediationCase, unit: unitOf(store) };
  await saveValues(store, [{ ...by, record, values: values() }]);
  await saveValues(store, [{ ...by, record: newId(store), values: values({ fileNumber: '（2026）双民人调字第9号' }) }]);
  expect([await numberWaiting(store), await numberWaiting(store)]).toEqual([1, 0]);
  expect(await numberOf(store, record)).toBe('（2026）双民人调字第10号');
});

test('[X10] a lease that was given back, went to another device or was claimed by one numbers nothing', async (t) => {
  const store = await aHolder(t);
  await hearLease(store, '');
  expect(await ownLeases(store.db)).toEqual([]);
  expect(await numberOf(store, await take(store))).toBeUndefined();
  await hearLease(store, store.identity.device, { by: 'somebody' });
  expect(await numberOf(store, await take(store))).toBeUndefined();
  await hearLease(store, 'another');
  expect(await numberOf(store, await take(store))).toBeUndefined();
});

test('[X10] a phone that has asked to end a lease gives out no more of it, whether or not it heard the answer; a fresh lease counts again', async (t) => {
  const store = await aHolder(t);
  await take(store);
  const [lease] = await ownLeases(store.db);
  if (lease === undefined) throw new Error('There is no lease');
  // The number just given is not on the server yet, so it must not be asked now.
  expect((await stopNumbering(store, lease)).waiting).toBeGreaterThan(0);
  // The answer was lost: as far as this phone has read, the lease is still its own.
  expect(await ownLeases(store.db)).toMatchObject([{ isReturned: true }]);
  const waits = await take(store);
  expect([await numberOf(store, waits), await numberWaiting(store)]).toEqual([undefined, 0]);

  // It stands after all, and is said anew; nothing was issued by the server meanwhile.
  await hearLease(store, store.identity.device, { last: 6 });
  expect(await ownLeases(store.db)).toMatchObject([{ isReturned: false }]);
  expect(await numberWaiting(store)).toBe(1);
  expect(await numberOf(store, waits)).toBe('（2026）双民人调字第8号');

  const [again] = await ownLeases(store.db);
  if (again === undefined) throw new Error('There is no lease');
  await stopNumbering(store, again);
  await hearLease(store, '', { last: 6 });
  const later = await take(store);
  expect([await ownLeases(store.db), await numberWaiting(store)]).toEqual([[], 0]);
  await hearLease(store, store.identity.device, { last: 9 });
  expect(await numberWaiting(store)).toBe(1);
  expect(await numberOf(store, later)).toBe('（2026）双民人调字第10号');
});

test('[X10] a lease is given back with the last number that was given, though its case is not stored yet', async (t) => {
  const store = await aHolder(t);
  const [lease] = await ownLeases(store.db);
  if (lease === undefined) throw new Error('There is no lease');
  expect((await stopNumbering(store, lease)).last).toBe(6);
  await hearLease(store, store.identity.device);
  const [anew] = await ownLeases(store.db);
  if (anew === undefined) throw new Error('There is no lease');
  expect(await numberFor(store, newId(store), values())).toBe('（2026）双民人调字第7号');
  expect((await stopNumbering(store, anew)).last).toBe(7);
});

test('[X10] a number that was given under an earlier lease and never stored is not given again: the server may have issued it since', async (t) => {
  const store = await aHolder(t);
  const record = newId(store);
  expect(await numberFor(store, record, values())).toBe('（2026）双民人调字第7号');
  expect(await numberFor(store, record, values())).toBe('（2026）双民人调字第7号');
  await hearLease(store, '', { last: 6 });
  await hearLease(store, store.identity.device, { last: 8 });
  expect(await numberFor(store, record, values())).toBe('（2026）双民人调字第9号');
});

test('[X10] a case that came to its number while its form was open is given no second one', async (t) => {
  const store = await aHolder(t);
  const record = newId(store);
  const by = { kind: mediationCase, unit: unitOf(store) };
  await saveValues(store, [{ ...by, record, values: values({ fileNumber: '（2026）双民人调字第3号' }) }]);
  // As the form remembers it, from before the number.
  expect(await numberFor(store, record, values())).toBeNull();
});

test('[X10] a case that the server may have numbered before the lease waits until its scope has been read whole; a new one does not', async (t) => {
  const { store: device, device: idOf, open } = await aSyncDevice(t);
  const FAR = 'far/cases';
  const server = new TinyServer();
  server.scopes = { ...server.scopes, [FAR]: 'write' };
  server.pageSize = 1;
  const exchange = () => syncOnce(device, server.exchange(idOf));
  await exchange();
  const caseOps = (record: string, said: { readonly [field: string]: string }) =>
    Object.entries(said).map(([field, value]) => ({ record, kind: mediationCase.name, field, value, replaces: [] }));
  const theirs = 'theirs';
  server.write('other', FAR, caseOps(theirs, values()));
  server.write('server', FAR, caseOps(theirs, { fileNumber: '（2026）双民人调字第6号' }));
  server.write('server', CASES, leaseOps(await idOf(), 6));
  expect(await exchange()).toMatchObject({ more: true });

  // Between two pages, which may be hours apart without network.
  const store = await open();
  expect(await ownLeases(store.db)).toHaveLength(1);
  expect([await numberFor(store, theirs, values()), await numberWaiting(store)]).toEqual([null, 0]);
  expect(await numberFor(store, newId(store), values())).toBe('（2026）双民人调字第7号');
  expect(await exchange()).toMatchObject({ more: false });
  expect([await numberOf(store, theirs), await numberWaiting(store)]).toEqual(['（2026）双民人调字第6号', 0]);
  server.write('other', FAR, caseOps('later', values()));
  await exchange();
  expect(await numberWaiting(store)).toBe(1);
  expect(await numberOf(store, 'later')).toBe('（2026）双民人调字第8号');

  // Of a scope that comes to be read only now.
  const NEW = 'new/cases';
  server.write('other', NEW, caseOps('old', values()));
  server.write('server', NEW, caseOps('old', { fileNumber: '（2026）双民人调字第5号' }));
  server.scopes = { ...server.scopes, [NEW]: 'write' };
  expect(await exchange()).toMatchObject({ more: true });
  expect([await numberFor(store, 'old', values()), await numberWaiting(store)]).toEqual([null, 0]);
});
