import { describe, expect, test } from 'vitest';
import { chartWords, type ChartModel } from '#core/charts/chart.ts';
import { chartSvg } from '#core/charts/svg.ts';

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
const parsed = (svg: string) => new DOMParser().parseFromString(svg, 'image/svg+xml');

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
