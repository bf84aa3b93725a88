/** The lease of a committee's numbers as it is folded (SPEC X10). */
import { leaseOf, leaseRecord, NUMBER_LEASE, type Lease } from '#core/file-numbers.ts';
import type { RowBook } from './row-book.ts';

export interface LeaseOf {
  readonly committee: string;
  readonly year: number;
}

type Rows = Pick<RowBook, 'find'>;

/** The leases that stand, by their record; where there is none, the server issues. */
export async function leasesAmong(rows: Rows, series: readonly LeaseOf[]): Promise<Map<string, Lease>> {
  const leases = new Map<string, Lease>();
  for (const row of (await rows.find(series.map(({ committee, year }) => leaseRecord(committee, year)))).values()) {
    const lease = row.kind === NUMBER_LEASE ? leaseOf(row.values) : null;
    if (lease !== null && lease.device !== '') leases.set(row.id, lease);
  }
  return leases;
}

/** The one that stands; null while the server issues. */
export const findLease = async (rows: Rows, of: LeaseOf): Promise<Lease | null> =>
  (await leasesAmong(rows, [of])).get(leaseRecord(of.committee, of.year)) ?? null;
