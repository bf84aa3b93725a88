/** From items and their values per unit to a table: spans of groups, columns of units, and sums that are checked. */
import { levelWords } from './place.ts';
import type { CountedRow, CountedUnits } from '#core/counted-units.ts';
import { zhPeriod } from '#core/day.ts';
import type { Metric } from '#core/metric.ts';
import type { Period } from '#core/period.ts';
import { fixedText, isOverWhole, rateText, scaledPercent, tenThousands, type Decimals } from '#core/rate.ts';
import type { Reading } from '#core/sums.ts';
import type { CellSource, StatTable, TableCell, TableRow } from './model.ts';

export interface TableScope {
  readonly period: Period;
  /** Day on which stocks are counted. */
  readonly asOf: string;
  readonly units: CountedUnits;
  readonly decimals: Decimals;
  /** One unit's own table; else the township's with a column per unit. */
  readonly unit?: string;
}

/** Counts as they are; 分; or a part of a whole. */
type Amount = number | { readonly fen: number } | { readonly rate: Reading };

export interface Item {
  readonly label: string;
  readonly unit: string;
  /** Of 合计, then of every column. */
  readonly amounts: readonly Amount[];
  /** The columns should add up to 合计; rates and different people do not. */
  readonly adds: boolean;
  /** Every cell opens the records of this metric, narrowed to its column. */
  readonly behind: Metric;
  /** Records of another kind that count in it as well. */
  readonly also?: Metric;
}

/** Items that stand together; `partOf` names the item whose number they should add up to. */
export interface Group {
  readonly label: string;
  readonly items: readonly Item[];
  readonly partOf?: Item;
}

export interface TableColumn {
  /** undefined: 合计. */
  readonly unit?: string;
  readonly label: string;
}

/** 合计 and one column per unit; offices only where `homes` names them, and units that nobody entered last. */
export function columnsFor({ units, unit }: TableScope, homes: ReadonlySet<string>): TableColumn[] {
  const known = new Map(units.list.map(({ id, name }) => [id, name]));
  if (unit !== undefined) return [{ unit, label: known.get(unit) ?? '其他单位' }];
  const level = levelWords(units.list);
  const own = units.list
    .filter(({ id, unitKind }) => unitKind !== 'townshipOffice' || homes.has(id))
    .map(({ id, name, unitKind }) => ({ unit: id, label: unitKind === 'township' ? level.own : name }));
  const others = [...homes].filter((id) => !known.has(id)).map((id) => ({ unit: id, label: '其他单位' }));
  return [{ label: '合计' }, ...own, ...others];
}

/** Units that own any of the rows, each as the one that stands for it. */
export const homesOf = (lists: readonly (readonly CountedRow[])[], { canonical }: CountedUnits): Set<string> =>
  new Set(lists.flatMap((rows) => rows.map(({ unit }) => canonical(unit))));

interface Frame {
  readonly id: string;
  readonly title: string;
  readonly place: string;
  readonly columns: readonly TableColumn[];
  readonly groups: readonly Group[];
  readonly notes: readonly string[];
  /** Why columns may add up to more than 合计; said with every such sum. */
  readonly overlap: string;
}

/** The table of the groups, with every sum checked and none put right. */
export function tableOf(scope: TableScope, { id, title, place, columns, groups, notes, overlap }: Frame): StatTable {
  const { period, decimals } = scope;
  const flags: string[] = [];
  const flagged = new Set<Item>();
  const flag = (item: Item, words: string) => {
    flags.push(words);
    flagged.add(item);
  };
  for (const { items, partOf, label } of groups) {
    for (const item of items) {
      if (columns.length > 1) checkColumns(item, overlap, flag);
      checkRates(item, columns, flag);
    }
    if (partOf !== undefined) checkParts(label, items, partOf, columns, flag);
  }
  return {
    id,
    title,
    under: `${place}　${zhSpan(period)}`,
    headColumns: 3,
    heads: [[{ text: '类别' }, { text: '项目' }, { text: '单位' }, ...columns.map(({ label }) => ({ text: label }))]],
    rows: groups.flatMap((group) => rowsOf(group, columns, decimals, flagged)),
    notes,
    flags,
  };
}

/** 2024年 for a calendar year, else the days. */
export function zhSpan({ from, to }: Period): string {
  const year = from.slice(0, 4);
  return from === `${year}-01-01` && to === `${year}-12-31` ? `${year}年` : zhPeriod(from, to);
}

const countOf = (amount: Amount | undefined): number =>
  typeof amount === 'number' ? amount : amount !== undefined && 'fen' in amount ? amount.fen : 0;
const said = (amount: number, like: Amount | undefined): string =>
  typeof like === 'object' && 'fen' in like ? `${fixedText(amount, 2)}元` : String(amount);

type Flag = (item: Item, words: string) => void;

function checkColumns(item: Item, overlap: string, flag: Flag): void {
  if (!item.adds) return;
  const [total, ...parts] = item.amounts;
  const sum = parts.reduce<number>((whole, part) => whole + countOf(part), 0);
  if (sum === countOf(total)) return;
  const why = sum > countOf(total) ? overlap : '有记录不属于任何一列';
  flag(item, `“${item.label}”各单位相加 ${said(sum, total)}，合计 ${said(countOf(total), total)}：${why}`);
}

/** A part that is more than its whole: the cell has no rate, and both counts are told. */
function checkRates(item: Item, columns: readonly TableColumn[], flag: Flag): void {
  const over = item.amounts.flatMap((amount, at) =>
    typeof amount === 'object' && 'rate' in amount && isOverWhole(amount.rate)
      ? [`${columns[at]?.label ?? ''} ${amount.rate.n}÷${amount.rate.of}`]
      : [],
  );
  if (over.length > 0) flag(item, `“${item.label}”超过100%，不能算，请核对记录：${over.join('，')}`);
}

function checkParts(label: string, items: readonly Item[], whole: Item, columns: readonly TableColumn[], flag: Flag) {
  const off = columns.flatMap(({ label: column }, at) => {
    const sum = items.reduce((amount, item) => amount + countOf(item.amounts[at]), 0);
    const should = countOf(whole.amounts[at]);
    return sum === should ? [] : [`${column} ${sum} 与 ${should}`];
  });
  if (off.length > 0) flag(whole, `“${label}”各项相加与“${whole.label}”不等：${off.join('，')}`);
}

function rowsOf(
  { label, items }: Group,
  columns: readonly TableColumn[],
  decimals: Decimals,
  flagged: ReadonlySet<Item>,
): TableRow[] {
  return items.map((item, at) => ({
    heads: [
      ...(at === 0 ? [{ text: label, ...(items.length > 1 ? { rows: items.length } : {}) }] : []),
      { text: item.label },
      { text: item.unit },
    ],
    cells: item.amounts.map((amount, place) => ({
      ...cellOf(amount, decimals, flagged.has(item)),
      behind: sourceOf(item, columns[place]),
    })),
  }));
}

function sourceOf({ label, behind, also }: Item, column: TableColumn | undefined): CellSource {
  const unit = column?.unit;
  return { label, metric: behind, ...(also === undefined ? {} : { also }), ...(unit === undefined ? {} : { unit }) };
}

function cellOf(amount: Amount, decimals: Decimals, isFlagged: boolean): TableCell {
  const flag = isFlagged ? { flagged: true } : {};
  if (typeof amount === 'number') return { text: String(amount), number: amount, ...flag };
  if ('fen' in amount) {
    const scaled = tenThousands(amount.fen);
    return { text: fixedText(scaled, 2), number: scaled / 100, decimals: 2, ...flag };
  }
  const scaled = scaledPercent(amount.rate, decimals);
  const text = rateText(amount.rate, decimals).replace('%', '');
  // The other columns of a flagged rate stand as they are.
  return scaled === null
    ? { text, ...(isOverWhole(amount.rate) ? flag : {}) }
    : { text, number: scaled / 10 ** decimals, decimals };
}
