/** How a Word file looks: named styles, so that runs carry nothing and an office can change a look in one place. */
import { AlignmentType, LineRuleType, type IParagraphStyleOptions } from 'docx';
import { BODY, COVER_TITLE, SIGNED_LINE, SMALL, TABLE, TITLE, TURN } from '#core/document.ts';
import { FONTS, type Face } from './docx-fonts.ts';

export const twips = (mm: number): number => Math.round((mm * 1440) / 25.4);
export const twentieths = (pt: number): number => Math.round(pt * 20);

interface Look {
  readonly name: string;
  readonly face: Face;
  /** In pt. */
  readonly size: number;
  /** In pt; 0: as high as what stands in it. */
  readonly line: number;
  readonly align?: keyof typeof ALIGN;
  /** Of the first line, in characters. */
  readonly first?: number;
  /** At the right, in characters. */
  readonly right?: number;
  readonly after?: number;
  readonly keep?: boolean;
  /** Of a heading, for whoever moves by headings. */
  readonly outline?: number;
}

const ALIGN = { both: AlignmentType.BOTH, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const;

const running = { face: 'body', ...BODY } as const;
const inTable = {
  form: { face: 'body', size: TABLE.form.size, line: TABLE.form.line },
  large: { face: 'body', size: TABLE.large.size, line: TABLE.large.line },
  small: { face: 'body', size: TABLE.small.size, line: TABLE.small.line },
} as const;
const small = { face: 'body', ...SMALL } as const;

const LOOKS = {
  Text: { ...running, name: '正文段落', first: 2 },
  TextKept: { ...running, name: '正文段落（同页）', first: 2, keep: true },
  Flush: { ...running, name: '正文顶格' },
  FlushKept: { ...running, name: '正文顶格（同页）', keep: true },
  Signed: { ...running, line: SIGNED_LINE, name: '签名行', first: 2 },
  SignedKept: { ...running, line: SIGNED_LINE, name: '签名行（同页）', first: 2, keep: true },
  TextCenter: { ...running, name: '正文居中', align: 'center' },
  TextRight: { ...running, name: '正文居右', align: 'right', right: 1 },
  TextRightKept: { ...running, name: '正文居右（同页）', align: 'right', right: 1, keep: true },
  PaperTitle: {
    name: '文书标题',
    face: 'title',
    size: TITLE.size,
    line: TITLE.line,
    align: 'center',
    after: TITLE.after,
  },
  CoverTitle: { name: '卷宗标题', face: 'title', ...COVER_TITLE, align: 'center' },
  TitleLine: {
    name: '文书标题（未完）',
    face: 'title',
    size: TITLE.size,
    line: TITLE.line,
    align: 'center',
    keep: true,
  },
  Level1: { ...running, name: '一级标题', face: 'heading', first: 2, keep: true, outline: 0 },
  Level2: { ...running, name: '二级标题', face: 'subheading', first: 2, keep: true, outline: 1 },
  Level3: { ...running, name: '三级标题', first: 2, keep: true, outline: 2 },
  Cell: { ...inTable.form, name: '表格' },
  CellCenter: { ...inTable.form, name: '表格居中', align: 'center' },
  CellRight: { ...inTable.form, name: '表格居右', align: 'right' },
  LargeCell: { ...inTable.large, name: '大表格' },
  LargeCellCenter: { ...inTable.large, name: '大表格居中', align: 'center' },
  LargeCellRight: { ...inTable.large, name: '大表格居右', align: 'right' },
  SmallCell: { ...inTable.small, name: '小表格' },
  SmallCellCenter: { ...inTable.small, name: '小表格居中', align: 'center' },
  SmallCellRight: { ...inTable.small, name: '小表格居右', align: 'right' },
  Small: { ...small, name: '小字说明' },
  SmallCenter: { ...small, name: '小字居中', align: 'center', keep: true },
  Picture: { ...running, line: 0, name: '图', align: 'center', keep: true },
  Turn: { name: '另页', face: 'body', size: TURN, line: TURN },
  PageNumber: { name: '页码', face: 'body', size: 14, line: 20, align: 'center' },
  Foot: { name: '页脚说明', face: 'body', size: 9, line: 14, align: 'right' },
} as const satisfies { readonly [id: string]: Look };

export type StyleId = keyof typeof LOOKS;

/** Else a program moves lines that would stand alone, and no count of pages holds. The library's types leave it out for styles. */
const COUNTABLE = { widowControl: false };

function styleOf([id, look]: [string, Look]): IParagraphStyleOptions {
  const { name, face, size, line, align = 'both', first = 0, right = 0, after = 0, keep, outline } = look;
  return {
    id,
    name,
    run: { font: FONTS[face], size: size * 2 },
    paragraph: {
      alignment: ALIGN[align],
      spacing: {
        ...(line === 0 ? {} : { line: twentieths(line), lineRule: LineRuleType.EXACT }),
        before: 0,
        after: twentieths(after),
      },
      ...COUNTABLE,
      indent: { firstLine: twentieths(size * first), right: twentieths(size * right) },
      ...(outline === undefined ? {} : { outlineLevel: outline }),
      ...(keep === true ? { keepNext: true, keepLines: true } : {}),
    },
  };
}

export const paragraphStyles: readonly IParagraphStyleOptions[] = Object.entries(LOOKS).map(styleOf);
