/**
 * How many pages a part takes, counted in lines: a contents list needs page numbers before anything is laid out. Every
 * line has a fixed height and a Chinese character the width of its size, so that the count is what an office program
 * arrives at (test/files/docx.test.ts compares them).
 */
import {
  BODY,
  COVER_TITLE,
  SIGNED_LINE,
  SMALL,
  TABLE,
  TEXT_HEIGHT_MM,
  TEXT_WIDTH_MM,
  textOfLine,
  TITLE,
  TURN,
  type Block,
  type Line,
  type TableBlock,
  type TableRow,
} from './document.ts';

const PT_PER_MM = 72 / 25.4;
const PAGE = TEXT_HEIGHT_MM * PT_PER_MM;
const WIDTH = TEXT_WIDTH_MM * PT_PER_MM;

/** In characters: Latin letters and digits take half of one. */
function widthOf(words: string): number {
  let width = 0;
  for (const letter of Array.from(words)) width += letter < '\u2000' ? 0.5 : 1;
  return width;
}

/** Lines that a text fills, Latin words and numbers never torn; an empty text still takes a line. */
function linesIn(words: string, room: number, indent = 0): number {
  let [count, used] = [1, indent];
  for (const piece of words.match(/[!-~]+|[^]/gu) ?? []) {
    const width = widthOf(piece);
    // A comma or full stop hangs beyond the margin.
    if (used + width > room + 1e-9 && used > 0 && !HANGING.includes(piece)) {
      count += 1;
      used = 0;
    }
    used += width;
    // Longer than a line: torn after all.
    while (used > room + 1 + 1e-9) {
      count += 1;
      used -= room;
    }
  }
  return count;
}
const HANGING = '，。、；：！？）》”';

/** Fills pages from the top; what does not fit begins the next. */
class Pages {
  private count = 1;
  private used = 0;
  get pages(): number {
    return this.count;
  }
  turn(): void {
    this.count += 1;
    this.used = TURN;
  }
  /** `parts` are the heights that must not be torn. */
  add(parts: readonly number[]): void {
    for (const height of parts) {
      if (this.used + height > PAGE + 0.01 && this.used > 0) {
        this.count += 1;
        this.used = 0;
      }
      this.used += height;
    }
  }
}

const repeated = (height: number, times: number): number[] => Array.from({ length: times }, () => height);

function heightsOf(block: Exclude<Block, TableBlock>): number[] {
  const room = Math.floor(WIDTH / BODY.size);
  switch (block.is) {
    case 'title': {
      const { size, line, after } = block.large === true ? COVER_TITLE : TITLE;
      return [line * linesIn(block.text, Math.floor(WIDTH / size)) + (block.goesOn === true ? 0 : after)];
    }
    case 'heading':
      return repeated(BODY.line, linesIn(block.text, room, 2));
    case 'text': {
      const { size, line } = block.small === true ? SMALL : BODY;
      const indent = block.flush === true || block.align !== undefined ? 0 : 2;
      return repeated(
        block.roomy === true ? SIGNED_LINE : line,
        linesIn(textOfLine(block.line), Math.floor(WIDTH / size), indent),
      );
    }
    case 'picture':
      // Nobody counts its pages: it is as high as it was drawn.
      return [];
    case 'ruled':
    case 'gap':
    default:
      return repeated(BODY.line, block.lines);
  }
}

const isKept = (block: Block): block is Exclude<Block, TableBlock> =>
  block.is === 'heading' || (block.is === 'text' && block.keep === true);

const sizeOf = ({ size = 'form' }: TableBlock): (typeof TABLE)[keyof typeof TABLE] => TABLE[size];

const cellLines = (lines: readonly Line[], width: number, { size, side }: ReturnType<typeof sizeOf>): number => {
  const room = Math.floor((width * PT_PER_MM - 2 * side) / size);
  return lines.reduce((sum, line) => sum + linesIn(textOfLine(line), room), 0);
};

/** A row of so many lines goes to the next page as one; a longer one is torn between its lines rather than leave half a page empty. */
const WHOLE_ROW = 8;

/** Whether a row may be torn at the end of a page. */
export const isTorn = (row: TableRow, table: TableBlock): boolean =>
  rowLines(row, table.widths, sizeOf(table)) > Math.max(WHOLE_ROW, row.tall ?? 1);

function rowLines({ cells }: TableRow, widths: readonly number[], size: ReturnType<typeof sizeOf>): number {
  let [column, most] = [0, 1];
  for (const { lines, across = 1 } of cells) {
    const width = widths.slice(column, column + across).reduce((sum, one) => sum + one, 0);
    most = Math.max(most, cellLines(lines, width, size));
    column += across;
  }
  return most;
}

function addTable(pages: Pages, table: TableBlock): void {
  if (table.newPage === true) pages.turn();
  const size = sizeOf(table);
  const { line, inset } = size;
  for (const row of table.rows) {
    const { tall = 1 } = row;
    const lines = rowLines(row, table.widths, size);
    if (!isTorn(row, table)) pages.add([Math.max(lines, tall) * line + 2 * inset + 0.5]);
    else pages.add([line + inset, ...repeated(line, lines - 2), line + inset + 0.5]);
  }
}

export function pagesOf(blocks: readonly Block[]): number {
  const pages = new Pages();
  for (let at = 0; at < blocks.length; at++) {
    // What is kept moves as one, together with the first line of what follows.
    let kept = 0;
    let block = blocks[at] as Block;
    while (isKept(block) && at + 1 < blocks.length) {
      kept += sumOf(heightsOf(block));
      at += 1;
      block = blocks[at] as Block;
    }
    if (block.is === 'table') {
      pages.add(kept > 0 ? [kept] : []);
      addTable(pages, block);
    } else {
      const [first = 0, ...rest] = heightsOf(block);
      pages.add([kept + first, ...rest]);
    }
  }
  return pages.pages;
}

const sumOf = (heights: readonly number[]): number => heights.reduce((sum, height) => sum + height, 0);
