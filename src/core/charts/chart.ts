/** A chart as data: what a picture draws and what a screen reader or a table says in its place. */
import type { StatTable } from '#core/tables/model.ts';

export interface ChartSeries {
  readonly label: string;
  /** One per category; null where there is nothing to draw, and the text stands alone. */
  readonly values: readonly (number | null)[];
  /** In place of the plain numbers: 85.7%（6/7）. */
  readonly texts?: readonly string[];
}

export interface ChartModel {
  /** The same for the same chart, so that a picture is found again. */
  readonly id: string;
  readonly title: string;
  /** bars: names of categories over horizontal bars; columns: one after the other, for months. */
  readonly type: 'bars' | 'columns';
  readonly unit: string;
  readonly categories: readonly string[];
  readonly series: readonly ChartSeries[];
  /** Full length of a bar; without it the largest value is. */
  readonly whole?: number;
  /** Names villages, or cases so few that they could be recognised (domain.md §6.6): no part of a public version. */
  readonly internal: boolean;
}

export const chartText = ({ texts, values }: ChartSeries, at: number, unit: string): string =>
  texts?.[at] ?? (values[at] === null || values[at] === undefined ? '—' : `${values[at]}${unit}`);

/** Everything the picture says, for whoever cannot see it: title, then each category with its numbers. */
export function chartWords({ title, categories, series, unit }: ChartModel): string {
  const said = categories.map((category, at) => {
    const numbers = series.map((each) => `${series.length > 1 ? each.label : ''}${chartText(each, at, unit)}`);
    return `${category}${numbers.join('，')}`;
  });
  return `${title}：${said.join('；')}。`;
}

/** The same as a table, where nothing can draw. */
export const chartTable = ({ categories, series, unit }: ChartModel): Pick<StatTable, 'heads' | 'rows'> => ({
  heads: [['', ...series.map(({ label }) => label)].map((text) => ({ text }))],
  rows: categories.map((category, at) => ({
    heads: [{ text: category }],
    cells: series.map((each) => ({ text: chartText(each, at, unit) })),
  })),
});

export const largestOf = ({ series, whole }: ChartModel): number =>
  whole ?? Math.max(1, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
