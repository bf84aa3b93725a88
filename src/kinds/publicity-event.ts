/** 普法活动: a publicity act with the figures that reports quote later (records.md; domain.md §3.6). */
import { audienceGroups, publicityForms, publicityThemes, settingsEntered } from './codes-work.ts';
import { hasCode } from './conditions.ts';
import { codes, count, day, link, links, longText, text, type Values } from './field.ts';
import { defineKind } from './kind.ts';

/** The figure of one form: on the first screen once that form is ticked, under 更多信息 until then. */
const countOf = (form: string) =>
  ({ group: '数量', counted: true, first: ({ forms }: Values) => hasCode(forms, form) }) as const;

export const publicityEvent = defineKind('publicityEvent', {
  title: '普法活动',
  action: '记普法',
  scope: 'work',
  date: 'heldOn',
  heading: ({ title }, say) => (typeof title === 'string' ? title : `${say.field('themes')}宣传活动`),
  summary: ['place', 'audience'],
  fields: {
    heldOn: day('活动日期', {
      required: true,
      first: true,
      counted: true,
      past: true,
      initially: ({ today }) => today,
    }),
    title: text('活动名称', { first: true }),
    themes: codes('宣传主题', publicityThemes, { required: true, first: true, counted: true }),
    place: text('地点', { first: true }),
    audience: count('受众', '人次', { first: true, counted: true }),
    forms: codes('活动形式', publicityForms, { required: true, first: true, counted: true }),
    // Straight below the forms, of which each asks for its own figure.
    materials: count('发放资料', '份', { first: true, counted: true }),
    banners: count('横幅', '条', countOf('banners')),
    boards: count('展板', '块', countOf('boardTour')),
    consultations: count('咨询', '人次', countOf('consultation')),
    broadcasts: count('广播', '次', countOf('broadcast')),
    pushes: count('推送', '条', countOf('onlinePush')),
    households: count('入户', '户', countOf('homeVisit')),

    settings: codes('进哪里', settingsEntered, { group: '对象与范围', counted: true }),
    villages: links('覆盖村', 'unit', { group: '对象与范围', counted: true, hint: '按村分解任务时算到这些村' }),
    audienceGroups: codes('受众群体', audienceGroups, { group: '对象与范围', counted: true }),
    venue: link('阵地', 'venue', { group: '对象与范围', counted: true }),
    keyDate: link('宣传节点', 'calendarEntry', { group: '对象与范围', counted: true }),

    organiser: text('主办单位', { group: '组织', counted: true }),
    coOrganisers: text('协办单位', { group: '组织', max: 200 }),
    people: links('参加的法律明白人', 'person', { group: '组织', counted: true, role: 'lawSavvyPerson' }),
    laws: longText('涉及法律', { group: '组织', max: 1000 }),
    mediationCase: link('以案释法的案件', 'mediationCase', {
      group: '关联',
      counted: true,
      hint: '只作关联，这里不显示当事人',
    }),
    training: link('同时是培训', 'training', { group: '关联', counted: true }),
    note: longText('备注', { group: '关联', max: 1000 }),
  },
});
