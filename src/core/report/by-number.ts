/** Trainings of which the number of those who came is known and not their names: beside them no share of a roster is true (SPEC R12). */
import type { CountedRow } from '#core/counted-units.ts';
import { recordsBehind, type FigureContext } from '#core/figures.ts';
import type { Metric } from '#core/metric.ts';
import { attendedOf, extraOf } from '#kinds/attendance.ts';

/** Of those that a share of a roster counts, those held for that very roster; of any other metric none. */
export function keptByNumber<R extends CountedRow>(
  metric: Metric,
  rows: ReadonlyMap<string, readonly R[]>,
  context: FigureContext,
): R[] {
  if (metric.measure !== 'coverage' || metric.kind !== 'training') return [];
  const { kind, where, when, by, roster } = metric;
  const held = recordsBehind({ measure: 'count', kind, where, when, by }, rows, context);
  return held.filter(
    ({ values }) =>
      Array.isArray(values.audience) &&
      (values.audience as readonly string[]).includes(roster) &&
      attendedOf(values).length === 0 &&
      extraOf(values) > 0,
  );
}
