/** The one way in which a device writes: edits become changes, rows and counters in one strict transaction (SPEC D2). */
import type { Json } from '#core/canonical.ts';
import { CHAIN_START, changesOf, fieldOfPath, recordsOf, type IdentifiedChange, type Op } from '#core/change.ts';
import { foldOwn, foldRecord, opsByRecord, opsOf, unitOfScope, type Row } from '#core/fold.ts';
import { freshSalt } from '#core/ids.ts';
import { isSensitive } from '#core/sensitive.ts';
import { heldBack } from '#core/verdict.ts';
import { kindByName } from '#kinds/index.ts';
import type { Chain, Counter, Draft, MetaEntry, StoredChange, StoredRow, Verdict } from './db.ts';
import { rawTransaction, type RawTransaction } from './raw.ts';
import { counterOf, movesOf, type Folded } from './rows.ts';
import { newId, openTally, TICKS, type Store, type Tally } from './store.ts';

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

interface Held {
  readonly chains: ReadonlyMap<string, Chain>;
  readonly rows: ReadonlyMap<string, StoredRow>;
  readonly counters: ReadonlyMap<string, number>;
  readonly tally: Tally;
}

const scopesOf = (edits: readonly Edit[]): string[] => [...new Set(edits.map(({ scope }) => scope))].sort();
const isHere = <T>(found: T | undefined): found is T => found !== undefined;

/** Everything that the writes depend on, in one round trip: each wait inside a transaction costs a phone milliseconds. */
async function read(store: Store, edits: readonly Edit[], { get }: RawTransaction): Promise<Held> {
  const { db, identity } = store;
  const records = new Map(edits.map(({ record, kind }) => [record, kind]));
  const counterIds = new Set(edits.map(({ kind, scope }) => counterOf(kind, unitOfScope(scope))));
  const [ticks, chains, rows, counters] = await Promise.all([
    get<MetaEntry>('meta', TICKS),
    Promise.all(scopesOf(edits).map((scope) => get<Chain>('chains', [identity.device, scope]))),
    Promise.all([...records].map(([record, kind]) => get<StoredRow>(db.rows(kind).name, record))),
    Promise.all([...counterIds].map((id) => get<Counter>('counters', id))),
  ]);
  return {
    chains: new Map(chains.filter(isHere).map((chain) => [chain.scope, chain])),
    rows: new Map(rows.filter(isHere).map((row) => [row.id, row])),
    counters: new Map(counters.filter(isHere).map(({ id, value }) => [id, value])),
    tally: openTally(store, ticks),
  };
}

/** The changes of an action, continuing this device's chain in every scope (SPEC C2, C10). */
function changesOfEdits(store: Store, edits: readonly Edit[], { chains, tally }: Held): IdentifiedChange[] {
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

/** Reads the record's whole history; it is small per record. */
async function foldFromLog(record: string, { getAll, getAllBy }: RawTransaction): Promise<Row | null> {
  const [changes, verdicts] = await Promise.all([
    getAllBy<StoredChange>('changes', 'records', record),
    getAll<Verdict>('verdicts'),
  ]);
  const quarantined = heldBack(verdicts);
  return foldRecord(opsByRecord(opsOf(changes)).get(record) ?? [], quarantined);
}

async function foldChanges(
  written: readonly IdentifiedChange[],
  { rows }: Held,
  transaction: RawTransaction,
): Promise<Folded[]> {
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
    row ??= await foldFromLog(record, transaction);
    if (row !== null) folded.push({ before, row });
  }
  return folded;
}

/** The draft that ends with a commit. One that was written after `storedAt` is another window's text, and stays. */
export interface EndingDraft {
  readonly id: string;
  readonly storedAt?: number | null | undefined;
}

export const isOwnDraft = (kept: Draft | undefined, { storedAt }: EndingDraft): boolean =>
  storedAt === undefined || kept?.changedAt === storedAt;

/** Stores edits as one user action; `draft` ends in the same transaction, so that text is always a draft or a record. */
export async function commit(store: Store, edits: readonly Edit[], draft?: EndingDraft): Promise<IdentifiedChange[]> {
  const { db } = store;
  const rowTables = edits.map(({ kind }) => db.rows(kind).name);
  const tables = ['changes', 'chains', 'counters', 'meta', 'drafts', 'verdicts', ...rowTables];
  return rawTransaction(db, tables, async (transaction) => {
    // n and prev are only true inside the transaction that stores the change: two tabs must not fork the chain (SPEC C10).
    const [held, kept] = await Promise.all([
      read(store, edits, transaction),
      draft?.storedAt === undefined ? undefined : transaction.get<Draft>('drafts', draft.id),
    ]);
    const written = changesOfEdits(store, edits, held);
    // The log first: a record that has to be folded anew is read from it.
    for (const change of written) transaction.put('changes', { ...change, records: recordsOf(change) });
    const folded = await foldChanges(written, held, transaction);
    for (const { row } of folded) transaction.put(db.rows(row.kind).name, { ...row, at: held.tally.nextAt() });
    for (const [id, by] of movesOf(folded))
      transaction.put('counters', { id, value: (held.counters.get(id) ?? 0) + by });
    for (const chain of chainEnds(written, held)) transaction.put('chains', chain);
    transaction.put('meta', held.tally.entry());
    if (draft !== undefined && isOwnDraft(kept, draft)) transaction.remove('drafts', draft.id);
    return written;
  });
}
