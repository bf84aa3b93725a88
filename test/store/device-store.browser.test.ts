/** The exchange's store on the browser's own IndexedDB. */
import { expect, test, vi } from 'vitest';
import { deviceStoreSuite } from '#test/help/device-store-suite.ts';
import { chainBy } from '#test/help/chains.ts';
import { syncAll } from '#test/help/suite-device.ts';
import { erasureSuite } from '#test/help/erasure-suite.ts';
import { aSyncDevice } from '#test/help/sync-device.ts';
import { nameOp, TinyServer, WORK } from '#test/help/tiny-server.ts';
import { changesOf } from '#core/change.ts';
import { msOf } from '#core/stamp.ts';
import { groundOf, storeBulk } from '#store/bulk.ts';
import { keepDraft, newDraft } from '#store/drafts.ts';
import { rebuild } from '#store/incoming.ts';
import { removeRecord } from '#store/records.ts';
import { projectionOf } from '#store/projection.ts';
import { venue } from '#kinds/index.ts';
import { keepSpans } from '#store/snapshot.ts';
import { openTally, todayOf } from '#store/store.ts';
import { openWorkspace, watchIdentity } from '#store/workspace.ts';
import { testPorts } from '#test/help/store.ts';

deviceStoreSuite('IndexedDB', aSyncDevice);
erasureSuite('IndexedDB', aSyncDevice);

test('[D1] rows and counters after verdicts are those that the log gives', async (t) => {
  const { store, device, write, open } = await aSyncDevice(t);
  const server = new TinyServer();
  const first = await write(WORK, 'r', '一');
  await write(WORK, 'r2', '二');
  server.write('other', WORK, [nameOp('o', '别')]);
  await syncAll(store, server.exchange(device));
  server.judge(WORK, { change: first.id, state: 'quarantined', reason: 'noRight' });
  await syncAll(store, server.exchange(device));
  const { db } = await open();
  const look = async () => ({
    rows: (await db.rows('venue').toArray()).map(({ at: _at, ...row }) => row),
    counters: (await db.counters.toArray()).filter(({ value }) => value !== 0),
  });
  const before = await look();
  expect(before.counters).toContainEqual({ id: 'records/venue/village', value: 2 });
  await rebuild(await open());
  expect(await look()).toEqual(before);
});

test('[D6] what is pushed is signed up to the last change that travels', async (t) => {
  const { store, device, write } = await aSyncDevice(t);
  await write(WORK, 'a', '一');
  const last = await write(WORK, 'b', '二');
  const { heads, devices } = await store.nextRequest();
  expect(heads).toMatchObject([{ device: await device(), scope: WORK, n: 2, id: last.id }]);
  expect(devices).toMatchObject([{ id: await device() }]);
});

test('[X8] lists that were open forget a scope that was cleared, and no snapshot brings it back', async (t) => {
  const { store, device, write, open } = await aSyncDevice(t);
  const server = new TinyServer();
  await write(WORK, 'r', '一');
  await write(WORK, 'r2', '二');
  await syncAll(store, server.exchange(device));
  let shown = await open();
  const stop = watchIdentity(shown, (next) => (shown = next));
  t.onTestFinished(stop);
  const listed = async (): Promise<number> => {
    const source = projectionOf(shown, 'venue');
    t.onTestFinished(source.subscribe(() => {}));
    await expect.poll(() => source.snapshot().ready).toBe(true);
    return source.snapshot().rows.length;
  };
  expect(await listed()).toBe(2);
  const before = shown;
  server.scopes = { ...server.scopes, [WORK]: 'push' };
  await syncAll(store, server.exchange(device));
  await expect.poll(() => shown.identity.cleared).toBe(1);
  const { rows } = projectionOf(before, 'venue').snapshot();
  const written = rows.map((slim, i) => ({ id: slim.id, at: 1000 + i, slim }));
  await keepSpans(before, venue, [{ from: 0, written }]);
  expect(await listed()).toBe(0);
  expect(await before.db.counters.get('records/venue/village')).toMatchObject({ value: 0 });
});

test('[D2] whatever is written waits until the disk has it: saves, drafts, files and pages alike', async (t) => {
  const relaxed = new Set<string>();
  let strict = 0;
  // oxlint-disable-next-line typescript/unbound-method -- called with its own `this` below
  const { transaction } = IDBDatabase.prototype;
  // Before the database is open: Dexie keeps what it finds then.
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...of) {
    const made = transaction.apply(this, of);
    if (made.mode === 'readwrite' && made.durability !== 'strict') relaxed.add([...made.objectStoreNames].join());
    if (made.mode === 'readwrite') strict += 1;
    return made;
  });
  const { store: exchange, device, write, open, importFile } = await aSyncDevice(t);
  const store = await open();
  const server = new TinyServer();
  await write(WORK, 'r', '一');
  const draft = newDraft(store, venue, { today: null, unit: 'u', me: null, committee: null }, { name: '调解室' });
  await keepDraft(store, draft);
  const [row] = await store.db.rows('venue').toArray();
  if (row !== undefined) await removeRecord(store, row, '记错');
  await importFile(chainBy('other', WORK, 3));
  await syncAll(exchange, server.exchange(device));
  expect([...relaxed]).toEqual([]);
  expect(strict).toBeGreaterThan(6);
});

test('[C7] stamps and today follow the server, on a phone whose clock is two years behind', async (t) => {
  const { store, device, write, open } = await aSyncDevice(t);
  const server = new TinyServer();
  server.now = Date.UTC(2028, 2, 1);
  await syncAll(store, server.exchange(device));
  expect(todayOf(await open())).toBe('2028-03-01');
  const { stamp } = await write(WORK, 'r', '一');
  expect(Math.abs(msOf(stamp) - server.now)).toBeLessThan(60_000);
  // And without a network at the next start.
  const again = await openWorkspace((await open()).db.name, testPorts());
  if (again.kind !== 'open') throw new Error(again.kind);
  expect(todayOf(again.store)).toBe('2028-03-01');
  again.store.db.close();
});

test('[D6] what an import writes beside somebody’s content at answered positions is offered all the same', async (t) => {
  const { store: exchange, write, open } = await aSyncDevice(t);
  await write(WORK, 'r', '一');
  const store = await open();
  const { db, identity } = store;
  const chain = await db.chains.get([identity.device, WORK]);
  if (chain === undefined) throw new Error('no chain');
  await db.chains.put({ ...chain, beside: chain.n + 2 });
  await db.acks.put({ device: identity.device, scope: WORK, n: chain.n + 2 });
  const ground = await groundOf(store, [WORK]);
  const changes = changesOf([nameOp('r2', '二')], WORK, openTally(store, ground.ticks).by('action'), chain);
  expect(await storeBulk(store, { ground, changes, folded: [] })).toEqual({ ok: true, value: 'stored' });
  expect(await exchange.countWaiting()).toBe(1);
  expect(await db.chains.get([identity.device, WORK])).toMatchObject({ n: chain.n + 1, beside: chain.n + 2 });
});
