import { agreementItem } from '#kinds/case-parts.ts';
import { isSettled } from '#kinds/case-rules.ts';
import type { Group } from '#kinds/field.ts';
import { text, title } from '#core/document.ts';
import { capitalAmount } from './capital-amount.ts';
import { dayLine, disputeLine, itemsOf, numberLine, orBlank, wordsIn, type PaperCase } from './paper-case.ts';
import type { Form } from './parts.ts';
import { sign } from './signatures.ts';

const ofPayment = (one: PaperCase, item: Group) => {
  const say = (id: string): string => wordsIn(one, agreementItem, item, id);
  const capital = typeof item.amount === 'number' ? capitalAmount(item.amount) : '';
  return [
    title('收　条'),
    text([
      '今收到',
      orBlank(say('performer'), '付款人', 6),
      '按',
      ...numberLine(one),
      '调解协议支付的款项人民币（大写）',
      orBlank(capital, '金额', 10),
      '（小写：',
      orBlank(say('amount'), '金额', 5),
      '）。',
    ]),
    text(['事由：', ...disputeLine(one)]),
    text(['收款人（签名、按指印）：', sign()], { keep: true }),
    text(['经办人民调解员（签名）：', sign()], { keep: true }),
    text(dayLine(item.performedOn, '收款日期'), { align: 'right' }),
  ];
};

/** 收条, one for each sum that was paid (domain.md §1.3, paper 9). */
export const receipt: Form = {
  id: 'receipt',
  title: '收条',
  need: (one) => (isSettled(one.values) && paymentsOf(one).length > 0 ? 'fits' : 'other'),
  papers: (one) => {
    const paid = paymentsOf(one);
    return (paid.length === 0 ? [{}] : paid).map((item) => ofPayment(one, item));
  },
};

const paymentsOf = (one: PaperCase): Group[] =>
  itemsOf(one, 'agreementItems').filter(
    ({ amount, performedOn }) => typeof amount === 'number' && typeof performedOn === 'string',
  );
