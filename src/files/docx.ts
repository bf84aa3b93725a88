/**
 * A document of `core/document.ts` as a Word file, the same bytes' meaning in browser and Node. Fonts are named as
 * GB/T 9704 names them; whoever lacks one gets the alternative named in the font table (domain.md §4.5).
 */
import {
  AlignmentType,
  Bookmark,
  BorderStyle,
  Document,
  Footer,
  HeightRule,
  LineRuleType,
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
  type IParagraphOptions,
  type ISectionOptions,
  type ParagraphChild,
} from 'docx';
import {
  BODY,
  FORM,
  isBlank,
  TEXT_HEIGHT_MM,
  TEXT_WIDTH_MM,
  TITLE,
  type Align,
  type Block,
  type Cell,
  type DocumentModel,
  type Line,
  type Part,
  type Piece,
  type TableBlock,
} from '#core/document.ts';
import { FONTS, fontTable, type Face } from './docx-fonts.ts';

const twips = (mm: number): number => Math.round((mm * 1440) / 25.4);
const twentieths = (pt: number): number => Math.round(pt * 20);

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

const ALIGNMENTS = { left: AlignmentType.BOTH, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const;

interface Look {
  readonly face: Face;
  /** In pt. */
  readonly size: number;
}

const run = (words: string, { face, size }: Look, more: { bold?: boolean } = {}): TextRun =>
  new TextRun({ text: words, font: FONTS[face], size: size * 2, ...more });

function childOf(piece: Piece, look: Look): ParagraphChild {
  if (typeof piece === 'string') return run(piece, look);
  if (isBlank(piece)) return run('_'.repeat(piece.width * 2), look);
  if ('strong' in piece) return run(piece.strong, { ...look, face: 'heading' });
  return new SimpleField(`PAGEREF ${bookmarkOf(piece.pageOf)} \\h`, piece.at);
}

const bookmarkOf = (key: string): string => `p_${key.replace(/\W/g, '_')}`;

interface ParagraphLook {
  readonly look: Look;
  readonly line: number;
  readonly align?: Align | undefined;
  readonly indent?: boolean;
  readonly more?: IParagraphOptions;
}

const paragraph = (children: readonly ParagraphChild[], { look, line, align = 'left', indent, more }: ParagraphLook) =>
  new Paragraph({
    children,
    alignment: ALIGNMENTS[align],
    spacing: { line: twentieths(line), lineRule: LineRuleType.EXACT, before: 0, after: 0 },
    ...(indent === true ? { indent: { firstLine: twentieths(look.size * 2) } } : {}),
    ...more,
  });

const body: Look = { face: 'body', size: BODY.size };
const LEVELS: readonly Face[] = ['heading', 'subheading', 'body'];

function paragraphsOf(block: Exclude<Block, TableBlock>, start: IParagraphOptions, mark: string | null): Paragraph[] {
  switch (block.is) {
    case 'title': {
      const look: Look = { face: 'title', size: TITLE.size };
      const more = {
        ...start,
        spacing: { line: twentieths(TITLE.line), lineRule: LineRuleType.EXACT, after: twentieths(TITLE.after) },
      };
      return [paragraph(marked([run(block.text, look)], mark), { look, line: TITLE.line, align: 'center', more })];
    }
    case 'heading': {
      const look: Look = { face: LEVELS[block.level - 1] ?? 'body', size: BODY.size };
      return [
        paragraph(marked([run(block.text, look)], mark), {
          look,
          line: BODY.line,
          indent: true,
          more: { ...start, keepNext: true },
        }),
      ];
    }
    case 'text': {
      const indent = block.align === undefined && block.flush !== true;
      const more = { ...start, ...(block.keep === true ? { keepNext: true, keepLines: true } : {}) };
      const children = block.line.map((piece) => childOf(piece, body));
      return [paragraph(marked(children, mark), { look: body, line: BODY.line, align: block.align, indent, more })];
    }
    case 'ruled':
      return lines(block.lines, (at) =>
        paragraph([run('_'.repeat(RULE), body)], { look: body, line: BODY.line, more: at === 0 ? start : {} }),
      );
    case 'gap':
      return lines(block.lines, (at) =>
        paragraph(at === 0 ? marked([], mark) : [], { look: body, line: BODY.line, more: at === 0 ? start : {} }),
      );
  }
}

/** Underscores from margin to margin. */
const RULE = 54;

const lines = (count: number, make: (at: number) => Paragraph): Paragraph[] =>
  Array.from({ length: count }, (_, at) => make(at));

const marked = (children: readonly ParagraphChild[], mark: string | null): readonly ParagraphChild[] =>
  mark === null ? children : [new Bookmark({ id: bookmarkOf(mark), children: [...children] })];

const form: Look = { face: 'body', size: FORM.size };

function cellOf({ lines: written, label, across = 1, align }: Cell, width: number): TableCell {
  const alignment = align ?? (label === true ? 'center' : 'left');
  const paragraphs = (written.length === 0 ? [[]] : written).map((line: Line) =>
    paragraph(
      line.map((piece) => childOf(piece, form)),
      { look: form, line: FORM.line, align: alignment },
    ),
  );
  return new TableCell({
    children: paragraphs,
    width: { size: twips(width), type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    ...(across > 1 ? { columnSpan: across } : {}),
  });
}

const EDGE = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const;
const EDGES = { top: EDGE, bottom: EDGE, left: EDGE, right: EDGE, insideHorizontal: EDGE, insideVertical: EDGE };

function tableOf({ widths, rows, headed }: TableBlock): Table {
  const made = rows.map(({ cells, tall = 1 }, at) => {
    let column = 0;
    const children = cells.map((cell) => {
      const across = cell.across ?? 1;
      const width = widths.slice(column, column + across).reduce((sum, one) => sum + one, 0);
      column += across;
      return cellOf(cell, width);
    });
    const height = { value: twentieths(tall * FORM.line + 2 * FORM.inset), rule: HeightRule.ATLEAST };
    return new TableRow({ children, height, tableHeader: headed === true && at === 0 });
  });
  return new Table({
    rows: made,
    columnWidths: widths.map(twips),
    width: { size: twips(widths.reduce((sum, one) => sum + one, 0)), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    borders: EDGES,
    margins: {
      top: twentieths(FORM.inset),
      bottom: twentieths(FORM.inset),
      left: twentieths(FORM.side),
      right: twentieths(FORM.side),
    },
  });
}

/** Parts follow each other, each on a new page; the first thing in a part carries its bookmark. */
function childrenOf({ key, blocks }: Part, isFirst: boolean): (Paragraph | Table)[] {
  let pending = true;
  return blocks.flatMap((block): (Paragraph | Table)[] => {
    if (block.is === 'table') return [tableOf(block)];
    const made = paragraphsOf(block, pending && !isFirst ? { pageBreakBefore: true } : {}, pending ? key : null);
    pending = false;
    return made;
  });
}

function footer(numbered: boolean, foot: string | undefined): Footer | null {
  const number = numbered ? ['— ', PageNumber.CURRENT, ' —'] : [];
  if (!numbered && foot === undefined) return null;
  const look: Look = { face: 'body', size: FORM.size };
  const children = [
    ...(numbered
      ? [
          paragraph([new TextRun({ children: number, font: FONTS.body, size: look.size * 2 })], {
            look,
            line: 20,
            align: 'center',
          }),
        ]
      : []),
    ...(foot === undefined
      ? []
      : [paragraph([run(foot, { face: 'body', size: 9 })], { look, line: 14, align: 'right' })]),
  ];
  return new Footer({ children });
}

/** Neighbours of one sort share a section: a page break costs less than a section with a foot of its own. */
function sectionsOf({ parts, foot }: DocumentModel): ISectionOptions[] {
  const groups: Part[][] = [];
  for (const part of parts) {
    const last = groups[groups.length - 1];
    if (last !== undefined && last[0]?.numbered === part.numbered) last.push(part);
    else groups.push([part]);
  }
  let counted = false;
  return groups.map((group): ISectionOptions => {
    const numbered = group[0]?.numbered === true;
    const made = footer(numbered, foot);
    const restarts = numbered && !counted;
    counted = counted || numbered;
    return {
      properties: {
        type: SectionType.NEXT_PAGE,
        page: { ...PAGE, ...(restarts ? { pageNumbers: { start: 1 } } : {}) },
      },
      footers: { default: made ?? new Footer({ children: [paragraph([], { look: body, line: 14 })] }) },
      children: group.flatMap((part, at) => childrenOf(part, at === 0)),
    };
  });
}

/** The document's bytes. Carries no author and no name of a person beside what the document itself says. */
export async function docxBytes(model: DocumentModel): Promise<Uint8Array<ArrayBuffer>> {
  const made = new Document({
    title: model.title,
    creator: '法治台账',
    lastModifiedBy: '法治台账',
    styles: { default: { document: { run: { font: FONTS.body, size: BODY.size * 2 } } } },
    sections: sectionsOf(model),
  });
  const bytes = await Packer.pack(made, 'uint8array', false, [{ path: 'word/fontTable.xml', data: fontTable }]);
  return new Uint8Array(bytes);
}

export const DOCX_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
