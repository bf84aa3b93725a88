/** Official numbers that this device issues itself (SPEC X10): of a committee and year that the server has leased to it, also without network. */
import Dexie from 'dexie';
import { sameJson } from '#core/canonical.ts';
import {
  giveNumber,
  leaseOf,
  leaseRecord,
  NOTHING_GIVEN,
  NUMBER_LEASE,
  numberDue,
  numberForm,
  wordOf,
  type Given,
  type Lease,
} from '#core/file-numbers.ts';
import { headsOfPath } from '#core/fold.ts';
import { mediationCase } from '#kinds/index.ts';
import { commit } from './commit.ts';
import type { LedgerDb, StoredRow } from './db.ts';
import type { Edit } from './edit.ts';
import { countWaiting } from './outbox.ts';
import { UNKNOWN_ROWS } from './schema.ts';
import { serversOf, type Identity, type Store } from './store.ts';

/** A lease of this device, and the change by which the server gave it. */
export interface OwnLease extends Lease {
  readonly said: string;
  /** This device has asked to end it, and gives out nothing of it any more. */
  readonly isReturned: boolean;
}

const keyOf = ({ committee, year }: Pick<Lease, 'committee' | 'year'>): string =>
  `${leaseRecord(committee, year)}/given`;

/** Whether a lease is this very device's: one that went on under a new key, or was restored from a file, holds none. */
const isOwn = (row: StoredRow | undefined, lease: Lease | null, identity: Identity | undefined): lease is Lease =>
  row?.kind === NUMBER_LEASE && lease !== null && lease.device !== '' && lease.device === identity?.device;

const givenOf = async (db: LedgerDb, lease: Lease): Promise<Given> =>
  ((await db.meta.get(keyOf(lease)))?.value as Given | undefined) ?? NOTHING_GIVEN;

async function ownLease(db: LedgerDb, committee: string, year: number): Promise<OwnLease | null> {
  const row = await db.rows(NUMBER_LEASE).get(leaseRecord(committee, year));
  if (row === undefined) return null;
  const entry = await db.meta.get('identity');
  const lease = leaseOf(row.values);
  const said = serversOf(entry).has(row.changed.device);
  if (!said || !isOwn(row, lease, entry?.value as Identity | undefined)) return null;
  const word = wordOf(row);
  return { ...lease, said: word, isReturned: (await givenOf(db, lease)).returned === word };
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
  const found = await Promise.all(
    rows.map(async ({ values }) => {
      const lease = leaseOf(values);
      return lease === null ? null : ownLease(db, lease.committee, lease.year);
    }),
  );
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
    const given: Given = { ...(await givenOf(db, lease)), returned: lease.said };
    await db.meta.put({ id: keyOf(lease), value: given });
    return Math.max(lease.last, given.last);
  });
  return { waiting: await countWaiting(db), last };
}

/** Which scopes have been read whole since the server said `said` of a lease: none of their cases has a number that this device does not know. */
interface ReadSince {
  readonly said: string;
  readonly scopes: readonly string[];
}
const readKey = ({ committee, year }: Lease): string => `${leaseRecord(committee, year)}/read`;

async function readSince(db: LedgerDb, lease: OwnLease): Promise<readonly string[]> {
  const entry = (await db.meta.get(readKey(lease)))?.value as ReadSince | undefined;
  return entry?.said === lease.said ? entry.scopes : [];
}

/**
 * Notes at the end of an exchange what has been read whole. A lease may come in an earlier page than the number that the server gave to a case of another
 * scope before. `scopes`: all that may be read now; `isCaughtUp`: the answer left nothing of them behind.
 */
export async function noteRead(db: LedgerDb, scopes: readonly string[], isCaughtUp: boolean): Promise<void> {
  if (!(await mayHoldLeases(db))) return;
  for (const lease of await ownLeases(db)) {
    const before = await readSince(db, lease);
    const now = isCaughtUp ? [...scopes].sort() : before.filter((scope) => scopes.includes(scope));
    if (sameJson([...before], now)) continue;
    const read: ReadSince = { said: lease.said, scopes: now };
    await db.meta.put({ id: readKey(lease), value: read });
  }
}

/**
 * Takes the next number for a record, or again the one that it was given: in one transaction, so that two tabs never give the same one to two cases.
 * null: the lease was given back, or the case has come to a number since its form opened, or may have one on the server.
 */
function take(db: LedgerDb, lease: OwnLease, record: string): Promise<string | null> {
  const { textOf, seqOf } = numberForm(lease.before, lease.after);
  const cases = db.rows(mediationCase.name);
  return db.transaction('rw', db.meta, cases, async () => {
    const before = await givenOf(db, lease);
    const row = await cases.get(record);
    if (before.returned === lease.said || isNumbered(row)) return null;
    // What is new here the server cannot have numbered.
    if (row !== undefined && !(await readSince(db, lease)).includes(row.scope)) return null;
    const there = await cases
      .where('values.acceptedOn')
      .between(`${lease.year}-01-01`, `${lease.year}-12-31`, true, true)
      .toArray();
    const carried = there.map(({ values: { fileNumber } }) =>
      typeof fileNumber === 'string' ? (seqOf(fileNumber) ?? 0) : 0,
    );
    const { seq, given } = giveNumber(before, lease, record, carried);
    if (given !== before) await db.meta.put({ id: keyOf(lease), value: given });
    return textOf(seq);
  });
}

const isNumbered = (row: StoredRow | undefined): boolean =>
  typeof row?.values['fileNumber'] === 'string' && row.values['fileNumber'] !== '';

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
    const rows = await db
      .rows(mediationCase.name)
      .where('values.acceptedOn')
      .between(`${lease.year}-01-01`, `${lease.year}-12-31`, true, true)
      .toArray();
    for (const row of rows) {
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
