import { describe, expect, test } from 'vitest';
import { chartWords, type ChartModel } from '#core/charts/chart.ts';
import { chartSvg } from '#core/charts/svg.ts';
import { documentOf } from '#core/report/document.ts';
import { reportPictures } from '#core/report/pictures.ts';
import { publicVersion } from '#core/report/public.ts';
import { reportOf } from '#core/report/report.ts';
import { JSDOM } from 'jsdom';
import { sampleRows, yearContext } from '#test/help/sample-rows.ts';

const model: ChartModel = {
  id: 'a',
  title: '结果 <按村> & “类型”',
  type: 'bars',
  unit: '件',
  categories: ['永祥村', '城墙村'],
  series: [
    { label: '受理', values: [4, 2] },
    { label: '成功', values: [2, null], texts: ['2件', '—'] },
  ],
  internal: true,
};
const parsed = (svg: string) => new JSDOM(svg, { contentType: 'image/svg+xml' }).window.document;

describe('a chart', () => {
  test('is drawn in proportion, with every number written, and hostile words as words', () => {
    const { svg, width, height } = chartSvg(model);
    const drawing = parsed(svg);
    expect([drawing.documentElement.getAttribute('width'), drawing.documentElement.getAttribute('height')]).toEqual([
      String(width),
      String(height),
    ]);
    const words = Array.from(drawing.querySelectorAll('text'), (each) => each.textContent);
    expect(words).toEqual([model.title, '受理', '成功', '永祥村', '4件', '2件', '城墙村', '2件', '—']);
    // Two of the legend, then the bars; the one without a value is not drawn.
    const bars = Array.from(drawing.querySelectorAll('rect[stroke]')).slice(2);
    const lengths = bars.map((bar) => Number(bar.getAttribute('width')));
    expect(lengths).toHaveLength(3);
    expect(lengths[0]).toBe(2 * (lengths[1] ?? 0));
    expect(lengths[1]).toBe(lengths[2]);
    // Told apart without colour, and nothing that the page's policy forbids.
    expect(new Set(bars.map((bar) => bar.getAttribute('fill'))).size).toBe(2);
    expect(svg).not.toMatch(/style=|<script|href|foreignObject/);
  });

  test('columns of months stand on one line', () => {
    const { svg } = chartSvg({ ...model, type: 'columns', series: [{ label: '受理', values: [4, 0] }] });
    const bars = Array.from(parsed(svg).querySelectorAll('rect[stroke]'));
    expect(bars).toHaveLength(1);
  });

  test('says in words what it shows', () =>
    expect(chartWords(model)).toBe('结果 <按村> & “类型”：永祥村受理4件，成功2件；城墙村受理2件，成功—。'));
});

describe('the pictures of a report', () => {
  const rows = sampleRows();
  const [context, last] = [yearContext(rows, 2024), yearContext(rows, 2023)];
  const input = { year: 2024, rows, context, last, decimals: 1 } as const;
  const pictures = reportPictures(input);

  test('say the counts of the records, and leave out what has none', () => {
    const byId = new Map(pictures.map((picture) => [picture.id, picture]));
    const cases = (rows.get('mediationCase') ?? []).filter(({ values }) =>
      String(values.acceptedOn).startsWith('2024'),
    );
    const accepted = byId.get('caseMonths')?.series[0]?.values ?? [];
    expect(accepted.reduce<number>((sum, value) => sum + (value ?? 0), 0)).toBeGreaterThan(0);
    expect(accepted.reduce<number>((sum, value) => sum + (value ?? 0), 0)).toBeLessThanOrEqual(cases.length);
    const events = byId.get('workMonths')?.series[0]?.values ?? [];
    expect(events.reduce<number>((sum, value) => sum + (value ?? 0), 0)).toBe(
      (rows.get('publicityEvent') ?? []).filter(({ values }) => String(values.heldOn).startsWith('2024')).length,
    );
    expect(reportPictures({ ...input, rows: new Map() })).toEqual([]);
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
