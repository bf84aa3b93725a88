/** The composite fields of a case: parties, sessions, agreement, follow-ups, review (records.md; domain.md §1.3). */
import { isActedFor, isMinor, isNaturalPerson } from './case-rules.ts';
import { ethnicGroups, sexes } from './codes-people.ts';
import * as lists from './codes.ts';
import { itemEntries } from './conditions.ts';
import {
  amount,
  code,
  count,
  day,
  flag,
  idNumber,
  link,
  longText,
  phone,
  text,
  type Fields,
  type Group,
  type Rule,
  type Values,
} from './field.ts';
import type { Say } from './kind.ts';

export const party: Fields = {
  side: code('甲方/乙方', lists.partySides),
  partyKind: code('类别', lists.partyKinds, { initially: () => 'person' }),
  name: text('姓名', { required: true, sensitive: true, mask: 'name', max: 60 }),
  applicationSide: code('申请中的身份', lists.applicationSides, {
    shownWhen: (_party, around) => around?.record.source === 'application',
  }),
  sex: code('性别', sexes, { shownWhen: isNaturalPerson }),
  ethnicGroup: code('民族', ethnicGroups, { shownWhen: isNaturalPerson }),
  birthDate: day('出生日期', { past: true, sensitive: true, shownWhen: isNaturalPerson }),
  age: count('年龄', '岁', { shownWhen: (values) => isNaturalPerson(values) && values.birthDate === undefined }),
  occupation: text('职业', { shownWhen: isNaturalPerson }),
  phone: phone('电话'),
  address: text('住址', { sensitive: true, mask: 'address' }),
  idNumber: idNumber('身份证号', { hint: '可不填', shownWhen: isNaturalPerson }),
  representative: text('代理人', { sensitive: true, mask: 'name', max: 60 }),
  // Not in records.md: the papers call a head by another name, and only whoever was entrusted brings a 授权委托书.
  agentKind: code('代理人身份', lists.agentKinds, { shownWhen: isActedFor }),
  guardian: text('监护人', { sensitive: true, mask: 'name', max: 60, shownWhen: isMinor }),
};

export const session: Fields = {
  heldOn: day('时间', { required: true, past: true }),
  time: text('钟点', { max: 20 }),
  place: text('地点'),
  attendees: text('参加人', { max: 200, sensitive: true }),
  invited: text('邀请参与人', { max: 200, sensitive: true }),
  recorder: text('记录人', { max: 60 }),
  body: longText('正文', { sensitive: true }),
  result: longText('结果', { sensitive: true, max: 1000 }),
};

export const investigation: Fields = {
  heldOn: day('时间', { required: true, past: true }),
  place: text('地点'),
  attendees: text('参加人', { max: 200, sensitive: true }),
  investigator: text('调查人', { max: 60 }),
  interviewee: text('被调查人', { max: 60, sensitive: true, mask: 'name' }),
  recorder: text('记录人', { max: 60 }),
  body: longText('记录', { sensitive: true }),
};

export const agreementItem: Fields = {
  content: longText('内容', { required: true, sensitive: true, max: 2000 }),
  performer: text('履行人', { max: 60, sensitive: true, mask: 'name' }),
  amount: amount('金额', { sensitive: true }),
  dueOn: day('期限'),
  performedOn: day('履行日期', { past: true }),
};

export const signature: Fields = {
  signer: code('签名盖章人', lists.signers, { required: true }),
  name: text('姓名', { max: 60, sensitive: true, mask: 'name', shownWhen: ({ signer }) => signer !== 'seal' }),
  signedOn: day('日期', { required: true, past: true }),
  manner: code('方式', lists.signatureManners),
};

export const followUp: Fields = {
  on: day('日期', { required: true, past: true, initially: ({ today }) => today }),
  by: text('回访人', { max: 60 }),
  findings: longText('情况', { sensitive: true, max: 2000 }),
  satisfaction: code('满意度', lists.satisfactions),
};

export const handingUp: Fields = {
  on: day('移交日期', { past: true }),
  reason: text('移交原因', { max: 200 }),
  newCase: link('乡镇新案', 'mediationCase'),
};

export const judicialConfirmation: Fields = {
  state: code('进展', lists.confirmationStates),
  appliedOn: day('申请日期', { past: true }),
  decidedOn: day('裁定日期', { past: true }),
  court: text('法院'),
  number: text('文书号', { max: 60 }),
};

/** 延长期限: until when, and that everybody agreed to it (domain.md §1.2). */
export const extension: Fields = {
  until: day('延长到'),
  agreedOn: day('同意日期', { past: true }),
  allAgreed: flag('各方当事人都同意'),
};

export const extensionRules: readonly Rule[] = [
  {
    field: 'allAgreed',
    message: '各方当事人都同意才能延长；有一方不同意的，请记调解不成或终止调解',
    holds: ({ until, allAgreed }) => until === undefined || allAgreed === true,
  },
];

/** 归档后补记: the only thing that an archived file still takes (SPEC X11). */
export const amendment: Fields = {
  on: day('日期', { required: true, past: true, initially: ({ today }) => today }),
  content: longText('补记内容', { required: true, sensitive: true, max: 2000 }),
  by: text('补记人', { max: 60 }),
};

/**
 * What lay in the file when it was archived. `hash`: SHA-256 in hex over the ids of the record's changes (core/case-seal.ts);
 * `changes`: the first 16 digits of each of these ids, with spaces between.
 */
export const seal: Fields = { hash: text('校验码', { max: 64 }), changes: longText('改动', { max: 40_000 }) };

export const review: Fields = {
  state: code('审核', lists.reviewStates),
  opinion: longText('审核意见', { max: 500 }),
  by: text('审核人', { max: 60 }),
  on: day('日期', { past: true }),
};

export const subsidy: Fields = { amount: amount('补贴金额'), state: code('状态', lists.subsidyStates) };

const nameOf = (group: Group | undefined): string => (typeof group?.name === 'string' ? group.name : '');

/** 张*与李*邻里纠纷: the first name of either side, 等 where there are more. */
export function headingOfCase(values: Values, say: Say): string {
  const parties = itemEntries(values.parties)
    .map(([, item]) => item)
    .filter((item) => nameOf(item) !== '');
  const others = parties.filter((item) => item.side === 'partyB');
  const [one, two] =
    others.length > 0 && others.length < parties.length
      ? [parties.filter((item) => item.side !== 'partyB'), others]
      : [parties.slice(0, 1), parties.slice(1)];
  const sideText = (side: readonly Group[]) =>
    side.length === 0 ? '' : say.name(nameOf(side[0])) + (side.length > 1 ? '等' : '');
  const sides = [sideText(one), sideText(two)].filter((side) => side !== '').join('与');
  return sides + (say.field('disputeType') || '纠纷');
}
