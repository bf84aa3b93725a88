/** A report as a document: title, headings, paragraphs and tables, in the layout of GB/T 9704 (domain.md §4.5). */
import type { ChartModel } from '#core/charts/chart.ts';
import type { StatTable } from '#core/tables/model.ts';
import { CHINESE, runText, type Report } from './report.ts';

export type Block =
  | { readonly type: 'title' | 'heading1' | 'heading2' | 'paragraph' | 'signature'; readonly text: string }
  | { readonly type: 'table'; readonly table: StatTable }
  | { readonly type: 'chart'; readonly chart: ChartModel }
  | { readonly type: 'pageBreak' };

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
  const { title, lead, parts } = report;
  const blocks: Block[] = title.map((text) => ({ type: 'title', text }));
  const say = (printed: Report['lead']['printed']) =>
    printed.forEach((runs) => blocks.push({ type: 'paragraph', text: runText(runs) }));
  say(lead.printed);
  for (const part of parts) {
    if (part.title !== null) blocks.push({ type: 'heading1', text: part.title });
    let numbered = 0;
    for (const { heading, printed } of part.sections) {
      if (heading !== null) blocks.push({ type: 'heading2', text: `（${CHINESE[numbered++] ?? numbered}）${heading}` });
      say(printed);
    }
  }
  signed?.forEach((text) => blocks.push({ type: 'signature', text }));
  for (const chart of charts) blocks.push({ type: 'chart', chart });
  for (const table of appendix) blocks.push({ type: 'pageBreak' }, { type: 'table', table });
  return { name: title.join(''), blocks };
}

/** Line by line, as it is read. */
export const documentText = ({ blocks }: ReportDocument): string =>
  blocks.flatMap((block) => ('text' in block ? [block.text] : [])).join('\n');
