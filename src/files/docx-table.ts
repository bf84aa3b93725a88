/** Tables of a document as a Word file has them: forms, lists and tables of figures. */
import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { TABLE, type Cell, type Line, type TableBlock, type TableRow as Row, type TableSize } from '#core/document.ts';
import { isTorn } from '#core/page-count.ts';
import { lineOf } from './docx-text.ts';
import { twentieths, twips, type StyleId } from './docx-styles.ts';

const EDGE = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const;
const EDGES = { top: EDGE, bottom: EDGE, left: EDGE, right: EDGE, insideHorizontal: EDGE, insideVertical: EDGE };

export function tableOf(table: TableBlock): Table {
  const { widths, rows, headed = 0, size = 'form' } = table;
  const { line, inset, side } = TABLE[size];
  const [above, beside] = [twentieths(inset), twentieths(side)];
  const made = placed(table).map((cells, at) => {
    const row = rows[at] as Row;
    return new TableRow({
      children: cells.map(({ cell, width }) => cellOf(cell, width, size)),
      height: { value: twentieths((row.tall ?? 1) * line + 2 * inset), rule: HeightRule.ATLEAST },
      cantSplit: !isTorn(row, table),
      ...(at < headed ? { tableHeader: true } : {}),
    });
  });
  return new Table({
    rows: made,
    columnWidths: widths.map(twips),
    width: { size: twips(sumOf(widths)), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    borders: EDGES,
    margins: { top: above, bottom: above, left: beside, right: beside },
  });
}

const sumOf = (widths: readonly number[]): number => widths.reduce((sum, one) => sum + one, 0);

/** The cells of each row with the width, in mm, of the columns that they stand in: those above may reach down into theirs. */
function placed({ rows, widths }: TableBlock): { readonly cell: Cell; readonly width: number }[][] {
  const taken = widths.map(() => 0);
  return rows.map(({ cells }) => {
    let column = 0;
    const row = cells.map((cell) => {
      while ((taken[column] ?? 0) > 0) column += 1;
      const { across = 1, down = 1 } = cell;
      const [from, to] = [column, column + across];
      taken.fill(down, from, to);
      column = to;
      return { cell, width: sumOf(widths.slice(from, to)) };
    });
    taken.forEach((left, at) => (taken[at] = Math.max(0, left - 1)));
    return row;
  });
}

const STYLES = { form: 'Cell', large: 'LargeCell', small: 'SmallCell' } as const satisfies {
  [size in TableSize]: string;
};
const SIDES = { left: '', center: 'Center', right: 'Right' } as const;

function cellOf({ lines, label, across = 1, down = 1, align }: Cell, width: number, size: TableSize): TableCell {
  const style: StyleId = `${STYLES[size]}${SIDES[align ?? (label === true ? 'center' : 'left')]}`;
  const written: readonly Line[] = lines.length === 0 ? [[]] : lines;
  return new TableCell({
    children: written.map((line) => lineOf(line, style)),
    width: { size: twips(width), type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    ...(across > 1 ? { columnSpan: across } : {}),
    ...(down > 1 ? { rowSpan: down } : {}),
  });
}
