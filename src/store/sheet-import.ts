/** Many records at once as one action, and that action taken back. The screen stays free: work is done in short strokes. */
import type { Json } from '#core/canonical.ts';
import { CHAIN_START, changesOf, recordsOf, type ChainEnd, type IdentifiedChange, type Op } from '#core/change.ts';
import { foldOwnRemoval, foldRecord, headsOfPath, opsByRecord, opsOf, REMOVED } from '#core/fold.ts';
import { parseStamp, type Stamp } from '#core/stamp.ts';
import { heldBack } from '#core/verdict.ts';
import type { Chain, Counter, MetaEntry, StoredChange, StoredRow, Verdict } from './db.ts';
import { guarded, type Guarded } from './guarded.ts';
import { setLocal } from './hooks.ts';
import { valuesById } from './incoming.ts';
import { rawTransaction, type RawTransaction } from './raw.ts';
import { movesOf, type Folded } from './rows.ts';
import { newId, openTally, sameTicks, TICKS, ticksOf, type Store, type Ticks } from './store.ts';

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

type OnProgress = (done: number, of: number) => void;

/** So few at a time that a slow phone draws and answers in between. */
const ROWS_AT_ONCE = 40;
const CHANGES_AT_ONCE = 2;

/** Stores changes and rows in one transaction, all or none; `outdated`: nothing, they have to be built anew. */
export async function storeBulk(
  store: Store,
  { ground, changes, folded }: Bulk,
  onProgress: OnProgress = () => {},
): Promise<Guarded<Stored>> {
  const { db } = store;
  const kinds = new Set(changes.flatMap(({ ops }) => ops.map(({ kind }) => kind)));
  const tables = ['changes', 'chains', 'counters', 'meta', 'verdicts', ...[...kinds].map((kind) => db.rows(kind).name)];
  return guarded(store, async (): Promise<Stored> => {
    try {
      await rawTransaction(db, tables, async (transaction) => {
        const ticks = ticksOf(await transaction.get<MetaEntry>('meta', TICKS));
        if (!sameTicks(ticks, ground.ticks)) throw new Outdated();
        await writeBulk(store, { ground, changes, folded }, transaction, onProgress);
      });
      return 'stored';
    } catch (error) {
      if (error instanceof Outdated) return 'outdated';
      throw error;
    }
  });
}

async function writeBulk(
  store: Store,
  { ground, changes, folded }: Bulk,
  transaction: RawTransaction,
  onProgress: OnProgress,
): Promise<void> {
  const { db } = store;
  const { get, put } = transaction;
  const tally = openTally(store, ground.ticks);
  // Asking for anything keeps the transaction open while the screen gets its turn.
  const rest = () => get<MetaEntry>('meta', TICKS);
  for (let at = 0; at < changes.length; at += CHANGES_AT_ONCE) {
    for (const change of changes.slice(at, at + CHANGES_AT_ONCE))
      put('changes', { ...change, records: recordsOf(change) });
    await rest();
  }
  const all = [...folded, ...(await foldOthers(store, changes, folded, transaction))];
  for (let at = 0; at < all.length; at += ROWS_AT_ONCE) {
    for (const { row } of all.slice(at, at + ROWS_AT_ONCE)) put(db.rows(row.kind).name, { ...row, at: tally.nextAt() });
    await rest();
    onProgress(Math.min(at + ROWS_AT_ONCE, all.length), all.length);
  }
  for (const [id, by] of movesOf(all))
    put('counters', { id, value: ((await get<Counter>('counters', id))?.value ?? 0) + by });
  const last = new Map(changes.map((change) => [change.scope, change]));
  for (const { device, scope, n, id, stamp } of last.values()) {
    const chain = await get<Chain>('chains', [device, scope]);
    put('chains', { device, scope, n, id, signed: chain?.signed ?? 0 });
    const written = parseStamp(stamp);
    if (written !== null && isLater(written, tally.lastStamp())) tally.witness(written);
  }
  put('meta', tally.entry());
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

/** What this device remembers of an import, so that it can be taken back. */
export interface ImportNote {
  readonly action: string;
  readonly kind: string;
  readonly records: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly file: string;
  readonly changes: readonly string[];
}

export const IMPORTS = 'imports';
const KEPT = 10;

/** The latest first. */
export async function noteImport(store: Store, note: ImportNote): Promise<void> {
  const before = await importsOf(store);
  await setLocal(store, IMPORTS, [note, ...before].slice(0, KEPT));
}

const importsOf = async ({ db }: Store): Promise<readonly ImportNote[]> =>
  ((await db.meta.get(`local/${IMPORTS}`))?.value as readonly ImportNote[] | undefined) ?? [];

export interface Undone {
  readonly removed: number;
  /** Changed by somebody since: kept. */
  readonly kept: number;
}

const REASON = '撤销从表格导入';
const STROKE = 200;
/** Lets the screen draw and answer. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** Takes an import back as one action: its records are removed, what it added to others is cleared; what was changed since stays. */
export async function undoImport(
  store: Store,
  note: ImportNote,
  onProgress?: (done: number, of: number) => void,
): Promise<Guarded<Undone>> {
  for (;;) {
    const rows = await rowsOfImport(store, note);
    const scopes = [...new Set(rows.map(({ row }) => row.scope))];
    const ground = await groundOf(store, scopes);
    const own = new Set(note.changes);
    const untouched = rows.filter(({ row, isNew }) => !isNew || Object.keys(row.heads).every((head) => own.has(head)));
    const changes = await changesOfUndo(store, ground, untouched, own);
    const stored = await storeBulk(store, { ground, changes, folded: removedRows(untouched, changes) }, onProgress);
    if (!stored.ok) return stored;
    if (stored.value === 'outdated') continue;
    await setLocal(
      store,
      IMPORTS,
      (await importsOf(store)).filter(({ action }) => action !== note.action),
    );
    return { ok: true, value: { removed: untouched.length, kept: rows.length - untouched.length } };
  }
}

interface ImportedRow {
  readonly row: StoredRow;
  /** Made by the import, rather than added to. */
  readonly isNew: boolean;
}

async function rowsOfImport({ db }: Store, { kind, changes }: ImportNote): Promise<ImportedRow[]> {
  const stamps = new Set<string>();
  const records = new Set<string>();
  for (const id of changes) {
    const [change] = await db.transaction('r', db.changes, () => valuesById([id]));
    if (change !== undefined) stamps.add(change.stamp);
    change?.records.forEach((record) => records.add(record));
  }
  const ids = [...records];
  const rows: ImportedRow[] = [];
  for (let at = 0; at < ids.length; at += STROKE) {
    for (const row of await db.rows(kind).bulkGet(ids.slice(at, at + STROKE))) {
      if (row !== undefined && row.removed === null) rows.push({ row, isNew: stamps.has(row.created.stamp) });
    }
  }
  return rows;
}

/** Rows that a removal leaves as they are told without their history. */
function removedRows(rows: readonly ImportedRow[], changes: readonly IdentifiedChange[]): Folded[] {
  const ops = opsByRecord(opsOf(changes));
  return rows.flatMap(({ row }) => {
    const [op, ...more] = ops.get(row.id) ?? [];
    const removed = op === undefined || more.length > 0 ? null : foldOwnRemoval(row, op);
    return removed === null ? [] : [{ before: row, row: removed }];
  });
}

async function changesOfUndo(
  store: Store,
  { ticks, action, ends }: BulkGround,
  rows: readonly ImportedRow[],
  own: ReadonlySet<string>,
): Promise<IdentifiedChange[]> {
  const by = openTally(store, ticks).by(action);
  const changes: IdentifiedChange[] = [];
  for (const scope of Object.keys(ends)) {
    let end = ends[scope] ?? CHAIN_START;
    const ops = rows.filter(({ row }) => row.scope === scope).flatMap((each) => opsOfUndo(each, own));
    for (let at = 0; at < ops.length; at += STROKE) {
      const made = changesOf(ops.slice(at, at + STROKE), scope, by, end);
      const last = made[made.length - 1];
      if (last !== undefined) end = { n: last.n, id: last.id };
      changes.push(...made);
      await pause();
    }
  }
  return changes;
}

function opsOfUndo({ row, isNew }: ImportedRow, own: ReadonlySet<string>): Op[] {
  const op = (field: string, value: Json, replaces: readonly string[], saw?: readonly string[]): Op => ({
    record: row.id,
    kind: row.kind,
    field,
    value,
    replaces: [...replaces].sort(),
    ...(saw === undefined ? {} : { saw: [...saw].sort() }),
  });
  if (isNew) return [op(REMOVED, REASON, headsOfPath(row, REMOVED), Object.keys(row.heads))];
  const added = Object.keys(row.heads).filter((head) => own.has(head));
  return added.flatMap((head) => (row.heads[head] ?? []).map((path) => op(path, null, [head])));
}
