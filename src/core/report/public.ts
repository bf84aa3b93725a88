/** The version for the public: no personal data, no cell of one or two cases (domain.md §6.6). */
import type { StatTable, TableCell, TableRow } from '#core/tables/model.ts';
import type { Block, ReportDocument } from './document.ts';
import { isTelling, publicText, SMALL } from './public-text.ts';

/** `names`: of parties, who never stand in a public text. */
export function publicVersion({ name, blocks }: ReportDocument, names: readonly string[]): ReportDocument {
  // Two lists of the same cases, 18 types and 15, put beside each other would give back what one of them has put together.
  const hasTypes = blocks.some((block) => block.type === 'table' && block.table.id === 'cases18');
  const open = blocks.filter((block) => {
    if (block.type === 'chart') return !block.chart.internal;
    return block.type !== 'table' || block.table.id !== 'cases15' || !hasTypes;
  });
  return { name, blocks: open.map((block) => publicBlock(block, names)) };
}

function publicBlock(block: Block, names: readonly string[]): Block {
  if (block.type === 'table') return { type: 'table', table: publicTable(block.table) };
  return 'text' in block ? { ...block, text: publicText(block.text, names) } : block;
}

/**
 * The township's totals alone, as villages' cells are internal; and of a list that divides the cases, lines of one or two
 * are put together under 其他各项. One such line alone, or a sum that is small itself, could be reckoned back: then the
 * next smallest go with it.
 */
export function publicTable(table: StatTable): StatTable {
  if (table.open === true) return table;
  const { headColumns, heads, rows } = table;
  const groups = groupsOf(rows);
  const parted = groups.map((group) => (DIVIDES.test(group[0]?.heads[0]?.text ?? '') ? withoutSmall(group) : group));
  const isMerged = parted.some((group, at) => group.length !== groups[at]?.length);
  const merged = parted.flat().map((row) => ({ ...row, cells: row.cells.slice(0, 1).map(fewInWords) }));
  const isFew = merged.some(({ cells }) => cells[0]?.text === FEW);
  return {
    ...table,
    open: true,
    heads: heads.map((line) => line.slice(0, headColumns + 1)),
    rows: merged,
    flags: [],
    notes: [
      ...table.notes,
      `公开版只列乡镇合计${isMerged ? '；一两件的类型合并为“其他各项”' : ''}${isFew ? `；能认出当事人的一两件写“${FEW}”` : ''}。`,
    ],
  };
}

const FEW = '少于3';

/** One or two of a sort that tells whose they are (SPEC R7): their number is not printed. */
function fewInWords(cell: TableCell): TableCell {
  const { number = 0, behind } = cell;
  return behind !== undefined && isTelling(behind.metric) && number > 0 && number <= SMALL ? { text: FEW } : cell;
}

const DIVIDES = /类型|来源|调委会类别/u;

/** Rows under one group's heading, which stands in the first of them. */
function groupsOf(rows: readonly TableRow[]): TableRow[][] {
  const groups: TableRow[][] = [];
  for (const row of rows) {
    const last = groups[groups.length - 1];
    if (row.heads.length === 3 || last === undefined) groups.push([row]);
    else last.push(row);
  }
  return groups;
}

const countOf = ({ cells }: TableRow): number => cells[0]?.number ?? 0;

function withoutSmall(group: readonly TableRow[]): TableRow[] {
  const small = group.filter((row) => countOf(row) > 0 && countOf(row) <= SMALL);
  if (small.length === 0) return [...group];
  const larger = group.filter((row) => countOf(row) > SMALL).sort((a, b) => countOf(a) - countOf(b));
  const hidden = new Set(small);
  const sumOf = () => [...hidden].reduce((all, row) => all + countOf(row), 0);
  for (const next of larger) {
    if (hidden.size > 1 && sumOf() > SMALL) break;
    hidden.add(next);
  }
  const sum = sumOf();
  const unit = group[0]?.heads.slice(-1)[0]?.text ?? '件';
  const title = group[0]?.heads[0]?.text ?? '';
  const kept = group.filter((row) => !hidden.has(row)).map(({ heads, cells }) => ({ heads: heads.slice(-2), cells }));
  const lines = [
    ...kept,
    { heads: [{ text: '其他各项' }, { text: unit }], cells: [{ text: String(sum), number: sum }] },
  ];
  return lines.map(({ heads, cells }, at) =>
    at === 0 ? { heads: [{ text: title, rows: lines.length }, ...heads], cells } : { heads, cells },
  );
}
