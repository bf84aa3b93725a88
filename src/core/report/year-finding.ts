/** What the check of a year reads and says; shared by its parts. */
import type { CountedRow, RowsByKind } from '#core/counted-units.ts';
import type { FigureContext } from '#core/figures.ts';
import { calendarOf } from '#core/period.ts';
import { supersededIn } from '#core/row-index.ts';
import { dateOf } from '#core/text.ts';
import type { Value } from '#kinds/field.ts';
import { kindOf } from '#kinds/index.ts';

export interface YearFinding {
  readonly id: string;
  /** mend: to be put right; look: to be looked at; told: explained, for the reader's peace of mind. */
  readonly level: 'mend' | 'look' | 'told';
  readonly text: string;
  /** Records that it speaks of. */
  readonly kind?: string;
  readonly records?: readonly string[];
}

export type CheckedRow = CountedRow & { readonly conflict?: boolean };

const inYear = (
  rows: readonly CheckedRow[],
  { period }: FigureContext,
  dayOf: (row: CheckedRow) => Value | null | undefined,
) => {
  const { monthOf } = calendarOf(period);
  return rows.filter((row) => {
    const day = dayOf(row);
    return typeof day === 'string' && monthOf(day) >= 0;
  });
};
export const dated = (rows: RowsByKind, kind: string, context: FigureContext): CheckedRow[] =>
  inYear(rows.get(kind) ?? [], context, ({ values }) => dateOf(kindOf(kind), values));
export const casesIn = (rows: RowsByKind, context: FigureContext): CheckedRow[] => {
  const all = rows.get('mediationCase') ?? [];
  const superseded = supersededIn(all);
  return inYear(all, context, ({ values }) => values.acceptedOn).filter(({ id }) => !superseded.has(id));
};
export const idsOf = (rows: readonly CheckedRow[]) => rows.map(({ id }) => id);
