/** 报告段落: a draft paragraph of the annual report (domain.md §4.1, §4.2). */
import { reportParts } from './codes-work.ts';
import { code, count, flag, longText, text, year } from './field.ts';
import { defineKind } from './kind.ts';

export const reportParagraph = defineKind('reportParagraph', {
  title: '报告段落',
  action: '加段落',
  scope: 'office',
  heading: ({ heading }, say) => (typeof heading === 'string' ? heading : say.field('part')),
  summary: ['year', 'part'],
  fields: {
    year: year('年度', { required: true, first: true, counted: true }),
    part: code('部分', reportParts, { required: true, first: true, counted: true }),
    order: count('顺序', '', { first: true, counted: true, total: false }),
    heading: text('小标题', { first: true, counted: true }),
    // Carried by the projection: a report is read whole, and a year has a dozen paragraphs.
    body: longText('正文', { first: true, counted: true }),
    checked: flag('已核对', { group: '更多', counted: true }),
  },
});
