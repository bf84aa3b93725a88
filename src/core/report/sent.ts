/** The submission (报送留存) of a report or table that counts: the latest that can be read. */
import type { CountedRow } from '#core/counted-units.ts';
import type { Period } from '#core/period.ts';
import { isOf } from '#core/submission-todos.ts';
import { readKept, type Kept } from './kept.ts';

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
