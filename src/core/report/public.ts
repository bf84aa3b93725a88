/** The version for the public: no personal data, no cell of one or two cases (domain.md §6.6). */
import type { StatTable, TableCell, TableRow } from '#core/tables/model.ts';
import type { Block, ReportDocument } from './document.ts';
import { fewIn, isSafe, isSmall, type CaseNumbers } from './few.ts';
import { publicText } from './public-text.ts';

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

/** Tables that count cases: the others count what was done in public. */
const OF_CASES = ['cases18', 'cases15', 'prevention'];
/** Small, beside nothing that it adds up with; and hidden in a sum, where 少于3 in two lines could say both. */
const FEW = '少于3';
const SOME = '若干';
const LEFT_OUT = '略';

const CASES = '受理（案件总数）';
const SUMS: CaseNumbers['sums'] = [
  { whole: CASES, parts: ['调解成功', '调解不成', '终止调解', '尚未办结'] },
  { whole: '调解成功', parts: ['已履行'] },
  { whole: '发现', parts: ['化解', '移交'] },
];
const SHARES: CaseNumbers['shares'] = [
  { name: '调解率（已调解÷受理）', of: [CASES, '尚未办结'] },
  { name: '调解成功率（调解成功÷受理）', of: [CASES, '调解成功'] },
  { name: '履行率（已履行÷调解成功）', of: ['调解成功', '已履行'] },
  { name: '涉及当事人数', of: [CASES] },
];

/**
 * The township's totals alone, as villages' cells are internal. Small numbers of cases are hidden with what would give them back
 * (few.ts); of a list that divides the cases, lines of one or two are put together under 其他各项, with the next smallest.
 */
export function publicTable(table: StatTable): StatTable {
  if (table.open === true) return table;
  const { headColumns, heads, rows, notes } = table;
  const own = rows.map((row) => ({ ...row, cells: row.cells.slice(0, 1) }));
  const shown = OF_CASES.includes(table.id) ? withoutFew(own) : { rows: own, notes: [] };
  return {
    ...table,
    open: true,
    heads: heads.map((line) => line.slice(0, headColumns + 1)),
    rows: shown.rows,
    flags: [],
    notes: [...notes, `${['公开版只列乡镇合计', ...shown.notes].join('；')}。`],
  };
}

const DIVIDES = /类型|来源|调委会类别/u;
const countOf = ({ cells }: TableRow): number => cells[0]?.number ?? 0;
const wordsOf = ({ heads }: TableRow): [label: string, unit: string] => {
  const [label = '', unit = ''] = heads.slice(-2).map(({ text }) => text);
  return [label, unit];
};

function withoutFew(rows: readonly TableRow[]): Pick<StatTable, 'rows' | 'notes'> {
  const groups = groupsOf(rows).map((group) => ({ group, title: group[0]?.heads[0]?.text ?? '' }));
  const counted = groups.flatMap(({ group, title }) =>
    DIVIDES.test(title) ? [] : group.filter((row) => wordsOf(row)[1] === '件'),
  );
  const counts = new Map(counted.map((row) => [wordsOf(row)[0], countOf(row)]));
  const forms = groups.find(({ title }) => title === '协议形式')?.group.map((row) => wordsOf(row)[0]) ?? [];
  const sums = [...SUMS, { whole: '调解成功', parts: forms }].filter(({ whole }) => counts.has(whole));
  const hidden = fewIn({ names: [...counts.keys()], sums, shares: SHARES }, (name) => counts.get(name) ?? 0);
  const inSums = new Set(sums.flatMap(({ whole, parts }) => [whole, ...parts]));
  const isOfFew = isSmall(counts.get('调解成功') ?? 0);
  const inWords = (row: TableRow): TableRow => {
    const [label, unit] = wordsOf(row);
    if (label === '协议涉及金额' && isOfFew) return { ...row, cells: [{ text: LEFT_OUT }] };
    if (!hidden.has(label) || row.cells[0]?.text === '0') return row;
    const word = unit === '%' ? LEFT_OUT : inSums.has(label) || !isSmall(countOf(row)) ? SOME : FEW;
    return { ...row, cells: [{ text: word }] };
  };
  const parted = groups.map(({ group, title }) =>
    DIVIDES.test(title) ? withoutSmall(group, hidden.has(CASES)) : group.map(inWords),
  );
  const isMerged = parted.some((group, at) => group.length !== groups[at]?.group.length);
  const said = new Set(parted.flat().flatMap(({ cells }) => cells.map(({ text }) => text)));
  return {
    rows: parted.flat(),
    notes: [
      ...(isMerged ? ['一两件的类型合并为“其他各项”'] : []),
      ...(said.has(FEW) ? [`能认出当事人的一两件写“${FEW}”`] : []),
      ...(said.has(SOME) ? [`一两件的，和能从总数里减出它的，写“${SOME}”`] : []),
      ...(said.has(LEFT_OUT) ? [`能算出这些数的比率和金额写“${LEFT_OUT}”`] : []),
    ],
  };
}

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

/** `allHidden`: the number that the lines add up to is hidden itself. */
function withoutSmall(group: readonly TableRow[], allHidden: boolean): readonly TableRow[] {
  const there = group.filter((row) => countOf(row) > 0).sort((a, b) => countOf(a) - countOf(b));
  if (!allHidden && !there.some((row) => isSmall(countOf(row)))) return group;
  const hidden = new Set<TableRow>();
  const isDone = () => isSafe([...hidden].map(countOf));
  for (const row of there) if (allHidden || isSmall(countOf(row)) || !isDone()) hidden.add(row);
  if (hidden.size === 0) return group;
  const sum = [...hidden].reduce((all, row) => all + countOf(row), 0);
  const unit = group[0]?.heads.slice(-1)[0]?.text ?? '件';
  const title = group[0]?.heads[0]?.text ?? '';
  const kept = group.filter((row) => !hidden.has(row)).map(({ heads, cells }) => ({ heads: heads.slice(-2), cells }));
  const together: TableCell = allHidden || !isDone() ? { text: SOME } : { text: String(sum), number: sum };
  const lines = [...kept, { heads: [{ text: '其他各项' }, { text: unit }], cells: [together] }];
  return lines.map(({ heads, cells }, at) =>
    at === 0 ? { heads: [{ text: title, rows: lines.length }, ...heads], cells } : { heads, cells },
  );
}
