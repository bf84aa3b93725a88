/** 履职记录: what the township itself did for the rule of law (records.md; domain.md §4.1, §4.3). */
import { dutyActs, dutyTypes } from './codes-work.ts';
import { inOrder } from './conditions.ts';
import { amount, code, count, day, group, longText, text } from './field.ts';
import { defineKind } from './kind.ts';

export const dutyEntry = defineKind('dutyEntry', {
  title: '履职记录',
  action: '记履职',
  scope: 'work',
  date: 'on',
  heading: ({ title }, say) => (typeof title === 'string' ? title : say.field('type')),
  summary: ['type', 'who'],
  fields: {
    on: day('日期', { required: true, first: true, counted: true, past: true, initially: ({ today }) => today }),
    type: code('类型', dutyTypes, { required: true, first: true, counted: true }),
    act: code('履职方式', dutyActs, {
      first: true,
      counted: true,
      shownWhen: ({ type }) => type === 'firstResponsible',
    }),
    title: text('事项', { required: true, first: true, max: 200 }),
    who: text('责任人', { group: '更多', counted: true, max: 60 }),
    quantity: count('数量', '', { group: '更多', counted: true, total: false }),
    quantityUnit: text('单位', { group: '更多', max: 10, suggestions: ['次', '件', '项', '份', '场'] }),
    amount: amount('金额', { group: '更多', counted: true }),
    channel: text('公开渠道', { group: '更多', suggestions: ['政府网站', '公开栏', '村务公开栏', '微信公众号'] }),
    document: group(
      '文件',
      {
        name: text('名称', { max: 200 }),
        number: text('文号', { max: 60 }),
        on: day('日期'),
        validUntil: day('有效期至'),
      },
      {
        group: '更多',
        counted: true,
        rules: [
          {
            field: 'validUntil',
            message: '有效期不能早于文件日期',
            holds: ({ on, validUntil }) => inOrder(on, validUntil),
          },
        ],
      },
    ),
    note: longText('备注', { max: 1000, group: '更多' }),
  },
});
