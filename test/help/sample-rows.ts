/** The sample township as rows by kind, the same every time. */
import { countedUnits, type CountedRow } from '#core/counted-units.ts';
import type { FigureContext } from '#core/figures.ts';
import { asOfDay, periodOfYear } from '#core/period.ts';
import { sampleRecords } from '#core/sample.ts';

export function sampleRows(): Map<string, CountedRow[]> {
  let minted = 0;
  const { records } = sampleRecords({ newId: () => `id-${String((minted += 1)).padStart(5, '0')}` });
  const rows = new Map<string, CountedRow[]>();
  for (const record of records) rows.set(record.kind, [...(rows.get(record.kind) ?? []), record]);
  return rows;
}

export function yearContext(rows: ReadonlyMap<string, readonly CountedRow[]>, year: number): FigureContext {
  const period = periodOfYear(year);
  return { period, asOf: asOfDay(period, '2025-02-01'), units: countedUnits(rows.get('unit') ?? [], period) };
}
