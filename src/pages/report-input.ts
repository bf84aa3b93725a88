/** A year as a report reads it, with the year before. */
import { countedUnits } from '#core/counted-units.ts';
import { asOfDay, periodOfYear, yearBoundsOf } from '#core/period.ts';
import type { ReportInput } from '#core/report/reading.ts';
import type { Year } from './use-year.ts';

export function reportInput({ year, rows, context, today, figuresOf }: Year): ReportInput {
  const last = periodOfYear(year - 1, yearBoundsOf(rows.get('setting')?.[0]?.values));
  return {
    year,
    rows,
    context,
    last: { period: last, asOf: asOfDay(last, today), units: countedUnits(rows.get('unit') ?? [], last) },
    figures: { of: (metrics) => [...figuresOf(metrics)] },
    decimals: 1,
  };
}
