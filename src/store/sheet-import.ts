/** What this device remembers of imports from tables, and such an import taken back as one action. */
import type { Json } from '#core/canonical.ts';
import { CHAIN_START, changesOf, type IdentifiedChange, type Op } from '#core/change.ts';
import { foldOwnRemoval, headsOfPath, opsByRecord, opsOf, REMOVED } from '#core/fold.ts';
import { groundOf, storeBulk, type BulkGround, type OnProgress } from './bulk.ts';
import type { StoredRow } from './db.ts';
import type { Guarded } from './guarded.ts';
import { setLocal } from './hooks.ts';
import { valuesById } from './incoming.ts';
import type { Folded } from './rows.ts';
import { openTally, type Store } from './store.ts';

/** What this device remembers of an import, so that it can be taken back. */
export interface ImportNote {
  readonly action: string;
  readonly kind: string;
  /** Of records that came in beside those: people whom a list of attendance brought onto a roster. */
  readonly with?: readonly string[];
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
export async function undoImport(store: Store, note: ImportNote, onProgress?: OnProgress): Promise<Guarded<Undone>> {
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

async function rowsOfImport({ db }: Store, { kind, with: others = [], changes }: ImportNote): Promise<ImportedRow[]> {
  const stamps = new Set<string>();
  const records = new Set<string>();
  for (const id of changes) {
    const [change] = await db.transaction('r', db.changes, () => valuesById([id]));
    if (change !== undefined) stamps.add(change.stamp);
    change?.records.forEach((record) => records.add(record));
  }
  const ids = [...records];
  const rows: ImportedRow[] = [];
  for (const name of [kind, ...others]) {
    for (let at = 0; at < ids.length; at += STROKE) {
      for (const row of await db.rows(name).bulkGet(ids.slice(at, at + STROKE))) {
        if (row !== undefined && row.removed === null) rows.push({ row, isNew: stamps.has(row.created.stamp) });
      }
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
