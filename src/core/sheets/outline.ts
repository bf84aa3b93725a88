/** Where in a table its title, headings, rows and sums stand. */
import type { Kind } from '#kinds/kind.ts';
import type { Cell, Merge, Sheet, SheetRow } from '#core/sheets.ts';
import { plainHeading, proposeMapping, type Mapping } from './targets.ts';

export interface Outline {
  /** Cells of the lines above the headings, joined by spaces. */
  readonly title: string;
  /** By column; headings of two rows are joined, 甲方 over 电话 is 甲方电话. Of lists side by side those of the first. */
  readonly headings: readonly string[];
  /** Equal lists that stand side by side, as on sheets for signing; usually 1. */
  readonly lists: number;
  readonly mapping: Mapping;
  /** Number of the last heading row; rows after it are read. */
  readonly headingRow: number;
  /** How well the headings fit the kind. */
  readonly score: number;
}

/** Headings are looked for among so many first rows. */
const SEARCHED = 20;
/** One exact name alone could be a word in a title. */
const LEAST_SCORE = 4;

/** Null: no row looks like the headings of this kind. */
export function outlineOf(kind: Kind, sheet: Sheet): Outline | null {
  const first = sheet.rows.slice(0, SEARCHED);
  let best: Outline | null = null;
  first.forEach((row, at) => {
    const isDivided = dividesBelow(row, first[at + 1]);
    for (const depth of [1, 2]) {
      if (depth === 1 ? isDivided : !isDivided && !spansTwo(sheet, row, first[at + 1])) continue;
      const all = headingsOf(sheet, at, depth, isDivided);
      const lists = sideBySide(all.map(({ joined }) => joined));
      const own = all.slice(0, Math.ceil(all.length / lists));
      const headings = own.map(({ joined }) => joined);
      const { mapping, score } = proposeMapping(
        kind,
        headings,
        own.map(({ lower }) => lower),
        sheet.hiddenColumns,
      );
      if (score <= (best?.score ?? LEAST_SCORE - 1)) continue;
      const title = sheet.rows.slice(0, at).flatMap(textsOf).join(' ');
      best = { title, headings, lists, mapping, headingRow: first[at + depth - 1]?.number ?? 0, score };
    }
  });
  return best;
}

/** 序号 姓名 单位 签名 序号 姓名 单位 签名: so many equal lists beside each other, at most four. */
function sideBySide(headings: readonly string[]): number {
  const plain = headings.map(plainHeading);
  while (plain[plain.length - 1] === '') plain.pop();
  for (let lists = 4; lists > 1; lists--) {
    const width = Math.ceil(plain.length / lists);
    const named = plain.slice(0, width).filter((heading) => heading !== '');
    // The last list may lack the empty column that parts the others.
    if (named.length > 1 && plain.length > width * (lists - 1) && plain.every((each, i) => each === plain[i % width]))
      return lists;
  }
  return 1;
}

/** A row of headings goes on below where one of its cells is merged, across or down. */
function spansTwo({ merges }: Sheet, row: SheetRow, next: SheetRow | undefined): boolean {
  return (
    next?.number === row.number + 1 &&
    merges.some(({ top, bottom, left, right }) => top === row.number && (bottom > top || right > left))
  );
}

/**
 * 参训人数 over 应到 and 实到: headings stand below the cells that a row leaves empty beside another, merged or not (a .csv knows no merges),
 * and nowhere else. Their row is never one of data.
 */
function dividesBelow(row: SheetRow, next: SheetRow | undefined): boolean {
  if (next?.number !== row.number + 1) return false;
  const columns = Math.max(row.cells.length, next.cells.length);
  const divided = new Map<number, number>();
  for (let column = 0, head = -1; column < columns; column++) {
    const [above, below] = [textAt(row, column), textAt(next, column)];
    if (above !== '') head = column;
    if (below === '') continue;
    if (head < 0 || /\d/.test(below)) return false;
    divided.set(head, (divided.get(head) ?? 0) + 1);
  }
  const named = row.cells.filter((cell) => cell !== undefined).length;
  return named > divided.size && divided.size > 0 && [...divided.values()].every((below) => below > 1);
}

interface Heading {
  readonly joined: string;
  /** Of two rows what stands in the lower one; else ''. */
  readonly lower: string;
}

function headingsOf(sheet: Sheet, at: number, depth: number, isDivided: boolean): Heading[] {
  const [top, below] = [sheet.rows[at], depth === 2 ? sheet.rows[at + 1] : undefined];
  if (top === undefined) return [];
  const columns = Math.max(top.cells.length, below?.cells.length ?? 0);
  let head = '';
  return Array.from({ length: columns }, (_, column) => {
    const own = below === undefined ? '' : textAt(below, column);
    const merged = textAt(top, column) || textAt(top, mergeAt(sheet.merges, top.number, column)?.left ?? column);
    head = merged || head;
    const above = merged || (own !== '' && isDivided ? head : '');
    return own === '' || own === above ? { joined: above, lower: '' } : { joined: `${above}${own}`, lower: own };
  });
}

export const textAt = (row: SheetRow, column: number): string => row.cells[column]?.text.replace(/\s+/g, '') ?? '';
const textsOf = (row: SheetRow): string[] => row.cells.flatMap((cell) => (cell === undefined ? [] : [cell.text]));

const mergeAt = (merges: readonly Merge[], row: number, column: number): Merge | undefined =>
  merges.find(({ top, bottom, left, right }) => row >= top && row <= bottom && column >= left && column <= right);

export interface DataRow extends SheetRow {
  /** Columns whose cell was merged down from a row above. */
  readonly lent: ReadonlySet<number>;
  /** Columns of the file that stand before the first one of this list. */
  readonly before: number;
}

export interface DataRows {
  readonly rows: readonly DataRow[];
  /** 合计 and the like, left out. */
  readonly sums: number;
  /** Cells that were merged over several rows. */
  readonly merged: number;
}

/** 合计, 三月小计：, 共计12场, 平均分, but not 共计划拨…: behind the word stands a number, a mark or nothing. */
const SUM =
  /^((本?[页月季年]|本季度|全[年乡镇村县]|当月|各村|年度|\d{1,2}月份?|[一二三四五六七八九十]{1,3}月份?|第?[一二三四1-4]季度|[上下]半年|总)?(合计|总计|小计|共计|累计)|平均|平均分|平均成绩|最高分|最低分|[合及]格率|优秀率|参考率|到会率|参训率)([数人件场次户份条:：（(\d—－-]|$)/;
/** 一月份, 第二季度, alone in its row: what follows is of that time, and says so itself. */
const SECTION =
  /^(\d{4}年)?(\d{1,2}月份?|[一二三四五六七八九十]{1,3}月份?|第?[一二三四1-4]季度|[上下]半年|全年)[:：]?$/;
/** 审核人：, 填表单位, 制表; but not 审核村规民约, which is something that was done. */
const FOOT =
  /^(填表|制表|审核|填报|统计|单位负责)(人|员|单位|日期|时间|说明|[:：]|$)|^(注|说明|备注|负责人|联系人|联系电话)[:：]|^注$|^（?盖章|^年月日/;

/** Signatures, remarks and what parts a table are no rows; by the first of a row's texts and how many there are. */
const isAside = ([first = '']: readonly string[], count: number): boolean =>
  (count <= 3 && FOOT.test(first)) || (count === 1 && SECTION.test(first));

/** 同上, 〃: what was last written above. */
const DITTO = /^(同上|同前|[〃″"]|''|“|”|,,|〞)$/u;

/** Rows with what they point to in place of such words. */
function createRepeating(): (row: SheetRow) => SheetRow {
  const last: (Cell | undefined)[] = [];
  const isDitto = (cell: Cell | undefined) => cell?.kind === 'text' && cell.text.length <= 2 && DITTO.test(cell.text);
  return (row) => {
    const cells = row.cells.some(isDitto)
      ? row.cells.map((cell, column) => (isDitto(cell) ? last[column] : cell))
      : row.cells;
    cells.forEach((cell, column) => {
      if (cell !== undefined) last[column] = cell;
    });
    return { ...row, cells };
  };
}

/** The rows below the headings, merged cells filled downwards; sums, remarks and repeated headings are left out. */
export function dataRowsOf(
  sheet: Sheet,
  { headings, headingRow, lists }: Pick<Outline, 'headings' | 'headingRow' | 'lists'>,
): DataRows {
  const down = sheet.merges.filter(({ top, bottom }) => bottom > top && top > headingRow);
  const lender = lenderOf(down);
  const plain = headings.map(plainHeading);
  const source = new Map<number, SheetRow>();
  const rows: DataRow[] = [];
  const repeat = createRepeating();
  let sums = 0;
  for (const row of sheet.rows) {
    source.set(row.number, row);
    if (row.number <= headingRow || isRepeated(row, plain)) continue;
    const texts = textsOf(row);
    const first = texts.slice(0, 3).map((text) => text.replace(/\s+/g, ''));
    if (first.some((text) => SUM.test(text))) sums += 1;
    else if (!isAside(first, texts.length))
      rows.push(...partsOf(filled(repeat(row), source, lender), headings.length, lists));
  }
  return { rows, sums, merged: down.length };
}

/** The row of each list that stands in a row of the file; empty ones are left out, but for the first. */
function partsOf(row: DataRow, width: number, lists: number): DataRow[] {
  if (lists === 1) return [row];
  return Array.from({ length: lists }, (_, list): DataRow => {
    const before = list * width;
    const lent = new Set([...row.lent].map((column) => column - before));
    return { ...row, cells: row.cells.slice(before, before + width), lent, before };
  }).filter(({ cells, before }) => before === 0 || cells.some((cell) => cell !== undefined));
}

/** By row: which columns take their cell from which row above. */
function lenderOf(down: readonly Merge[]): ReadonlyMap<number, readonly (readonly [column: number, top: number])[]> {
  const byRow = new Map<number, (readonly [number, number])[]>();
  // A merge over a million rows fills none that is not there.
  for (const { top, bottom, left } of down) {
    for (let row = top + 1; row <= Math.min(bottom, top + 2000); row++) {
      const list = byRow.get(row) ?? [];
      list.push([left, top]);
      byRow.set(row, list);
    }
  }
  return byRow;
}

const NONE: ReadonlySet<number> = new Set();

function filled(row: SheetRow, source: ReadonlyMap<number, SheetRow>, lender: ReturnType<typeof lenderOf>): DataRow {
  const lending = lender.get(row.number);
  if (lending === undefined) return { ...row, lent: NONE, before: 0 };
  const cells: (Cell | undefined)[] = [...row.cells];
  const lent = new Set<number>();
  for (const [column, top] of lending) {
    const cell = source.get(top)?.cells[column];
    if (cells[column] !== undefined || cell === undefined) continue;
    cells[column] = cell;
    lent.add(column);
  }
  return { ...row, cells, lent, before: 0 };
}

/** Printed ledgers repeat their headings on every page. `plain`: the headings without what decorates them. */
function isRepeated(row: SheetRow, plain: readonly string[]): boolean {
  let same = 0;
  for (const [column, heading] of plain.entries()) {
    const text = textAt(row, column);
    if (text === '') continue;
    if (plainHeading(text) !== heading) return false;
    same += 1;
  }
  return same >= 3;
}
