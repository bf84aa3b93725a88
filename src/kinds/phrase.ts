/** 常用语: a village's own sentences for 纠纷简要情况 and 协议内容, beside or instead of those that the app brings (records.md). */
import { closed, named } from './code-list.ts';
import { disputeTypes } from './codes.ts';
import { code, longText } from './field.ts';
import { defineKind } from './kind.ts';

/** Ids are those of the fields of a case into which a sentence goes. */
const phrasePlaces = closed('phrasePlaces', '用在哪里', named({ facts: '纠纷简要情况', agreementItems: '协议内容' }));

export const phrase = defineKind('phrase', {
  title: '常用语',
  action: '加常用语',
  scope: 'work',
  heading: ({ words }) => (typeof words === 'string' ? words : '常用语'),
  summary: ['place', 'disputeType'],
  fields: {
    place: code('用在哪里', phrasePlaces, { required: true, first: true }),
    words: longText('内容', {
      required: true,
      first: true,
      counted: true,
      max: 500,
      hint: '不要写姓名；要填的地方用＿＿留空',
    }),
    disputeType: code('纠纷类型', disputeTypes, { first: true, hint: '不选就是各类纠纷都用' }),
    instead: longText('代替的常用语', { counted: true, max: 500, group: '更多', hint: '填了，那一句就不再列出' }),
  },
});
