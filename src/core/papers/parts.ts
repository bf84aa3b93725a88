/** What several papers share: a party's particulars, signatures, the paper itself. */
import { isFilled } from '#kinds/conditions.ts';
import { blank, label, text, type Block, type Cell, type Line, type Part, type TableRow } from '#core/document.ts';
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
export function partyTexts(one: PaperCase, party: Party, heading: string): Block[] {
  const said = partyWords(one, party);
  const rest = contactLine(said);
  if (party.isOrganisation) {
    return [
      text([`${heading}：单位名称：`, nameOf(party, '单位名称'), '　法定代表人（负责人）：', representative(party)]),
      text(rest),
    ];
  }
  return [
    text([
      `${heading}：姓名：`,
      nameOf(party),
      '　性别：',
      orBlank(said.sex, '性别', 2),
      '　民族：',
      orBlank(said.ethnicGroup, '民族', 3),
      '　年龄：',
      orBlank(said.age, '年龄', 2),
    ]),
    text(['职业或职务：', orBlank(said.occupation, '职业或职务', 5), '　', ...rest]),
    ...guardianLine(party),
    ...representativeLine(party),
  ];
}

type PartyWords = ReturnType<typeof partyWords>;
const contactLine = ({ phone, address }: PartyWords): Line => [
  '联系方式：',
  orBlank(phone, '联系方式', 6),
  '　单位或住址：',
  orBlank(address, '单位或住址', 8),
];
const representative = (party: Party) => orBlank(party.representative, '法定代表人（负责人）', 5);
const guardianLine = (party: Party): Block[] =>
  party.isMinor || party.guardian !== ''
    ? [text(['法定代理人（监护人）：', orBlank(party.guardian, '监护人', 6)])]
    : [];
const representativeLine = ({ representative: name }: Party): Block[] =>
  name === '' ? [] : [text(['委托代理人：', name])];

/** Columns of the form's table of parties; together 156 mm. */
export const PARTY_WIDTHS = [25, 17, 11, 15, 11, 23, 27, 27] as const;

/** 姓名…住址 of parties as rows under one heading; an empty row where nobody is named yet. */
export function partyRows(one: PaperCase, parties: readonly Party[], heading: string): TableRow[] {
  if (parties.length === 0) return [{ cells: emptyParty(heading), tall: 2 }];
  return parties.map((party, at): TableRow => {
    const said = partyWords(one, party);
    const cell = (words: string, what: string): Cell => ({ lines: [[orBlank(words, what, 0)]], align: 'center' });
    const aside = (words: string, what: string): Cell =>
      party.isOrganisation ? { lines: [['—']], align: 'center' } : cell(words, what);
    return {
      cells: [
        label(parties.length > 1 ? `${heading}${at + 1}` : heading),
        nameCell(party),
        aside(said.sex, '性别'),
        aside(said.ethnicGroup, '民族'),
        aside(said.age, '年龄'),
        aside(said.occupation, '职业或职务'),
        cell(said.phone, '联系方式'),
        cell(said.address, '单位或住址'),
      ],
      tall: 2,
    };
  });
}

function nameCell(party: Party): Cell {
  const more = [
    party.isOrganisation ? ['法定代表人：', orBlank(party.representative, '法定代表人（负责人）', 0)] : [],
    !party.isOrganisation && party.representative !== '' ? ['代理人：', party.representative] : [],
    party.isMinor || party.guardian !== '' ? ['监护人：', orBlank(party.guardian, '监护人', 0)] : [],
  ].filter((line) => line.length > 0);
  const name = party.name === '' ? blank(party.isOrganisation ? '单位名称' : '姓名', 0) : party.name;
  return { lines: [[name], ...more], align: 'center' };
}

const emptyParty = (heading: string): Cell[] => [
  label(heading),
  ...['姓名', '性别', '民族', '年龄', '职业或职务', '联系方式', '单位或住址'].map((what): Cell => ({
    lines: [[blank(what, 0)]],
  })),
];

export const partyHead: TableRow = {
  cells: ['当事人', '姓名或名称', '性别', '民族', '年龄', '职业或职务', '联系方式', '单位或住址'].map((each) =>
    label(each),
  ),
};

/** A hand signs here: not a blank that was forgotten. */
export const sign = (width = 8) => blank('', width);

/** Each party by name; an organisation signs through its representative and with its seal (domain.md §1.3, F2). */
export function partySignatures(parties: readonly Party[], heading = '当事人（签名、盖章或按指印）：'): Block[] {
  const lines = parties.map((party): Line => {
    if (party.isOrganisation) return [party.name, '（法定代表人或代理人签名并盖章）：', sign(6)];
    if (party.isMinor) return [party.name, '（法定代理人代签）：', sign()];
    if (party.representative !== '') return [party.name, '（本人或委托代理人）：', sign()];
    return [party.name, '：', sign()];
  });
  const empty: Line[] = [
    ['甲方：', sign()],
    ['乙方：', sign()],
  ];
  return [text([heading]), ...(lines.length === 0 ? empty : lines).map((line) => text(line))];
}

/** The foot of a paper: who signs for the committee, its seal and the day; kept on one page. */
export function committeeFoot({
  signers,
  day,
  what = '日期',
}: {
  readonly signers: readonly string[];
  readonly day?: unknown;
  readonly what?: string;
}): Block[] {
  return [
    ...signers.map((signer) => text([`${signer}：`, sign()], { keep: true })),
    text(['（人民调解委员会印章）'], { align: 'right', keep: true }),
    text(isFilled(day as string | undefined) ? dayLine(day, what) : signedOn(), { align: 'right' }),
  ];
}

/** The day is written by whoever signs. */
export const signedOn = (): Line => [sign(3), '年', sign(2), '月', sign(2), '日'];

/** 人民调解员（签名）, with the names beside it. */
export const mediatorSigner = '人民调解员（签名）';
export const recorderSigner = '记录人（签名）';
