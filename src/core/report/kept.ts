/**
 * 报送留存: a report or table as it was sent, and what has become different since (补报, 更正). What was sent never
 * changes; the difference is shown beside it.
 */
import { readRoster, type KeptRoster } from '#core/roster-sent.ts';
import type { StatTable } from '#core/tables/model.ts';
import { itemEntries } from '#kinds/conditions.ts';
import type { Items, Values } from '#kinds/field.ts';
import type { SentAppendix, SentTable } from './appendix.ts';
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
  /** What the public did not read of it (`Report.few`). Both are absent in what an earlier version kept. */
  readonly few?: readonly string[];
  readonly appendix?: SentAppendix;
}
export interface KeptTable {
  readonly type: 'table';
  readonly heads: readonly string[];
  /** The unit of each column, '' for 合计: villages are renamed. Absent in what an earlier version kept. */
  readonly units?: readonly string[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly string[] }[];
  /** As it was printed. Absent in what an earlier version kept. */
  readonly sheet?: SentTable;
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

export function keptReport(report: Report, drafted = false, appendix?: SentAppendix): KeptReport {
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
    few: report.few,
    ...(appendix === undefined ? {} : { appendix }),
  };
}

/** The unit of each column, '' for 合计: villages are renamed. */
export const columnUnits = ({ rows }: StatTable): string[] =>
  (rows[0]?.cells ?? []).map(({ behind }) => behind?.unit ?? '');

/** A line is recognised by its words and unit, for lines come and go with what is recorded. */
export function keptTable(table: StatTable, units: readonly string[] = columnUnits(table)): KeptTable {
  const { heads, headColumns, rows } = table;
  let group = '';
  return {
    type: 'table',
    heads: (heads[0] ?? []).slice(headColumns).map(({ text }) => text),
    units,
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

/** 38件, 1.02万元 as a count in its own unit; null for shares, days and names, of which nothing can come in late. */
function amountIn(text: string): { readonly count: number; readonly unit: string } | null {
  if (text === '—' || text === '') return { count: 0, unit: '' };
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)余?([^\d.%·]*)$/u.exec(text) ?? [];
  if (number === '' || unit.startsWith('月')) return null;
  // People at one meeting, 人次 over two: they are counted alike.
  return unit === '万元'
    ? { count: Number(number) * 10_000, unit: '元' }
    : { count: Number(number), unit: unit.replace('人次', '人') };
}

/** More in number than before: what came in late. Anything else was wrong, or is. */
function mannerOf(was: string, is: string): Difference['manner'] {
  const [before, now] = [amountIn(was), amountIn(is)];
  if (before === null || now === null || now.count <= before.count) return '更正';
  return before.count === 0 || before.unit === now.unit ? '补报' : '更正';
}

export const difference = (what: string, was: string, is: string, manner = mannerOf(was, is)): Difference[] =>
  was === is ? [] : [{ what, was, is, manner }];

/**
 * What the records say now against what was sent. `standsFor`: the unit that a unit has gone into since (SPEC F14); what was sent
 * of both is held against the one that is left.
 */
export function differencesOf(sent: Kept, now: Kept, standsFor = (unit: string): string => unit): Difference[] {
  if (sent.type === 'report' && now.type === 'report') {
    const texts = new Map(now.figures.map(({ token, text }) => [token, text]));
    return sent.figures.flatMap(({ token, label, text }) => difference(label, text, texts.get(token) ?? '不再引用'));
  }
  return sent.type === 'table' && now.type === 'table' ? tableDifferences(sent, now, standsFor) : [];
}

function tableDifferences(sent: KeptTable, now: KeptTable, standsFor: (unit: string) => string): Difference[] {
  const byUnit = sent.units !== undefined && now.units !== undefined;
  const keysOf = ({ heads, units }: KeptTable) => (byUnit ? (units ?? []).map(standsFor) : heads);
  const [before, after] = [keysOf(sent), keysOf(now)];
  const [was, is] = [cellsIn(sent, before), cellsIn(now, after)];
  const nameOf = (key: string): string => now.heads[after.indexOf(key)] ?? sent.heads[before.indexOf(key)] ?? key;
  const labels = [...new Set([...sent.rows, ...now.rows].map(({ label }) => label))];
  return labels.flatMap((label) =>
    [...new Set([...before, ...after])].flatMap((key) => {
      const [then, today] = [was(label, key), is(label, key)];
      if (then === null || today === null) return [];
      // Shares are of two years' counts, or of one: none came in late.
      const manner = label.endsWith('（%）') ? '更正' : mannerOf(then, today);
      return difference(`${label} · ${nameOf(key)}`, then, today, manner);
    }),
  );
}

const NO_COLUMN = '没有这一栏';

/** What stands in a line under a unit, of several columns their sum; null: shares have none. A line that is not there is 0. */
function cellsIn({ rows }: KeptTable, keys: readonly string[]): (label: string, key: string) => string | null {
  const lines = new Map(rows.map(({ label, cells }) => [label, cells]));
  return (label, key) => {
    const places = keys.flatMap((each, at) => (each === key ? [at] : []));
    const texts = places.map((at) => lines.get(label)?.[at] ?? '0');
    if (texts.length < 2) return texts[0] ?? NO_COLUMN;
    if (label.endsWith('（%）')) return null;
    const decimals = Math.max(...texts.map((text) => text.split('.')[1]?.length ?? 0));
    return texts.reduce((sum, text) => sum + (Number(text) || 0), 0).toFixed(decimals);
  };
}
