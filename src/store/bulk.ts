/** Many records at once as one action (SPEC C1), stored in short strokes: on the page the screen answers in between, in a worker it need not. */
import { CHAIN_START, recordsOf, type ChainEnd, type IdentifiedChange } from '#core/change.ts';
import { foldRecord, opsByRecord, opsOf, type Row } from '#core/fold.ts';
import type { StoredSheet, StoreTarget } from '#core/sheets/storing.ts';
import { parseStamp, type Stamp } from '#core/stamp.ts';
import { heldBack } from '#core/verdict.ts';
import { kindOf } from '#kinds/index.ts';
import { offerBeside } from './commit.ts';
import {
  LedgerDb,
  type Chain,
  type Counter,
  type MetaEntry,
  type StoredChange,
  type StoredRow,
  type Verdict,
} from './db.ts';
import { guarded, type Guarded } from './guarded.ts';
import { announce, rawTransaction, type RawTransaction } from './raw.ts';
import { movesOf, type Folded } from './rows.ts';
import { scopeOf } from './scope.ts';
import { keepRows } from './snapshot.ts';
import { TICKS } from './meta-keys.ts';
import { newId, openTally, sameTicks, ticksOf, type Identity, type Store, type Ticks } from './store.ts';

/** On what changes are built: nothing may have been written since when they are stored (SPEC C10, D12). */
export interface BulkGround {
  readonly ticks: Ticks;
  readonly stamp: Stamp;
  readonly action: string;
  readonly ends: { readonly [scope: string]: ChainEnd };
}

export async function groundOf(store: Store, scopes: readonly string[], action = newId(store)): Promise<BulkGround> {
  const { db, identity } = store;
  return db.transaction('r', db.chains, db.meta, async () => {
    const ticks = ticksOf(await db.meta.get(TICKS));
    const chains = await db.chains.bulkGet(scopes.map((scope): [string, string] => [identity.device, scope]));
    const ends = Object.fromEntries(scopes.map((scope, i) => [scope, endOf(chains[i])]));
    return { ticks, stamp: ticks.stamp, action, ends };
  });
}

const endOf = (chain: Chain | undefined): ChainEnd =>
  chain === undefined ? CHAIN_START : { n: chain.n, id: chain.id };

/** Thrown to undo the transaction: something else was written since the changes were built. */
class Outdated extends Error {}

export type Stored = 'stored' | 'outdated';

export interface Bulk {
  readonly ground: BulkGround;
  readonly changes: readonly IdentifiedChange[];
  /** The rows after the changes, with how they were before; records that are missing here are folded on the way. */
  readonly folded: readonly Folded[];
}

export type OnProgress = (done: number, of: number) => void;

/** How much is put at a time; on the page so little that a slow phone draws and answers in between. */
export interface Pace {
  readonly changes: number;
  readonly rows: number;
  /** Rows that are slimmed for the projection. */
  readonly slimmed: number;
  /** The next stroke does not wait until the last one is done. */
  readonly isAhead: boolean;
}
const ON_PAGE: Pace = { changes: 2, rows: 40, slimmed: 500, isAhead: false };
const IN_WORKER: Pace = { changes: 20, rows: 400, slimmed: 1000, isAhead: true };

/** Stores changes and rows in one transaction, all or none; `outdated`: nothing, they have to be built anew. */
export async function storeBulk(
  store: Store,
  { ground, changes, folded }: Bulk,
  onProgress: OnProgress = () => {},
  pace: Pace = ON_PAGE,
): Promise<Guarded<Stored>> {
  const { db } = store;
  const kinds = new Set(changes.flatMap(({ ops }) => ops.map(({ kind }) => kind)));
  const tables = [
    'changes',
    'chains',
    'acks',
    'counters',
    'meta',
    'verdicts',
    ...[...kinds].map((kind) => db.rows(kind).name),
  ];
  const write = async (): Promise<readonly StoredRow[] | null> => {
    try {
      return await rawTransaction(
        db,
        tables,
        async (transaction) => {
          const ticks = ticksOf(await transaction.get<MetaEntry>('meta', TICKS));
          if (!sameTicks(ticks, ground.ticks)) throw new Outdated();
          return writeBulk(store, { ground, changes, folded }, { transaction, onProgress, pace });
        },
        false,
      );
    } catch (error) {
      if (error instanceof Outdated) return null;
      throw error;
    }
  };
  const written = await guarded(store, write);
  if (!written.ok) return written;
  const rows = written.value;
  if (rows === null) return { ok: true, value: 'outdated' };
  // Before anybody hears of the rows: what shows them then reads them together.
  for (const kind of kinds) {
    await keepRows(
      store,
      kind,
      rows.filter((row) => row.kind === kind),
      pace.slimmed,
    );
  }
  announce(db, tables);
  return { ok: true, value: 'stored' };
}

async function writeBulk(
  store: Store,
  { ground, changes, folded }: Bulk,
  { transaction, onProgress, pace }: { transaction: RawTransaction; onProgress: OnProgress; pace: Pace },
): Promise<StoredRow[]> {
  const { db } = store;
  const { get, put } = transaction;
  const tally = openTally(store, ground.ticks);
  // Asking for anything keeps the transaction open while the screen gets its turn. In a worker the answer before the last is
  // enough: meanwhile the next stroke is handed over, else this thread and the database would wait for each other by turns.
  let before: Promise<unknown> = Promise.resolve();
  const rest = async (): Promise<void> => {
    const asked = get<MetaEntry>('meta', TICKS);
    // What aborts the transaction is its own error; this answer may be waited for by nobody.
    asked.catch(() => undefined);
    await (pace.isAhead ? before : asked);
    before = asked;
  };
  for (let at = 0; at < changes.length; at += pace.changes) {
    for (const change of changes.slice(at, at + pace.changes))
      put('changes', { ...change, records: recordsOf(change) });
    await rest();
  }
  const all = [...folded, ...(await foldOthers(store, changes, folded, transaction))];
  const rows = all.map(({ row }): StoredRow => ({ ...row, at: tally.nextAt() }));
  for (let at = 0; at < rows.length; at += pace.rows) {
    for (const row of rows.slice(at, at + pace.rows)) put(db.rows(row.kind).name, row);
    await rest();
    onProgress(Math.min(at + pace.rows, rows.length), rows.length);
  }
  for (const [id, by] of movesOf(all))
    put('counters', { id, value: ((await get<Counter>('counters', id))?.value ?? 0) + by });
  const last = new Map(changes.map((change) => [change.scope, change]));
  for (const { device, scope, n, id, stamp } of last.values()) {
    const chain = await get<Chain>('chains', [device, scope]);
    const { signed = 0, beside = 0 } = chain ?? {};
    if (chain?.beside !== undefined) await offerBeside(changes, { chains: new Map([[scope, chain]]) }, transaction);
    put('chains', { device, scope, n, id, signed, ...(beside > n ? { beside } : {}) });
    const written = parseStamp(stamp);
    if (written !== null && isLater(written, tally.lastStamp())) tally.witness(written);
  }
  put('meta', tally.entry());
  return rows;
}

const isLater = (a: Stamp, b: Stamp): boolean => a.ms > b.ms || (a.ms === b.ms && a.counter > b.counter);

/** Records of which nobody has said what they are now, from the log, which holds the new changes already. */
async function foldOthers(
  { db }: Store,
  changes: readonly IdentifiedChange[],
  folded: readonly Folded[],
  { get, getAll, getAllBy }: RawTransaction,
): Promise<Folded[]> {
  const known = new Set(folded.map(({ row }) => row.id));
  const others = new Map<string, string>();
  for (const { ops } of changes) for (const { record, kind } of ops) if (!known.has(record)) others.set(record, kind);
  if (others.size === 0) return [];
  const quarantined = heldBack(await getAll<Verdict>('verdicts'));
  const made: Folded[] = [];
  for (const [record, kind] of others) {
    const before = await get<StoredRow>(db.rows(kind).name, record);
    const history = await getAllBy<StoredChange>('changes', 'records', record);
    const row = foldRecord(opsByRecord(opsOf(history)).get(record) ?? [], quarantined);
    if (row !== null) made.push({ before, row });
  }
  return made;
}

/** What seals the records of a file (files/sheet-desk.ts). */
interface Sealer {
  /** Units to which the records belong. */
  readonly units: () => Promise<readonly string[]>;
  readonly seal: (ground: {
    readonly device: string;
    readonly actor: string;
    readonly township: string;
    readonly action: string;
    readonly stamp: Stamp;
    readonly ends: BulkGround['ends'];
    readonly now: number;
  }) => Promise<readonly IdentifiedChange[]>;
  /** Those that did not exist before. */
  readonly rows: () => Promise<readonly Row[]>;
}

/**
 * Stores what a desk has read, where the desk works: ten thousand records need not cross to the page, where each message and each put of
 * theirs would stop the screen. A connection of its own, open no longer than this.
 */
export async function storeSheet(
  { database, kind: kindName, identity, builtAt, countedBy, offset }: StoreTarget<Identity>,
  sealer: Sealer,
  onProgress: OnProgress,
  inWorker: boolean,
): Promise<StoredSheet> {
  const ports = {
    now: () => Date.now() + offset,
    randomBytes: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
    builtAt,
    countedBy,
  };
  const store: Store = { db: new LedgerDb(database), identity, ports };
  try {
    await store.db.open();
    const units = await sealer.units();
    const scopes = [...new Set(units.map((unit) => scopeOf(kindOf(kindName), unit, identity.township)))];
    for (;;) {
      const ground = await groundOf(store, scopes);
      const { device, actor, township } = identity;
      const { stamp, action, ends } = ground;
      const changes = await sealer.seal({ device, actor, township, action, stamp, ends, now: ports.now() });
      const folded = (await sealer.rows()).map((row) => ({ before: undefined, row }));
      const stored = await storeBulk(store, { ground, changes, folded }, onProgress, inWorker ? IN_WORKER : ON_PAGE);
      if (!stored.ok) return stored;
      // Somebody saved something meanwhile: the chain goes on from there.
      if (stored.value === 'outdated') continue;
      return { ok: true, action, changes: changes.map(({ id }) => id) };
    }
  } finally {
    store.db.close();
  }
}

/** Tells this tab what a worker has stored: the oldest kernels carry nothing from one to the other. */
export const tellStored = ({ db }: Store, kindName: string): void =>
  announce(db, ['changes', 'chains', 'counters', 'meta', db.rows(kindName).name]);
