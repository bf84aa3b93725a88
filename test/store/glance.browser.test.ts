import Dexie from 'dexie';
import { expect, test, type TestContext } from 'vitest';
import { annualTask, mediationCase, training } from '#kinds/index.ts';
import { dropGlance, glanceAt, glanceOf } from '#store/glance.ts';
import { setLocal } from '#store/hooks.ts';
import { keepFigures, keptSeen, readKept } from '#store/kept-figures.ts';
import { localKey, UNIT } from '#store/meta-keys.ts';
import { projectionOf } from '#store/projection.ts';
import { saveValues } from '#store/records.ts';
import { versions } from '#store/schema.ts';
import type { Store } from '#store/store.ts';
import { mintIdentity, openDb, openWorkspace } from '#store/workspace.ts';
import { aStore, freshName, testPorts } from '#test/help/store.ts';

/** As a start would find it: nothing of it is open. */
async function closed(store: Store): Promise<string> {
  store.db.close();
  return store.db.name;
}

test('what was seen of a workspace lets in before its database is open, and is forgotten when told', async (t) => {
  const store = await aStore(t, { villages: ['城墙村', '双河村'] });
  await setLocal(store, UNIT, 'chosen');
  const name = await closed(store);
  const seen = await glanceAt(name);
  expect(seen?.units.map(({ values }) => values['name'])).toEqual(expect.arrayContaining(['城墙村', '双河村']));
  expect(seen?.meta.get(localKey(UNIT))).toBe('chosen');
  const opened = await openWorkspace(name, testPorts(), seen);
  if (opened.kind !== 'open') throw new Error(opened.kind);
  expect(opened.store.identity).toEqual(store.identity);
  expect(opened.store.db.isOpen()).toBe(false);
  expect(glanceOf(opened.store.db)).toBe(seen);
  dropGlance(opened.store.db);
  expect(glanceOf(opened.store.db)).toBeNull();
  expect(await openDb(opened.store.db)).toBeNull();
  expect((await opened.store.db.rows('unit').toArray()).length).toBe(seen?.units.length);
  opened.store.db.close();
});

test('[D2] a record that is saved before the database is open is kept', async (t) => {
  const store = await aStore(t);
  const name = await closed(store);
  const opened = await openWorkspace(name, testPorts(), await glanceAt(name));
  if (opened.kind !== 'open') throw new Error(opened.kind);
  const values = { facts: '水沟', acceptedOn: '2026-02-27' };
  const unit = store.identity.units[0] ?? '';
  const entry = { kind: mediationCase, record: 'r1', unit, values };
  expect(await saveValues(opened.store, [entry])).toMatchObject({ ok: true });
  expect((await opened.store.db.rows('mediationCase').get('r1'))?.values['facts']).toBe('水沟');
  opened.store.db.close();
});

const FIGURES = { sessions: 3 };

/** One task, and the figures of its year. */
async function aPlannedYear(t: TestContext): Promise<Store> {
  const store = await aStore(t);
  const unit = store.identity.township;
  await saveValues(store, [{ kind: annualTask, record: 'task', unit, values: { year: 2026, title: '培训' } }]);
  await keepFigures(store, '2026', new Map(), FIGURES, 'tasks');
  return store;
}

/** As the next start enters it. */
async function seenAnew(store: Store, ofYear: boolean): Promise<Store> {
  const name = await closed(store);
  const opened = await openWorkspace(name, testPorts(), await glanceAt(name, ofYear));
  if (opened.kind !== 'open') throw new Error(opened.kind);
  return opened.store;
}

const titlesIn = (store: Store) =>
  projectionOf(store, 'annualTask')
    .snapshot()
    .rows.map(({ values }) => values['title']);

test('[F18] a screen of the year begins with the tasks and the figures that were seen, before the database is open', async (t) => {
  const store = await seenAnew(await aPlannedYear(t), true);
  expect(projectionOf(store, 'annualTask').snapshot().ready).toBe(true);
  expect(titlesIn(store)).toEqual(['培训']);
  expect(keptSeen(store, '2026', 'tasks')).toEqual({ figures: FIGURES, isCurrent: true });
  expect(keptSeen(store, '2025', 'tasks')).toBeNull();
  expect(store.db.isOpen()).toBe(false);
  // What is written from now on is followed.
  t.onTestFinished(projectionOf(store, 'annualTask').subscribe(() => {}));
  const unit = store.identity.township;
  await saveValues(store, [{ kind: annualTask, record: 'task2', unit, values: { year: 2026, title: '普法' } }]);
  await expect.poll(() => titlesIn(store)).toEqual(['培训', '普法']);
  store.db.close();
});

test('[F18] figures are not begun with once anything was written since, but read and judged', async (t) => {
  const before = await aPlannedYear(t);
  const unit = before.identity.units[0] ?? '';
  await saveValues(before, [{ kind: training, record: 't1', unit, values: { title: '一', heldOn: '2026-01-05' } }]);
  const store = await seenAnew(before, true);
  expect(keptSeen(store, '2026', 'tasks')).toBeNull();
  expect(await readKept(store, '2026', 'tasks')).toEqual({ figures: FIGURES, isCurrent: true });
  store.db.close();
});

test('any other screen does not wait for them', async (t) => {
  const store = await seenAnew(await aPlannedYear(t), false);
  expect(projectionOf(store, 'annualTask').snapshot().ready).toBe(false);
  expect(keptSeen(store, '2026', 'tasks')).toBeNull();
  store.db.close();
});

test('looking where no database is leaves none behind', async () => {
  const name = freshName();
  expect(await glanceAt(name)).toBeNull();
  expect(await Dexie.exists(name)).toBe(false);
});

test('a database of another version of the app is not looked at', async (t) => {
  for (const version of [versions.length - 1, versions.length + 1]) {
    const name = freshName();
    const other = new Dexie(name);
    other.version(version).stores(Object.assign({}, ...versions) as Record<string, string>);
    await other.open();
    other.close();
    t.onTestFinished(() => Dexie.delete(name));
    expect(await glanceAt(name), String(version)).toBeNull();
  }
});

test('[D5] a start that was cut off before anything was stored is not entered', async (t) => {
  const name = freshName();
  const first = await openWorkspace(name, testPorts());
  if (first.kind !== 'empty') throw new Error(first.kind);
  t.onTestFinished(() => Dexie.delete(name));
  const who = { actor: 'a', township: 't', units: [], mode: 'village', sample: false } as const;
  const store = await mintIdentity(first.db, testPorts(), who);
  await closed(store);
  expect((await openWorkspace(name, testPorts(), await glanceAt(name))).kind).toBe('empty');
});

test('a look keeps nobody from deleting the database', async (t) => {
  const store = await aStore(t);
  const name = await closed(store);
  const looking = glanceAt(name);
  await Dexie.delete(name);
  await looking;
  expect(await Dexie.exists(name)).toBe(false);
});

test('a browser that refuses its storage has nothing to show', async () => {
  // oxlint-disable-next-line typescript/unbound-method -- put back as it was
  const original = IDBFactory.prototype.open;
  IDBFactory.prototype.open = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  try {
    expect(await glanceAt(freshName())).toBeNull();
  } finally {
    IDBFactory.prototype.open = original;
  }
});
