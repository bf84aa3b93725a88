/**
 * The one way in which a device writes: edits become changes, rows and counters in one strict transaction (SPEC D2). n and prev are
 * only true inside the transaction that stores the change: two tabs must not fork the chain (SPEC C10).
 */
import { recordsOf, type IdentifiedChange } from '#core/change.ts';
import type { Ack } from '#core/device-store.ts';
import { foldRecord, opsByRecord, opsOf, type Row } from '#core/fold.ts';
import { heldBack } from '#core/verdict.ts';
import type { Chain, Counter, Draft, LedgerDb, MetaEntry, StoredChange, StoredRow, Verdict } from './db.ts';
import {
  changesOfEdits,
  countersOf,
  isFolded,
  scopesOf,
  stepsOf,
  writesOf,
  type Edit,
  type Held,
  type Writes,
} from './edit.ts';
import { findKnown, findRow, note, rememberRow } from './known.ts';
import { rawTransaction, type RawTransaction } from './raw.ts';
import type { Folded } from './rows.ts';
import { TICKS } from './meta-keys.ts';
import { openTally, sameTicks, ticksOf, type Store, type Ticks } from './store.ts';

/** The draft that ends with a commit. One that was written after `storedAt` is another window's text, and stays. */
export interface EndingDraft {
  readonly id: string;
  readonly storedAt?: number | null | undefined;
}

export const isOwnDraft = (kept: Draft | undefined, { storedAt }: EndingDraft): boolean =>
  storedAt === undefined || kept?.changedAt === storedAt;

interface Action {
  readonly store: Store;
  readonly edits: readonly Edit[];
  readonly draft: EndingDraft | undefined;
  /** Whether the records, as they are stored now, take the edits. */
  readonly takes: (rows: Held['rows']) => boolean;
}

/** Thrown where a record does not take an edit: nothing was stored. */
export class Refused extends Error {}

/**
 * Stores edits as one user action; `draft` ends in the same transaction, so that text is always a draft or a record. `takes` is asked
 * within that transaction, of what is stored and not of what a form showed; where it says no, `Refused` is thrown.
 */
export async function commit(
  store: Store,
  edits: readonly Edit[],
  draft?: EndingDraft,
  takes: Action['takes'] = () => true,
): Promise<IdentifiedChange[]> {
  const action: Action = { store, edits, draft, takes };
  const writes = (await writeAhead(action)) ?? (await readFirst(action));
  note(store.db, writes);
  for (const row of writes.rows) rememberRow(store.db, row);
  return writes.changes;
}

/** Ends a transaction that was built on what is no longer so. */
class Outdated extends Error {}

/**
 * Writes on top of what this tab knows, in one burst: what is stored is asked first and the writes follow without waiting.
 * Requests are answered in their order, so the transaction cannot end before the answers are compared. Null, with nothing stored,
 * when this tab does not know enough, or when something else was written since, here or in another tab.
 */
async function writeAhead(action: Action): Promise<Writes | null> {
  const { store, edits, draft } = action;
  const held = guess(action);
  // Whether it is refused is for what is stored to say.
  if (held === null || !action.takes(held.rows)) return null;
  const changes = changesOfEdits(store, edits, held);
  const steps = stepsOf(changes, held);
  if (!steps.every(isFolded)) return null;
  const writes = writesOf(held, changes, steps);
  try {
    return await rawTransaction(store.db, tablesOf(action), async (transaction) => {
      const asked = Promise.all([
        readTicks(transaction),
        readDraft(action, transaction),
        ...edits.map((edit) => isSameRow(store.db, edit, held, transaction)),
      ]);
      // Awaited below, unless a write is refused before.
      asked.catch(() => undefined);
      putChanges(writes, transaction);
      for (const row of writes.rows) {
        // One that is there already refuses everything.
        if (held.rows.get(row.id) === undefined) transaction.add(store.db.rows(row.kind).name, row);
        else transaction.put(store.db.rows(row.kind).name, row);
      }
      putRest(writes, transaction);
      if (mayEnd(draft)) transaction.remove('drafts', draft.id);
      const [ticks, ...same] = await asked;
      if (!sameTicks(ticks, held.found) || same.includes(false)) throw new Outdated();
      return writes;
    });
  } catch (error) {
    if (error instanceof Outdated || isTaken(error)) return null;
    throw error;
  }
}

/** Whether an edited row is the held one: each `at` was given to one row alone. A new row is added, which proves that there is none. */
async function isSameRow(db: LedgerDb, { kind, record }: Edit, { rows }: Held, transaction: RawTransaction) {
  const row = rows.get(record);
  return row === undefined || (await transaction.getKeyBy(db.rows(kind).name, 'at', row.at)) === record;
}

const isTaken = (error: unknown): boolean => error instanceof DOMException && error.name === 'ConstraintError';

/** What the action will find, as far as this tab can tell; null where it cannot. */
function guess({ store, edits }: Action): Held | null {
  const known = findKnown(store.db);
  if (known === undefined) return null;
  const { ticks, chains, counters } = known;
  const rows = new Map(edits.map(({ record }) => [record, findRow(store.db, record)]));
  const isKnown =
    scopesOf(edits).every((scope) => chains.has(scope) && chains.get(scope)?.beside === undefined) &&
    countersOf(edits).every((id) => counters.has(id)) &&
    edits.every(({ record, isNew }) => isNew === true || rows.get(record) !== undefined);
  return isKnown ? { chains, counters, rows, found: ticks, tally: openTally(store, ticks) } : null;
}

/** Reads everything that the writes depend on, in one round trip: each wait inside a transaction costs a phone milliseconds. */
const readFirst = (action: Action): Promise<Writes> =>
  rawTransaction(action.store.db, [...tablesOf(action), 'verdicts', 'acks'], async (transaction) => {
    const { store, edits, draft } = action;
    const [held, isOwn] = await Promise.all([read(action, transaction), readDraft(action, transaction)]);
    if (!action.takes(held.rows)) throw new Refused();
    const changes = changesOfEdits(store, edits, held);
    // The log first: a record that has to be folded anew is read from it.
    putChanges({ changes }, transaction);
    await offerBeside(changes, held, transaction);
    const folded: Folded[] = [];
    for (const { record, before, row: quick } of stepsOf(changes, held)) {
      const row = quick ?? (await foldFromLog(record, transaction));
      if (row !== null) folded.push({ before, row });
    }
    const writes = writesOf(held, changes, folded);
    for (const row of writes.rows) transaction.put(store.db.rows(row.kind).name, row);
    putRest(writes, transaction);
    if (mayEnd(draft) && isOwn) transaction.remove('drafts', draft.id);
    return writes;
  });

/**
 * Somebody else's content at the position of a change may have been answered for already (SPEC D6). This one has not been: the
 * acknowledgement is lowered below it.
 */
export async function offerBeside(
  changes: readonly IdentifiedChange[],
  { chains }: Pick<Held, 'chains'>,
  { get, put }: RawTransaction,
): Promise<void> {
  for (const { device, scope, n } of changes) {
    if (chains.get(scope)?.beside === undefined) continue;
    const ack = await get<Ack>('acks', [device, scope]);
    if (ack !== undefined && ack.n >= n) put('acks', { ...ack, n: n - 1 });
  }
}

const ALWAYS = ['changes', 'chains', 'counters', 'meta', 'drafts'];
const tablesOf = ({ store, edits }: Action): string[] => [
  ...ALWAYS,
  ...edits.map(({ kind }) => store.db.rows(kind).name),
];

async function read(action: Action, transaction: RawTransaction): Promise<Held> {
  const { store, edits } = action;
  const [found, rows, chains, counters] = await Promise.all([
    readTicks(transaction),
    readRows(action, transaction),
    Promise.all(scopesOf(edits).map((scope) => transaction.get<Chain>('chains', [store.identity.device, scope]))),
    Promise.all(countersOf(edits).map(async (id) => [id, await transaction.get<Counter>('counters', id)] as const)),
  ]);
  return {
    chains: new Map(chains.filter((chain) => chain !== undefined).map((chain) => [chain.scope, chain])),
    counters: new Map(counters.map(([id, counter]) => [id, counter?.value ?? 0])),
    rows,
    found,
    tally: openTally(store, found),
  };
}

const readTicks = async ({ get }: RawTransaction): Promise<Ticks> => ticksOf(await get<MetaEntry>('meta', TICKS));

async function readRows({ store, edits }: Action, { get }: RawTransaction): Promise<Held['rows']> {
  const kinds = new Map(edits.map(({ record, kind }) => [record, kind]));
  const rows = [...kinds].map(
    async ([record, kind]) => [record, await get<StoredRow>(store.db.rows(kind).name, record)] as const,
  );
  return new Map(await Promise.all(rows));
}

/** A draft that was never kept is nowhere: what stands there is another window's text. */
const mayEnd = (draft: EndingDraft | undefined): draft is EndingDraft => draft !== undefined && draft.storedAt !== null;

/** Whether the draft that is stored is the action's own. */
const readDraft = async ({ draft }: Action, { get }: RawTransaction): Promise<boolean> =>
  !mayEnd(draft) || draft.storedAt === undefined || isOwnDraft(await get<Draft>('drafts', draft.id), draft);

/** Reads the record's whole history; it is small per record. */
async function foldFromLog(record: string, { getAll, getAllBy }: RawTransaction): Promise<Row | null> {
  const [changes, verdicts] = await Promise.all([
    getAllBy<StoredChange>('changes', 'records', record),
    getAll<Verdict>('verdicts'),
  ]);
  const quarantined = heldBack(verdicts);
  return foldRecord(opsByRecord(opsOf(changes)).get(record) ?? [], quarantined);
}

function putChanges({ changes }: Pick<Writes, 'changes'>, { put }: RawTransaction): void {
  for (const change of changes) put('changes', { ...change, records: recordsOf(change) });
}

function putRest({ counters, chains, ticks }: Writes, { put }: RawTransaction): void {
  for (const counter of counters) put('counters', counter);
  for (const chain of chains) put('chains', chain);
  put('meta', ticks);
}
