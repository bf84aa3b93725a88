/** Leases on a simulated device: the app's rules (`src/store/leases.ts`) over its disk. */
import { leaseRecord, NUMBER_LEASE, numberDue, type Lease } from '#core/file-numbers.ts';
import { headsOfPath, type Row } from '#core/fold.ts';
import { heldLeaseOf, isOfYear, readAfter, stopOf, takeNumber, type HeldLease } from '#core/own-lease.ts';
import type { Disk } from './disk.ts';
import { commit } from './local.ts';
import type { MemoryStore } from './memory-store.ts';

const CASE = 'mediationCase';
export const seriesOf = ({ committee, year }: Lease): string => leaseRecord(committee, year);

/** All leases that this device holds, those among them that it has asked to end. */
export function ownLeases({ disk }: Pick<MemoryStore, 'disk'>): HeldLease[] {
  const { account, identity, rows } = disk;
  const servers = new Set(account?.servers ?? []);
  return [...rows.values()]
    .filter(({ kind }) => kind === NUMBER_LEASE)
    .map((row) => heldLeaseOf(row, identity.key.device, servers))
    .filter((lease) => lease !== null);
}

export const knowsLeases = ({ rows }: Disk): boolean => [...rows.values()].some(({ kind }) => kind === NUMBER_LEASE);

/** Stops giving out numbers of a lease; answers how many changes wait for upload by then, and the highest number that the server must not issue. */
export function stopNumbering(
  store: MemoryStore,
  lease: HeldLease,
): { readonly waiting: number; readonly last: number } {
  const { power, disk } = store;
  const last = power.transaction((put) => {
    const stop = stopOf(lease, store.givenOf(lease));
    put(() => disk.given.set(seriesOf(lease), stop.given));
    return stop.last;
  });
  return { waiting: store.waiting().length, last };
}

/** Notes at the end of an exchange what has been read whole; within its transaction. */
export function noteRead(store: MemoryStore, scopes: readonly string[], isCaughtUp: boolean): void {
  const { read } = store.disk;
  for (const lease of ownLeases(store)) {
    const key = seriesOf(lease);
    read.set(key, readAfter(read.get(key), lease, scopes, isCaughtUp));
  }
}

/** Takes a number for a record before the record is stored. */
function take(store: MemoryStore, lease: HeldLease, record: string): string | null {
  const { disk, power, ports } = store;
  return power.transaction((put) => {
    const given = store.givenOf(lease);
    const cases = [...disk.rows.values()].filter((row) => row.kind === CASE && isOfYear(lease, row));
    const taken = takeNumber(lease, record, { given, read: store.readOf(lease), row: disk.rows.get(record), cases });
    if (taken !== null && taken.given !== given) {
      put(() => disk.given.set(seriesOf(lease), taken.given));
      put(() => ports.gave?.({ lease, record, text: taken.text }));
    }
    return taken?.text ?? null;
  });
}

/** The number that goes with taking a case on, in the same change. */
export function numberFor(store: MemoryStore, record: string, values: Row['values']): string | null {
  const due = numberDue(values);
  const lease = ownLeases(store).find((one) => one.committee === due?.committee && one.year === due.year);
  return lease === undefined ? null : take(store, lease, record);
}

/** Numbers cases of leased committees that came without one; after an exchange. */
export function numberWaiting(store: MemoryStore): void {
  const { disk } = store;
  for (const lease of ownLeases(store)) {
    for (const row of disk.rows.values()) {
      if (row.kind !== CASE || row.removed !== null || !isOfYear(lease, row)) continue;
      if (numberDue(row.values)?.committee !== lease.committee) continue;
      const value = take(store, lease, row.id);
      if (value === null) continue;
      const fields = { fileNumber: { value, replaces: headsOfPath(row, 'fileNumber') } };
      commit(store, [{ kind: CASE, record: row.id, scope: row.scope, fields }]);
    }
  }
}
