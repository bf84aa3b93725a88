/** From the agreement to its performance: signatures, instalments, visits, the court (人民调解法 arts. 29–33). */
import { effectiveOn } from '#kinds/case-rules.ts';
import { isFilled, isOneOf, itemEntries, partOf } from '#kinds/conditions.ts';
import type { Group, Value, Values } from '#kinds/field.ts';
import { countOf, dated, kept, named, type CaseStep, type CourseContext } from '#core/case-step.ts';
import { missingSignatures } from '#core/case-signatures.ts';
import { confirmationDeadline } from '#core/deadlines.ts';

const lacksEffect = (values: Values): boolean => values.agreementForm === 'written' && effectiveOn(values) === null;
const isPerformed = ({ performance }: Values): boolean => performance === 'performed';

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

export const performing: readonly CaseStep[] = [
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
