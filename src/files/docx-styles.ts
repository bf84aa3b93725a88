/** How a Word file looks: named styles, so that runs carry nothing and an office can change a look in one place. */
import { AlignmentType, LineRuleType, type IParagraphStyleOptions } from 'docx';
import { BODY, COVER_TITLE, FORM, SIGNED_LINE, TITLE } from '#core/document.ts';
import { FONTS, type Face } from './docx-fonts.ts';

export const twips = (mm: number): number => Math.round((mm * 1440) / 25.4);
export const twentieths = (pt: number): number => Math.round(pt * 20);

interface Look {
  readonly name: string;
  readonly face: Face;
  /** In pt. */
  readonly size: number;
  readonly line: number;
  readonly align?: keyof typeof ALIGN;
  /** Of the first line, in characters. */
  readonly first?: number;
  /** At the right, in characters. */
  readonly right?: number;
  readonly after?: number;
  readonly keep?: boolean;
}

const ALIGN = { both: AlignmentType.BOTH, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const;

const running = { face: 'body', ...BODY } as const;
const inForm = { face: 'body', ...FORM } as const;
const large = { face: 'body', ...BODY } as const;

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
  Level1: { ...running, name: '一级标题', face: 'heading', first: 2, keep: true },
  Level2: { ...running, name: '二级标题', face: 'subheading', first: 2, keep: true },
  Level3: { ...running, name: '三级标题', first: 2, keep: true },
  Cell: { ...inForm, name: '表格' },
  CellCenter: { ...inForm, name: '表格居中', align: 'center' },
  CellRight: { ...inForm, name: '表格居右', align: 'right' },
  LargeCell: { ...large, name: '大表格' },
  LargeCellCenter: { ...large, name: '大表格居中', align: 'center' },
  LargeCellRight: { ...large, name: '大表格居右', align: 'right' },
  PageNumber: { name: '页码', face: 'body', size: 14, line: 20, align: 'center' },
  Foot: { name: '页脚说明', face: 'body', size: 9, line: 14, align: 'right' },
} as const satisfies { readonly [id: string]: Look };

export type StyleId = keyof typeof LOOKS;

/** Else a program moves lines that would stand alone, and no count of pages holds. The library's types leave it out for styles. */
const COUNTABLE = { widowControl: false };

function styleOf([id, look]: [string, Look]): IParagraphStyleOptions {
  const { name, face, size, line, align = 'both', first = 0, right = 0, after = 0, keep } = look;
  return {
    id,
    name,
    run: { font: FONTS[face], size: size * 2 },
    paragraph: {
      alignment: ALIGN[align],
      spacing: { line: twentieths(line), lineRule: LineRuleType.EXACT, before: 0, after: twentieths(after) },
      ...COUNTABLE,
      indent: { firstLine: twentieths(size * first), right: twentieths(size * right) },
      ...(keep === true ? { keepNext: true, keepLines: true } : {}),
    },
  };
}

export const paragraphStyles: readonly IParagraphStyleOptions[] = Object.entries(LOOKS).map(styleOf);
