/** The one way in which a device writes: edits become changes, rows and counters in one strict transaction (SPEC D2). */
import type { Json } from '#core/canonical.ts';
import { CHAIN_START, changesOf, fieldOfPath, recordsOf, type IdentifiedChange, type Op } from '#core/change.ts';
import { foldOwn, foldRecord, opsByRecord, opsOf, type Row } from '#core/fold.ts';
import { freshSalt } from '#core/ids.ts';
import { isSensitive } from '#core/sensitive.ts';
import { kindByName } from '#kinds/index.ts';
import type { Chain, StoredRow } from './db.ts';
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

interface Held {
  readonly chains: ReadonlyMap<string, Chain>;
  readonly rows: ReadonlyMap<string, StoredRow>;
}

const scopesOf = (edits: readonly Edit[]): string[] => [...new Set(edits.map(({ scope }) => scope))].sort();

/** Everything that the writes depend on, in one round trip: each wait inside a transaction costs a phone milliseconds. */
async function read({ db, identity }: Store, edits: readonly Edit[]): Promise<Held> {
  const kinds = [...new Set(edits.map(({ kind }) => kind))];
  const [chains, ...rows] = await Promise.all([
    db.chains.bulkGet(scopesOf(edits).map((scope): [string, string] => [identity.device, scope])),
    ...kinds.map((kind) =>
      db.rows(kind).bulkGet([...new Set(edits.filter((edit) => edit.kind === kind).map(({ record }) => record))]),
    ),
  ]);
  const isHere = <T>(found: T | undefined): found is T => found !== undefined;
  return {
    chains: new Map(chains.filter(isHere).map((chain) => [chain.scope, chain])),
    rows: new Map(
      rows
        .flat()
        .filter(isHere)
        .map((row) => [row.id, row]),
    ),
  };
}

/** The changes of an action, continuing this device's chain in every scope (SPEC C2, C10). */
function changesOfEdits(store: Store, edits: readonly Edit[], { chains }: Held, tally: Tally): IdentifiedChange[] {
  const by = tally.by(newId(store));
  return scopesOf(edits).flatMap((scope) => {
    const ops = edits.filter((edit) => edit.scope === scope).flatMap((edit) => opsOfEdit(edit, store));
    return changesOf(ops, scope, by, chains.get(scope) ?? CHAIN_START);
  });
}

/** Where the chains stand after the changes. */
function chainEnds(changes: readonly IdentifiedChange[], { chains }: Held): Chain[] {
  const last = new Map(changes.map((change) => [change.scope, change]));
  return [...last.values()].map(({ device, scope, n, id }) => ({
    device,
    scope,
    n,
    id,
    signed: chains.get(scope)?.signed ?? 0,
  }));
}

async function foldEdits(store: Store, written: readonly IdentifiedChange[], { rows }: Held): Promise<Folded[]> {
  // A long action is several changes: a record takes them in one after the other.
  const steps = written.map((change) => opsByRecord(opsOf([change])));
  const folded: Folded[] = [];
  for (const record of new Set(steps.flatMap((step) => [...step.keys()]))) {
    const before = rows.get(record);
    let row: Row | null | undefined = before;
    for (const step of steps) {
      const ops = step.get(record);
      if (ops !== undefined && row !== null) row = foldOwn(row, ops);
    }
    row ??= await foldFromLog(store, record);
    if (row !== null) folded.push({ before, row });
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
  const kinds = edits.map(({ kind }) => kind);
  return db.transaction('rw', tablesOfKinds(store, kinds), async () => {
    // n and prev are only true inside the transaction that stores the change: two tabs must not fork the chain (SPEC C10).
    const [tally, held] = await Promise.all([openTally(store), read(store, edits)]);
    const written = changesOfEdits(store, edits, held, tally);
    // The log first: a record that has to be folded anew is read from it.
    const logged = db.changes.bulkAdd(written.map((change) => ({ ...change, records: recordsOf(change) })));
    const folded = await foldEdits(store, written, held);
    const stored = storeRows(store, folded, tally.nextAt);
    // Not awaited one by one: a write that fails aborts the transaction whatever the others do.
    await Promise.all([logged, stored, db.chains.bulkPut(chainEnds(written, held)), tally.write(), within?.()]);
    return written;
  });
}
