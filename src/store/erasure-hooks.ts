/** What was erased of a record, for its page. */
import { useLiveQuery } from 'dexie-react-hooks';
import type { Erasure } from '#core/erasure.ts';
import { isErasureReason } from '#core/erasure.ts';
import { erasuresOf } from './erasures.ts';
import { useStore } from './hooks.ts';

/** One act of erasure: what of the record, why, and who had it done when. */
export interface ErasureAct extends Erasure {
  readonly stamp: string;
}

/** The latest first; undefined while they are being read. */
export function useErasures(record: string): readonly ErasureAct[] | undefined {
  const { db } = useStore();
  return useLiveQuery(async () => {
    const rows = await erasuresOf(db, record);
    const acts = rows.map(({ values: { paths, reason, by }, created }): ErasureAct => ({
      record,
      paths: Array.isArray(paths) ? paths.filter((path): path is string => typeof path === 'string') : [],
      reason: isErasureReason(reason) ? reason : 'other',
      by: typeof by === 'string' ? by : '',
      stamp: created.stamp,
    }));
    return acts.sort((a, b) => (a.stamp < b.stamp ? 1 : -1));
  }, [db, record]);
}
