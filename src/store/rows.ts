/** Folded rows with the counters of listed records that go with them. */
import { foldRecord, type RecordOp, type Row } from '#core/fold.ts';
import type { StoredRow } from './db.ts';
import { keepAfterCommit } from './snapshot.ts';
import type { Store } from './store.ts';

export interface Folded {
  readonly before: StoredRow | undefined;
  readonly row: Row;
}

/** In place of a reason for removal: the server holds back all of the record (SPEC X4). It is listed under 被退回 alone. */
export const HELD_BACK = 'heldBack';

/**
 * The row of a record from all its ops. One of which every change is held back keeps a row that is neither listed nor counted: its author
 * must be able to read and correct it.
 */
export function rowFrom(ops: readonly RecordOp[], quarantined: ReadonlySet<string>): Row | null {
  const row = foldRecord(ops, quarantined);
  if (row !== null) return row;
  const all = foldRecord(ops);
  return all === null ? null : { ...all, removed: HELD_BACK };
}

export const counterOf = (kind: string, unit: string): string => `records/${kind}/${unit}`;

/** By how much each counter of listed records moves. */
export function movesOf(folded: readonly Folded[]): Map<string, number> {
  const moves = new Map<string, number>();
  const move = (row: Row | undefined, by: number) => {
    if (row === undefined || row.removed !== null) return;
    const id = counterOf(row.kind, row.unit);
    const now = (moves.get(id) ?? 0) + by;
    if (now === 0) moves.delete(id);
    else moves.set(id, now);
  };
  for (const { before, row } of folded) {
    move(before, -1);
    move(row, 1);
  }
  return moves;
}

/** Puts rows of one kind, each under its next `at`, and moves the counters; inside a Dexie transaction. */
export async function storeRows(
  store: Store,
  kind: string,
  folded: readonly Folded[],
  nextAt: () => number,
): Promise<void> {
  const { db } = store;
  const rows = folded.map(({ row }): StoredRow => ({ ...row, at: nextAt() }));
  await db.rows(kind).bulkPut(rows);
  keepAfterCommit(store, kind, rows);
  const moves = [...movesOf(folded)];
  const now = await db.counters.bulkGet(moves.map(([id]) => id));
  await db.counters.bulkPut(moves.map(([id, by], i) => ({ id, value: (now[i]?.value ?? 0) + by })));
}
