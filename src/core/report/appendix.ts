/** The tables and charts that a report can carry, as of today and as they were when it was sent (SPEC R5, R11). */
import { chartText, type ChartModel } from '#core/charts/chart.ts';
import { statTables } from '#core/tables/all.ts';
import type { StatTable, TableCell } from '#core/tables/model.ts';
import { placeName } from '#core/tables/place.ts';
import {
  columnUnits,
  difference,
  differencesOf,
  keptTable,
  type Difference,
  type Kept,
  type KeptTable,
} from './kept.ts';
import { reportPictures } from './pictures.ts';
import { publicTable } from './public.ts';
import type { ReportInput } from './reading.ts';

export interface Appendix {
  readonly tables: readonly StatTable[];
  readonly charts: readonly ChartModel[];
}

/** A cell as it is printed: plain words where it spans nothing. */
type SentCell = string | Pick<TableCell, 'text' | 'cols' | 'rows'>;
/** A table without the records behind its cells. */
export interface SentTable extends Pick<StatTable, 'id' | 'title' | 'under' | 'headColumns' | 'notes' | 'flags'> {
  readonly heads: readonly (readonly SentCell[])[];
  readonly rows: readonly { readonly heads: readonly SentCell[]; readonly cells: readonly SentCell[] }[];
  /** The unit of each column, '' for 合计: villages are renamed. */
  readonly units: readonly string[];
}
export interface SentAppendix {
  readonly tables: readonly SentTable[];
  /** The same as the public reads them: what tells too much is judged by the numbers of that day. */
  readonly open: readonly SentTable[];
  readonly charts: readonly ChartModel[];
}

/** All of them, from the records of today; which of them go along is chosen each time. */
export function appendixOf(input: ReportInput): Appendix {
  const { rows, context, decimals } = input;
  const scope = { period: context.period, asOf: context.asOf, units: context.units, decimals };
  return {
    tables: statTables.map(({ make }) => make(rows, scope, placeName(context.units))),
    charts: reportPictures(input),
  };
}

const sentCell = ({ text, cols, rows }: TableCell): SentCell =>
  cols === undefined && rows === undefined
    ? text
    : { text, ...(cols === undefined ? {} : { cols }), ...(rows === undefined ? {} : { rows }) };
const asCell = (cell: SentCell): TableCell => (typeof cell === 'string' ? { text: cell } : cell);
/** With the number that a spreadsheet reckons with. */
function asNumber(cell: SentCell): TableCell {
  const own = asCell(cell);
  if (!/^\d+(?:\.\d{1,2})?$/u.test(own.text)) return own;
  const decimals = own.text.split('.')[1]?.length ?? 0;
  return { ...own, number: Number(own.text), ...(decimals === 0 ? {} : { decimals }) };
}

export const sentTable = (table: StatTable): SentTable => ({
  id: table.id,
  title: table.title,
  under: table.under,
  headColumns: table.headColumns,
  notes: table.notes,
  flags: table.flags,
  units: columnUnits(table),
  heads: table.heads.map((line) => line.map(sentCell)),
  rows: table.rows.map((row) => ({ heads: row.heads.map(sentCell), cells: row.cells.map(sentCell) })),
});

/** A table that was sent by itself, as it was; null: an earlier version kept its numbers alone. */
export function sheetAsSent(kept: Kept): StatTable | null {
  const sheet = kept.type === 'table' ? kept.sheet : undefined;
  return sheet === undefined || !isTable(sheet) ? null : tableAsSent(sheet, false);
}

/** As it was sent; `open` where it is what the public reads. */
const tableAsSent = ({ units: _units, heads, rows, ...table }: SentTable, open: boolean): StatTable => ({
  ...table,
  heads: heads.map((line) => line.map(asCell)),
  rows: rows.map((row) => ({ heads: row.heads.map(asCell), cells: row.cells.map(asNumber) })),
  ...(open ? { open: true } : {}),
});

export const sentAppendix = ({ tables, charts }: Appendix): SentAppendix => ({
  tables: tables.map(sentTable),
  open: tables.map((table) => sentTable(publicTable(table))),
  charts,
});

/** What a report that was sent carries. */
export const appendixAsSent = ({ tables, open, charts }: SentAppendix, isPublic: boolean): Appendix => ({
  tables: (isPublic ? open : tables).map((table) => tableAsSent(table, isPublic)),
  charts,
});

const isTable = ({ heads, rows, units, notes, flags }: Partial<SentTable>): boolean =>
  [heads, rows, units, notes, flags].every(Array.isArray);

/** null: none was kept (an earlier version kept words and figures alone), or it cannot be read. */
export function appendixIn(kept: Kept): SentAppendix | null {
  const { appendix } = kept as { readonly appendix?: Partial<SentAppendix> };
  const isRead =
    [appendix?.tables, appendix?.open].every((tables) => Array.isArray(tables) && tables.every(isTable)) &&
    Array.isArray(appendix?.charts);
  return isRead ? (appendix as SentAppendix) : null;
}

/** What has become different in one table or chart. */
export interface AppendixDifferences {
  readonly title: string;
  readonly differences: readonly Difference[];
}

/** Charts of numbers that stand in a table as well, by the unit's record there. */
const TOLD_BY_TABLES: readonly string[] = ['caseTypes', 'settlement', 'audience', 'materials'];

/** What tables and charts say now against what was sent with the report, each number told once. */
export function appendixDifferences(
  sent: SentAppendix,
  now: Appendix,
  standsFor: (unit: string) => string,
): AppendixDifferences[] {
  const told = new Set<string>();
  const tables = sent.tables.flatMap((table) => {
    const today = now.tables.find(({ id }) => id === table.id);
    if (today === undefined) return [];
    const all = differencesOf(keptOf(table), keptOf(sentTable(today)), standsFor);
    // The lists of 18 and 15 types begin with the same lines.
    const differences = all.filter((each) => {
      const key = JSON.stringify(each);
      return !told.has(key) && told.add(key);
    });
    return [{ title: table.title, differences }];
  });
  const ids = [...new Set([...sent.charts, ...now.charts].map(({ id }) => id))];
  const charts = ids
    .filter((id) => !TOLD_BY_TABLES.includes(id))
    .map((id) => {
      const [then, today] = [sent.charts, now.charts].map((list) => list.find((chart) => chart.id === id));
      return { title: (then ?? today)?.title ?? id, differences: chartDifferences(then, today) };
    });
  return [...tables, ...charts].filter(({ differences }) => differences.length > 0);
}

const keptOf = (sent: SentTable): KeptTable => keptTable(tableAsSent(sent, false), sent.units);

/** A chart without a single number is none: it had, or has, nothing to say. */
function chartDifferences(then: ChartModel | undefined, now: ChartModel | undefined): Difference[] {
  const [was, is] = [saidIn(then), saidIn(now)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((what) =>
    difference(what, was.get(what) ?? '—', is.get(what) ?? '—'),
  );
}

/** 3月 · 受理 → 2件 */
const saidIn = (chart: ChartModel | undefined): ReadonlyMap<string, string> =>
  new Map(
    chart?.series.flatMap((series) =>
      chart.categories.map((category, at): [string, string] => [
        chart.series.length > 1 ? `${category} · ${series.label}` : category,
        chartText(series, at, chart.unit),
      ]),
    ),
  );
