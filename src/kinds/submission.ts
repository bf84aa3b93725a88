/** 报送留存: a table or report as it was sent; what changes afterwards is listed beside it as 补报 or 更正. */
import { submissionTypes } from './codes-work.ts';
import { inOrder } from './conditions.ts';
import { code, count, day, items, link, longText, period, text, year } from './field.ts';
import { defineKind } from './kind.ts';

export const submission = defineKind('submission', {
  title: '报送留存',
  action: '记报送',
  scope: 'office',
  date: 'sentOn',
  heading: (_values, say) => say.field('content') || '报送留存',
  summary: ['year', 'sentOn', 'sentTo'],
  fields: {
    content: code('报送内容', submissionTypes, { required: true, first: true, counted: true }),
    year: year('年度', { required: true, first: true, counted: true }),
    span: period('所属时段', { required: true, first: true, counted: true }),
    sentOn: day('报送日期', {
      required: true,
      first: true,
      counted: true,
      past: true,
      initially: ({ today }) => today,
    }),
    sentTo: text('报送给', { first: true, counted: true, suggestions: ['县司法局', '县委依法治县办'] }),
    publishedOn: day('公开日期', {
      first: true,
      counted: true,
      past: true,
      shownWhen: ({ content }) => content === 'report',
    }),
    of: link('报谁的', 'unit', { group: '更多', counted: true, hint: '空着就是整个乡镇' }),
    note: text('备注', { group: '更多', max: 200 }),
    /** What was sent, as JSON cut into pieces that fit into a change (SPEC C1). */
    kept: items(
      '留存内容',
      '段',
      {
        at: count('顺序', '', { required: true }),
        text: longText('内容', { required: true, max: 10_000, counted: true }),
      },
      { internal: true, counted: true },
    ),
  },
  rules: [
    {
      field: 'publishedOn',
      message: '公开日期不能早于报送日期',
      holds: ({ sentOn, publishedOn }) => inOrder(sentOn, publishedOn),
    },
  ],
});
