/** The one way in which a device writes: edits become changes, rows and counters in one strict transaction (SPEC D2). */
import type { Json } from '#core/canonical.ts';
import { CHAIN_START, changesOf, fieldOfPath, recordsOf, type IdentifiedChange, type Op } from '#core/change.ts';
import { foldOwn, foldRecord, opsByRecord, opsOf, type Row } from '#core/fold.ts';
import { freshSalt } from '#core/ids.ts';
import { isSensitive } from '#core/sensitive.ts';
import { kindByName } from '#kinds/index.ts';
import { storeRows, type Folded } from './rows.ts';
import { newId, openTally, type Store, type Tally } from './store.ts';

/** New values of some fields of one record. */
export interface Edit {
  readonly kind: string;
  readonly record: string;
  readonly scope: string;
  /** By path. null clears; `replaces` are the heads that the writer saw (SPEC C3). */
  readonly fields: {
    readonly [path: string]: {
      readonly value: Json;
      readonly replaces: readonly string[];
      readonly saw?: readonly string[];
    };
  };
}

/** Reads the record's whole history; the log is small per record. */
export async function foldFromLog({ db }: Store, record: string): Promise<Row | null> {
  const changes = await db.changes.where('records').equals(record).toArray();
  const quarantined = new Set(
    (await db.verdicts.toArray()).filter(({ state }) => state === 'quarantined').map(({ change }) => change),
  );
  return foldRecord(
    opsOf(changes).filter(({ op }) => op.record === record),
    quarantined,
  );
}

function opsOfEdit(edit: Edit, store: Store): Op[] {
  const kind = kindByName(edit.kind);
  return Object.keys(edit.fields)
    .sort()
    .map((path) => {
      const { value, replaces, saw } = edit.fields[path] as Edit['fields'][string];
      const field = kind?.fields[fieldOfPath(path)];
      const salted = value !== null && field !== undefined && isSensitive(field);
      return {
        record: edit.record,
        kind: edit.kind,
        field: path,
        value,
        replaces: [...replaces].sort(),
        ...(saw === undefined ? {} : { saw: [...saw].sort() }),
        ...(salted ? { salt: freshSalt(store.ports.randomBytes) } : {}),
      };
    });
}

/** Every table that a commit may touch; a transaction has to name them beforehand. */
export const tablesOfKinds = ({ db }: Store, names: Iterable<string>) => [
  db.changes,
  db.chains,
  db.counters,
  db.meta,
  db.drafts,
  db.verdicts,
  ...[...new Set(names)].map((name) => db.rows(name)),
];

async function appendToChain(store: Store, scope: string, ops: readonly Op[], action: string, tally: Tally) {
  const { db, identity } = store;
  const key: [string, string] = [identity.device, scope];
  // n and prev are taken inside the transaction that stores the change: two tabs must not fork the chain (SPEC C10).
  const chain = await db.chains.get(key);
  const changes = changesOf(ops, scope, tally.by(action), chain ?? CHAIN_START);
  const last = changes[changes.length - 1];
  if (last === undefined) return [];
  await db.changes.bulkAdd(changes.map((change) => ({ ...change, records: recordsOf(change) })));
  await db.chains.put({ device: identity.device, scope, n: last.n, id: last.id, signed: chain?.signed ?? 0 });
  return changes;
}

async function foldEdits(
  store: Store,
  edits: readonly Edit[],
  written: readonly IdentifiedChange[],
): Promise<Folded[]> {
  // A long action is several changes: a record takes them in one after the other.
  const steps = written.map((change) => opsByRecord(opsOf([change])));
  const folded: Folded[] = [];
  for (const kind of new Set(edits.map((edit) => edit.kind))) {
    const records = [...new Set(edits.filter((edit) => edit.kind === kind).map(({ record }) => record))];
    const rows = await store.db.rows(kind).bulkGet(records);
    for (const [i, record] of records.entries()) {
      const before = rows[i];
      let row: Row | null | undefined = before;
      for (const step of steps) {
        const ops = step.get(record);
        if (ops !== undefined && row !== null) row = foldOwn(row, ops);
      }
      row ??= await foldFromLog(store, record);
      if (row !== null && row !== before) folded.push({ before, row });
    }
  }
  return folded;
}

/**
 * Stores edits as one user action. `within` runs in the same transaction (it deletes the draft that was saved), so
 * that text is either still a draft or already a record, whatever happens.
 */
export async function commit(
  store: Store,
  edits: readonly Edit[],
  within?: () => Promise<unknown>,
): Promise<IdentifiedChange[]> {
  const { db } = store;
  const action = newId(store);
  return db.transaction(
    'rw',
    tablesOfKinds(
      store,
      edits.map(({ kind }) => kind),
    ),
    async () => {
      const tally = await openTally(store);
      const written: IdentifiedChange[] = [];
      for (const scope of [...new Set(edits.map((edit) => edit.scope))].sort()) {
        const ops = edits.filter((edit) => edit.scope === scope).flatMap((edit) => opsOfEdit(edit, store));
        written.push(...(await appendToChain(store, scope, ops, action, tally)));
      }
      await storeRows(store, await foldEdits(store, edits, written), tally.nextAt);
      await tally.write();
      await within?.();
      return written;
    },
  );
}
