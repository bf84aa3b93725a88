/**
 * The course that the law lays down for a case, as one table (人民调解法; 若干规定; domain.md §1.5): from where each step may be
 * taken, what it leads to, which fields it asks for and what stands in them when its form opens. Nothing is stored until
 * the person saves.
 */
import { effectiveOn, isArchived, isClosed, isSettled } from '#kinds/case-rules.ts';
import { isFilled, isOneOf, itemEntries, partOf } from '#kinds/conditions.ts';
import type { Group, Value, Values } from '#kinds/field.ts';
import { addMonths } from './day.ts';
import { confirmationDeadline, settleBy, type Holiday } from './deadlines.ts';
import { missingSignatures } from './case-signatures.ts';

export interface CourseContext {
  /** null while the clock is wrong: then no day is proposed (SPEC C7). */
  readonly today: string | null;
  /** Name of whoever writes; '' while unknown. */
  readonly me: string;
  readonly personName: (id: string) => string;
  /** May review, grant and open archived files again. */
  readonly isOffice: boolean;
  /** Days off that the township wrote down beside the yearly table. */
  readonly holidays: readonly Holiday[];
  /** 以案定补 by the township's tariff in 分, null where it names none; undefined while its conditions are unmet. */
  readonly subsidy: number | null | undefined;
}

export interface CaseStep {
  readonly id: string;
  readonly label: (values: Values) => string;
  /** Statuses from which it may be taken. */
  readonly from: readonly string[];
  /** What else has to hold. */
  readonly when?: (values: Values, context: CourseContext) => boolean;
  /** It is what comes next, where it may be taken; the first one that leads is the page's primary button. */
  readonly leads?: (values: Values, context: CourseContext) => boolean;
  /** The status that the case then has. */
  readonly to?: string;
  /** What its form asks for, in this order; everything else is folded. */
  readonly fields: readonly string[];
  /** What stands in these fields when the form opens; null clears. */
  readonly starts?: (values: Values, context: CourseContext) => { readonly [field: string]: Value | null };
  /** Items that the form adds to a list. */
  readonly adds?: (
    values: Values,
    context: CourseContext,
  ) => { readonly field: string; readonly items: readonly Group[] };
  /** `only`: of an archived case; `too`: also of one; without it the file has to be open (SPEC X11). */
  readonly archived?: 'only' | 'too';
  /** One sentence over the form: what the law asks here. */
  readonly says?: string;
}

const OPEN = ['accepted', 'inMediation'] as const;
const CLOSED = ['settled', 'notSettled', 'terminated', 'declined'] as const;

const dated = (field: string, { today }: CourseContext): { readonly [field: string]: string } =>
  today === null ? {} : { [field]: today };
const named = (field: string, name: string): { readonly [field: string]: string } =>
  name === '' ? {} : { [field]: name };
const kept = (value: Value | undefined): Group =>
  typeof value === 'object' && !Array.isArray(value) ? (value as Group) : {};
const reviewState = ({ review }: Values): Value | undefined => partOf(review, 'state');
const countOf = (value: Value | undefined): number => itemEntries(value).length;
const lacksEffect = (values: Values): boolean => values.agreementForm === 'written' && effectiveOn(values) === null;
const isPerformed = ({ performance }: Values): boolean => performance === 'performed';

/** The place where the parties met last, so that it need not be typed again. */
function lastPlace({ sessions }: Values): { readonly place?: string } {
  const entries = itemEntries(sessions);
  const place = entries[entries.length - 1]?.[1].place;
  return typeof place === 'string' ? { place } : {};
}

/** Every item that was not performed yet is performed today. */
function allPerformed({ agreementItems }: Values, { today }: CourseContext): { readonly [field: string]: Value } {
  if (today === null || countOf(agreementItems) === 0) return {};
  const items: { [id: string]: Group } = {};
  for (const [id, item] of itemEntries(agreementItems)) {
    items[id] = item.performedOn === undefined ? { ...item, performedOn: today } : item;
  }
  return { agreementItems: items };
}

const canConfirm = (values: Values, { today, holidays }: CourseContext): boolean => {
  const from = effectiveOn(values);
  const state = partOf(values.judicialConfirmation, 'state');
  const isOpen = state === undefined || state === 'none';
  return (
    from !== null && isOpen && !isPerformed(values) && (today === null || today <= confirmationDeadline(from, holidays))
  );
};

const taking: readonly CaseStep[] = [
  {
    id: 'accept',
    label: () => '受理',
    from: ['registered'],
    leads: () => true,
    to: 'accepted',
    fields: ['acceptedOn', 'source', 'mediators', 'chosenBy', 'rightsNoticeOn', 'openness'],
    starts: (_values, context) => dated('acceptedOn', context),
    says: '调解员由调委会指定，也可以由当事人选择（《人民调解法》第十九条）。',
  },
  {
    id: 'decline',
    label: () => '不予受理',
    from: ['registered'],
    to: 'declined',
    fields: ['declineReason', 'routesAdvised', 'facts'],
    says: '法律规定由专门机关管辖的、法院或公安已经受理的，调委会不受理；请告知当事人该找谁。',
  },
];

const mediating: readonly CaseStep[] = [
  {
    id: 'mediate',
    label: ({ sessions }) => `记第${countOf(sessions) + 1}次调解`,
    from: OPEN,
    leads: ({ status, sessions }) => status === 'accepted' && countOf(sessions) === 0,
    to: 'inMediation',
    fields: ['sessions', 'rightsNoticeOn', 'openness', 'language'],
    starts: ({ rightsNoticeOn }, context) => (isFilled(rightsNoticeOn) ? {} : dated('rightsNoticeOn', context)),
    adds: (values, context) => ({
      field: 'sessions',
      items: [{ ...dated('heldOn', context), ...lastPlace(values), ...named('recorder', context.me) }],
    }),
    says: '调解前要告知当事人调解的性质、原则、效力和权利义务（《人民调解工作若干规定》第三十条）。',
  },
  {
    id: 'settle',
    label: () => '达成协议',
    from: OPEN,
    leads: () => true,
    to: 'settled',
    fields: [
      'agreementForm',
      'closedOn',
      'agreementItems',
      'agreedAmount',
      'performBy',
      'performManner',
      'performPlace',
      'performance',
      'followUpDue',
    ],
    starts: (_values, context) => dated('closedOn', context),
    adds: ({ agreementItems }) => ({ field: 'agreementItems', items: countOf(agreementItems) === 0 ? [{}] : [] }),
    says: '当事人认为不需要书面协议的，可以口头，由调解员记下内容（《人民调解法》第二十八条）。分期履行的，一期写一项。',
  },
  {
    id: 'investigate',
    label: () => '记调查',
    from: OPEN,
    fields: ['investigations'],
    adds: (_values, context) => ({
      field: 'investigations',
      items: [{ ...dated('heldOn', context), ...named('investigator', context.me), ...named('recorder', context.me) }],
    }),
  },
  {
    id: 'report',
    label: () => '已报告有关部门',
    from: ['registered', ...OPEN],
    when: ({ risk }) => risk !== 'reported',
    leads: ({ risk, status }) => risk === 'possible' && status !== 'registered',
    fields: ['risk', 'reportedTo', 'reportedAt'],
    starts: (_values, context) => ({ risk: 'reported', ...dated('reportedAt', context) }),
    says: '可能引起治安案件、刑事案件的，要立即向当地公安机关或有关部门报告（《人民调解法》第二十五条）。',
  },
  {
    id: 'fail',
    label: () => '调解不成',
    from: OPEN,
    to: 'notSettled',
    fields: ['closedOn', 'routesAdvised'],
    starts: (_values, context) => dated('closedOn', context),
    says: '调解不成的应当终止，并告知可以通过仲裁、行政、司法途径维护权利（《人民调解法》第二十六条）。',
  },
  {
    id: 'terminate',
    label: () => '终止调解',
    from: OPEN,
    to: 'terminated',
    fields: ['terminationReason', 'closedOn', 'routesAdvised'],
    starts: (_values, context) => dated('closedOn', context),
    says: '一方明确拒绝的，不得调解（《人民调解法》第十七条）；当事人可以随时要求终止（第二十三条）。',
  },
  {
    id: 'extend',
    label: () => '延长期限',
    from: OPEN,
    when: (values) => settleBy(values) !== null,
    fields: ['extension'],
    starts: (values, context) => {
      const limit = settleBy(values);
      return {
        extension: { ...(limit === null ? {} : { until: addMonths(limit, 1) }), ...dated('agreedOn', context) },
      };
    },
    says: '一般在一个月内调结；要延长的，须各方当事人都同意。',
  },
];

const performing: readonly CaseStep[] = [
  {
    id: 'sign',
    label: () => '记签名盖章',
    from: ['settled'],
    when: lacksEffect,
    leads: lacksEffect,
    fields: ['signatures'],
    adds: (values, context) => ({ field: 'signatures', items: missingSignatures(values, context) }),
    says: '书面协议自各方当事人签名、盖章或按指印，调解员签名并加盖调委会印章之日起生效（《人民调解法》第二十九条）。',
  },
  {
    id: 'perform',
    label: () => '已全部履行',
    from: ['settled'],
    when: (values) => !isPerformed(values),
    leads: () => true,
    fields: ['performance', 'agreementItems', 'followUpDue'],
    starts: (values, context) => ({ performance: 'performed', ...allPerformed(values, context) }),
    says: '各项的履行日期请按实际改。有收条、汇款单的，拍照放进“照片/附件”。',
  },
  {
    id: 'performPart',
    label: () => '部分履行',
    from: ['settled'],
    when: (values) => !isPerformed(values),
    fields: ['performance', 'agreementItems', 'followUpDue'],
    starts: () => ({ performance: 'partly' }),
    says: '履行了的那几项写上履行日期。',
  },
  {
    id: 'notPerformed',
    label: () => '没有履行',
    from: ['settled'],
    when: ({ performance }) => !isOneOf(performance, 'performed', 'notPerformed'),
    fields: ['performance', 'followUpDue'],
    starts: () => ({ performance: 'notPerformed' }),
    says: '调委会要监督、督促履行（《人民调解法》第三十一条）；对履行有争议的，当事人可以向法院起诉（第三十二条）。',
  },
  {
    id: 'visit',
    label: () => '记回访',
    from: ['settled'],
    leads: ({ followUps, followUpDue }) => countOf(followUps) === 0 && isFilled(followUpDue),
    fields: ['followUps', 'performance', 'followUpDue'],
    // The day that was planned has come; the next one is for the person to name.
    starts: ({ followUpDue }, { today }) =>
      typeof followUpDue === 'string' && today !== null && followUpDue <= today ? { followUpDue: null } : {},
    adds: (_values, context) => ({
      field: 'followUps',
      items: [{ ...dated('on', context), ...named('by', context.me) }],
    }),
    says: '写履行得怎样、当事人满意不满意、有没有反复。',
  },
  {
    id: 'confirm',
    label: () => '申请司法确认',
    from: ['settled'],
    when: canConfirm,
    fields: ['judicialConfirmation'],
    starts: ({ judicialConfirmation }, context) => ({
      judicialConfirmation: { ...kept(judicialConfirmation), state: 'applied', ...dated('appliedOn', context) },
    }),
    says: '双方自协议生效之日起30日内共同向法院申请（《人民调解法》第三十三条）；身份关系、权属的内容不能确认。',
  },
  {
    id: 'confirmed',
    label: () => '记法院结果',
    from: ['settled'],
    when: ({ judicialConfirmation }) => partOf(judicialConfirmation, 'state') === 'applied',
    fields: ['judicialConfirmation'],
    starts: ({ judicialConfirmation }, context) => ({
      judicialConfirmation: { ...kept(judicialConfirmation), ...dated('decidedOn', context) },
    }),
  },
];

const filing: readonly CaseStep[] = [
  {
    id: 'approve',
    archived: 'too',
    label: () => '审核通过',
    from: CLOSED,
    when: (values, { isOffice }) => isOffice && reviewState(values) === 'pending',
    leads: () => true,
    fields: ['review'],
    starts: (_values, context) => ({
      review: { state: 'approved', ...dated('on', context), ...named('by', context.me) },
    }),
  },
  {
    id: 'return',
    archived: 'too',
    label: () => '退回补正',
    from: CLOSED,
    when: (values, { isOffice }) => isOffice && isOneOf(reviewState(values), 'pending', 'approved'),
    fields: ['review'],
    starts: (_values, context) => ({
      review: { state: 'returned', ...dated('on', context), ...named('by', context.me) },
    }),
    says: '写明要补什么、改什么，村里的待办里会看到。',
  },
  {
    id: 'submit',
    label: (values) => (reviewState(values) === 'returned' ? '补正好了，再送审' : '送司法所审核'),
    from: CLOSED,
    when: (values) => !isOneOf(reviewState(values), 'pending', 'approved'),
    leads: (values) => reviewState(values) === 'returned',
    fields: ['review'],
    starts: ({ review }) => ({ review: { ...kept(review), state: 'pending' } }),
  },
  {
    id: 'claim',
    label: () => '申报以案定补',
    from: CLOSED,
    when: ({ subsidy }, context) => context.subsidy !== undefined && !isFilled(partOf(subsidy, 'state')),
    // Where the township pays nothing for such a case, nobody is led to ask for it.
    leads: (_values, { subsidy }) => typeof subsidy === 'number',
    fields: ['subsidy'],
    starts: (_values, context) => ({
      subsidy: { state: 'applied', ...(typeof context.subsidy === 'number' ? { amount: context.subsidy } : {}) },
    }),
    says: '同一纠纷只补贴一次。金额按乡镇的标准，可以改。',
  },
  {
    id: 'pay',
    archived: 'too',
    label: () => '记补贴结果',
    from: CLOSED,
    when: ({ subsidy }, { isOffice }) => isOffice && isOneOf(partOf(subsidy, 'state'), 'applied', 'granted'),
    fields: ['subsidy'],
    starts: ({ subsidy }) => ({
      subsidy: { ...kept(subsidy), state: partOf(subsidy, 'state') === 'granted' ? 'paid' : 'granted' },
    }),
  },
  {
    id: 'archive',
    label: () => '归档',
    from: CLOSED,
    leads: () => true,
    fields: ['archivedOn', 'retention', 'fileNumber'],
    starts: (_values, context) => dated('archivedOn', context),
    says: '归档以后原来的内容不再改，只能补记。',
  },
];

const sealed: readonly CaseStep[] = [
  {
    id: 'amend',
    archived: 'only',
    label: () => '补记',
    from: CLOSED,
    leads: () => true,
    fields: ['amendments'],
    adds: (_values, context) => ({
      field: 'amendments',
      items: [{ ...dated('on', context), ...named('by', context.me) }],
    }),
    says: '这件已经归档，原来的内容不改；更正和补充写成补记。',
  },
  {
    id: 'unseal',
    archived: 'only',
    label: () => '解除归档',
    from: CLOSED,
    when: (_values, { isOffice }) => isOffice,
    fields: ['archivedOn'],
    starts: () => ({ archivedOn: null }),
    says: '归档日期空着保存，就可以修改原来的内容；改完请再归档，那时另有一个新的校验码。',
  },
];

/** Every step of an open or closed case, in the order in which they are offered. */
export const caseSteps: readonly CaseStep[] = [...taking, ...mediating, ...performing, ...filing, ...sealed];

/** The steps that may be taken from where a case stands; none where the township goes on with it. */
export function stepsFrom(values: Values, context: CourseContext): CaseStep[] {
  if (isFilled(partOf(values.handedUp, 'newCase')) && !isClosed(values)) return [];
  return caseSteps.filter(
    ({ archived, from, when }) =>
      isOneOf(values.status, ...from) &&
      (isArchived(values) ? archived !== undefined : archived !== 'only') &&
      (when === undefined || when(values, context)),
  );
}

/** The step that comes next; null where the person alone knows. */
export function leadingStep(steps: readonly CaseStep[], values: Values, context: CourseContext): CaseStep | null {
  // What is owed to the office is urgent, and a settlement is not over before it is performed.
  const order = isSettled(values) ? ['approve', 'submit', ...ORDER_OF_SETTLED] : ['report'];
  const leading = steps.filter(({ leads }) => leads?.(values, context) === true);
  return (
    order.map((id) => leading.find((step) => step.id === id)).find((step) => step !== undefined) ?? leading[0] ?? null
  );
}

const ORDER_OF_SETTLED = ['sign', 'perform', 'visit', 'claim', 'archive'];
