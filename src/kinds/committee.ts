/** 调解委员会 (人民调解法 arts. 8, 9, 34; domain.md §2.3). */
import { committeeKinds } from './codes.ts';
import { code, day, link, text } from './field.ts';
import { defineKind } from './kind.ts';

export const committee = defineKind('committee', {
  title: '调解委员会',
  action: '加调委会',
  scope: 'shared',
  heading: ({ name }) => (typeof name === 'string' ? name : '调解委员会'),
  summary: ['committeeKind', 'unit'],
  fields: {
    name: text('名称', { required: true, first: true, counted: true }),
    committeeKind: code('调委会类别', committeeKinds, {
      required: true,
      first: true,
      counted: true,
      initially: () => 'village',
    }),
    unit: link('所属单位', 'unit', { required: true, first: true, counted: true, initially: ({ unit }) => unit }),
    short: text('简称', {
      group: '更多',
      max: 10,
      counted: true,
      hint: '用在卷号里，如（2024）双民人调字第1号的“双民”',
    }),
    electedOn: day('本届推选日期', { group: '更多', counted: true, past: true }),
    closedOn: day('撤销日期', { group: '更多', counted: true }),
  },
});
