import Dexie from 'dexie';
import { expect, test } from 'vitest';
import { mediationCase } from '#kinds/index.ts';
import type { Draft } from '#store/db.ts';
import { findDraft, keepDraft, newDraft } from '#store/drafts.ts';
import { guarded } from '#store/guarded.ts';
import { saveDraft } from '#store/records.ts';
import { versions } from '#store/schema.ts';
import type { Store } from '#store/store.ts';
import { createStandalone } from '#store/standalone.ts';
import { mintIdentity, openWorkspace, wipe } from '#store/workspace.ts';
import { aStore, freshName, testPorts } from '#test/help/store.ts';

const aDraft = (store: Store): Draft =>
  newDraft(
    store,
    mediationCase,
    { today: '2026-03-01', unit: store.identity.units[0] ?? '', me: null, committee: 'c' },
    {
      parties: { a: { name: '张三' }, b: { name: '李四' } },
      disputeType: 'neighbor',
      facts: '水沟',
      status: 'accepted',
      acceptedOn: '2026-02-27',
    },
  );

test('[D7] a connection that the system closed is reopened and the save goes through', async (t) => {
  const store = await aStore(t);
  store.db.backendDB().close();
  expect(await saveDraft(store, aDraft(store))).toMatchObject({ ok: true });
  expect(await store.db.rows('mediationCase').count()).toBe(1);
});

/** A write of an exchange that was under way when the workspace was cleared. */
const lateWrite = (store: Store) => guarded(store, () => store.db.meta.put({ id: 'late', value: 1 }));

test('[X8] what is under way when a device is cleared does not make its database anew', async (t) => {
  const store = await aStore(t);
  await wipe(store);
  expect(await lateWrite(store)).toEqual({ ok: false, failure: 'closed' });
  expect(await Dexie.exists(store.db.name)).toBe(false);
});

test('[X8] nor does what is under way in another tab', async (t) => {
  const store = await aStore(t);
  const other = await openWorkspace(store.db.name, testPorts());
  if (other.kind !== 'open') throw new Error(other.kind);
  await wipe(store);
  expect(await lateWrite(other.store)).toEqual({ ok: false, failure: 'closed' });
  await expect(other.store.db.meta.count()).rejects.toThrow('closed');
  expect(await Dexie.exists(store.db.name)).toBe(false);
});

test('[D7] a full device says so, stores nothing of the change and keeps the draft', async (t) => {
  const store = await aStore(t);
  const draft = aDraft(store);
  await keepDraft(store, draft);
  const changes = await store.db.changes.count();
  // oxlint-disable-next-line typescript/unbound-method -- called with its own `this` below
  const original = IDBObjectStore.prototype.put;
  // The last write of the transaction meets the full disk: everything before it must go as well.
  IDBObjectStore.prototype.put = function put(this: IDBObjectStore, ...args) {
    if (this.name === 'rows_mediationCase') throw new DOMException('full', 'QuotaExceededError');
    return original.apply(this, args);
  };
  const saved = await saveDraft(store, draft).finally(() => {
    IDBObjectStore.prototype.put = original;
  });
  expect(saved).toEqual({ ok: false, failure: 'full' });
  expect(await store.db.changes.count()).toBe(changes);
  expect((await findDraft(store, draft.id))?.typed).toEqual(draft.typed);
  expect(await saveDraft(store, draft)).toMatchObject({ ok: true });
});

test('every older schema version opens with its unsaved drafts in it', async (t) => {
  for (let version = 1; version <= versions.length; version++) {
    const name = freshName();
    const old = new Dexie(name);
    versions.slice(0, version).forEach((stores, index) => old.version(index + 1).stores(stores));
    await old.open();
    await old.table('drafts').put({ id: 'unsaved', kind: 'mediationCase', typed: { facts: '没写完' }, changedAt: 1 });
    old.close();
    const opened = await openWorkspace(name, testPorts());
    if (opened.kind !== 'empty') throw new Error(opened.kind);
    t.onTestFinished(() => opened.db.delete());
    expect((await opened.db.drafts.get('unsaved'))?.typed).toEqual({ facts: '没写完' });
    expect(opened.db.verno).toBe(versions.length);
  }
});

test('[C8] rows of a kind that the older app did not know move to the table that is theirs', async (t) => {
  const name = freshName();
  const old = new Dexie(name);
  versions.slice(0, 2).forEach((stores, index) => old.version(index + 1).stores(stores));
  await old.open();
  const row = (id: string, kind: string) => ({ id, kind, at: 1, values: {} });
  await old.table('rows_unknown').bulkPut([row('p', 'phrase'), row('x', 'spaceship')]);
  old.close();
  const opened = await openWorkspace(name, testPorts());
  if (opened.kind !== 'empty') throw new Error(opened.kind);
  t.onTestFinished(() => opened.db.delete());
  expect(await opened.db.rows('phrase').toCollection().primaryKeys()).toEqual(['p']);
  expect(await opened.db.rows('spaceship').toCollection().primaryKeys()).toEqual(['x']);
});

test('a database that a newer app has upgraded is left alone and said to be newer', async (t) => {
  const name = freshName();
  const newer = new Dexie(name);
  newer.version(versions.length + 7).stores({ ...Object.assign({}, ...versions), future: 'id' });
  await newer.open();
  newer.close();
  t.onTestFinished(() => newer.delete());
  expect((await openWorkspace(name, testPorts())).kind).toBe('newer');
});

test('a browser without usable IndexedDB is told apart from an empty one', async () => {
  // oxlint-disable-next-line typescript/unbound-method -- put back as it was
  const original = IDBFactory.prototype.open;
  IDBFactory.prototype.open = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  try {
    expect((await openWorkspace(freshName(), testPorts())).kind).toBe('noStorage');
  } finally {
    IDBFactory.prototype.open = original;
  }
});

test('[D7] a transaction that the system cut short is tried once more, and only what failed is', async (t) => {
  const store = await aStore(t);
  // oxlint-disable-next-line typescript/unbound-method -- called with its own `this` below
  const original = IDBObjectStore.prototype.put;
  let cut = 0;
  IDBObjectStore.prototype.put = function put(this: IDBObjectStore, ...args) {
    const request = original.apply(this, args);
    // As a connection does that the system closes by force: no reason is given.
    if (this.name === 'rows_mediationCase' && (cut += 1) === 1) this.transaction.abort();
    return request;
  };
  t.onTestFinished(() => void (IDBObjectStore.prototype.put = original));
  expect(await saveDraft(store, aDraft(store))).toMatchObject({ ok: true });
  expect(cut).toBe(2);
  expect(await store.db.rows('mediationCase').count()).toBe(1);
  const aborted = new DOMException('cut again', 'AbortError');
  expect(await guarded(store, () => Promise.reject(aborted))).toEqual({ ok: false, failure: 'closed' });
});

test('[D8] names for which there was no room are not lost to a ledger without any', async (t) => {
  const ports = testPorts();
  const opened = await openWorkspace(freshName(), ports);
  if (opened.kind !== 'empty') throw new Error(opened.kind);
  t.onTestFinished(() => opened.db.delete());
  const names = { mode: 'village', township: '双泉乡', villages: ['城墙村'] } as const;
  // oxlint-disable-next-line typescript/unbound-method -- called with its own `this` below
  const original = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function put(this: IDBObjectStore, ...args) {
    if (this.name === 'rows_unit') throw new DOMException('full', 'QuotaExceededError');
    return original.apply(this, args);
  };
  await expect(
    createStandalone(opened.db, ports, names).finally(() => {
      IDBObjectStore.prototype.put = original;
    }),
  ).rejects.toThrow('full');
  expect(await opened.db.meta.get('identity')).toBeUndefined();
  const store = await createStandalone(opened.db, ports, names);
  const units = await store.db.rows('unit').toArray();
  expect(new Set(units.map(({ values }) => values['name']))).toEqual(new Set(['双泉乡', '城墙村']));
  expect(units.map(({ id }) => id)).toContain(store.identity.units[0]);
});

test('[D5] a start that was cut off before anything was stored brings the start screen again, and can be made anew', async (t) => {
  const name = freshName();
  const first = await openWorkspace(name, testPorts());
  if (first.kind !== 'empty') throw new Error(first.kind);
  t.onTestFinished(() => first.db.delete());
  const cut = await mintIdentity(first.db, testPorts(), {
    actor: 'a',
    township: 't',
    units: [],
    mode: 'village',
    sample: false,
  });
  const again = await openWorkspace(name, testPorts());
  if (again.kind !== 'empty') throw new Error(again.kind);
  const store = await createStandalone(again.db, testPorts(), { mode: 'village', township: '', villages: ['城墙村'] });
  expect(store.identity.township).not.toBe(cut.identity.township);
  expect((await openWorkspace(name, testPorts())).kind).toBe('open');
});

test('[D7] a lost connection is not opened again to a database that a newer app has upgraded meanwhile', async (t) => {
  const store = await aStore(t);
  const changes = await store.db.changes.count();
  // As the system does: without a word, so that this tab does not learn of the newer version either.
  store.db.backendDB().close();
  const newer = new Dexie(store.db.name);
  newer.version(versions.length + 7).stores({ ...Object.assign({}, ...versions), future: 'id' });
  await newer.open();
  expect(await saveDraft(store, aDraft(store))).toEqual({ ok: false, failure: 'closed' });
  expect(await newer.table('changes').count()).toBe(changes);
  newer.close();
});
