/** Makers for tests of figures: a township of three villages, rows as the store's projection gives them. */
import { countedUnits, type CountedRow } from '#core/counted-units.ts';
import type { FigureContext } from '#core/figures.ts';
import { parseMetric, type Metric } from '#core/metric.ts';
import { asOfDay, periodOfYear } from '#core/period.ts';
import type { Values } from '#kinds/field.ts';

export const [TOWNSHIP, EAST, WEST, SOUTH] = ['u0', 'u1', 'u2', 'u3'] as const;

let made = 0;
export const aRow = (values: Values, more: Partial<CountedRow> = {}): CountedRow => ({
  id: `r${String((made += 1)).padStart(6, '0')}`,
  unit: EAST,
  values,
  ...more,
});

export const aUnit = (id: string, name: string, values: Values = {}): CountedRow =>
  aRow({ name, unitKind: 'village', ...values }, { id, unit: TOWNSHIP });

export const someUnits = (): CountedRow[] => [
  aUnit(TOWNSHIP, '双泉乡', { unitKind: 'township' }),
  aUnit(EAST, '东村', { population: 600 }),
  aUnit(WEST, '西村', { population: 300 }),
  aUnit(SOUTH, '南村', { population: 100 }),
];

export function aContext(today: string | null = '2024-12-31', year = 2024, units = someUnits()): FigureContext {
  const period = periodOfYear(year);
  return { period, asOf: asOfDay(period, today), units: countedUnits(units, period) };
}

/** Reads a metric that must be sound. */
export function aMetric(raw: unknown): Metric {
  const parsed = parseMetric(raw);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.metric;
}

export const rowsOf = (rows: { readonly [kind: string]: readonly CountedRow[] }): Map<string, readonly CountedRow[]> =>
  new Map(Object.entries(rows));
