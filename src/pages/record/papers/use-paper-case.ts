import { useMemo, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { mediationCase } from '#kinds/mediation-case.ts';
import { paperCaseOf } from '#core/papers/gather.ts';
import type { PaperCase } from '#core/papers/paper-case.ts';
import { useRecord, useStore } from '#store/hooks.ts';
import { todayOf } from '#store/store.ts';
import { useLinked } from '#pages/shell/use-names.ts';
import { useRights } from '#pages/shell/use-rights.ts';

/** The address says that names are left out, so that a page opened again shows no more than before. */
const MASKED = 'masked';

export interface UsePaperCase {
  /** undefined while loading, null when there is no such case. */
  readonly one: PaperCase | null | undefined;
  readonly masked: boolean;
  readonly setMasked: (masked: boolean) => void;
  /** Whoever may not write the case makes copies without names only. */
  readonly mayReveal: boolean;
}

/** The case of this address as its papers read it. */
export function usePaperCase(): UsePaperCase {
  const { id = '' } = useParams();
  const store = useStore();
  const row = useRecord(mediationCase.name, id);
  const { names, rows, ready } = useLinked(mediationCase);
  const { mayChange } = useRights();
  const [search, setSearch] = useSearchParams();
  const mayReveal = row === null || row === undefined || mayChange(row);
  // The box answers at once; the address follows.
  const [chosen, setChosen] = useState(search.get(MASKED) !== null);
  const masked = !mayReveal || chosen;
  const today = todayOf(store);
  const one = useMemo(() => {
    if (row === null || row === undefined) return row;
    const caseById = (other: string) => rows.get(mediationCase.name)?.find(({ id: found }) => found === other)?.values;
    return ready ? paperCaseOf(row, { names, caseById, today, masked }) : undefined;
  }, [row, ready, names, rows, today, masked]);
  const setMasked = (on: boolean) => {
    setChosen(on);
    setSearch(on ? { [MASKED]: '1' } : {}, { replace: true });
  };
  return { one, masked, mayReveal, setMasked };
}
