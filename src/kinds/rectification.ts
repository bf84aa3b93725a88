/** 问题整改: shortcomings, their causes and what was done; feeds part two of the report (records.md; domain.md §4.1). */
import { rectificationSources } from './codes-work.ts';
import { inOrder } from './conditions.ts';
import { code, day, longText, text } from './field.ts';
import { defineKind } from './kind.ts';

export const rectification = defineKind('rectification', {
  title: '问题整改',
  action: '记整改',
  scope: 'work',
  date: 'foundOn',
  heading: ({ problem }) => {
    const line = typeof problem === 'string' ? (problem.split('\n')[0] ?? '') : '';
    const points = Array.from(line);
    return points.length > 40 ? `${points.slice(0, 40).join('')}…` : line || '问题整改';
  },
  summary: ['responsible', 'dueOn'],
  fields: {
    foundOn: day('发现日期', {
      required: true,
      first: true,
      counted: true,
      past: true,
      initially: ({ today }) => today,
    }),
    problem: longText('存在问题', { required: true, first: true, counted: true, max: 2000 }),
    source: code('来源', rectificationSources, { group: '整改', counted: true }),
    // Counted: part two of the report is drafted from them.
    cause: longText('原因分析', { group: '整改', max: 2000, counted: true }),
    measure: longText('整改措施', { group: '整改', max: 2000, counted: true }),
    responsible: text('责任单位', { group: '整改', counted: true }),
    dueOn: day('整改时限', { group: '整改', counted: true }),
    doneOn: day('完成日期', { group: '整改', counted: true, past: true }),
    result: longText('整改结果', { group: '整改', max: 2000 }),
  },
  rules: [
    { field: 'doneOn', message: '完成日期不能早于发现日期', holds: ({ foundOn, doneOn }) => inOrder(foundOn, doneOn) },
  ],
});
