import { expect, test } from 'vitest';
import { isClosed } from '#store/guarded.ts';
import { eachBatch } from '#store/raw-read.ts';
import type { Store } from '#store/store.ts';
import { aStore } from '#test/help/store.ts';

const ALL = { after: 0, upTo: Infinity };

/** People of whom nothing but the order in which they were written is asked; their ids sort the other way round. */
async function aStoreOf(count: number, context: Parameters<typeof aStore>[0]): Promise<Store> {
  const store = await aStore(context);
  const rows = Array.from({ length: count }, (_, i) => ({ id: `p${String(100 - i).padStart(3, '0')}`, at: i + 1 }));
  await store.db.table('rows_person').bulkPut(rows);
  return store;
}

/** The numbers of writing that were handed over, three at a time. */
async function batchesOf({ db }: Store, span: { readonly after: number; readonly upTo: number }): Promise<number[][]> {
  const batches: number[][] = [];
  await eachBatch(db, 'person', { ...span, size: 3 }, (rows) => {
    batches.push(rows.map(({ at }) => at));
  });
  return batches;
}

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

// Around the ends of batches, and of the transactions that five of them share.
for (const count of [0, 1, 2, 3, 4, 14, 15, 16, 30, 31, 47]) {
  test(`[D10] of ${count} rows each is handed over once, in the order in which they were written`, async (t) => {
    const batches = await batchesOf(await aStoreOf(count, t), ALL);
    expect(batches.flat()).toEqual(numbers(1, count));
    expect(batches.every(({ length }) => length <= 3)).toBe(true);
  });
}

test('[D10] of a span neither what stands before it nor what comes after is handed over', async (t) => {
  const store = await aStoreOf(40, t);
  for (const [after, upTo] of [
    [7, 22],
    [7, 23],
    [0, 3],
    [39, 40],
  ] as const)
    expect((await batchesOf(store, { after, upTo })).flat()).toEqual(numbers(after + 1, upTo));
});

test('[C10] a save made meanwhile is stored before everything is read', async (t) => {
  const store = await aStoreOf(90, t);
  let isStored = false;
  const read: boolean[] = [];
  await eachBatch(store.db, 'person', { ...ALL, size: 3 }, () => {
    if (read.length === 0)
      void store.db
        .table('rows_person')
        .put({ id: 'late', at: 91 })
        .then(() => (isStored = true));
    read.push(isStored);
  });
  expect(read.length).toBeGreaterThan(20);
  expect(read.slice(10)).toContain(true);
});

test('[D7] a closed connection says so', async (t) => {
  const store = await aStoreOf(5, t);
  store.db.close();
  const failed: unknown = await batchesOf(store, ALL).catch((error: unknown) => error);
  expect(isClosed(failed)).toBe(true);
  await store.db.open();
});
