/** What several papers share: a party's particulars, signatures, the paper itself. */
import { isFilled } from '#kinds/conditions.ts';
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
  type TableRow,
} from '#core/document.ts';
import { dayLine, nameOf, orBlank, partyWords, type PaperCase, type Party } from './paper-case.ts';

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
        ['法定代表人（负责人）：', headOf(party, 5), '　联系方式：', orBlank(said.phone, '联系方式', 5)],
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

/** Columns of the form's table of parties; together 156 mm. */
export const PARTY_WIDTHS = [22, 22, 10, 17, 10, 18, 28, 29] as const;

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
    party.isOrganisation ? ['法定代表人（负责人）：', headOf(party, 6)] : [],
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

/** A hand signs here: not a blank that was forgotten. */
export const sign = (width = 8) => blank('', width);

/** Each party by name; an organisation signs through its representative and with its seal (domain.md §1.3, F2). */
export function partySignatures(
  parties: readonly Party[],
  { who = '当事人', torn = false }: { readonly who?: string; readonly torn?: boolean } = {},
): Block[] {
  const own = ({ name, side }: Party): string => name || (who !== '当事人' ? who : side === 'partyA' ? '甲方' : '乙方');
  const lines = parties.flatMap((party): SignatureLine[] => {
    const name = own(party);
    if (party.isOrganisation) return signedLines(name, '（签名并盖章）：');
    if (party.isMinor) return signedLines(name, '（法定代理人代签）：');
    if (party.agent !== '') return signedLines(name, '（本人或委托代理人）：');
    if (Array.from(name).length > SHORT_NAME) return signedLines(name, '（本人）：');
    return [{ line: [name, '：', sign(7)], short: true }];
  });
  const paired = inPairs(lines);
  const keep = paired.length <= (torn ? FEW_LINES : KEPT_LINES);
  return [
    text([`${who}（签名、盖章或按指印）：`], { keep: true }),
    ...paired.map(({ line, above = false }, at) =>
      text(line, {
        ...(above ? {} : { roomy: true }),
        // The last one goes with whoever signs for the committee.
        ...(keep || above || at === paired.length - 1 ? { keep: true } : {}),
      }),
    ),
  ];
}

interface SignatureLine {
  readonly line: Line;
  readonly short?: boolean;
  /** A name whose line to sign on stands below it: they are never parted. */
  readonly above?: boolean;
}

const SHORT_NAME = 4;
/** Characters of a line whose beginning is indented. */
const SIGNED_WIDTH = 25;
const LEAST_SIGNED = 4;
const MOST_SIGNED = 6;

/** Neither the words behind a name nor the line to sign on is ever torn: it is shorter behind a long name, and below a longer one. */
function signedLines(name: string, words: string): SignatureLine[] {
  const room = SIGNED_WIDTH - Array.from(name + words).length;
  if (room >= LEAST_SIGNED) return [{ line: [name, words, sign(Math.min(MOST_SIGNED, room))] }];
  return [{ line: [name], above: true }, { line: [words, sign(MOST_SIGNED)] }];
}

/** So many lines of names go to the next page as one: with the words before and the committee's foot they still fit on it. */
const KEPT_LINES = 9;
/** Under a table of particulars nothing is agreed: many lines follow it on its page and are torn. */
const FEW_LINES = 1;

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

/** The same for several short ones, such as manner, place and day of performance. */
export function keptTogether(blocks: readonly Block[]): Block[] {
  const letters = blocks.reduce((sum, block) => sum + (block.is === 'text' ? textOfLine(block.line).length : 0), 0);
  return letters > KEPT_TOGETHER
    ? [...blocks]
    : blocks.map((block) => (block.is === 'text' ? { ...block, keep: true } : block));
}
const KEPT_TOGETHER = 110;

/** Two short lines side by side, so that twelve parties do not fill a page with their names. */
function inPairs(lines: readonly SignatureLine[]): SignatureLine[] {
  const paired: SignatureLine[] = [];
  for (let at = 0; at < lines.length; at++) {
    const [one, next] = [lines[at], lines[at + 1]];
    if (one === undefined) break;
    if (one.short === true && next?.short === true) {
      paired.push({ line: [...one.line, '　', ...next.line] });
      at += 1;
    } else paired.push(one);
  }
  return paired;
}

/** The foot of a paper: who signs for the committee, its seal and the day; kept on one page. */
export function committeeFoot({
  signers,
  day,
  what = '日期',
  last,
  beside = false,
}: {
  readonly signers: readonly string[];
  readonly day?: unknown;
  readonly what?: string;
  /** What the form says below the date. */
  readonly last?: string;
  /** The seal goes beside the last one who signs: forms of one page have no line to spare. */
  readonly beside?: boolean;
}): Block[] {
  const seal = '（人民调解委员会印章）';
  return [
    ...(beside
      ? signers.map((signer, at) =>
          text([`${signer}：`, sign(5), ...(at === signers.length - 1 ? [`　${seal}`] : [])], { keep: true }),
        )
      : [
          ...signers.map((signer) => text([`${signer}：`, sign()], { keep: true })),
          text([seal], { align: 'right', keep: true }),
        ]),
    text(isFilled(day as string | undefined) ? dayLine(day, what) : signedOn(), {
      align: 'right',
      ...(last === undefined ? {} : { keep: true }),
    }),
    ...(last === undefined ? [] : [text([last], { flush: true, small: true })]),
  ];
}

/** The day is written by whoever signs. */
export const signedOn = (): Line => [sign(2), '年', sign(1), '月', sign(1), '日'];

/** 人民调解员（签名）, with the names beside it. */
export const mediatorSigner = '人民调解员（签名）';
export const recorderSigner = '记录人（签名）';
