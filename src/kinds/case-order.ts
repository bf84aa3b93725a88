/**
 * What stands out of order in time in a case, and who is missing or cannot be told apart (人民调解法; 若干规定; domain.md
 * §1). Law warns of these, so they are said and stop nothing; what it forbids stands in `refusalRules`.
 */
import { effectiveOn, heldHere, isMinor } from './case-rules.ts';
import { strangeSigners, unsignedParties } from './case-signatures.ts';
import { isFilled, isOneOf, itemEntries, partOf } from './conditions.ts';
import type { Around, Group, Rule, Value, Values } from './field.ts';

const itemsOf = (value: Value | undefined): Group[] => itemEntries(value).map(([, item]) => item);
const groupsIn = (entries: readonly [id: string, item: Group][]): Group[] => entries.map(([, item]) => item);

/** The earliest and the latest day that stands in one field of several items; null where there is none. */
const daysIn = (value: Value | undefined, field: string) => daysOf(itemsOf(value), field);

function daysOf(items: readonly Group[], field: string): { readonly first: string; readonly last: string } | null {
  const days = items
    .map((item) => item[field])
    .filter((day): day is string => typeof day === 'string' && day !== '')
    .sort();
  const [first, last] = [days[0], days[days.length - 1]];
  return first === undefined || last === undefined ? null : { first, last };
}

const before = (day: Value | null | undefined, other: Value | null | undefined): boolean =>
  typeof day === 'string' && typeof other === 'string' && day < other;

export const refusalRules: readonly Rule[] = [
  {
    // 人民调解法 art. 17.
    field: 'sessions',
    message: '《人民调解法》第十七条：一方明确拒绝的不得调解。终止之后的调解记录不能保存；又愿意调解的，另立一件',
    holds: ({ status, terminationReason, closedOn, sessions }) =>
      status !== 'terminated' || terminationReason !== 'refused' || !before(closedOn, daysIn(sessions, 'heldOn')?.last),
  },
];

/** What tells a party from another one of the same name. */
function markOf({ idNumber, phone, birthDate, address }: Group): string {
  const mark = idNumber ?? phone ?? birthDate ?? address;
  return typeof mark === 'string' ? mark.trim() : '';
}

/** Several parties of one name, each of whom something else tells apart. */
function areTold(parties: readonly Group[]): boolean {
  const groups = new Map<string, Group[]>();
  for (const party of parties) {
    const name = typeof party.name === 'string' ? party.name.trim() : '';
    if (name !== '') groups.set(name, [...(groups.get(name) ?? []), party]);
  }
  return [...groups.values()].every((same) => {
    const marks = same.map(markOf);
    return same.length < 2 || (marks.every((mark) => mark !== '') && new Set(marks).size === same.length);
  });
}

/** How organisations are called; no person is: a name of one sign alone (厂, 店) ends four and more. */
const ORGANISATION =
  /(..(公司|合作社|委员会|村委会|居委会|政府|学校|小学|中学|幼儿园|医院|卫生室|卫生院|诊所|银行|信用社|供销社|经营部|服务部|门市部|商行|超市|项目部|施工队|工程队|运输队|养殖场|农场|林场|采石场|电站|煤矿)|...[厂店馆])$/;

/** Whether a party's name ends as those of organisations do, and the party is still put down as a person. */
export const looksLikeOrganisation = ({ partyKind, name }: Group): boolean =>
  partyKind !== 'organisation' && typeof name === 'string' && ORGANISATION.test(name.trim());

const everyParty = (values: Values, holds: (party: Group) => boolean): boolean => itemsOf(values.parties).every(holds);

const whoWarnings: readonly Rule[] = [
  {
    field: 'parties',
    message: '提醒：有当事人的名称像是单位，请把类别改成“单位”，文书才照单位来写',
    holds: (values) => everyParty(values, (party) => !looksLikeOrganisation(party)),
  },
  {
    field: 'parties',
    message: '提醒：有当事人同名，请写身份证号、电话或住址，文书上才分得清谁是谁',
    holds: ({ parties }) => areTold(itemsOf(parties)),
  },
  {
    field: 'parties',
    message: '提醒：单位作当事人要写明代理人（法定代表人、负责人或受委托的人），由其签名并盖单位公章',
    holds: (values) =>
      everyParty(values, ({ partyKind, representative }) => partyKind !== 'organisation' || isFilled(representative)),
  },
  {
    // 民法典 arts. 19, 20, 23: the guardian acts for a minor.
    field: 'parties',
    message: '提醒：未成年当事人要写明监护人，由监护人代理（《民法典》第十九条、第二十条、第二十三条）',
    holds: (values, around?: Around) =>
      everyParty(
        values,
        (party) => !isMinor(party, { record: values, today: around?.today ?? null }) || isFilled(party.guardian),
      ),
  },
];

const signatureWarnings: readonly Rule[] = [
  {
    // 人民调解法 art. 29: the parties themselves.
    field: 'signatures',
    message: '提醒：有签名不是当事人、监护人或代理人的名字（当事人可能改过），请核对',
    holds: (values) => strangeSigners(values).length === 0,
  },
  {
    // 人民调解法 art. 29.
    field: 'signatures',
    message: '提醒：同一位当事人签了两处，还有当事人没有签名，协议还没有生效（《人民调解法》第二十九条）',
    holds: ({ parties, signatures }) => {
      const signed = itemsOf(signatures).filter(({ signer }) => signer === 'party');
      return signed.length < itemsOf(parties).length || unsignedParties(parties, signed).length === 0;
    },
  },
];

const timeWarnings: readonly Rule[] = [
  {
    field: 'occurredOn',
    message: '提醒：发生日期晚于受理日期，请核对',
    holds: ({ occurredOn, acceptedOn }) => !before(acceptedOn, occurredOn),
  },
  {
    field: 'closedOn',
    message: '提醒：结案日期早于受理日期，请核对',
    holds: ({ acceptedOn, closedOn }) => !before(closedOn, acceptedOn),
  },
  {
    field: 'judicialConfirmation',
    message: '提醒：法院裁定日期早于申请日期，请核对',
    holds: ({ judicialConfirmation }) =>
      !before(partOf(judicialConfirmation, 'decidedOn'), partOf(judicialConfirmation, 'appliedOn')),
  },
  {
    field: 'sessions',
    message: '提醒：有一次调解在受理之前，请核对日期',
    holds: (values) => !before(daysOf(groupsIn(heldHere(values, 'sessions')), 'heldOn')?.first, values.acceptedOn),
  },
  {
    field: 'investigations',
    message: '提醒：有一次调查在受理之前，请核对日期',
    holds: (values) =>
      !before(daysOf(groupsIn(heldHere(values, 'investigations')), 'heldOn')?.first, values.acceptedOn),
  },
  {
    // 若干规定 art. 30.
    field: 'rightsNoticeOn',
    message: '提醒：权利义务要在调解前告知（《人民调解工作若干规定》第三十条），告知日期晚于第一次调解',
    holds: (values) => !before(daysOf(groupsIn(heldHere(values, 'sessions')), 'heldOn')?.first, values.rightsNoticeOn),
  },
  {
    field: 'closedOn',
    message: '提醒：结案之后还有调解记录，请核对日期',
    holds: ({ sessions, closedOn, status, terminationReason }) =>
      (status === 'terminated' && terminationReason === 'refused') ||
      !before(closedOn, daysIn(sessions, 'heldOn')?.last),
  },
  {
    field: 'signatures',
    message: '提醒：有签名盖章早于受理日期，请核对',
    holds: ({ signatures, acceptedOn }) => !before(daysIn(signatures, 'signedOn')?.first, acceptedOn),
  },
  {
    // 人民调解法 art. 30: an oral agreement is in effect on the day it is reached.
    field: 'signatures',
    message: '提醒：口头协议自达成之日起生效，有签名晚于那一天',
    holds: ({ signatures, closedOn, agreementForm }) =>
      agreementForm !== 'oral' || !before(closedOn, daysIn(signatures, 'signedOn')?.last),
  },
  {
    field: 'agreementItems',
    message: '提醒：有协议事项的履行日期早于协议生效，请核对',
    holds: (values) => !before(daysIn(values.agreementItems, 'performedOn')?.first, effectiveOn(values)),
  },
  {
    field: 'followUps',
    message: '提醒：有一次回访在结案之前，请核对日期',
    holds: ({ followUps, closedOn }) => !before(daysIn(followUps, 'on')?.first, closedOn),
  },
  {
    // 人民调解法 art. 33 speaks of an agreement that has taken effect.
    field: 'judicialConfirmation',
    message: '提醒：申请司法确认早于协议生效（签名盖章没有齐），法院可能不收',
    holds: (values) => !before(partOf(values.judicialConfirmation, 'appliedOn'), effectiveOn(values)),
  },
  {
    field: 'archivedOn',
    message: '提醒：归档日期早于结案日期，请核对',
    holds: ({ archivedOn, closedOn }) => !before(archivedOn, closedOn),
  },
  {
    field: 'archivedOn',
    message: '提醒：归档之后还有签名盖章，请核对日期',
    holds: ({ archivedOn, signatures }) => !before(archivedOn, daysIn(signatures, 'signedOn')?.last),
  },
];

const outcomeWarnings: readonly Rule[] = [
  {
    field: 'status',
    message: '提醒：还有协议内容，却记为没有调成，请核对结果；没有调成的，协议内容不进文书',
    holds: ({ status, agreementItems }) =>
      !isOneOf(status, 'notSettled', 'terminated') || itemEntries(agreementItems).length === 0,
  },
];

export const caseOrderWarnings: readonly Rule[] = [
  ...whoWarnings,
  ...signatureWarnings,
  ...timeWarnings,
  ...outcomeWarnings,
];
