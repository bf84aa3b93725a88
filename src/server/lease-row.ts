/** The lease of a committee's numbers as it is folded (SPEC X10). */
import { leaseOf, leaseRecord, NUMBER_LEASE, type Lease } from '#core/file-numbers.ts';
import type { Db } from './log.ts';
import { findRow } from './rows.ts';

export interface LeaseOf {
  readonly committee: string;
  readonly year: number;
}

/** The lease that stands; null while the server issues. */
export async function findLease(db: Db, township: string, { committee, year }: LeaseOf): Promise<Lease | null> {
  const row = await findRow(db, township, leaseRecord(committee, year));
  const lease = row?.kind === NUMBER_LEASE ? leaseOf(row.values) : null;
  return lease === null || lease.device === '' ? null : lease;
}
