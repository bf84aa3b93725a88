/** The annual report as .docx in the layout of GB/T 9704 (domain.md §4.5), in browsers and in Node alike. */
import {
  AlignmentType,
  Document,
  Footer,
  ImageRun,
  LineRuleType,
  Packer,
  PageBreak,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
  convertMillimetersToTwip,
} from 'docx';
import { chartWords, type ChartModel } from '#core/charts/chart.ts';
import type { Block, ReportDocument } from '#core/report/document.ts';
import type { StatTable, TableCell as Cell } from '#core/tables/model.ts';

const mm = convertMillimetersToTwip;
/** As word processors know A4; from millimetres it would come out a twip too small. */
const A4 = { width: 11_906, height: 16_838 } as const;
/** Half points: 2号 is 22 pt, 3号 16 pt, 4号 14 pt. */
const [SIZE_2, SIZE_3, SIZE_4, SMALL] = [44, 32, 28, 18] as const;
/** Twips: 22 lines fill the 225 mm of the text block. */
const LINE = { line: 580, lineRule: LineRuleType.EXACT } as const;
const TWO_CHARACTERS = 640;

/** Chinese fonts that cannot be shipped are named; an office without them falls back by itself. */
const font = (eastAsia: string) =>
  ({ ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia, hint: 'eastAsia' }) as const;
const FONTS = {
  title: font('方正小标宋简体'),
  heading1: font('黑体'),
  heading2: font('楷体_GB2312'),
  body: font('仿宋_GB2312'),
  number: font('宋体'),
};

export const DOCX_MIME = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** A chart as it was drawn, in CSS pixels; its bytes are sharper than that. */
export interface Picture {
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/**
 * The report's bytes; charts follow its text, tables on landscape pages of their own. A chart of which `pictures` has
 * none, because nothing here can draw, is left out.
 */
export async function reportDocx(
  { name, blocks }: ReportDocument,
  pictures: ReadonlyMap<string, Picture> = new Map(),
): Promise<Uint8Array> {
  const tables = blocks.flatMap((block) => (block.type === 'table' ? [block.table] : []));
  const charts = blocks.flatMap((block) => (block.type === 'chart' ? [block.chart] : []));
  const text = blocks.filter(({ type }) => type !== 'table' && type !== 'pageBreak' && type !== 'chart');
  const drawn = charts.filter(({ id }) => pictures.has(id));
  const document = new Document({
    title: name,
    creator: '法治台账',
    styles: { default: { document: { run: { font: FONTS.body, size: SIZE_3 } } } },
    sections: [
      {
        properties: { page: page(false) },
        footers: { default: pageNumber() },
        children: [...text.flatMap(withSpace), ...drawn.flatMap((chart, at) => chartBlocks(chart, pictures, at))],
      },
      ...(tables.length === 0
        ? []
        : [
            {
              properties: { page: page(true) },
              footers: { default: pageNumber() },
              children: tables.flatMap((table, at) => tableBlocks(table, at > 0)),
            },
          ]),
    ],
  });
  return new Uint8Array(await Packer.toArrayBuffer(document));
}

/** A blank line stands between the title and what follows it. */
const withSpace = (block: Block, at: number, all: readonly Block[]): Paragraph[] =>
  block.type === 'title' && all[at + 1]?.type !== 'title'
    ? [paragraphOf(block), new Paragraph({ spacing: LINE })]
    : [paragraphOf(block)];

/** 156 mm of text block at 96 pixels an inch. */
const TEXT_WIDTH = 589;

/** A picture with what it says in words for whoever cannot see it, and its number and title under it. */
function chartBlocks(chart: ChartModel, pictures: ReadonlyMap<string, Picture>, at: number): Paragraph[] {
  const picture = pictures.get(chart.id);
  if (picture === undefined) return [];
  const { png, width, height } = picture;
  const image = new ImageRun({
    type: 'png',
    data: png,
    transformation: { width: TEXT_WIDTH, height: Math.round((height * TEXT_WIDTH) / width) },
    altText: { name: chart.id, title: chart.title, description: chartWords(chart) },
  });
  return [
    new Paragraph({ alignment: AlignmentType.CENTER, keepNext: true, pageBreakBefore: at === 0, children: [image] }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after: 240 },
      children: [new TextRun({ text: `图${at + 1}　${chart.title}`, font: FONTS.number, size: SIZE_4 })],
    }),
  ];
}

const page = (landscape: boolean) => ({
  size: {
    // The library turns width and height itself.
    ...A4,
    orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
  },
  margin: landscape
    ? { top: mm(20), bottom: mm(18), left: mm(18), right: mm(18), footer: mm(10) }
    : { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26), footer: mm(25) },
});

const pageNumber = () =>
  new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font: FONTS.number, size: SIZE_4 })],
      }),
    ],
  });

function paragraphOf(block: Block): Paragraph {
  const text = 'text' in block ? block.text : '';
  const run = (of: (typeof FONTS)['body'], size: number) => [new TextRun({ text, font: of, size })];
  switch (block.type) {
    case 'title':
      return new Paragraph({
        alignment: AlignmentType.CENTER,
        spacing: { ...LINE, line: 720 },
        children: run(FONTS.title, SIZE_2),
      });
    case 'heading1':
      return new Paragraph({ ...INDENTED, outlineLevel: 0, keepNext: true, children: run(FONTS.heading1, SIZE_3) });
    case 'heading2':
      return new Paragraph({ ...INDENTED, outlineLevel: 1, keepNext: true, children: run(FONTS.heading2, SIZE_3) });
    case 'signature':
      return new Paragraph({
        alignment: AlignmentType.RIGHT,
        spacing: LINE,
        indent: { right: TWO_CHARACTERS },
        children: run(FONTS.body, SIZE_3),
      });
    case 'paragraph':
    case 'table':
    case 'chart':
    case 'pageBreak':
      break;
  }
  return new Paragraph({ ...INDENTED, alignment: AlignmentType.JUSTIFIED, children: run(FONTS.body, SIZE_3) });
}

const INDENTED = { indent: { firstLine: TWO_CHARACTERS }, spacing: LINE } as const;

function tableBlocks(table: StatTable, breaks: boolean): (Paragraph | Table)[] {
  const line = (text: string, size: number, center: boolean) =>
    new Paragraph({
      ...(center ? { alignment: AlignmentType.CENTER } : {}),
      children: [new TextRun({ text, font: FONTS.number, size, bold: size === SIZE_4 })],
    });
  return [
    ...(breaks ? [new Paragraph({ children: [new PageBreak()] })] : []),
    line(table.title, SIZE_4, true),
    line(table.under, SMALL, true),
    gridOf(table),
    ...table.flags.map((flag) => line(`核对：${flag}`, SMALL, false)),
    ...table.notes.map((note) => line(`说明：${note}`, SMALL, false)),
  ];
}

const gridOf = ({ heads, rows }: StatTable): Table =>
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    columnWidths: (heads[0] ?? []).map((_, at) => (at === 1 ? 4200 : at === 0 ? 1500 : 900)),
    layout: TableLayoutType.AUTOFIT,
    rows: [
      ...heads.map((line) => new TableRow({ tableHeader: true, children: line.map((cell) => cellOf(cell, 'head')) })),
      ...rows.map(
        ({ heads: words, cells }) =>
          new TableRow({
            cantSplit: true,
            children: [...words.map((cell) => cellOf(cell, 'word')), ...cells.map((cell) => cellOf(cell, 'number'))],
          }),
      ),
    ],
  });

function cellOf({ text, cols = 1, rows = 1 }: Cell, look: 'head' | 'word' | 'number'): TableCell {
  const alignment = { head: AlignmentType.CENTER, word: AlignmentType.LEFT, number: AlignmentType.RIGHT }[look];
  return new TableCell({
    verticalAlign: VerticalAlign.CENTER,
    ...(cols > 1 ? { columnSpan: cols } : {}),
    ...(rows > 1 ? { rowSpan: rows } : {}),
    children: [
      new Paragraph({
        alignment,
        children: [new TextRun({ text, font: FONTS.number, size: SMALL, bold: look === 'head' })],
      }),
    ],
  });
}
