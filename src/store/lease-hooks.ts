/** Who issues which committee's numbers, for screens (SPEC X10). */
import { useLiveQuery } from 'dexie-react-hooks';
import { leaseOf, NUMBER_LEASE, type Lease } from '#core/file-numbers.ts';
import { useStore } from './hooks.ts';
import { ownLeases, type OwnLease } from './leases.ts';

/** Every lease that stands, as far as this device sees; undefined while they are being read. */
export function useLeases(): readonly Lease[] | undefined {
  const { db } = useStore();
  return useLiveQuery(async () => {
    const rows = await db.rows(NUMBER_LEASE).where('id').startsWith('lease-').toArray();
    const leases = rows.flatMap(({ kind, values }) => (kind === NUMBER_LEASE ? (leaseOf(values) ?? []) : []));
    return leases.filter(({ device }) => device !== '');
  }, [db]);
}

/** Those of this device. */
export function useOwnLeases(): readonly OwnLease[] | undefined {
  const { db } = useStore();
  return useLiveQuery(() => ownLeases(db), [db]);
}
