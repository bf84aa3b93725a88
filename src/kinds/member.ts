/** 账号: who may work with which records; written by the office alone (SPEC S3). */
import { memberRoles } from './codes-people.ts';
import { code, day, flag, link, text } from './field.ts';
import { defineKind } from './kind.ts';

export const member = defineKind('member', {
  title: '账号',
  action: '加账号',
  scope: 'office',
  heading: ({ name }, say) => say.field('person') || (typeof name === 'string' ? name : '账号'),
  summary: ['unit', 'role'],
  fields: {
    name: text('姓名', { required: true, first: true, max: 60 }),
    person: link('人员', 'person', { first: true }),
    unit: link('单位', 'unit', { required: true, first: true }),
    role: code('账号角色', memberRoles, { required: true, first: true }),
    caseDuty: flag('办理调解案件', { first: true, hint: '只有办理调解案件的人能看到案件' }),
    endedOn: day('停用日期', { group: '更多' }),
  },
});
