/** Running text of a document as a Word file has it: paragraphs that carry a named style and nothing else. */
import { Bookmark, ImageRun, Paragraph, SimpleField, TextRun, type ParagraphChild } from 'docx';
import {
  isBlank,
  TEXT_WIDTH_MM,
  type Block,
  type Line,
  type Piece,
  type TableBlock,
  type TextBlock,
} from '#core/document.ts';
import { FONTS } from './docx-fonts.ts';
import type { StyleId } from './docx-styles.ts';

/** A picture as it was drawn, in CSS pixels; its bytes are sharper than that. */
export interface Picture {
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
}

export interface Start {
  /** Bookmark of the part that begins here. */
  readonly mark: string | null;
  readonly newPage: boolean;
}
const WITHIN: Start = { mark: null, newPage: false };

function paragraph(children: readonly ParagraphChild[], style: StyleId, { mark, newPage } = WITHIN): Paragraph {
  return new Paragraph({
    style,
    children: mark === null ? children : [new Bookmark({ id: bookmarkOf(mark), children: [...children] })],
    ...(newPage ? { pageBreakBefore: true } : {}),
  });
}

const bookmarkOf = (key: string): string => `p_${key.replace(/\W/g, '_')}`;
const LEVELS = { 1: 'Level1', 2: 'Level2', 3: 'Level3' } as const;

export const lineOf = (line: Line, style: StyleId, start = WITHIN): Paragraph =>
  paragraph(line.map(childOf), style, start);

/** `pictures`: by their ids; one that nobody has is left out. */
export function paragraphsOf(
  block: Exclude<Block, TableBlock>,
  start: Start,
  pictures: ReadonlyMap<string, Picture>,
): Paragraph[] {
  switch (block.is) {
    case 'title':
      return [
        lineOf(
          [block.text],
          block.large === true ? 'CoverTitle' : block.goesOn === true ? 'TitleLine' : 'PaperTitle',
          start,
        ),
      ];
    case 'heading':
      return [lineOf([block.text], LEVELS[block.level], start)];
    case 'text':
      return [lineOf(block.line, styleOfText(block), start)];
    case 'ruled':
      return repeated(block.lines, start, () => [new TextRun('_'.repeat(RULE))]);
    case 'picture': {
      const picture = pictures.get(block.id);
      if (picture === undefined) return [];
      return [paragraph([imageOf(picture, block)], 'Picture', start), lineOf([block.caption], 'TextCenter')];
    }
    case 'gap':
    default:
      return repeated(block.lines, start, () => []);
  }
}

/** Underscores from margin to margin. */
const RULE = 54;

const repeated = (count: number, start: Start, children: () => ParagraphChild[]): Paragraph[] =>
  Array.from({ length: count }, (_, at) => paragraph(children(), 'Flush', at === 0 ? start : WITHIN));

function styleOfText({ align, flush, keep, roomy, small }: TextBlock): StyleId {
  if (roomy === true) return keep === true ? 'SignedKept' : 'Signed';
  if (small === true) return align === 'center' ? 'SmallCenter' : 'Small';
  if (align === 'center') return 'TextCenter';
  if (align === 'right') return keep === true ? 'TextRightKept' : 'TextRight';
  if (flush === true) return keep === true ? 'FlushKept' : 'Flush';
  return keep === true ? 'TextKept' : 'Text';
}

function childOf(piece: Piece): ParagraphChild {
  if (typeof piece === 'string') return new TextRun(piece);
  if (isBlank(piece)) return new TextRun('_'.repeat(piece.width * 2));
  if ('strong' in piece) return new TextRun({ text: piece.strong, font: FONTS.heading });
  return new SimpleField(`PAGEREF ${bookmarkOf(piece.pageOf)} \\h`, piece.at);
}

/** As wide as the text, at 96 pixels an inch. */
const WIDTH = Math.floor((TEXT_WIDTH_MM * 96) / 25.4);

const imageOf = (
  { png, width, height }: Picture,
  { id, title, words }: { readonly id: string; readonly title: string; readonly words: string },
): ImageRun =>
  new ImageRun({
    type: 'png',
    data: png,
    transformation: { width: WIDTH, height: Math.round((height * WIDTH) / width) },
    altText: { name: id, title, description: words },
  });
