/** 报送留存: what was sent, what has changed since, and keeping what is sent now. */
import { useState } from 'react';
import { submission } from '#kinds/index.ts';
import type { CountedRow } from '#core/counted-units.ts';
import { isOf } from '#core/submission-todos.ts';
import { keptItems, readKept, type Kept } from '#core/report/kept.ts';
import type { Period } from '#core/period.ts';
import type { Failure } from '#store/guarded.ts';
import { useStore } from '#store/hooks.ts';
import { saveValues } from '#store/records.ts';
import { newId } from '#store/store.ts';
import { useSay } from '#pages/shell/announcer.ts';

export interface Sent {
  readonly id: string;
  readonly sentOn: string;
  readonly kept: Kept;
}

/**
 * The latest submission of this content and span; null while there is none. A report is that of its year, whatever bounds the
 * statistical year was given since.
 */
export function sentOf(
  rows: readonly CountedRow[],
  content: string,
  span: Period | { readonly year: number },
  unit: string,
): Sent | null {
  const isMeant = (values: CountedRow['values']) =>
    'year' in span ? values.year === span.year : isOf(values.span, span);
  const own = rows
    .filter(({ values }) => values.content === content && isMeant(values) && (values.of ?? '') === unit)
    .sort((a, b) => (a.id < b.id ? 1 : -1));
  for (const { id, values } of own) {
    const kept = readKept(values);
    if (kept !== null) return { id, kept, sentOn: typeof values.sentOn === 'string' ? values.sentOn : '' };
  }
  return null;
}

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
