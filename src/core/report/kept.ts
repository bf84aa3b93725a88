/**
 * 报送留存: a report or table as it was sent, and what has become different since (补报, 更正). What was sent never
 * changes; the difference is shown beside it.
 */
import { readRoster, type KeptRoster } from '#core/roster-sent.ts';
import type { StatTable } from '#core/tables/model.ts';
import { itemEntries } from '#kinds/conditions.ts';
import type { Items, Values } from '#kinds/field.ts';
import { runText, sectionsIn, type Report } from './report.ts';

interface KeptFigure {
  readonly token: string;
  readonly label: string;
  readonly text: string;
}
export interface KeptReport {
  readonly type: 'report';
  /** All of it as the records drafted it, whatever the township had written. */
  readonly drafted?: boolean;
  readonly figures: readonly KeptFigure[];
  readonly sections: readonly { readonly key: string; readonly texts: readonly string[] }[];
}
interface KeptTable {
  readonly type: 'table';
  readonly heads: readonly string[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly string[] }[];
}
export type Kept = KeptReport | KeptTable | KeptRoster;

export interface Difference {
  /** What is different: 法律明白人; 受理（案件总数）· 永祥村. */
  readonly what: string;
  readonly was: string;
  readonly is: string;
  /** 补报: more than was sent; 更正: anything else. */
  readonly manner: '补报' | '更正';
}

export function keptReport(report: Report, drafted = false): KeptReport {
  const sections = sectionsIn(report);
  const figures = new Map<string, KeptFigure>();
  for (const { text, figure } of sections.flatMap(({ printed }) => printed.flat())) {
    if (figure !== undefined) figures.set(figure.token, { token: figure.token, label: figure.label, text });
  }
  return {
    type: 'report',
    ...(drafted ? { drafted } : {}),
    figures: [...figures.values()],
    sections: sections.map(({ key, printed }) => ({ key, texts: printed.map(runText) })),
  };
}

/** A line is recognised by its words and unit, for lines come and go with what is recorded. */
export function keptTable({ heads, headColumns, rows }: StatTable): KeptTable {
  let group = '';
  return {
    type: 'table',
    heads: (heads[0] ?? []).slice(headColumns).map(({ text }) => text),
    rows: rows.map(({ heads: words, cells }) => {
      if (words.length === headColumns) group = words[0]?.text ?? '';
      const [label = '', unit = ''] = words.slice(-2).map(({ text }) => text);
      return { label: `${group}：${label}（${unit}）`, cells: cells.map(({ text }) => text) };
    }),
  };
}

/** JSON in pieces that each fit into a change, under ids that the caller mints (SPEC C1, C5). */
const PIECE = 8000;
export function keptItems(kept: Kept, newId: () => string): Items {
  const points = Array.from(JSON.stringify(kept));
  const pieces = Array.from({ length: Math.ceil(points.length / PIECE) }, (_, at) =>
    points.slice(at * PIECE, (at + 1) * PIECE).join(''),
  );
  return Object.fromEntries(pieces.map((text, at) => [newId(), { at, text }]));
}

/** null: nothing was kept, or a newer version kept it otherwise. */
export function readKept(values: Values): Kept | null {
  const pieces = itemEntries(values.kept).map(([, { at, text }]) => ({
    at: typeof at === 'number' ? at : 0,
    text: typeof text === 'string' ? text : '',
  }));
  if (pieces.length === 0) return null;
  const json = pieces.sort((a, b) => a.at - b.at).map(({ text }) => text);
  try {
    const kept = JSON.parse(json.join('')) as Partial<Kept>;
    const isKnown =
      (kept.type === 'report' && Array.isArray(kept.figures) && Array.isArray(kept.sections)) ||
      (kept.type === 'table' && Array.isArray(kept.heads) && Array.isArray(kept.rows)) ||
      readRoster(kept) !== null;
    return isKnown ? (kept as Kept) : null;
  } catch {
    return null;
  }
}

/** More in number than before: what came in late. Anything else was wrong, or is. */
function mannerOf(was: string, is: string): Difference['manner'] {
  const [before, now] = [was, is].map((text) => (text === '—' || text === '' ? 0 : Number.parseFloat(text)));
  return before !== undefined && now !== undefined && now > before ? '补报' : '更正';
}

const difference = (what: string, was: string, is: string): Difference[] =>
  was === is ? [] : [{ what, was, is, manner: mannerOf(was, is) }];

/** What the records say now against what was sent. */
export function differencesOf(sent: Kept, now: Kept): Difference[] {
  if (sent.type === 'report' && now.type === 'report') {
    const texts = new Map(now.figures.map(({ token, text }) => [token, text]));
    return sent.figures.flatMap(({ token, label, text }) => difference(label, text, texts.get(token) ?? '不再引用'));
  }
  if (sent.type !== 'table' || now.type !== 'table') return [];
  const sentLines = new Map(sent.rows.map(({ label, cells }) => [label, cells]));
  const nowLines = new Map(now.rows.map(({ label, cells }) => [label, cells]));
  const columns = [...new Set([...sent.heads, ...now.heads])];
  return [...new Set([...sentLines.keys(), ...nowLines.keys()])].flatMap((label) =>
    columns.flatMap((column) => {
      const cell = (lines: typeof sentLines, heads: readonly string[]) =>
        lines.get(label)?.[heads.indexOf(column)] ?? '0';
      return difference(`${label} · ${column}`, cell(sentLines, sent.heads), cell(nowLines, now.heads));
    }),
  );
}
