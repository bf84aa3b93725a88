/**
 * A document as data: what the papers of a case and the annual report are made of, and what the .docx file and the print
 * view draw. Sizes are those of GB/T 9704 (domain.md §4.5): A4, a text block of 156×225 mm, lines of 28 pt.
 */

/** A line to write on. `what` names what is missing there, '' where a hand signs anyway. `width` counts characters. */
export interface Blank {
  readonly blank: string;
  readonly width: number;
}
/** The page on which a part begins: a field of the file, and the number as counted. */
interface PageOf {
  readonly pageOf: string;
  readonly at: string;
}
export type Piece = string | Blank | PageOf | { readonly strong: string };
export type Line = readonly Piece[];
type Align = 'left' | 'center' | 'right';

/** 2号小标宋, centred. */
interface TitleBlock {
  readonly is: 'title';
  readonly text: string;
  /** 小初, as on the cover of a file. */
  readonly large?: boolean;
  /** The title goes on in the next block. */
  readonly goesOn?: boolean;
}
/** 一、 in 黑体, （一） in 楷体, 1. in 仿宋. */
interface HeadingBlock {
  readonly is: 'heading';
  readonly level: 1 | 2 | 3;
  readonly text: string;
}
export interface TextBlock {
  readonly is: 'text';
  readonly line: Line;
  /** Left, with the first line two characters in, unless said otherwise. */
  readonly align?: Align;
  /** Without the indent of the first line. */
  readonly flush?: boolean;
  /** Is not torn, and stays on one page with what follows. */
  readonly keep?: boolean;
  /** High enough for a signature in large hand or a fingerprint. */
  readonly roomy?: boolean;
  /** As tables of figures are: notes under them. */
  readonly small?: boolean;
}
/** Empty lines to write on. */
interface RuledBlock {
  readonly is: 'ruled';
  readonly blank: string;
  readonly lines: number;
}
interface GapBlock {
  readonly is: 'gap';
  readonly lines: number;
}
export interface Cell {
  readonly lines: readonly Line[];
  /** Names its neighbour: centred. */
  readonly label?: boolean;
  readonly across?: number;
  /** Rows that it spans; the rows below leave it out. */
  readonly down?: number;
  readonly align?: Align;
}
export interface TableRow {
  readonly cells: readonly Cell[];
  /** At least as high as so many lines. */
  readonly tall?: number;
}
export interface TableBlock {
  readonly is: 'table';
  /** Of the columns, in mm; together at most the width of the text. */
  readonly widths: readonly number[];
  readonly rows: readonly TableRow[];
  /** So many rows stand on every page. */
  readonly headed?: number;
  /** As forms are, unless said otherwise. */
  readonly size?: TableSize;
  /** Begins on a new page. */
  readonly newPage?: boolean;
}
/** A picture that whoever writes the document has by its id; it is as wide as the text. */
interface PictureBlock {
  readonly is: 'picture';
  readonly id: string;
  readonly title: string;
  /** Under it: its number and title. */
  readonly caption: string;
  /** What it shows, for whoever cannot see it. */
  readonly words: string;
}
export type Block = TitleBlock | HeadingBlock | TextBlock | RuledBlock | GapBlock | TableBlock | PictureBlock;

/** Begins on a page of its own. */
export interface Part {
  /** Unique in the document. */
  readonly key: string;
  readonly title: string;
  readonly blocks: readonly Block[];
  /** Counted, and its number printed at the foot: — 1 —. */
  readonly numbered: boolean;
  /** For tables of many columns. */
  readonly landscape?: boolean;
}
export interface DocumentModel {
  readonly title: string;
  readonly parts: readonly Part[];
  /** Small, at the foot of every page: a provisional code. */
  readonly foot?: string;
}

export const TEXT_WIDTH_MM = 156;
export const TEXT_HEIGHT_MM = 225;
export const LANDSCAPE_WIDTH_MM = 261;
/** 3号, in pt. */
export const BODY = { size: 16, line: 28 } as const;
/** A line that is signed: a fingerprint is about 15 mm high. */
export const SIGNED_LINE = 42;
/** 2号, in pt; one line of text is left free below. */
export const TITLE = { size: 22, line: 36, after: 20 } as const;
/** 小初, in pt. */
export const COVER_TITLE = { size: 36, line: 60, after: 20 } as const;
/** 小5号, for tables of figures and what is noted under them, in pt. */
export const SMALL = { size: 9, line: 14 } as const;
/** The line, in pt, that begins the page of a table which begins one: tables cannot turn a page themselves. */
export const TURN = 1;
/** Tables, in pt: forms are filled in 小4号. `inset` and `side` are around the text of a cell: above and below, left and right. */
export const TABLE = {
  form: { size: 12, line: 22, inset: 3, side: 5.4 },
  large: { ...BODY, inset: 3, side: 5.4 },
  small: { ...SMALL, inset: 2, side: 3 },
} as const;
export type TableSize = keyof typeof TABLE;

export const title = (text: string): Block => ({ is: 'title', text });
export const coverTitle = (text: string): Block => ({ is: 'title', text, large: true });
export const heading = (level: 1 | 2 | 3, text: string): Block => ({ is: 'heading', level, text });
export const text = (line: Line, more: Omit<TextBlock, 'is' | 'line'> = {}): Block => ({ is: 'text', line, ...more });
export const gap = (lines = 1): Block => ({ is: 'gap', lines });
export const ruled = (blank: string, lines: number): Block => ({ is: 'ruled', blank, lines });
export const blank = (what: string, width: number): Blank => ({ blank: what, width });
export const label = (words: string, more: Omit<Cell, 'lines' | 'label'> = {}): Cell => ({
  lines: [[words]],
  label: true,
  ...more,
});

export const isBlank = (piece: Piece): piece is Blank => typeof piece === 'object' && 'blank' in piece;

export function textOfPiece(piece: Piece): string {
  if (typeof piece === 'string') return piece;
  if ('strong' in piece) return piece.strong;
  return 'pageOf' in piece ? piece.at : '_'.repeat(piece.width * 2);
}

export const textOfLine = (line: Line): string => line.map(textOfPiece).join('');

/** Names of what is still to be written, each once, in the order of the document. */
export function blanksOf(blocks: readonly Block[]): string[] {
  const found = new Set<string>();
  const look = (line: Line) => line.forEach((piece) => isBlank(piece) && piece.blank !== '' && found.add(piece.blank));
  for (const block of blocks) {
    if (block.is === 'text') look(block.line);
    if (block.is === 'ruled' && block.blank !== '') found.add(block.blank);
    if (block.is === 'table') block.rows.forEach(({ cells }) => cells.forEach(({ lines }) => lines.forEach(look)));
  }
  return [...found];
}

/** Everything that a document says, line by line; for tests and for searching. */
export function linesOf(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => {
    if (block.is === 'title' || block.is === 'heading') return [block.text];
    if (block.is === 'text') return [textOfLine(block.line)];
    if (block.is === 'table')
      return block.rows.map(({ cells }) => cells.map(({ lines }) => lines.map(textOfLine).join('\n')).join('\t'));
    return [];
  });
}

/** Not allowed in XML, or turning the writing round: what a hostile text could break a document with. */
const UNFIT =
  // oxlint-disable-next-line no-control-regex -- they are what is taken out
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])/g;
const LONE_LOW = /(^|[^\ud800-\udbff])[\udc00-\udfff]/g;

/** One line of plain text. */
export const plainLine = (words: string): string =>
  words
    .replace(/[\t\n]+/g, ' ')
    .replace(UNFIT, '')
    .replace(LONE_LOW, '$1');

/** The paragraphs of a long text, without empty ones. */
export const paragraphsOf = (words: string): string[] =>
  words
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => plainLine(line).trim())
    .filter((line) => line !== '');
