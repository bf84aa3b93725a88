/** 矛盾纠纷排查: a round of looking for disputes; holds only what never became a case (records.md; domain.md §2.4). */
import { inOrder } from './conditions.ts';
import { count, links, longText, period, type Values } from './field.ts';
import { defineKind } from './kind.ts';

const prevented = { group: '预防情况', hint: '只填没有登记成案件的' };

/** 零报告, one tap: the round was made and nothing was found. */
export const zeroReport: Values = { screened: 1, found: 0 };

export const screening = defineKind('screening', {
  title: '矛盾纠纷排查',
  action: '记排查',
  scope: 'cases',
  date: 'period',
  heading: (values, say) => {
    const when = say.field('period');
    return `${when}矛盾纠纷排查${values.found === 0 ? '（零报告）' : ''}`;
  },
  summary: ['by', 'found', 'settled'],
  fields: {
    period: period('排查时段', { required: true, first: true, counted: true }),
    by: links('排查人', 'person', { first: true, initially: ({ me }) => (me === null ? null : [me]) }),
    screened: count('排查', '次', { required: true, first: true, counted: true, initially: () => 1 }),
    found: count('发现', '件', { first: true, counted: true }),
    settled: count('化解', '件', { first: true, counted: true }),
    handedUp: count('移交', '件', { first: true, counted: true }),
    prevented: count('预防', '件', { ...prevented, counted: true }),
    preventedSuicide: count('防止自杀', '件', { ...prevented, counted: true }),
    preventedSuicidePeople: count('防止自杀（人）', '人', { ...prevented, counted: true }),
    preventedCriminal: count('防止民转刑', '件', { ...prevented, counted: true }),
    preventedCriminalPeople: count('防止民转刑（人）', '人', { ...prevented, counted: true }),
    preventedGroupPetition: count('防止群体性上访', '件', { ...prevented, counted: true }),
    preventedGroupPetitionPeople: count('防止群体性上访（人）', '人', { ...prevented, counted: true }),
    preventedGroupFight: count('防止群体性械斗', '件', { ...prevented, counted: true }),
    preventedGroupFightPeople: count('防止群体性械斗（人）', '人', { ...prevented, counted: true }),
    note: longText('备注', { max: 1000, group: '备注' }),
  },
  warnings: [
    {
      field: 'settled',
      message: '化解数多于发现数',
      holds: ({ settled, found }) => inOrder(settled, found),
    },
    {
      field: 'handedUp',
      message: '移交数多于发现数',
      holds: ({ handedUp, found }) => inOrder(handedUp, found),
    },
  ],
});
