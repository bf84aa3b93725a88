import * as fc from 'fast-check';
import { expect, test, type TestContext } from 'vitest';
import { mediationCase, person } from '#kinds/index.ts';
import type { Kind } from '#kinds/kind.ts';
import { LedgerDb, type StoredRow } from '#store/db.ts';
import { projectionOf, type Projection } from '#store/projection.ts';
import { rebuild, receive } from '#store/incoming.ts';
import { removeRecord, restoreRecord, saveValues } from '#store/records.ts';
import { keepSpans, nextParts, writtenAs } from '#store/snapshot.ts';
import { slimFields, slimOf, type SlimRow } from '#store/slim.ts';
import type { Store } from '#store/store.ts';
import { caseChanges } from '#test/bench/make.ts';
import { aStore } from '#test/help/store.ts';

const peopleNamed = (store: Store, names: readonly string[]) =>
  saveValues(
    store,
    names.map((name, i) => ({
      kind: person,
      record: `p${i}`,
      unit: store.identity.units[0] ?? '',
      values: { name },
    })),
  );
const people = (store: Store, count: number) =>
  peopleNamed(
    store,
    Array.from({ length: count }, (_, i) => `示例${i}`),
  );

const wait = async (source: ReturnType<typeof projectionOf>): Promise<Projection> => {
  await expect.poll(() => source.snapshot().ready, { timeout: 20_000, interval: 20 }).toBe(true);
  return source.snapshot();
};

/** As another tab sees it: the projection belongs to the connection, so a connection of its own starts from nothing. */
function another(store: Store, { onTestFinished }: Pick<TestContext, 'onTestFinished'>): Store {
  const db = new LedgerDb(store.db.name);
  onTestFinished(() => db.close());
  return { ...store, db };
}

async function loaded(store: Store, context: Pick<TestContext, 'onTestFinished'>, kind = 'person') {
  const source = projectionOf(another(store, context), kind);
  context.onTestFinished(source.subscribe(() => {}));
  return wait(source);
}

const storedRows = (store: Store, kind: Kind) => store.db.rows(kind.name).orderBy('at').toArray();

/** Everything that a row tells, whether it stands by itself or in columns. */
const told = (kind: Kind, { id, unit, missing, conflict, created, changed, values, kind: name }: SlimRow) => ({
  id,
  name,
  unit,
  missing,
  conflict,
  created,
  changed,
  values: Object.fromEntries(slimFields(kind).map((field) => [field, values[field]])),
});
const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);

/** The projection from scratch: every listed row slimmed, in no order. */
const anew = async (store: Store, kind: Kind) =>
  (await storedRows(store, kind))
    .filter(({ removed }) => removed === null)
    .map((row) => told(kind, slimOf(kind, row)))
    .sort(byId);
const toldOf = (kind: Kind, { rows }: Projection) => rows.map((row) => told(kind, row)).sort(byId);

const keepAll = async (store: Store, kind: Kind, upTo = Infinity) => {
  const rows = (await storedRows(store, kind)).filter(({ at }) => at <= upTo);
  await keepSpans(store, kind, [{ from: 0, written: rows.map((row) => writtenAs(kind, row)) }]);
};

test('[D10] a projection comes back from its parts with what was written since', async (t) => {
  const store = await aStore(t);
  await people(store, 30);
  await keepAll(store, person);
  // A mark that only the part carries shows that it was read.
  await store.db.snapshots.toCollection().modify((part) => {
    Object.assign(part.about, { missing: JSON.stringify(Array.from({ length: 30 }, () => ['从快照来'])) });
  });
  await saveValues(store, [
    { kind: person, record: 'late', unit: store.identity.units[0] ?? '', values: { name: '后来' } },
  ]);
  await removeRecord(store, (await store.db.rows('person').get('p1')) as StoredRow, '误记');

  const { rows } = await loaded(store, t);
  expect(rows.find(({ id }) => id === 'p3')?.missing).toEqual(['从快照来']);
  expect(rows.map(({ id }) => id).sort()).toEqual(
    [...Array.from({ length: 30 }, (_, i) => `p${i}`).filter((id) => id !== 'p1'), 'late'].sort(),
  );
});

test('[D10] what many records brought at once is kept with them, and tells what the rows tell', async (t) => {
  const store = await aStore(t);
  const unit = store.identity.units[0] ?? '';
  await receive(store, { changes: caseChanges(1000, unit, 'd'.repeat(32)) });
  await expect.poll(() => store.db.snapshots.count()).toBeGreaterThan(0);
  const whole = await anew(store, mediationCase);
  // What the rows themselves said would now be missing.
  await store.db.rows('mediationCase').clear();
  const projection = await loaded(store, t, 'mediationCase');
  expect(whole).toHaveLength(1000);
  expect(toldOf(mediationCase, projection)).toEqual(whole);
});

test('[D10] parts of a build that slims in another way are not used, and a missing one costs nothing but time', async (t) => {
  const store = await aStore(t);
  await people(store, 4500);
  await keepAll(store, person);
  const [first] = await nextParts(store, person, 0);
  expect(await nextParts(store, person, first?.part ?? Infinity)).not.toEqual([]);
  const newer: Store = { ...store, ports: { ...store.ports, countedBy: 'newer' } };
  expect(await nextParts(newer, person, 0)).toEqual([]);
  await store.db.snapshots.delete([first?.kind ?? '', first?.part ?? 0]);
  expect(toldOf(person, await loaded(store, t))).toEqual(await anew(store, person));
});

test('[D10] parts of a build that slims alike are used, whatever it counts', async (t) => {
  const store = await aStore(t);
  await people(store, 10);
  await keepAll(store, person);
  const newer: Store = { ...store, ports: { ...store.ports, countedBy: `${store.ports.countedBy}.newer` } };
  expect(await nextParts(newer, person, 0)).toHaveLength(1);
});

test('[D10] parts that were made in another way go when new ones are kept', async (t) => {
  const store = await aStore(t);
  await people(store, 10);
  await keepAll(store, person);
  const newer: Store = { ...store, ports: { ...store.ports, countedBy: 'newer' } };
  await keepAll(newer, person);
  expect(await nextParts(store, person, 0)).toEqual([]);
  expect(await nextParts(newer, person, 0)).toHaveLength(1);
});

test('[D1] what was kept goes when rows are made anew from the log', async (t) => {
  const store = await aStore(t);
  await people(store, 5);
  await keepAll(store, person);
  await rebuild(store);
  expect(await store.db.snapshots.count()).toBe(0);
});

test('[D10] whatever was saved, removed, brought and kept in between, a projection equals the rows', async (t) => {
  const store = await aStore(t);
  const unit = store.identity.units[0] ?? '';
  let said = 0;
  const save = (record: string, row: StoredRow | undefined) => {
    const values = { place: `第${(said += 1)}处`, peopleInvolved: said };
    return saveValues(store, [{ kind: mediationCase, record, unit, values, ...(row === undefined ? {} : { row }) }]);
  };
  const play = async ({ what, n }: Step) => {
    const seed = 1 + (n % 3);
    const record = n < 3 ? `own${n}` : `0190000${seed}-0000-7000-8000-${String(n * 30).padStart(12, '0')}`;
    const row = await store.db.rows('mediationCase').get(record);
    if (what === 'save') await save(record, row);
    else if (what === 'remove' && row?.removed === null) await removeRecord(store, row, '误记');
    else if (what === 'back' && typeof row?.removed === 'string') await restoreRecord(store, row);
    else if (what === 'bring') await receive(store, { changes: caseChanges(310, unit, `${seed}`.repeat(32), seed) });
    else if (what === 'keep') {
      const ats = (await storedRows(store, mediationCase)).map(({ at }) => at);
      await keepAll(store, mediationCase, ats[Math.floor((n / 10) * ats.length)]);
    } else if (what === 'forget') {
      const key = (await store.db.snapshots.toCollection().primaryKeys())[n];
      if (key !== undefined) await store.db.snapshots.delete(key);
    }
  };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
      for (const each of steps) await play(each);
      const source = projectionOf(another(store, t), 'mediationCase');
      const leave = source.subscribe(() => {});
      const projection = await wait(source);
      leave();
      expect(toldOf(mediationCase, projection)).toEqual(await anew(store, mediationCase));
    }),
    { numRuns: 8 },
  );
}, 90_000);

interface Step {
  readonly what: 'save' | 'remove' | 'back' | 'bring' | 'keep' | 'forget';
  readonly n: number;
}
const step: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom('save', 'save', 'remove', 'back', 'bring', 'keep', 'keep', 'forget'),
  n: fc.nat({ max: 9 }),
});
