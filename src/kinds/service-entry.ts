/** 服务记录: what a 法律明白人 did beside events, trainings and cases (records.md; domain.md §3.1). */
import { serviceTypes } from './codes-people.ts';
import { code, count, day, link, longText } from './field.ts';
import { defineKind } from './kind.ts';

export const serviceEntry = defineKind('serviceEntry', {
  title: '服务记录',
  action: '记服务',
  scope: 'work',
  date: 'on',
  heading: (_values, say) => [say.field('person'), say.field('type')].filter((part) => part !== '').join(' '),
  summary: ['people'],
  fields: {
    on: day('日期', { required: true, first: true, counted: true, past: true, initially: ({ today }) => today }),
    person: link('人员', 'person', { required: true, first: true, counted: true, initially: ({ me }) => me }),
    type: code('类型', serviceTypes, { required: true, first: true, counted: true }),
    people: count('人次', '人次', { first: true, counted: true }),
    note: longText('备注', { max: 1000, group: '备注' }),
  },
});
