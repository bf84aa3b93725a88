import { expect, test } from 'vitest';
import { countPath, readCounts } from '#core/case-counts.ts';
import { isAnsweredByCounts, rowsOfCounts } from '#core/counted-cases.ts';
import { countedUnits, type CountedRow } from '#core/counted-units.ts';
import { figuresOf } from '#core/figures.ts';
import { parseMetric, type Metric } from '#core/metric.ts';
import { periodOfYear } from '#core/period.ts';

const period = periodOfYear(2024);
const unitRow = (id: string): CountedRow => ({ id, unit: id, values: { name: id, unitKind: 'village' } });
const context = { period, asOf: '2024-12-31', units: countedUnits([unitRow('V1'), unitRow('V2')], period) };

const metricOf = (raw: object): Metric => {
  const parsed = parseMetric(raw);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.metric;
};
const count = { measure: 'count', kind: 'mediationCase', where: [] };
const settled = { ...count, where: [{ field: 'status', operator: 'eq', value: 'settled' }] };
const METRICS = [count, settled, { measure: 'rate', part: settled, whole: count }].map(metricOf);

const aCase = (id: string, unit: string, month: string, status: string, more: object = {}): CountedRow => ({
  id,
  unit,
  values: { acceptedOn: `2024-${month}-17`, disputeType: 'neighbour', source: 'ownMotion', status, ...more },
});
const CASES = [
  aCase('a', 'V1', '03', 'settled'),
  aCase('b', 'V1', '03', 'accepted'),
  aCase('c', 'V2', '11', 'settled'),
  aCase('d', 'V1', '05', 'terminated'),
  // Continues d: both units have it, the township once.
  aCase('e', 'V2', '05', 'settled', { transferredFrom: 'd' }),
];

/** As the server publishes them. */
function published(): ReadonlyMap<string, ReturnType<typeof readCounts>> {
  const byUnit = new Map<string, { [item: string]: number }>();
  for (const { id, unit, values } of CASES) {
    const { acceptedOn, disputeType, source, status } = values as { [field: string]: string };
    const handedUp = id === 'd';
    const path = countPath({
      month: acceptedOn?.slice(5, 7) ?? '',
      disputeType: disputeType ?? '',
      source: source ?? '',
      status: status ?? '',
      handedUp,
    });
    const items = byUnit.get(unit) ?? {};
    byUnit.set(unit, items);
    const item = path.slice('cases.'.length);
    items[item] = (items[item] ?? 0) + 1;
  }
  return new Map([...byUnit].map(([unit, cases]) => [unit, readCounts({ cases })]));
}

test('[S3] figures from published counts are those of the cases themselves: total, by unit, by month, rates', () => {
  const told = (rows: readonly CountedRow[]) =>
    figuresOf(METRICS, new Map([['mediationCase', rows]]), context).map(({ total, byUnit, byMonth, undated }) => ({
      total,
      byUnit: Object.fromEntries(byUnit),
      byMonth,
      undated,
    }));
  const fromCounts = told(rowsOfCounts(2024, published()));
  expect(fromCounts).toEqual(told(CASES));
  expect(fromCounts[0]?.total.n).toBe(4);
});

test('[F4] what counts cannot say stays unknown: other fields, other days, stocks, sums, years that begin in mid-month', () => {
  expect(METRICS.map((metric) => isAnsweredByCounts(metric, period))).toEqual([true, true, true]);
  const others = [
    { ...count, where: [{ field: 'difficulty', operator: 'filled' }] },
    { ...count, measure: 'sum', field: 'agreedAmount' },
    { ...count, when: { during: 'closedOn' } },
    { measure: 'rate', part: settled, whole: { ...count, when: { during: 'closedOn' } } },
  ];
  expect(others.map((raw) => isAnsweredByCounts(metricOf(raw), period))).toEqual([false, false, false, false]);
  expect(isAnsweredByCounts(METRICS[0] as Metric, periodOfYear(2024, { start: '12-21', end: '12-20' }))).toBe(false);
});
