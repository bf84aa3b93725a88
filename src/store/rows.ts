/** Writing folded rows and the counters of listed records that go with them; always inside a transaction. */
import type { Row } from '#core/fold.ts';
import type { LedgerDb, StoredRow } from './db.ts';
import type { Store } from './store.ts';

export interface Folded {
  readonly before: StoredRow | undefined;
  readonly row: Row;
}

export const counterOf = (kind: string, unit: string): string => `records/${kind}/${unit}`;

const isListed = (row: Row | undefined): boolean => row !== undefined && row.removed === null;

/** Puts rows, each under its next `at`, and moves the counters by what was listed before and is now. */
export async function storeRows({ db }: Store, folded: readonly Folded[], nextAt: () => number): Promise<void> {
  const byKind = new Map<string, StoredRow[]>();
  const moved = new Map<string, number>();
  const move = (row: Row | undefined, by: number) => {
    if (row === undefined || !isListed(row)) return;
    const id = counterOf(row.kind, row.unit);
    moved.set(id, (moved.get(id) ?? 0) + by);
  };
  for (const { before, row } of folded) {
    const list = byKind.get(row.kind);
    const stored = { ...row, at: nextAt() };
    if (list === undefined) byKind.set(row.kind, [stored]);
    else list.push(stored);
    move(before, -1);
    move(row, 1);
  }
  const put = [...byKind].map(([kind, rows]) => db.rows(kind).bulkPut(rows));
  await Promise.all([
    ...put,
    moveCounters(
      db,
      [...moved].filter(([, by]) => by !== 0),
    ),
  ]);
}

async function moveCounters(db: LedgerDb, moves: readonly (readonly [string, number])[]): Promise<void> {
  if (moves.length === 0) return;
  const now = await db.counters.bulkGet(moves.map(([id]) => id));
  await db.counters.bulkPut(moves.map(([id, by], i) => ({ id, value: (now[i]?.value ?? 0) + by })));
}
