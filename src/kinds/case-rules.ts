/** Truths of 人民调解 about a case (人民调解法; domain.md §1). Pure, over stored values. */
import { isFilled, isOneOf, itemEntries, partOf } from './conditions.ts';
import { datedSignatures, unsignedParties } from './case-signatures.ts';
import type { Around, Condition, Group, Rule, Value, Values } from './field.ts';

const NEXT: { readonly [status: string]: readonly string[] } = {
  registered: ['accepted', 'declined'],
  accepted: ['inMediation', 'settled', 'notSettled', 'terminated'],
  inMediation: ['settled', 'notSettled', 'terminated'],
};

/** The states that may follow one (domain.md §1.5). An outcome has none: to change it is to correct a mistake. */
export const nextStatuses = (status: string): readonly string[] =>
  Object.prototype.hasOwnProperty.call(NEXT, status) ? (NEXT[status] ?? []) : [];

/** The mediation has ended, one way or the other. */
export const isClosed: Condition = ({ status }) => isOneOf(status, 'settled', 'notSettled', 'terminated', 'declined');
/** It ended with one of the three outcomes that are counted (domain.md §2.6). */
export const hasOutcome: Condition = ({ status }) => isOneOf(status, 'settled', 'notSettled', 'terminated');
export const isSettled: Condition = ({ status }) => status === 'settled';
export const isOral: Condition = (values) => isSettled(values) && values.agreementForm === 'oral';

/** The file is closed for good: from then on it takes amendments only (SPEC X11). */
export const isArchived: Condition = ({ archivedOn }) => isFilled(archivedOn);

/** The case was taken on: 登记 waits for that, 不予受理 never gets there. */
export const isAccepted: Condition = ({ status }) => !isOneOf(status, 'registered', 'declined');

/** 权利义务告知 comes before mediation (若干规定 art. 30); the oral-agreement path has no sheet for it (domain.md §1.3). */
export const needsRightsNotice: Condition = (values) =>
  !isOral(values) && isOneOf(values.status, 'inMediation', 'settled', 'notSettled');

/** 人民调解记录 belongs to every file that ends with a written agreement or without one (domain.md §1.3). */
export const needsSessions: Condition = (values) => !isOral(values) && isOneOf(values.status, 'settled', 'notSettled');

/**
 * What this committee itself held of 调解记录 or 调查记录. A case that was handed up begins with all that the village wrote; what was held
 * before the township accepted it is the village committee's and lies in the village's file (SPEC M7).
 */
export function heldHere(values: Values, field: 'sessions' | 'investigations'): [id: string, item: Group][] {
  const entries = itemEntries(values[field]);
  const { acceptedOn, transferredFrom } = values;
  if (!isFilled(transferredFrom) || typeof acceptedOn !== 'string') return entries;
  return entries.filter(([, { heldOn }]) => typeof heldOn !== 'string' || heldOn >= acceptedOn);
}

/** Signatures and seal put a written agreement into effect (人民调解法 art. 29). */
export const needsSignatures: Condition = (values) => isSettled(values) && values.agreementForm === 'written';

const partyCount = (values: Values): number => itemEntries(values.parties).length;

/** 涉及人数: as typed, else the number of parties. */
export const peopleInvolvedOf = (values: Values): number =>
  typeof values.peopleInvolved === 'number' ? values.peopleInvolved : partyCount(values);

/** What the items of an agreement come to, in 分, and the last day by which one of them is due; null where none says so. */
export function itemsTotal({ agreementItems }: Values): {
  readonly amount: number | null;
  readonly dueOn: string | null;
} {
  let amount: number | null = null;
  let dueOn: string | null = null;
  for (const [, item] of itemEntries(agreementItems)) {
    if (typeof item.amount === 'number') amount = (amount ?? 0) + item.amount;
    if (typeof item.dueOn === 'string' && (dueOn === null || item.dueOn > dueOn)) dueOn = item.dueOn;
  }
  return { amount, dueOn };
}

/**
 * The day on which the agreement takes effect, null while it has none: an oral one on the day it is reached (art. 30),
 * a written one with the last of all parties' signatures, the mediator's and the committee's seal (art. 29).
 */
export function effectiveOn(values: Values): string | null {
  if (!isSettled(values)) return null;
  if (values.agreementForm === 'oral') return typeof values.closedOn === 'string' ? values.closedOn : null;
  const signatures = datedSignatures(values);
  const lacks = (signer: string): boolean => !signatures.some((each) => each.signer === signer);
  if (unsignedParties(values.parties, signatures).length > 0 || lacks('mediator') || lacks('seal')) return null;
  let last: string | null = null;
  for (const { signedOn } of signatures) {
    if (typeof signedOn === 'string' && (last === null || signedOn > last)) last = signedOn;
  }
  return last;
}

/** Full years between two days. */
function yearsBetween(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) < from.slice(5) ? years - 1 : years;
}

const birthDayIn = (idNumber: Value | undefined): string | null => {
  const match = typeof idNumber === 'string' ? /^\d{6}(\d{4})(\d{2})(\d{2})\d{3}[\dX]$/.exec(idNumber) : null;
  return match === null ? null : `${match[1]}-${match[2]}-${match[3]}`;
};

/** Full years of a party on the day of acceptance, else today; null where nothing tells. */
export function ageOf(party: Values, around?: Around): number | null {
  const accepted = around?.record.acceptedOn;
  const onDay = typeof accepted === 'string' ? accepted : (around?.today ?? null);
  const born = typeof party.birthDate === 'string' ? party.birthDate : birthDayIn(party.idNumber);
  if (born !== null && onDay !== null) return yearsBetween(born, onDay);
  return typeof party.age === 'number' ? party.age : null;
}

/** A party under 18 on the day of acceptance has a guardian (records.md; 未成年人保护法 art. 103 guards the name). */
export function isMinor(party: Values, around?: Around): boolean {
  const age = party.partyKind === 'organisation' ? null : ageOf(party, around);
  return age !== null && age < 18;
}

export const isNaturalPerson: Condition = ({ partyKind }) => partyKind !== 'organisation';

/** An organisation for which somebody acts: its head, unless it is said that he was entrusted. */
export const isActedFor: Condition = ({ partyKind, representative }) =>
  partyKind === 'organisation' && isFilled(representative);

/** Somebody was entrusted by this party, and a 授权委托书 belongs into the file (domain.md §1.3). */
export const isEntrusting: Condition = ({ partyKind, representative, agentKind }) =>
  isFilled(representative) && (partyKind !== 'organisation' || agentKind === 'entrusted');

export const partyWarnings: readonly Rule[] = [
  {
    field: 'birthDate',
    message: '提醒：出生日期与身份证号不一致',
    holds: ({ birthDate, idNumber }) => {
      const born = birthDayIn(idNumber);
      return born === null || birthDate === undefined || birthDate === born;
    },
  },
  {
    field: 'sex',
    message: '提醒：性别与身份证号不一致',
    holds: ({ sex, idNumber }) => {
      if (sex === undefined || typeof idNumber !== 'string' || birthDayIn(idNumber) === null) return true;
      return sex === (Number(idNumber[16]) % 2 === 1 ? 'male' : 'female');
    },
  },
];

const asksForSubsidy = (subsidy: Value | undefined): boolean =>
  isOneOf(partOf(subsidy, 'state'), 'granted', 'paid') || isFilled(partOf(subsidy, 'amount'));

/** What stops saving beside the law (case-order.ts): the list of types asks for words, the township's terms for a review. */
export const caseRules: readonly Rule[] = [
  {
    field: 'disputeSubtype',
    message: '其他纠纷要在细类里写明是什么纠纷',
    holds: ({ disputeType, disputeSubtype }) => disputeType !== 'other' || isFilled(disputeSubtype),
  },
  {
    field: 'review',
    message: '退回补正要写审核意见：要补什么、改什么',
    holds: ({ review }) => partOf(review, 'state') !== 'returned' || isFilled(partOf(review, 'opinion')),
  },
  {
    field: 'subsidy',
    message: '以案定补要先审核：审核一栏是“已审核”才能填金额或核定',
    holds: ({ review, subsidy }) => !asksForSubsidy(subsidy) || partOf(review, 'state') === 'approved',
  },
  {
    // One dispute mediated several times counts once (domain.md §1.5).
    field: 'subsidy',
    message: '同一纠纷只补贴一次，请在先前那一件上申报',
    holds: ({ sameDisputeAs, subsidy }) => !asksForSubsidy(subsidy) || !isFilled(sameDisputeAs),
  },
  {
    field: 'subsidy',
    message: '这件已移交乡镇，同一纠纷只补贴一次，请在乡镇那一件上申报',
    holds: ({ handedUp, subsidy }) => !asksForSubsidy(subsidy) || !isFilled(partOf(handedUp, 'newCase')),
  },
];

const hasConfirmation = (values: Values): boolean =>
  isOneOf(partOf(values.judicialConfirmation, 'state'), 'applied', 'confirmed');

const performedItems = (values: Values): Group[] =>
  itemEntries(values.agreementItems)
    .map(([, item]) => item)
    .filter((item) => isFilled(item.performedOn));

export const caseWarnings: readonly Rule[] = [
  {
    field: 'subsidy',
    message: '提醒：以案定补一般要求调解成功并已履行',
    holds: ({ status, performance, subsidy }) =>
      !asksForSubsidy(subsidy) || (status === 'settled' && performance === 'performed'),
  },
  {
    field: 'agreedAmount',
    message: '提醒：协议涉及金额与协议内容各项金额的合计不一致，请核对',
    holds: (values) => {
      const { amount } = itemsTotal(values);
      return amount === null || typeof values.agreedAmount !== 'number' || values.agreedAmount === amount;
    },
  },
  {
    field: 'performance',
    message: '提醒：协议各项都填了履行日期，履行情况还不是“已履行”',
    holds: (values) => {
      const items = itemEntries(values.agreementItems).length;
      return items === 0 || performedItems(values).length < items || values.performance === 'performed';
    },
  },
  {
    // 民诉法解释 art. 355: status relations and title to property cannot be confirmed (domain.md §1.4).
    field: 'judicialConfirmation',
    message:
      '提醒：婚姻、收养等身份关系不能司法确认，法院不受理（民事诉讼法解释第三百五十五条）；只涉及钱款的部分可以申请',
    holds: (values) => values.disputeType !== 'marriageFamily' || !hasConfirmation(values),
  },
  {
    field: 'judicialConfirmation',
    message:
      '提醒：确定所有权、使用权归属的内容不能司法确认，法院不受理（民事诉讼法解释第三百五十五条）；其他内容可以申请',
    holds: (values) => !isOneOf(values.disputeType, 'forestLand', 'housingHomestead') || !hasConfirmation(values),
  },
  {
    field: 'peopleInvolved',
    message: '提醒：涉及人数少于当事人数',
    holds: (values) => typeof values.peopleInvolved !== 'number' || values.peopleInvolved >= partyCount(values),
  },
];
