import { describe, expect, test } from 'vitest';
import { documentOf } from '#core/report/document.ts';
import { reportPictures } from '#core/report/pictures.ts';
import { publicVersion } from '#core/report/public.ts';
import { reportOf } from '#core/report/report.ts';
import { sampleRows, yearContext } from '#test/help/sample-rows.ts';

describe('the pictures of a report', () => {
  const rows = sampleRows();
  const [context, last] = [yearContext(rows, 2024), yearContext(rows, 2023)];
  const input = { year: 2024, rows, context, last, decimals: 1 } as const;
  const pictures = reportPictures(input);
  const inYear = (kind: string, field: string) =>
    (rows.get(kind) ?? []).filter(({ values: { [field]: day } }) => typeof day === 'string' && day.startsWith('2024'));

  test('say the counts of the records, and leave out what has none', () => {
    const byId = new Map(pictures.map((picture) => [picture.id, picture]));
    const cases = inYear('mediationCase', 'acceptedOn');
    const accepted = byId.get('caseMonths')?.series[0]?.values ?? [];
    expect(accepted.reduce<number>((sum, value) => sum + (value ?? 0), 0)).toBeGreaterThan(0);
    expect(accepted.reduce<number>((sum, value) => sum + (value ?? 0), 0)).toBeLessThanOrEqual(cases.length);
    const events = byId.get('workMonths')?.series[0]?.values ?? [];
    expect(events.reduce<number>((sum, value) => sum + (value ?? 0), 0)).toBe(
      inYear('publicityEvent', 'heldOn').length,
    );
    expect(reportPictures({ ...input, rows: new Map() })).toEqual([]);
  });

  test('compare with the year before only where it was kept', () => {
    expect(pictures.map(({ id }) => id)).not.toContain('lastYear');
    const before = (rows.get('publicityEvent') ?? []).slice(0, 5).map((row) => ({
      ...row,
      id: `${row.id}-before`,
      values: { ...row.values, heldOn: '2023-05-06' },
    }));
    const both = new Map([...rows, ['publicityEvent', [...(rows.get('publicityEvent') ?? []), ...before]]]);
    const drawn = reportPictures({ ...input, rows: both }).find(({ id }) => id === 'lastYear');
    const at = drawn?.categories.indexOf('普法活动') ?? -1;
    expect(drawn?.series.map(({ label, texts, values }) => [label, texts?.[at], values[at]])).toEqual([
      ['2024年', '20场', 100],
      ['2023年', '5场', 25],
    ]);
  });

  test('[R7] that name villages or few cases are no part of the public version', () => {
    const whole = documentOf(reportOf(input), [], undefined, pictures);
    const charts = (blocks: typeof whole.blocks) =>
      blocks.flatMap((block) => (block.type === 'chart' ? [block.chart.id] : []));
    expect(charts(whole.blocks)).toEqual(pictures.map(({ id }) => id));
    const open = charts(publicVersion(whole, []).blocks);
    expect(open).not.toContain('settlement');
    expect(open).not.toContain('audience');
    expect(open).toContain('workMonths');
  });
});
