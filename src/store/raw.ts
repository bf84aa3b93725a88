/**
 * A strict transaction on the browser's own IndexedDB. Dexie's bookkeeping makes a save of five small writes two and a half times
 * as slow as the writes themselves (docs/decisions/0004-saving.md); everything but the one path of saving, and the reading of projections
 * (raw-read.ts), goes through Dexie. Live queries learn of the writes by the same event that Dexie gives, in all tabs.
 */
import Dexie, { RangeSet } from 'dexie';
import type { LedgerDb } from './db.ts';

type Key = string | readonly string[];

export interface RawTransaction {
  readonly get: <T>(table: string, key: Key) => Promise<T | undefined>;
  readonly getAll: <T>(table: string) => Promise<T[]>;
  readonly getAllBy: <T>(table: string, index: string, key: Key) => Promise<T[]>;
  /** Primary key of the one object that stands at `key` in an index; spares reading the object. */
  readonly getKeyBy: (table: string, index: string, key: IDBValidKey) => Promise<IDBValidKey | undefined>;
  /** Refused, and with it everything, when the object's key is taken. */
  readonly add: (table: string, value: unknown) => void;
  /** Not awaited: a write that fails aborts the transaction, and with it everything. */
  readonly put: (table: string, value: unknown) => void;
  readonly remove: (table: string, key: Key) => void;
}

const answerOf = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('A request failed without a reason')));
  });

/** The browser's own connection; a closed one throws what Dexie would. */
export async function connectionOf(db: LedgerDb): Promise<IDBDatabase> {
  // The first screen may write before the database is open, of which it has seen what it shows.
  if (!db.isOpen() && !db.hasBeenClosed()) await db.open();
  const connection = db.backendDB() as IDBDatabase | null;
  // Dexie lets go of a connection that the system cut.
  if (connection === null) throw new Dexie.DatabaseClosedError();
  return connection;
}

/**
 * Runs `work`; answers after the commit has reached the disk, or throws and nothing was stored. `tells`: live queries learn of it by
 * themselves; else whoever asks has to `announce`.
 */
export async function rawTransaction<T>(
  db: LedgerDb,
  tables: readonly string[],
  work: (transaction: RawTransaction) => Promise<T>,
  tells = true,
): Promise<T> {
  const names = [...new Set(tables)];
  const connection = await connectionOf(db);
  const transaction = connection.transaction(names, 'readwrite', { durability: 'strict' });
  const written = new Set<string>();
  const store = (table: string) => transaction.objectStore(table);
  const ended = new Promise<void>((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () => reject(transaction.error ?? new DOMException('Aborted', 'AbortError')));
  });
  // Seen by `await ended` below; until then an abort must not count as unhandled.
  ended.catch(() => undefined);
  let result: T;
  try {
    result = await work({
      get: (table, key) => answerOf(store(table).get(key as IDBValidKey)),
      getAll: (table) => answerOf(store(table).getAll()),
      getAllBy: (table, index, key) =>
        answerOf(
          store(table)
            .index(index)
            .getAll(key as IDBValidKey),
        ),
      getKeyBy: (table, index, key) => answerOf(store(table).index(index).getKey(key)),
      add: (table, value) => {
        store(table).add(value);
        written.add(table);
      },
      put: (table, value) => {
        store(table).put(value);
        written.add(table);
      },
      remove: (table, key) => {
        store(table).delete(key as IDBValidKey);
        written.add(table);
      },
    });
  } catch (error) {
    abort(transaction);
    // A write that failed earlier is the reason; what `work` met is only its consequence.
    throw transaction.error ?? error;
  }
  finish(transaction);
  await ended;
  // After whoever waits for the commit: what the person sees comes first, the lists follow.
  if (tells) setTimeout(() => announce(db, written), 0);
  return result;
}

/** Says that nothing more will be asked, which spares waiting for the answers to the writes. Safari before 15 does not know it. */
function finish(transaction: IDBTransaction): void {
  try {
    (transaction as { commit?: () => void }).commit?.();
  } catch {
    // No longer active: it is ending by itself.
  }
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // Already aborted or ended: that is what is wanted.
  }
}

/** Tells live queries of this and other tabs that tables have changed. */
export function announce(db: LedgerDb, tables: Iterable<string>): void {
  const parts: Record<string, RangeSet> = {};
  for (const table of tables) {
    const indexes = db.table(table).schema.indexes.map(({ name }) => name);
    for (const part of ['', ':dels', ...indexes]) {
      parts[`idb://${db.name}/${table}/${part}`] = new RangeSet(-Infinity, [[[]]]);
    }
  }
  Dexie.on.storagemutated.fire(parts);
}
