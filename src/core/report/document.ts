/** A report's contents one after the other, and the document that prints them (core/document.ts). */
import { chartTable, chartWords, type ChartModel } from '#core/charts/chart.ts';
import {
  heading as headingBlock,
  label,
  LANDSCAPE_WIDTH_MM,
  text,
  title,
  type Block as Printed,
  type Cell,
  type DocumentModel,
  type Part,
  type TableRow,
} from '#core/document.ts';
import type { StatTable, TableCell } from '#core/tables/model.ts';
import { numbersIn, runText, type Report } from './report.ts';

export type Block =
  | { readonly type: 'title' | 'heading1' | 'heading2' | 'paragraph' | 'signature'; readonly text: string }
  | { readonly type: 'table'; readonly table: StatTable }
  | { readonly type: 'chart'; readonly chart: ChartModel };

export interface ReportDocument {
  /** For the file's properties. */
  readonly name: string;
  readonly blocks: readonly Block[];
}

export function documentOf(
  report: Report,
  appendix: readonly StatTable[] = [],
  signed?: readonly string[],
  charts: readonly ChartModel[] = [],
): ReportDocument {
  const { lead, parts } = report;
  const blocks: Block[] = report.title.map((line) => ({ type: 'title', text: line }));
  const say = (printed: Report['lead']['printed']) =>
    printed.forEach((runs) => blocks.push({ type: 'paragraph', text: runText(runs) }));
  say(lead.printed);
  for (const part of parts) {
    if (part.title !== null) blocks.push({ type: 'heading1', text: part.title });
    const numbers = numbersIn(part);
    for (const { key, heading, printed } of part.sections) {
      const number = numbers.get(key) ?? null;
      if (heading !== null && number !== null) blocks.push({ type: 'heading2', text: `${number}${heading}` });
      say(printed);
    }
  }
  signed?.forEach((line) => blocks.push({ type: 'signature', text: line }));
  for (const chart of charts) blocks.push({ type: 'chart', chart });
  for (const table of appendix) blocks.push({ type: 'table', table });
  return { name: report.title.join(''), blocks };
}

/** Line by line, as it is read. */
export const documentText = ({ blocks }: ReportDocument): string =>
  blocks.flatMap((block) => ('text' in block ? [block.text] : [])).join('\n');

/** The text, its charts (one that nobody could draw as the table of its numbers), and each table on landscape pages of its own. */
export function reportModel({ name, blocks }: ReportDocument, isDrawn: (chart: string) => boolean): DocumentModel {
  const part = (key: string, printed: readonly Printed[]): Part => ({
    key,
    title: name,
    numbered: true,
    blocks: printed,
  });
  const charts = blocks.flatMap((block) => (block.type === 'chart' ? [block.chart] : []));
  const tables = blocks.flatMap((block) => (block.type === 'table' ? [block.table] : []));
  return {
    title: name,
    parts: [
      part('report', blocks.flatMap(printedText)),
      ...(charts.length === 0
        ? []
        : [
            part(
              'charts',
              charts.flatMap((chart, at) => (isDrawn(chart.id) ? [pictureOf(chart, at)] : numbersOf(chart, at))),
            ),
          ]),
      ...tables.map((table, at): Part => ({ ...part(`table-${at + 1}`, printedTable(table)), landscape: true })),
    ],
  };
}

function printedText(block: Block, at: number, all: readonly Block[]): Printed[] {
  const beforeSignature = all[at + 1]?.type === 'signature';
  switch (block.type) {
    case 'title':
      return [{ ...title(block.text), ...(all[at + 1]?.type === 'title' ? { goesOn: true } : {}) }];
    case 'heading1':
      return [headingBlock(1, block.text)];
    case 'heading2':
      return [headingBlock(2, block.text)];
    case 'paragraph':
      // A blank line stands before the signature, which never stands on a page alone.
      return beforeSignature ? [text([block.text], { keep: true }), text([''], { keep: true })] : [text([block.text])];
    case 'signature':
      return [text([block.text], { align: 'right', ...(beforeSignature ? { keep: true } : {}) })];
    case 'table':
    case 'chart':
    default:
      return [];
  }
}

const captionOf = (chart: ChartModel, at: number) => `图${at + 1}　${chart.title}`;

const pictureOf = (chart: ChartModel, at: number): Printed => ({
  is: 'picture',
  id: chart.id,
  title: chart.title,
  caption: captionOf(chart, at),
  words: chartWords(chart),
});

/** Its number and title stand over a table. */
function numbersOf(chart: ChartModel, at: number): Printed[] {
  const { heads, rows } = chartTable(chart);
  return [
    text([{ strong: captionOf(chart, at) }], { align: 'center', keep: true }),
    {
      is: 'table',
      size: 'small',
      widths: [50, ...chart.series.map(() => 32)],
      headed: heads.length,
      rows: printedRows(heads, rows),
    },
  ];
}

const printedRows = (heads: StatTable['heads'], rows: StatTable['rows']): TableRow[] => [
  ...heads.map((line): TableRow => ({ cells: line.map((cell) => label(cell.text, spansOf(cell))) })),
  ...rows.map(({ heads: words, cells }): TableRow => ({
    cells: [...words.map((cell) => cellOf(cell, 'left')), ...cells.map((cell) => cellOf(cell, 'right'))],
  })),
];

/** 类别、项目、单位, in mm; the numbers share the rest. */
const HEADS = [26, 58, 16] as const;

function printedTable({ title: name, under, heads, headColumns, rows, flags, notes }: StatTable): Printed[] {
  const columns = (heads[0] ?? []).reduce((sum, { cols = 1 }) => sum + cols, 0);
  const first = HEADS.slice(0, headColumns);
  const left = LANDSCAPE_WIDTH_MM - first.reduce<number>((sum, one) => sum + one, 0);
  const numbers = columns - first.length;
  // A table of few units does not spread its numbers over the whole page.
  const widths = [...first, ...Array.from({ length: numbers }, () => Math.min(24, left / numbers))];
  return [
    text([{ strong: name }], { align: 'center' }),
    text([under], { align: 'center', small: true }),
    {
      is: 'table',
      size: 'small',
      widths,
      headed: heads.length,
      rows: printedRows(heads, rows),
    },
    ...flags.map((flag) => text([`核对：${flag}`], { flush: true, small: true })),
    ...notes.map((note) => text([`说明：${note}`], { flush: true, small: true })),
  ];
}

const spansOf = ({ cols = 1, rows = 1 }: TableCell) => ({
  ...(cols > 1 ? { across: cols } : {}),
  ...(rows > 1 ? { down: rows } : {}),
});
const cellOf = (cell: TableCell, align: 'left' | 'right'): Cell => ({ lines: [[cell.text]], align, ...spansOf(cell) });
