import { expect, test, type TestContext } from 'vitest';
import { person } from '#kinds/index.ts';
import type { StoredRow } from '#store/db.ts';
import { projectionOf, type Projection } from '#store/projection.ts';
import { removeRecord, saveValues } from '#store/records.ts';
import { isWorthKeeping, readSnapshot, writeSnapshot } from '#store/snapshot.ts';
import type { Store } from '#store/store.ts';
import { aStore } from '#test/help/store.ts';

const people = (store: Store, count: number) =>
  saveValues(
    store,
    Array.from({ length: count }, (_, i) => ({
      kind: person,
      record: `p${i}`,
      unit: store.identity.units[0] ?? '',
      values: { name: `示例${i}` },
    })),
  );

/** As another visit would see it: the projection belongs to the open store, so a new handle starts from nothing. */
async function loaded(store: Store, context: TestContext): Promise<Projection> {
  const source = projectionOf({ ...store }, 'person');
  context.onTestFinished(source.subscribe(() => {}));
  await expect.poll(() => source.snapshot().ready, { timeout: 10_000 }).toBe(true);
  return source.snapshot();
}

const version = (store: Store): number => store.ports.builtAt;

test('[D10] a projection comes back from its snapshot with what was written since', async (t) => {
  const store = await aStore(t);
  await people(store, 30);
  const { rows } = await loaded(store, t);
  // A mark that only the snapshot carries shows that it was read.
  const marked = rows.map((row) => (row.id === 'p3' ? { ...row, missing: ['从快照来'] } : row));
  const watermark = Math.max(...(await store.db.rows('person').toArray()).map(({ at }) => at));
  await writeSnapshot(store.db, 'person', version(store), { watermark, rows: marked });
  await saveValues(store, [
    { kind: person, record: 'late', unit: store.identity.units[0] ?? '', values: { name: '后来' } },
  ]);
  await removeRecord(store, (await store.db.rows('person').get('p1')) as StoredRow, '误记');

  const again = await loaded(store, t);
  expect(again.rows.find(({ id }) => id === 'p3')?.missing).toEqual(['从快照来']);
  expect(again.rows.map(({ id }) => id).sort()).toEqual(
    [...rows.map(({ id }) => id).filter((id) => id !== 'p1'), 'late'].sort(),
  );
});

test('[D10] a snapshot of another build or with a part missing is not used', async (t) => {
  const store = await aStore(t);
  await people(store, 4500);
  const { rows } = await loaded(store, t);
  await writeSnapshot(store.db, 'person', version(store), { watermark: 1, rows });
  expect((await readSnapshot(store.db, 'person', version(store)))?.rows).toEqual(rows);
  expect(await readSnapshot(store.db, 'person', version(store) + 1)).toBeNull();
  await store.db.snapshots.delete(['person', 1]);
  expect(await readSnapshot(store.db, 'person', version(store))).toBeNull();
  expect((await loaded(store, t)).rows).toHaveLength(4500);
});

test('a snapshot is kept only where it saves more than it costs', () => {
  expect(isWorthKeeping(1999, 1999)).toBe(false);
  expect(isWorthKeeping(2500, 2500)).toBe(true);
  expect(isWorthKeeping(20_000, 400)).toBe(false);
  expect(isWorthKeeping(20_000, 1100)).toBe(true);
});
