import { expect, test } from 'vitest';
import { yearsWithRecords } from '#core/charts/year-charts.ts';
import type { CountedRow, RowsByKind } from '#core/counted-units.ts';
import { CALENDAR_YEAR } from '#core/period.ts';

const heldOn = (...days: readonly string[]) =>
  days.map((day, at) => ({ id: `r${at}`, unit: 'u', values: { heldOn: day } }));

test('a year has records by the day on which something was done, not by its rosters', () => {
  const rows: RowsByKind = new Map<string, readonly CountedRow[]>([
    ['training', heldOn('2024-03-01', '2022-05-01', '2024-12-31')],
    ['screening', [{ id: 's', unit: 'u', values: { period: { from: '2025-12-29', to: '2026-01-04' } } }]],
    ['person', [{ id: 'p', unit: 'u', values: { name: '李伟' } }]],
    ['mediationCase', [{ id: 'c', unit: 'u', values: {} }]],
  ]);
  expect(yearsWithRecords(rows, CALENDAR_YEAR)).toEqual([2026, 2024, 2022]);
  expect(yearsWithRecords(new Map([['person', rows.get('person') ?? []]]), CALENDAR_YEAR)).toEqual([]);
});

test('a year is the township’s own, and a day between two of them is in neither', () => {
  const rows = new Map([['publicityEvent', heldOn('2024-12-02')]]);
  expect(yearsWithRecords(rows, { start: '12-01', end: '11-30' })).toEqual([2025]);
  expect(yearsWithRecords(rows, { start: '01-01', end: '11-30' })).toEqual([]);
});
