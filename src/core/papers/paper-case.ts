/** A case as its papers read it: parties in order, words of fields, a line to write on where nothing was filled in. */
import { isFilled, itemEntries, partOf } from '#kinds/conditions.ts';
import { ageOf, heldHere, isArchived, isEntrusting, isMinor } from '#kinds/case-rules.ts';
import type { Fields, Group, Value, Values } from '#kinds/field.ts';
import { mediationCase } from '#kinds/mediation-case.ts';
import { party as partyFields } from '#kinds/case-parts.ts';
import { sealIn, type Seal } from '#core/case-seal.ts';
import { zhDay } from '#core/day.ts';
import { blank, paragraphsOf, type Line, type Piece } from '#core/document.ts';
import { fieldText, type Names } from '#core/text.ts';
import { strings } from '#core/types/strings.ts';

/** A case as another one speaks of it. */
interface OtherCase {
  readonly values: Values;
  /** Name of its committee; '' where it is unknown. */
  readonly committee: string;
}

/** One case with what its papers name beside it. */
export interface PaperCase {
  readonly id: string;
  readonly values: Values;
  /** Of mediators, committee and the township's own codes. */
  readonly names: Names;
  /** Paths whose value was lawfully erased (SPEC C9). */
  readonly erased: readonly string[];
  /** Full name of the committee; '' where it is unknown. */
  readonly committee: string;
  /** Another case that this one names; null where this device does not have it. */
  readonly findCase: (id: string) => OtherCase | null;
  readonly today: string | null;
  /** A copy without names, for readers outside the case. */
  readonly masked: boolean;
}

const ERASED = '（已依法删除）';

export interface Party {
  readonly item: Group;
  readonly name: string;
  readonly side: 'partyA' | 'partyB';
  /** 当事人（甲方）. */
  readonly label: string;
  readonly isOrganisation: boolean;
  readonly isMinor: boolean;
  /** 委托代理人; '' where nobody was entrusted. */
  readonly agent: string;
  /** 法定代表人（负责人） of an organisation. */
  readonly head: string;
  readonly guardian: string;
}

const textIn = (item: Group, id: string): string => {
  const value = item[id];
  return typeof value === 'string' ? value : '';
};

/** Sides as chosen; where nobody chose, the first party stands against all others. */
export function partiesOf({ values, today }: PaperCase): Party[] {
  const entries = itemEntries(values.parties).map(([, item]) => item);
  const chosen = entries.some(({ side }) => side === 'partyB');
  const parties = entries.map((item, at): Party => {
    const side = item.side === 'partyB' || (!chosen && at > 0) ? 'partyB' : 'partyA';
    return {
      item,
      name: textIn(item, 'name'),
      side,
      label: side === 'partyA' ? '当事人（甲方）' : '当事人（乙方）',
      isOrganisation: item.partyKind === 'organisation',
      isMinor: isMinor(item, { record: values, today }),
      agent: isEntrusting(item) ? textIn(item, 'representative') : '',
      head: isEntrusting(item) ? '' : textIn(item, 'representative'),
      guardian: textIn(item, 'guardian'),
    };
  });
  return [...parties.filter(({ side }) => side === 'partyA'), ...parties.filter(({ side }) => side === 'partyB')];
}

/** Both sides with nothing filled in: a form to be filled by hand. */
const EMPTY_PARTIES: readonly Party[] = (['partyA', 'partyB'] as const).map((side) => ({
  item: {},
  name: '',
  side,
  label: side === 'partyA' ? '当事人（甲方）' : '当事人（乙方）',
  isOrganisation: false,
  isMinor: false,
  agent: '',
  head: '',
  guardian: '',
}));

/** The parties, or one empty line for either side. */
export function partiesToSign(one: PaperCase): readonly Party[] {
  const parties = partiesOf(one);
  return parties.length === 0 ? EMPTY_PARTIES : parties;
}

export const nameOf = ({ name }: Party, what = '姓名'): Piece => (name === '' ? blank(what, 4) : name);

/** 申请人 and 被申请人: as chosen, else 甲方 applies. */
export function applicantsOf(one: PaperCase): { readonly applicants: Party[]; readonly respondents: Party[] } {
  const parties = [...partiesToSign(one)];
  const hasChosen = parties.some(({ item }) => item.applicationSide === 'applicant');
  const isApplicant = ({ item, side }: Party): boolean =>
    hasChosen ? item.applicationSide === 'applicant' : side === 'partyA';
  return { applicants: parties.filter(isApplicant), respondents: parties.filter((each) => !isApplicant(each)) };
}

/** Words of one field of the case; '' where it was not filled in. */
export const words = (one: PaperCase, id: string): string => {
  const field = (mediationCase.fields as Fields)[id];
  if (one.erased.includes(id)) return ERASED;
  const value = one.values[id];
  if (field === undefined) return '';
  // A name that this device does not know is written by hand.
  if (field.type === 'links')
    return strings(value ?? [])
      .map((each) => one.names.link(field.to, each))
      .filter((name) => name !== '')
      .join('、');
  return fieldText(field, value, one.names);
};

/** Words of one field of an item. */
export const wordsIn = (one: PaperCase, fields: Fields, item: Group, id: string): string => {
  const field = fields[id];
  return field === undefined ? '' : fieldText(field, item[id], one.names);
};

/** The words, or a line to write them on. */
export const orBlank = (said: string, what: string, width: number): Piece => (said === '' ? blank(what, width) : said);

/** 2024年6月3日, or room for one. */
export const dayLine = (day: unknown, what: string): Line =>
  typeof day === 'string' && day !== ''
    ? [zhDay(day)]
    : [blank(what, 2), '年', blank(what, 1), '月', blank(what, 1), '日'];

/** The paragraphs of a long text; room to write where there is none. */
export const longLines = (said: string, what: string): Line[] => {
  const paragraphs = paragraphsOf(said);
  return paragraphs.length === 0 ? [[blank(what, 0)]] : paragraphs.map((paragraph) => [paragraph]);
};

/** By the day under a field, whatever order they were typed in. */
export const byDay =
  (field: string) =>
  (a: Group, b: Group): number => {
    const [one, other] = [textIn(a, field), textIn(b, field)];
    return one < other ? -1 : one > other ? 1 : 0;
  };

/** Items of a list; of sessions and investigations those that this committee held. */
export const itemsOf = ({ values }: PaperCase, id: string): Group[] => {
  const entries = id === 'sessions' || id === 'investigations' ? heldHere(values, id) : itemEntries(values[id]);
  return entries.map(([, item]) => item);
};

/** What the register asks of a party, worded. */
export function partyWords(one: PaperCase, { item, isOrganisation }: Party) {
  const say = (id: string): string => wordsIn(one, partyFields, item, id);
  const age = isOrganisation ? null : ageOf(item, { record: one.values, today: one.today });
  return {
    sex: say('sex'),
    ethnicGroup: say('ethnicGroup'),
    age: age === null ? '' : String(age),
    occupation: say('occupation'),
    phone: say('phone'),
    address: say('address'),
    idNumber: say('idNumber'),
  };
}

/** Names of all parties of a side: 田大山、田小山. */
export const sideNames = (one: PaperCase, side: Party['side']): string => namesOn(one, side).join('、');

const namesOn = (one: PaperCase, side: Party['side']): string[] =>
  partiesOf(one)
    .filter((party) => party.side === side)
    .map(({ name }) => name)
    .filter((name) => name !== '');

/** Titles name two of a side: 田大山、田小山等5人. */
export const shortSide = (one: PaperCase, side: Party['side']): string => {
  const names = namesOn(one, side);
  return names.length < 4 ? names.join('、') : `${names.slice(0, 2).join('、')}等${names.length}人`;
};

/** 田大山与彭秀英邻里纠纷; pieces to write on where parties are missing. */
export function disputeLine(one: PaperCase): Line {
  const [a, b] = [shortSide(one, 'partyA'), shortSide(one, 'partyB')];
  return [orBlank(a, '当事人', 4), '与', orBlank(b, '当事人', 4), words(one, 'disputeType') || '纠纷'];
}

/** The number under which an archived file can be checked against the ledger (SPEC X11). No masked copy bears it. */
export const sealOnPaper = ({ values, masked }: PaperCase): Seal | null =>
  isArchived(values) && !masked ? sealIn(values) : null;

export const hasNumber = ({ values }: PaperCase): boolean => isFilled(values.fileNumber);

/** 卷号 as issued; else the pattern with room, for which no device may invent a number (SPEC X10). */
export const numberLine = (one: PaperCase): Line =>
  hasNumber(one)
    ? [words(one, 'fileNumber')]
    : ['（', blank('卷号', 2), '）', blank('卷号', 2), '人调字第', blank('卷号', 2), '号'];

/** Stands at the foot of papers until the number is there: of the record's own id, so that it is the same everywhere. */
export const provisionalCode = (id: string): string => `临${id.replace(/-/g, '').slice(-8).toUpperCase()}`;

const nameOfCommittee = (name: string): string =>
  /人民调解委员会$|调委会$/.test(name) ? name : `${name}人民调解委员会`;

/** 双泉乡城墙村人民调解委员会, or room for what stands before the last words. */
export const committeeName = ({ committee }: PaperCase): Line =>
  committee === '' ? [blank('人民调解委员会', 8), '人民调解委员会'] : [nameOfCommittee(committee)];

/** By whom and when the case was handed up; null where it began here. */
export function handedFrom({
  values,
  findCase,
}: PaperCase): { readonly committee: string; readonly on: Value | undefined } | null {
  if (typeof values.transferredFrom !== 'string') return null;
  const before = findCase(values.transferredFrom);
  return {
    committee: before === null || before.committee === '' ? '村人民调解委员会' : nameOfCommittee(before.committee),
    on: partOf(before?.values.handedUp, 'on'),
  };
}
