/** 阵地: rooms, squares, boards and corners for law and mediation (records.md). */
import { venueStates, venueTypes } from './codes-work.ts';
import { inOrder } from './conditions.ts';
import { code, day, text } from './field.ts';
import { defineKind } from './kind.ts';

export const venue = defineKind('venue', {
  title: '阵地',
  action: '加阵地',
  scope: 'work',
  date: 'openedOn',
  heading: ({ name }, say) => (typeof name === 'string' ? name : say.field('type') || '阵地'),
  summary: ['type', 'place'],
  state: 'state',
  fields: {
    type: code('类型', venueTypes, { required: true, first: true, counted: true }),
    name: text('名称', { required: true, first: true }),
    state: code('状态', venueStates, { first: true, counted: true, initially: () => 'built' }),
    openedOn: day('建成日期', { group: '更多', counted: true, shownWhen: ({ state }) => state !== 'building' }),
    closedOn: day('停用日期', { group: '更多', counted: true }),
    keeper: text('负责人', { group: '更多', max: 60 }),
    place: text('地点', { group: '更多' }),
  },
  rules: [
    {
      field: 'closedOn',
      message: '停用日期不能早于建成日期',
      holds: ({ openedOn, closedOn }) => inOrder(openedOn, closedOn),
    },
  ],
});
