/** Official numbers that this device issues itself (SPEC X10): of a committee and year that the server has leased to it, also without network. */
import Dexie from 'dexie';
import { sameJson, type Json } from '#core/canonical.ts';
import { leaseRecord, NOTHING_GIVEN, NUMBER_LEASE, numberDue, type Given, type Lease } from '#core/file-numbers.ts';
import { headsOfPath } from '#core/fold.ts';
import { heldLeaseOf, readAfter, stopOf, takeNumber, type HeldLease, type ReadSince } from '#core/own-lease.ts';
import { mediationCase } from '#kinds/index.ts';
import { commit } from './commit.ts';
import type { LedgerDb, StoredRow } from './db.ts';
import type { Edit } from './edit.ts';
import { countWaiting } from './outbox.ts';
import { UNKNOWN_ROWS } from './schema.ts';
import { serversOf, type Identity, type Store } from './store.ts';

/** A lease of this device. */
export interface OwnLease extends HeldLease {
  /** This device has asked to end it, and gives out nothing of it any more. */
  readonly isReturned: boolean;
}

const keyOf = ({ committee, year }: Lease): string => `${leaseRecord(committee, year)}/given`;

const givenOf = async (db: LedgerDb, lease: Lease): Promise<Given> =>
  ((await db.meta.get(keyOf(lease)))?.value as Given | undefined) ?? NOTHING_GIVEN;

const ownLease = async (db: LedgerDb, committee: string, year: number): Promise<OwnLease | null> =>
  ownLeaseIn(db, await db.rows(NUMBER_LEASE).get(leaseRecord(committee, year)));

async function ownLeaseIn(db: LedgerDb, row: StoredRow | undefined): Promise<OwnLease | null> {
  if (row === undefined) return null;
  const entry = await db.meta.get('identity');
  const lease = heldLeaseOf(row, (entry?.value as Identity | undefined)?.device, serversOf(entry));
  return lease === null ? null : { ...lease, isReturned: (await givenOf(db, lease)).returned === lease.said };
}

const leaseRows = (db: LedgerDb) => db.rows(NUMBER_LEASE).where('id').startsWith('lease-');

/**
 * Databases in which no lease stands, so that most phones save without asking again. Forgotten with every write to the leases' table, in any
 * tab; a case that is saved before that is heard gets its number from `numberWaiting`.
 */
let withoutLeases = new WeakSet<LedgerDb>();
Dexie.on('storagemutated', (parts: object) => {
  if (Object.keys(parts).some((part) => part === 'all' || part.includes(`/${UNKNOWN_ROWS}/`)))
    withoutLeases = new WeakSet();
});

async function mayHoldLeases(db: LedgerDb): Promise<boolean> {
  const noted = withoutLeases;
  if (noted.has(db)) return false;
  const mayHold = (await leaseRows(db).count()) > 0;
  // Into the set that was valid before the look: what was written meanwhile has replaced it.
  if (!mayHold) noted.add(db);
  return mayHold;
}

/** All leases that this device holds, those among them that it has asked to end. */
export async function ownLeases(db: LedgerDb): Promise<OwnLease[]> {
  const rows = await leaseRows(db).toArray();
  const found = await Promise.all(rows.map((row) => ownLeaseIn(db, row)));
  return found.filter((lease) => lease !== null);
}

/**
 * Stops giving out numbers of this word of a lease for good, before the server is asked to end it: its answer may be lost, and from then on both would give out the same
 * ones. Answers how many changes wait for upload by then, because the server must have all of them before it goes on, and the highest number that it must
 * not issue: the case of the last one may not be stored yet, in another tab.
 */
export async function stopNumbering(
  { db }: Pick<Store, 'db'>,
  lease: OwnLease,
): Promise<{ readonly waiting: number; readonly last: number }> {
  const last = await db.transaction('rw', db.meta, async () => {
    const stop = stopOf(lease, await givenOf(db, lease));
    await db.meta.put({ id: keyOf(lease), value: stop.given });
    return stop.last;
  });
  return { waiting: await countWaiting(db), last };
}

const readKey = ({ committee, year }: Lease): string => `${leaseRecord(committee, year)}/read`;
const readOf = async (db: LedgerDb, lease: Lease): Promise<ReadSince | undefined> =>
  (await db.meta.get(readKey(lease)))?.value as ReadSince | undefined;

/** Notes at the end of an exchange what has been read whole (`readAfter`). */
export async function noteRead(db: LedgerDb, scopes: readonly string[], isCaughtUp: boolean): Promise<void> {
  if (!(await mayHoldLeases(db))) return;
  for (const lease of await ownLeases(db)) {
    const before = await readOf(db, lease);
    const read = readAfter(before, lease, scopes, isCaughtUp);
    if (before !== undefined && sameJson(before as unknown as Json, read as unknown as Json)) continue;
    await db.meta.put({ id: readKey(lease), value: read });
  }
}

/** Takes a number for a record (`takeNumber`): in one transaction, so that two tabs never give the same one to two cases. */
function take(db: LedgerDb, lease: OwnLease, record: string): Promise<string | null> {
  const cases = db.rows(mediationCase.name);
  return db.transaction('rw', db.meta, cases, async () => {
    const given = await givenOf(db, lease);
    const [read, row] = [await readOf(db, lease), await cases.get(record)];
    const taken = takeNumber(lease, record, { given, read, row, cases: await casesOf(db, lease) });
    if (taken !== null && taken.given !== given) await db.meta.put({ id: keyOf(lease), value: taken.given });
    return taken?.text ?? null;
  });
}

const casesOf = (db: LedgerDb, { year }: Lease): Promise<StoredRow[]> =>
  db
    .rows(mediationCase.name)
    .where('values.acceptedOn')
    .between(`${year}-01-01`, `${year}-12-31`, true, true)
    .toArray();

/**
 * The number that goes with taking a case on, in the same change; nothing where none is due or this device holds no lease. `values`: the case as it
 * will be. Where the change is not stored after all, the number stays the record's.
 */
export async function numberFor(
  { db }: Pick<Store, 'db'>,
  record: string,
  values: { readonly [field: string]: unknown },
): Promise<string | null> {
  const due = numberDue(values);
  if (due === null || !(await mayHoldLeases(db))) return null;
  const lease = await ownLease(db, due.committee, due.year);
  return lease === null ? null : take(db, lease, record);
}

/** Numbers cases of leased committees that came without one: from another device, or from before the lease. By the day of 受理. */
export async function numberWaiting(store: Store): Promise<number> {
  const { db } = store;
  let numbered = 0;
  for (const lease of await ownLeases(db)) {
    for (const row of await casesOf(db, lease)) {
      const due = row.removed === null ? numberDue(row.values) : null;
      if (due?.committee !== lease.committee) continue;
      const value = await take(db, lease, row.id);
      if (value === null) continue;
      const fields: Edit['fields'] = { fileNumber: { value, replaces: headsOfPath(row, 'fileNumber') } };
      await commit(store, [{ kind: row.kind, record: row.id, scope: row.scope, fields }]);
      numbered += 1;
    }
  }
  return numbered;
}
