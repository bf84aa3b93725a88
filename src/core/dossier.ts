/**
 * What the file of a case must hold, what it holds and what is wrong with it, before it is filed or paid for (domain.md §1.3:
 * the papers of the 2010 notice in their order). Law warns of most faults and forbids few: a fault says itself which.
 */
import {
  isAccepted,
  isClosed,
  isEntrusting,
  isOral,
  isSettled,
  needsRightsNotice,
  needsSessions,
  needsSignatures,
  effectiveOn,
  heldHere,
} from '#kinds/case-rules.ts';
import { isFilled, isOneOf, itemEntries, partOf } from '#kinds/conditions.ts';
import type { Value, Values } from '#kinds/field.ts';
import { mediationCase } from '#kinds/mediation-case.ts';
import { zhDay } from './day.ts';
import { confirmationDeadline, type Holiday } from './deadlines.ts';
import { askedValues, problemsOf, missingOf, warningsOf, type Missing, type Problem } from './validate.ts';

interface DossierPaper {
  readonly id: string;
  readonly label: string;
  /** `byHand`: lies in the paper file, of which the app knows nothing; `none`: this case needs none. */
  readonly state: 'there' | 'lacking' | 'byHand' | 'none';
  /** What is lacking, or why none is needed. */
  readonly note: string;
  /** Path of the field that it is filled from; '' where nothing is to be typed. */
  readonly at: string;
}

interface Dossier {
  readonly papers: readonly DossierPaper[];
  readonly lacking: number;
  /** What the case lacks beside its papers, such as who mediated: nobody looks such a file over, and no subsidy is paid for it. */
  readonly missing: readonly Missing[];
  /** What law forbids: the record cannot be saved so. */
  readonly forbidden: readonly Problem[];
  /** What law, or good order, warns of. */
  readonly warnings: readonly Problem[];
  /** Nothing is lacking and nothing is forbidden. */
  readonly isWhole: boolean;
}

/** `own`: days off that the township wrote down beside the yearly table. */
export function dossierOf(values: Values, today: string | null, own: readonly Holiday[] = []): Dossier {
  const asked = askedValues(mediationCase, values, { today });
  const papers = PAPERS.map((paper) => stateOf(paper, asked));
  const lacking = papers.filter(({ state }) => state === 'lacking').length;
  const forbidden = problemsOf(mediationCase, values, { today });
  const missing = missingOf(mediationCase, values, { today });
  return {
    papers,
    lacking,
    missing: missing.filter(({ field }) => !OF_PAPERS.has(field.split('.')[0] ?? '')),
    forbidden,
    warnings: [...warningsOf(mediationCase, values, { today }), ...lateConfirmation(values, own)],
    isWhole: lacking === 0 && forbidden.length === 0 && missing.length === 0,
  };
}

/** 人民调解法 art. 33: the window is known to the day only with the table of holidays. */
function lateConfirmation(values: Values, own: readonly Holiday[]): Problem[] {
  const [from, applied] = [effectiveOn(values), partOf(values.judicialConfirmation, 'appliedOn')];
  if (from === null || typeof applied !== 'string') return [];
  const last = confirmationDeadline(from, own);
  if (applied <= last) return [];
  const message = `提醒：申请司法确认应在${zhDay(last)}前，晚了法院可能不收（《人民调解法》第三十三条）`;
  return [{ field: 'judicialConfirmation', message }];
}

const has = (value: Value | undefined): boolean => itemEntries(value).length > 0;
const hasPaid = ({ performance }: Values): boolean => isOneOf(performance, 'performed', 'partly');

interface Paper {
  readonly id: string;
  readonly label: string | ((values: Values) => string);
  readonly at: string;
  /** The file must hold it. */
  readonly must: (values: Values) => boolean;
  /** What it still lacks; '' when the case holds all that it is made from. */
  readonly lacks: (values: Values) => string;
  readonly byHand?: true;
  /** Why none is needed. */
  readonly otherwise: string;
}

const PAPERS: readonly Paper[] = [
  {
    id: 'acceptance',
    label: ({ source }) => (source === 'application' ? '人民调解申请书' : '人民调解受理登记表'),
    at: 'facts',
    must: ({ status }) => status !== 'declined',
    lacks: ({ facts, acceptedOn, source, requests }) => {
      if (!isFilled(facts) || !isFilled(acceptedOn)) return '缺纠纷简要情况或受理日期';
      return source === 'application' && !has(requests) ? '缺申请事项' : '';
    },
    otherwise: '没有受理',
  },
  {
    id: 'rightsNotice',
    label: '当事人权利义务告知书',
    at: 'rightsNoticeOn',
    must: needsRightsNotice,
    lacks: ({ rightsNoticeOn }) => (isFilled(rightsNoticeOn) ? '' : '缺告知日期'),
    otherwise: '口头协议、没有开始调解的不用',
  },
  {
    id: 'identity',
    label: '当事人身份证明',
    at: '',
    must: (values) => isAccepted(values) && !isOral(values),
    lacks: () => '复印件放进纸质卷宗，不用存进手机',
    byHand: true,
    otherwise: '口头协议不用',
  },
  {
    id: 'powerOfAttorney',
    label: '授权委托书',
    at: 'parties',
    must: ({ parties }) => itemEntries(parties).some(([, party]) => isEntrusting(party)),
    lacks: () => '有委托代理人，委托书签好放进卷宗',
    byHand: true,
    otherwise: '没有委托代理人',
  },
  {
    id: 'investigation',
    label: '人民调解调查记录',
    at: 'investigations',
    must: (values) => heldHere(values, 'investigations').length > 0,
    lacks: (values) =>
      heldHere(values, 'investigations').some(([, { body }]) => !isFilled(body)) ? '有一次调查没有写记录' : '',
    otherwise: '没有调查',
  },
  {
    id: 'session',
    label: '人民调解记录',
    at: 'sessions',
    must: needsSessions,
    lacks: (values) => {
      const sessions = heldHere(values, 'sessions');
      if (sessions.length === 0) return '还没有调解记录';
      return sessions.some(([, { body }]) => !isFilled(body)) ? '有一次调解没有写正文' : '';
    },
    otherwise: '口头协议、没有调解的不用',
  },
  {
    id: 'agreement',
    label: (values) => (isOral(values) ? '人民调解口头协议登记表' : '人民调解协议书'),
    at: 'agreementItems',
    must: isSettled,
    lacks: (values) => {
      if (!isFilled(values.agreementForm)) return '没有选书面还是口头';
      return has(values.agreementItems) ? '' : '缺协议内容';
    },
    otherwise: '没有达成协议',
  },
  {
    id: 'signatures',
    label: '协议书签名盖章',
    at: 'signatures',
    must: needsSignatures,
    lacks: (values) => (effectiveOn(values) === null ? '当事人、调解员、印章没有齐' : ''),
    otherwise: '不是书面协议',
  },
  {
    id: 'receipt',
    label: '收条或汇款单等履行凭证',
    at: 'photos',
    must: (values) => isSettled(values) && hasPaid(values) && isFilled(values.agreedAmount),
    lacks: ({ photos }) => (has(photos) ? '' : '拍照放进“照片/附件”，或放进纸质卷宗'),
    byHand: true,
    otherwise: '没有涉及金额的履行',
  },
  {
    id: 'followUp',
    label: '人民调解回访记录',
    at: 'followUps',
    must: ({ followUps, followUpDue, status }) => status === 'settled' && (has(followUps) || isFilled(followUpDue)),
    lacks: ({ followUps }) => (has(followUps) ? '' : '定了回访日期，还没有回访'),
    otherwise: '没有安排回访',
  },
  {
    id: 'confirmation',
    label: '司法确认有关材料',
    at: 'judicialConfirmation',
    must: ({ judicialConfirmation }) =>
      isOneOf(partOf(judicialConfirmation, 'state'), 'applied', 'confirmed', 'rejected'),
    lacks: ({ judicialConfirmation }) => (isFilled(partOf(judicialConfirmation, 'appliedOn')) ? '' : '缺申请日期'),
    otherwise: '没有申请',
  },
  {
    id: 'routes',
    label: '告知其他途径',
    at: 'routesAdvised',
    must: ({ status }) => isOneOf(status, 'notSettled', 'declined'),
    lacks: ({ routesAdvised, status }) => {
      if (Array.isArray(routesAdvised) && routesAdvised.length > 0) return '';
      return status === 'declined'
        ? '不受理的要告知当事人该走什么途径'
        : '《人民调解法》第二十六条：要告知仲裁、行政、诉讼途径';
    },
    otherwise: '不用',
  },
];

/** Fields of which a paper that lacks them speaks. */
const OF_PAPERS: ReadonlySet<string> = new Set([...PAPERS.map(({ at }) => at), 'acceptedOn', 'agreementForm']);

function stateOf({ id, label, at, must, lacks, byHand, otherwise }: Paper, values: Values): DossierPaper {
  const name = typeof label === 'string' ? label : label(values);
  if (!must(values)) return { id, label: name, state: 'none', note: otherwise, at };
  const lack = lacks(values);
  if (lack === '') return { id, label: name, state: 'there', note: '', at };
  return { id, label: name, state: byHand === true ? 'byHand' : 'lacking', note: lack, at };
}

/** Whether it is time to look at the file as a whole: the mediation has ended. */
export const isFileDue = (values: Values): boolean => isClosed(values);
