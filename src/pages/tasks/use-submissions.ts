/** Keeping what is sent now (报送留存). */
import { useState } from 'react';
import { submission } from '#kinds/index.ts';
import { keptItems, type Kept } from '#core/report/kept.ts';
import type { Period } from '#core/period.ts';
import type { Failure } from '#store/guarded.ts';
import { useStore } from '#store/hooks.ts';
import { saveValues } from '#store/records.ts';
import { newId } from '#store/store.ts';
import { useSay } from '#pages/shell/announcer.ts';

export interface KeepRequest {
  readonly content: string;
  readonly year: number;
  readonly span: Period;
  readonly sentOn: string;
  readonly kept: Kept;
  /** Of whom the table is; '' for the township. */
  readonly unit: string;
}

export function useKeep() {
  const store = useStore();
  const say = useSay();
  const [failure, setFailure] = useState<Failure | null>(null);
  const keep = async ({ content, year, span, sentOn, kept, unit }: KeepRequest) => {
    const values = {
      content,
      year,
      span: { from: span.from, to: span.to },
      sentOn,
      kept: keptItems(kept, () => newId(store)),
      ...(unit === '' ? {} : { of: unit }),
    };
    const { township } = store.identity;
    const saved = await saveValues(store, [{ kind: submission, record: newId(store), unit: township, values }]);
    setFailure(saved.ok ? null : saved.failure);
    if (saved.ok) say('已存本机');
  };
  return { failure, keep };
}
