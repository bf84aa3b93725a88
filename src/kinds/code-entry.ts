/** 自定义选项: a township's own entry of an open list; what records keep is the entry's id (records.md). */
import { count, flag, text } from './field.ts';
import { defineKind } from './kind.ts';

export const codeEntry = defineKind('codeEntry', {
  title: '自定义选项',
  action: '加选项',
  scope: 'shared',
  heading: ({ name }) => (typeof name === 'string' ? name : '选项'),
  summary: ['list'],
  fields: {
    list: text('所属列表', { required: true, first: true, counted: true, max: 40 }),
    name: text('名称', { required: true, first: true, counted: true, max: 60 }),
    parent: text('上级', { group: '更多', counted: true, max: 60 }),
    countsAsTraining: flag('计入培训场次', {
      group: '更多',
      counted: true,
      shownWhen: ({ list }) => list === 'trainingTypes',
    }),
    retired: flag('停用', { group: '更多', counted: true, hint: '停用后不再可选，旧记录照常显示' }),
    order: count('顺序', '', { group: '更多', counted: true, total: false }),
  },
});
