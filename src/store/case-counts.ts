/** How many cases units have, as the server publishes it to those who may not see the cases (SPEC S2). */
import { useLiveQuery } from 'dexie-react-hooks';
import { CASE_COUNTS, ofCountsRecord, readCounts, type CaseCount } from '#core/case-counts.ts';
import { useStore } from './hooks.ts';

/** By unit; undefined while they are being read. */
export function useCaseCounts(year: number): ReadonlyMap<string, readonly CaseCount[]> | undefined {
  const { db } = useStore();
  return useLiveQuery(async () => {
    const rows = await db.rows(CASE_COUNTS).where('id').startsWith('counts-').toArray();
    return new Map(
      rows.flatMap(({ id, kind, values }) => {
        const of = ofCountsRecord(id);
        return kind === CASE_COUNTS && of?.year === year ? [[of.unit, readCounts(values)] as const] : [];
      }),
    );
  }, [db, year]);
}
