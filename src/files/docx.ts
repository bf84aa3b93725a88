/**
 * A document of `core/document.ts` as a Word file; the same in browser and Node. Fonts are named as GB/T 9704 names
 * them; whoever lacks one gets the alternative named in the font table (domain.md §4.5).
 */
import {
  AlignmentType,
  Bookmark,
  BorderStyle,
  Document,
  Footer,
  HeightRule,
  Packer,
  PageNumber,
  Paragraph,
  SectionType,
  SimpleField,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
  type ISectionOptions,
  type ParagraphChild,
} from 'docx';
import {
  BODY,
  CELL,
  FORM,
  isBlank,
  TEXT_HEIGHT_MM,
  TEXT_WIDTH_MM,
  type Block,
  type Cell,
  type DocumentModel,
  type Line,
  type Part,
  type Piece,
  type TableBlock,
  type TextBlock,
} from '#core/document.ts';
import { isTorn } from '#core/page-count.ts';
import { FONTS, fontTable } from './docx-fonts.ts';
import { paragraphStyles, twentieths, twips, type StyleId } from './docx-styles.ts';

export const DOCX_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** The document's bytes. Carries no author and no name of a person beside what the document itself says. */
export async function docxBytes(model: DocumentModel): Promise<Uint8Array<ArrayBuffer>> {
  const made = new Document({
    title: model.title,
    creator: '法治台账',
    lastModifiedBy: '法治台账',
    styles: {
      default: { document: { run: { font: FONTS.body, size: BODY.size * 2 } } },
      paragraphStyles: [...paragraphStyles],
    },
    sections: sectionsOf(model),
  });
  const bytes = await Packer.pack(made, 'uint8array', false, [{ path: 'word/fontTable.xml', data: fontTable }]);
  return new Uint8Array(bytes);
}

/** A4 around the text block: top 37 mm, left 28 mm, the rest right and below. */
const PAGE = {
  size: { width: twips(210), height: twips(297) },
  margin: {
    top: twips(37),
    left: twips(28),
    right: twips(210 - 28 - TEXT_WIDTH_MM),
    bottom: twips(297 - 37 - TEXT_HEIGHT_MM),
    header: twips(15),
    footer: twips(25),
  },
} as const;

/** Neighbours of one sort share a section: a page break costs less than a section with a foot of its own. */
function sectionsOf({ parts, foot }: DocumentModel): ISectionOptions[] {
  const groups: Part[][] = [];
  for (const part of parts) {
    const last = groups[groups.length - 1];
    if (last !== undefined && last[0]?.numbered === part.numbered) last.push(part);
    else groups.push([part]);
  }
  const firstCounted = groups.findIndex(([first]) => first?.numbered === true);
  return groups.map((group, at) => ({
    properties: {
      type: SectionType.NEXT_PAGE,
      page: { ...PAGE, ...(at === firstCounted ? { pageNumbers: { start: 1 } } : {}) },
    },
    footers: { default: footer(group[0]?.numbered === true, foot) },
    children: group.flatMap((part, place) => childrenOf(part, place === 0)),
  }));
}

/** Never absent: a section without a foot of its own would take over the one before. */
function footer(numbered: boolean, foot = ''): Footer {
  const number = new Paragraph({
    style: 'PageNumber' satisfies StyleId,
    children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'] })],
  });
  const words = new Paragraph({ style: 'Foot' satisfies StyleId, children: [new TextRun(foot)] });
  return new Footer({ children: numbered ? [number, words] : [words] });
}

/** Parts follow each other, each on a new page; the first paragraph of a part carries its bookmark. */
function childrenOf({ key, blocks }: Part, isFirst: boolean): (Paragraph | Table)[] {
  let isPending = true;
  return blocks.flatMap((block): (Paragraph | Table)[] => {
    if (block.is === 'table') return [tableOf(block)];
    const start: Start = { mark: isPending ? key : null, newPage: isPending && !isFirst };
    isPending = false;
    return paragraphsOf(block, start);
  });
}

interface Start {
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

function paragraphsOf(block: Exclude<Block, TableBlock>, start: Start): Paragraph[] {
  switch (block.is) {
    case 'title':
      return [paragraph([new TextRun(block.text)], block.large === true ? 'CoverTitle' : 'PaperTitle', start)];
    case 'heading':
      return [paragraph([new TextRun(block.text)], LEVELS[block.level], start)];
    case 'text':
      return [paragraph(block.line.map(childOf), styleOfText(block), start)];
    case 'ruled':
      return repeated(block.lines, start, () => [new TextRun('_'.repeat(RULE))]);
    case 'gap':
    default:
      return repeated(block.lines, start, () => []);
  }
}

/** Underscores from margin to margin. */
const RULE = 54;

const repeated = (count: number, start: Start, children: () => ParagraphChild[]): Paragraph[] =>
  Array.from({ length: count }, (_, at) => paragraph(children(), 'Flush', at === 0 ? start : WITHIN));

function styleOfText({ align, flush, keep, roomy }: TextBlock): StyleId {
  if (roomy === true) return keep === true ? 'SignedKept' : 'Signed';
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

const EDGE = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const;
const EDGES = { top: EDGE, bottom: EDGE, left: EDGE, right: EDGE, insideHorizontal: EDGE, insideVertical: EDGE };
const MARGINS = {
  top: twentieths(CELL.inset),
  bottom: twentieths(CELL.inset),
  left: twentieths(CELL.side),
  right: twentieths(CELL.side),
};

function tableOf(table: TableBlock): Table {
  const { widths, rows, headed, large = false } = table;
  const { line } = large ? BODY : FORM;
  const made = rows.map((row, at) => {
    const { cells, tall = 1 } = row;
    let column = 0;
    const children = cells.map((cell) => {
      const across = cell.across ?? 1;
      const width = widths.slice(column, column + across).reduce((sum, one) => sum + one, 0);
      column += across;
      return cellOf(cell, width, large);
    });
    const height = { value: twentieths(tall * line + 2 * CELL.inset), rule: HeightRule.ATLEAST };
    const cantSplit = !isTorn(row, table);
    return new TableRow({ children, height, cantSplit, ...(headed === true && at === 0 ? { tableHeader: true } : {}) });
  });
  return new Table({
    rows: made,
    columnWidths: widths.map(twips),
    width: { size: twips(widths.reduce((sum, one) => sum + one, 0)), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    borders: EDGES,
    margins: MARGINS,
  });
}

const CELL_STYLES = { left: '', center: 'Center', right: 'Right' } as const;

function cellOf({ lines, label, across = 1, align }: Cell, width: number, large: boolean): TableCell {
  const style: StyleId = `${large ? 'LargeCell' : 'Cell'}${CELL_STYLES[align ?? (label === true ? 'center' : 'left')]}`;
  const written: readonly Line[] = lines.length === 0 ? [[]] : lines;
  return new TableCell({
    children: written.map((line) => paragraph(line.map(childOf), style)),
    width: { size: twips(width), type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    ...(across > 1 ? { columnSpan: across } : {}),
  });
}
