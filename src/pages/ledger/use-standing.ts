import { useMemo } from 'react';
import type { SlimRow } from '#store/projection.ts';
import { usePendingRecords } from '#store/sync-hooks.ts';
import type { CardLine } from '#ui/RecordList.tsx';
import { useRefused } from '#pages/use-refused.ts';

export type StandingOf = (row: SlimRow) => CardLine['standing'];

/** Where a record stands beside the server; what somebody has to do something about comes first. */
export function useStanding(): StandingOf {
  const pending = usePendingRecords();
  const refused = useRefused();
  return useMemo(() => {
    const returned = new Set((refused ?? []).flatMap(({ change }) => change.records));
    return ({ id, conflict }) => {
      if (conflict) return 'conflict';
      if (returned.has(id)) return 'refused';
      return pending?.has(id) === true ? 'pending' : undefined;
    };
  }, [pending, refused]);
}
