/** 调解案件: one people's-mediation case and the file that grows from it (人民调解法; domain.md §1; records.md). */
import {
  caseRules,
  caseWarnings,
  hasOutcome,
  isAccepted,
  isArchived,
  isOral,
  isSettled,
  itemsTotal,
  needsRightsNotice,
  needsSessions,
  needsSignatures,
  partyWarnings,
} from './case-rules.ts';
import * as lists from './codes.ts';
import { agreementPhrases } from './agreement-phrases.ts';
import { caseOrderWarnings, refusalRules } from './case-order.ts';
import {
  agreementItem,
  amendment,
  extension,
  extensionRules,
  followUp,
  handingUp,
  headingOfCase,
  investigation,
  judicialConfirmation,
  party,
  review,
  seal,
  session,
  signature,
  subsidy,
} from './case-parts.ts';
import { isOneOf, itemEntries } from './conditions.ts';
import { amount, code, codes, count, day, flag, group, items, link, links, longText, text } from './field.ts';
import { factPhrases } from './fact-phrases.ts';
import { defineKind } from './kind.ts';

export const mediationCase = defineKind('mediationCase', {
  title: '调解案件',
  action: '记调解',
  scope: 'cases',
  date: 'acceptedOn',
  heading: headingOfCase,
  summary: ['mediators'],
  state: 'status',
  fields: {
    // The map is masked whole in lists but for its names; `column` brings those back.
    parties: items('当事人', '当事人', party, {
      required: true,
      min: 2,
      first: true,
      sensitive: true,
      column: true,
      warnings: partyWarnings,
    }),
    disputeType: code('纠纷类型', lists.disputeTypes, {
      required: true,
      first: true,
      counted: true,
      recentFirst: true,
    }),
    facts: longText('纠纷简要情况', {
      complete: true,
      first: true,
      sensitive: true,
      hint: '一句话就可以',
      phrases: factPhrases,
    }),
    status: code('结果', lists.caseStatuses, { required: true, first: true, counted: true }),
    agreementForm: code('协议形式', lists.agreementForms, {
      first: true,
      counted: true,
      complete: isSettled,
      shownWhen: ({ status }) => !isOneOf(status, 'notSettled', 'terminated', 'declined'),
    }),
    acceptedOn: day('受理日期', {
      required: true,
      first: true,
      counted: true,
      past: true,
      initially: ({ today }) => today,
    }),

    terminationReason: code('终止原因', lists.terminationReasons, {
      group: '结果',
      counted: true,
      complete: true,
      shownWhen: ({ status }) => status === 'terminated',
    }),
    // Not in records.md: the file of a case that was not taken says why.
    declineReason: code('不予受理原因', lists.declineReasons, {
      group: '结果',
      complete: true,
      shownWhen: ({ status }) => status === 'declined',
    }),
    closedOn: day('结案日期', {
      group: '结果',
      counted: true,
      past: true,
      complete: hasOutcome,
      shownWhen: hasOutcome,
      // 口头协议 is reached and recorded on one screen, and takes effect on the day it is reached.
      first: isOral,
      assumed: (values, { today }) => (isOral(values) && values.acceptedOn === today ? today : null),
      proposed: (_values, { today }) => today,
    }),
    routesAdvised: codes('告知途径', lists.routes, {
      group: '结果',
      complete: ({ status }) => status === 'notSettled',
      hint: '调解不成的，要告知仲裁、行政、诉讼途径',
      shownWhen: ({ status }) => isOneOf(status, 'notSettled', 'terminated', 'declined'),
    }),
    handedUp: group('移交乡镇调委会', handingUp, { group: '结果', counted: true }),

    disputeSubtype: code('细类', lists.disputeSubtypes, { group: '纠纷情况', counted: true }),
    source: code('案件来源', lists.caseSources, {
      group: '纠纷情况',
      required: true,
      counted: true,
      initially: () => 'ownMotion',
    }),
    peopleInvolved: count('涉及人数', '人', {
      group: '纠纷情况',
      counted: true,
      hint: '不填按当事人人数计',
      proposed: ({ parties }) => itemEntries(parties).length || null,
    }),
    occurredOn: day('发生日期', { group: '纠纷情况', past: true }),
    place: text('发生地点', { group: '纠纷情况' }),
    requests: items(
      '申请事项',
      '事项',
      { content: longText('内容', { required: true, sensitive: true, max: 1000 }) },
      {
        group: '纠纷情况',
        sensitive: true,
      },
    ),
    amountInvolved: amount('涉及金额', { group: '纠纷情况', counted: true }),
    difficulty: code('难易程度', lists.difficulties, {
      group: '纠纷情况',
      counted: true,
      hint: '参考：权属争议、10人以上、可能上访械斗或民转刑、非正常死亡、欠薪5人以上、工伤3人以上、10万元以上为疑难复杂或重大',
    }),
    risk: code('激化风险', lists.risks, { group: '纠纷情况', counted: true }),
    reportedTo: text('报告对象', {
      group: '纠纷情况',
      suggestions: ['派出所', '司法所', '乡镇人民政府'],
      complete: ({ risk }) => risk === 'reported',
      shownWhen: ({ risk }) => isOneOf(risk, 'possible', 'reported'),
    }),
    reportedAt: day('报告时间', {
      group: '纠纷情况',
      past: true,
      complete: ({ risk }) => risk === 'reported',
      shownWhen: ({ risk }) => isOneOf(risk, 'possible', 'reported'),
    }),
    escalatedToCriminal: flag('民转刑', { group: '纠纷情况', counted: true }),
    preventedCriminal: flag('防止民转刑', { group: '纠纷情况', counted: true }),
    sameDisputeAs: link('同一纠纷', 'mediationCase', {
      group: '纠纷情况',
      counted: true,
      hint: '同一纠纷调解过几次的，选先前那一件',
    }),

    committee: link('调解委员会', 'committee', {
      group: '调解过程',
      required: true,
      counted: true,
      initially: ({ committee }) => committee,
    }),
    mediators: links('调解员', 'person', {
      group: '调解过程',
      role: 'mediator',
      counted: true,
      complete: isAccepted,
      initially: ({ me }) => (me === null ? null : [me]),
    }),
    chosenBy: code('指定方式', lists.choosers, { group: '调解过程' }),
    language: code('调解所用语言', lists.languages, { group: '调解过程' }),
    openness: code('公开方式', lists.opennesses, { group: '调解过程' }),
    rightsNoticeOn: day('权利义务告知日期', { group: '调解过程', past: true, complete: needsRightsNotice }),
    sessions: items('调解记录', '调解记录', session, { group: '调解过程', sensitive: true, complete: needsSessions }),
    // Not marked in records.md; testimony is as personal as the facts and must be erasable (SPEC C9).
    investigations: items('调查记录', '调查记录', investigation, { group: '调解过程', sensitive: true }),

    // Not in records.md: an extension needs a recorded consent of all parties (domain.md §1.2).
    extension: group('延长期限', extension, {
      group: '调解过程',
      counted: true,
      shownWhen: isAccepted,
      hint: '一般在一个月内调结；要延长的，须各方当事人都同意',
      rules: extensionRules,
    }),

    agreementItems: items('协议内容', '协议事项', agreementItem, {
      group: '协议与履行',
      counted: true,
      phrases: agreementPhrases,
      sensitive: true,
      complete: isSettled,
      shownWhen: isSettled,
    }),
    agreedAmount: amount('协议涉及金额', {
      group: '协议与履行',
      counted: true,
      shownWhen: isSettled,
      proposed: (values) => itemsTotal(values).amount,
    }),
    performBy: day('履行期限', {
      group: '协议与履行',
      counted: true,
      shownWhen: isSettled,
      proposed: (values) => itemsTotal(values).dueOn,
    }),
    performPlace: text('履行地点', { group: '协议与履行', column: false, shownWhen: isSettled }),
    performManner: text('履行方式', {
      group: '协议与履行',
      column: false,
      suggestions: ['当场履行', '一次性付清', '分期支付'],
      shownWhen: isSettled,
    }),
    signatures: items('签名盖章情况', '签名盖章', signature, {
      group: '协议与履行',
      sensitive: true,
      counted: true,
      complete: needsSignatures,
      shownWhen: isSettled,
    }),
    performance: code('履行情况', lists.performances, { group: '协议与履行', counted: true, shownWhen: isSettled }),
    followUpDue: day('下次回访日期', {
      group: '协议与履行',
      counted: true,
      shownWhen: isSettled,
      proposedAfter: { field: 'performBy', days: 7, setting: 'followUpDays' },
    }),
    followUps: items('回访记录', '回访', followUp, {
      group: '协议与履行',
      sensitive: true,
      // The home screen stops asking for a visit that was made.
      counted: true,
      shownWhen: isSettled,
    }),
    judicialConfirmation: group('司法确认', judicialConfirmation, {
      group: '协议与履行',
      counted: true,
      shownWhen: isSettled,
      hint: '协议生效之日起30日内由双方共同申请',
    }),

    review: group('审核', review, { group: '审核与归档', counted: true }),
    subsidy: group('以案定补', subsidy, { group: '审核与归档', counted: true }),
    fileNumber: text('卷号', { group: '审核与归档', max: 60, hint: '不填的，加入乡镇以后由系统编号；已有卷号的照填' }),
    archivedOn: day('归档日期', { group: '审核与归档', past: true, counted: true }),
    retention: code('保管期限', lists.retentions, { group: '审核与归档' }),
    amendments: items('归档后补记', '补记', amendment, {
      group: '审核与归档',
      sensitive: true,
      hint: '归档后原来的内容不再改，有更正或补充的写在这里',
      shownWhen: isArchived,
    }),
    /** Written with 归档日期, never typed: what the archived file holds (SPEC X11). */
    seal: group('归档校验码', seal, { internal: true }),

    /** SPEC S4: 移交 copies the case into the other unit. */
    transferredFrom: link('移交自', 'mediationCase', { internal: true, column: false }),
    /** The screening that found the dispute, so that it is not counted there again. */
    foundBy: link('来自排查', 'screening', { internal: true, column: false, counted: true }),
  },
  rules: [...caseRules, ...refusalRules],
  warnings: [...caseWarnings, ...caseOrderWarnings],
});
