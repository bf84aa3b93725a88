/** From the first word to the end of the mediation: taken or not, sessions, an outcome (人民调解法 arts. 17–28). */
import { isFilled, itemEntries } from '#kinds/conditions.ts';
import type { Values } from '#kinds/field.ts';
import { countOf, dated, named, OPEN, type CaseStep } from '#core/case-step.ts';
import { addMonths } from '#core/day.ts';
import { settleBy } from '#core/deadlines.ts';

/** The place where the parties met last, so that it need not be typed again. */
function lastPlace({ sessions }: Values): { readonly place?: string } {
  const entries = itemEntries(sessions);
  const place = entries[entries.length - 1]?.[1].place;
  return typeof place === 'string' ? { place } : {};
}

export const taking: readonly CaseStep[] = [
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

export const mediating: readonly CaseStep[] = [
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
