/** What several papers share: a party's particulars, words that stay with what follows them, the paper itself. */
import {
  blank,
  label,
  text,
  textOfLine,
  type Block,
  type Cell,
  type Line,
  type Part,
  type Piece,
  type TableBlock,
  type TableRow,
} from '#core/document.ts';
import { pagesOf } from '#core/page-count.ts';
import { nameOf, orBlank, partyWords, type PaperCase, type Party } from './paper-case.ts';

export type FormId =
  | 'cover'
  | 'contents'
  | 'application'
  | 'acceptance'
  | 'rightsNotice'
  | 'identity'
  | 'powerOfAttorney'
  | 'investigation'
  | 'evidence'
  | 'mediationRecord'
  | 'agreement'
  | 'oralAgreement'
  | 'receipt'
  | 'followUp'
  | 'confirmationPersons'
  | 'confirmationOrganisation'
  | 'closingReport'
  | 'note'
  | 'backCover';

/** `must`: the file is not complete without it. `fits`: what the case holds calls for it. `other`: may be made. */
export type Need = 'must' | 'fits' | 'other';

/** One statutory form (司法部 2010; domain.md §1.3). */
export interface Form {
  readonly id: FormId;
  readonly title: string;
  readonly need: (one: PaperCase) => Need;
  /** One paper for each session, visit or payment; at least one, which may be empty to be filled by hand. */
  readonly papers: (one: PaperCase) => readonly (readonly Block[])[];
  /** Cover, contents and back cover stand outside the page numbers. */
  readonly unnumbered?: boolean;
}

export type Paper = Part & { readonly form: FormId };

/** 姓名…住址 of one party in running text, as agreement and records have it. */
export function partyTexts(one: PaperCase, party: Party, heading: string, withIdNumber = false): Block[] {
  const said = partyWords(one, party);
  const lines: Line[] = party.isOrganisation
    ? [
        [`${heading}：单位名称：`, nameOf(party, '单位名称')],
        ['法定代表人（负责人）：', headOf(party, 4), '　联系方式：', orBlank(said.phone, '联系方式', 5)],
        ['单位住所：', orBlank(said.address, '单位住所', 20)],
      ]
    : [
        [
          `${heading}：姓名：`,
          nameOf(party),
          '　性别：',
          orBlank(said.sex, '性别', 1),
          '　民族：',
          orBlank(said.ethnicGroup, '民族', 2),
        ],
        [
          '年龄：',
          orBlank(said.age, '年龄', 2),
          '　职业或职务：',
          orBlank(said.occupation, '职业或职务', 3),
          '　联系方式：',
          orBlank(said.phone, '联系方式', 6),
        ],
        ['单位或住址：', orBlank(said.address, '单位或住址', 20)],
      ];
  const id: Line[] =
    withIdNumber && !party.isOrganisation ? [['身份证号：', orBlank(said.idNumber, '身份证号', 10)]] : [];
  const all = [...lines, ...id, ...actingLines(party)];
  // Particulars use the whole line, and those of one party stand on one page.
  return all.map((line, at) => text(line, { flush: true, ...(at < all.length - 1 ? { keep: true } : {}) }));
}

const headOf = (party: Party, width: number): Piece => orBlank(party.head, '法定代表人（负责人）', width);

const needsGuardian = ({ isMinor, guardian }: Party): boolean => isMinor || guardian !== '';

/** Who acts for a party beside or instead of it. */
export const actingLines = (party: Party): Line[] => [
  ...(needsGuardian(party) ? [['法定代理人（监护人）：', orBlank(party.guardian, '监护人', 6)]] : []),
  ...(party.agent === '' ? [] : [['委托代理人：', party.agent]]),
];

/** Columns of the form's table of parties; together 156 mm. A mobile number stands in one line, an address from the county on in two. */
export const PARTY_WIDTHS = [17, 21, 9, 17, 10, 18, 30, 34] as const;

/** 姓名…住址 of parties as rows under one heading; an empty row where nobody is named yet. */
export function partyRows(one: PaperCase, parties: readonly Party[], heading: string): TableRow[] {
  return parties.map((party, at): TableRow => {
    const said = partyWords(one, party);
    const cell = (words: string, what: string): Cell => ({ lines: [[orBlank(words, what, 0)]], align: 'center' });
    return {
      cells: [
        label(parties.length > 1 ? `${heading}${at + 1}` : heading),
        nameCell(party),
        ...(party.isOrganisation
          ? []
          : [
              cell(said.sex, '性别'),
              cell(said.ethnicGroup, '民族'),
              cell(said.age, '年龄'),
              cell(said.occupation, '职业或职务'),
            ]),
        cell(said.phone, '联系方式'),
        cell(said.address, '单位或住址'),
      ],
      tall: 2,
    };
  });
}

/** An organisation has no sex, age or occupation: its name takes their room. */
function nameCell(party: Party): Cell {
  const more = [
    party.isOrganisation ? ['法定代表人（负责人）：', headOf(party, 5)] : [],
    party.agent === '' ? [] : [party.isOrganisation ? '委托代理人：' : '代理人：', party.agent],
    needsGuardian(party) ? ['监护人：', orBlank(party.guardian, '监护人', 0)] : [],
  ].filter((line) => line.length > 0);
  const name = party.name === '' ? blank(party.isOrganisation ? '单位名称' : '姓名', 0) : party.name;
  return { lines: [[name], ...more], align: 'center', ...(party.isOrganisation ? { across: 5 } : {}) };
}

export const partyHead: TableRow = {
  cells: ['当事人', '姓名或名称', '性别', '民族', '年龄', '职业或职务', '联系方式', '单位或住址'].map((each) =>
    label(each),
  ),
};

/** Head and rows of both sides, for forms that call them 甲方 and 乙方. */
export const bothSides = (one: PaperCase, parties: readonly Party[]): TableRow[] => [
  partyHead,
  ...partyRows(
    one,
    parties.filter(({ side }) => side === 'partyA'),
    '甲方',
  ),
  ...partyRows(
    one,
    parties.filter(({ side }) => side === 'partyB'),
    '乙方',
  ),
];

/** Longer ones, in characters, are torn as other text is. */
const KEPT_TEXT = 80;

/**
 * A page that bears nothing but signatures could have been signed for anything: the last words before them go with them,
 * unless they are long.
 */
export function keptIfShort(blocks: readonly Block[]): Block[] {
  const last = blocks[blocks.length - 1];
  const isShort = last?.is === 'text' && Array.from(textOfLine(last.line)).length <= KEPT_TEXT;
  return isShort ? [...blocks.slice(0, -1), { ...last, keep: true }] : [...blocks];
}

/**
 * A form that ends with a table, and who signs below it: where the signatures would begin a page of their own, the last row of the table
 * goes with them.
 */
export function aboveSignatures(before: readonly Block[], table: TableBlock, signed: readonly Block[]): Block[] {
  const whole = [...before, table];
  if (pagesOf([...whole, ...signed]) === pagesOf(whole)) return [...whole, ...signed];
  return [
    ...before,
    { ...table, rows: table.rows.slice(0, -1) },
    { ...table, rows: table.rows.slice(-1), newPage: true },
    ...signed,
  ];
}
