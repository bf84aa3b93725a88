/**
 * What this tab knows of the database without reading it: what its last commit left there. Knowledge never decides anything. It is
 * true only as long as the ticks that are stored are the ticks that it was noted under, which the transaction that uses it checks (commit.ts).
 */
import type { Row } from '#core/fold.ts';
import type { Chain, LedgerDb, StoredRow } from './db.ts';
import type { Writes } from './edit.ts';
import { sameTicks, type Ticks } from './store.ts';

/** Own chain ends by scope and counters by id, as they stand in the database while it holds `ticks`. */
export interface Known {
  readonly ticks: Ticks;
  readonly chains: ReadonlyMap<string, Chain>;
  readonly counters: ReadonlyMap<string, number>;
}

const known = new WeakMap<LedgerDb, Known>();

export const findKnown = (db: LedgerDb): Known | undefined => known.get(db);

/** Notes what a commit left, beside what was known before if that was known of what the commit found. */
export function note(db: LedgerDb, { held, chains, counters, ticks }: Writes): void {
  const old = known.get(db);
  const still = old !== undefined && sameTicks(old.ticks, held.found) ? old : { chains: [], counters: [] };
  known.set(db, {
    ticks: ticks.value,
    chains: new Map([...still.chains, ...held.chains, ...chains.map((chain) => [chain.scope, chain] as const)]),
    counters: new Map([...still.counters, ...held.counters, ...counters.map(({ id, value }) => [id, value] as const)]),
  });
}

const ROWS = 8;
const rows = new WeakMap<LedgerDb, Map<string, StoredRow>>();

const isStored = (row: Row): row is StoredRow => 'at' in row;

/** Remembers a row that is likely to be saved next: its form has opened, or it was just saved. Each `at` was given to one row alone. */
export function rememberRow(db: LedgerDb, row: Row): void {
  if (!isStored(row)) return;
  const held = rows.get(db) ?? new Map<string, StoredRow>();
  held.delete(row.id);
  held.set(row.id, row);
  for (const [oldest] of held) if (held.size > ROWS) held.delete(oldest);
  rows.set(db, held);
}

export const findRow = (db: LedgerDb, record: string): StoredRow | undefined => rows.get(db)?.get(record);
