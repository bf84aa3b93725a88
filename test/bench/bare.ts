/** The yardstick: bare IndexedDB doing the same bytes, with the same stores and indexes and no hashing. */
import { LedgerDb } from '#store/db.ts';

export interface Put {
  readonly table: string;
  readonly value: unknown;
}

/** A second database of the same schema, driven without Dexie. */
export async function openBare(name: string): Promise<IDBDatabase> {
  const db = new LedgerDb(name);
  await db.open();
  return db.backendDB();
}

/** Puts everything, and removes what is to go, in one strict transaction. */
export function putAll(
  db: IDBDatabase,
  puts: readonly Put[],
  removes: readonly { readonly table: string; readonly key: string }[] = [],
): Promise<void> {
  return new Promise((resolve, reject) => {
    const tables = [...new Set([...puts, ...removes].map(({ table }) => table))];
    const transaction = db.transaction(tables, 'readwrite', { durability: 'strict' });
    for (const { table, value } of puts) transaction.objectStore(table).put(value);
    for (const { table, key } of removes) transaction.objectStore(table).delete(key);
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('error', () => reject(new Error('bare put failed', { cause: transaction.error })));
  });
}

/** The first `limit` rows of an index from its end, read by a cursor. */
export function lastByCursor(db: IDBDatabase, table: string, index: string, limit: number): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    const rows: unknown[] = [];
    const request = db.transaction(table, 'readonly').objectStore(table).index(index).openCursor(null, 'prev');
    request.addEventListener('error', () => reject(new Error('cursor failed', { cause: request.error })));
    request.addEventListener('success', () => {
      const cursor = request.result;
      if (cursor === null || rows.push(cursor.value) >= limit) resolve(rows);
      else cursor.continue();
    });
  });
}

export const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
