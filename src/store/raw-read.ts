/**
 * What projections read, straight from the browser's IndexedDB. Where every record has to be read, beginning a transaction through Dexie for each hundred and
 * fifty of them took as long as slimming them (docs/decisions/0003-projection.md).
 */
import type { LedgerDb, StoredRow } from './db.ts';
import { connectionOf } from './raw.ts';

/** So many batches share a transaction, and no more: a save into the same table waits for it. */
const STROKE = 5;

interface Span {
  /** Of the number under which a row was written: later ones, */
  readonly after: number;
  /** and none that is later than this. */
  readonly upTo: number;
  /** Rows of a batch. */
  readonly size: number;
}

/**
 * Hands over the rows of a kind in the order of their numbers, each batch in a task of its own and while the next is on its way. Fails where the
 * connection goes (`isClosed`).
 */
export async function eachBatch(
  db: LedgerDb,
  kind: string,
  span: Span,
  take: (rows: readonly StoredRow[]) => void,
): Promise<void> {
  const table = db.rows(kind).name;
  for (let after: number | null = span.after; after !== null;) {
    const connection = await connectionOf(db);
    after = await readStroke(connection.transaction(table, 'readonly'), { ...span, after }, take);
  }
}

/** Answers the number of the last row that was read; null where there are no more. */
function readStroke(
  transaction: IDBTransaction,
  { after, upTo, size }: Span,
  take: (rows: readonly StoredRow[]) => void,
): Promise<number | null> {
  const index = transaction.objectStore(transaction.objectStoreNames[0] ?? '').index('at');
  return new Promise((resolve, reject) => {
    let left = STROKE;
    const ask = (from: number) => {
      left -= 1;
      const request: IDBRequest<StoredRow[]> = index.getAll(IDBKeyRange.bound(from, upTo, true), size);
      request.addEventListener('success', () => {
        const rows = request.result;
        const last = rows[rows.length - 1]?.at ?? upTo;
        const isMore = rows.length === size && last < upTo;
        const goesOn = isMore && left > 0;
        if (goesOn) ask(last);
        take(rows);
        if (!goesOn) resolve(isMore ? last : null);
      });
    };
    transaction.addEventListener('abort', () => reject(reasonOf(transaction)));
    ask(after);
  });
}

/** The objects of a table whose keys lie in a range, in the order of the keys; so many at most. */
export async function readRange<T>(db: LedgerDb, table: string, range: IDBKeyRange, limit: number): Promise<T[]> {
  const transaction = (await connectionOf(db)).transaction(table, 'readonly');
  return new Promise((resolve, reject) => {
    const request: IDBRequest<T[]> = transaction.objectStore(table).getAll(range, limit);
    request.addEventListener('success', () => resolve(request.result));
    transaction.addEventListener('abort', () => reject(reasonOf(transaction)));
  });
}

const reasonOf = ({ error }: IDBTransaction): Error => error ?? new DOMException('Aborted', 'AbortError');
