/** 人员: everybody on a roster, once, with the roles held and since when (records.md; domain.md §3.1, §3.2). */
import {
  committeeRoles,
  educations,
  employments,
  ethnicGroups,
  examResults,
  lawSavvyStates,
  mediatorBases,
  personRoles,
  priorityGroups,
  sexes,
} from './codes-people.ts';
import { inOrder, itemEntries, partOf } from './conditions.ts';
import {
  code,
  codes,
  day,
  items,
  link,
  period,
  phone,
  text,
  year,
  type Condition,
  type Fields,
  type Rule,
  type Values,
} from './field.ts';
import { defineKind } from './kind.ts';

const isMediator: Condition = ({ role }) => role === 'mediator';
const isLawSavvy: Condition = ({ role }) => role === 'lawSavvyPerson';

const roleFields: Fields = {
  role: code('身份', personRoles, { required: true }),
  from: day('起始日期'),
  to: day('终止日期'),

  committee: link('调解委员会', 'committee', { shownWhen: isMediator, initially: ({ committee }) => committee }),
  basis: code('产生方式', mediatorBases, { shownWhen: isMediator }),
  committeeRole: code('调委会职务', committeeRoles, { shownWhen: isMediator }),
  employment: code('专职/兼职', employments, { shownWhen: isMediator }),
  term: period('任期', { shownWhen: isMediator }),

  priorityGroups: codes('重点人群', priorityGroups, { shownWhen: isLawSavvy }),
  selectedOn: day('确定日期', { past: true, shownWhen: isLawSavvy }),
  exam: code('考试', examResults, { shownWhen: isLawSavvy }),
  certificateNumber: text('证书号', { max: 60, shownWhen: isLawSavvy }),
  state: code('状态', lawSavvyStates, { shownWhen: isLawSavvy }),
  exitReason: text('退出原因', { shownWhen: ({ role, state }) => role === 'lawSavvyPerson' && state === 'exited' }),
};

const roleRules: readonly Rule[] = [
  { field: 'to', message: '终止日期不能早于起始日期', holds: ({ from, to }) => inOrder(from, to) },
];

const threeYearsOn = (from: string): string => `${Number(from.slice(0, 4)) + 3}${from.slice(4)}`;
const roleWarnings: readonly Rule[] = [
  {
    field: 'term',
    message: '人民调解委员会每届任期三年',
    holds: ({ term }) => {
      const [from, to] = [partOf(term, 'from'), partOf(term, 'to')];
      return typeof from !== 'string' || typeof to !== 'string' || to <= threeYearsOn(from);
    },
  },
];

/**
 * The roles that somebody holds on a day; without one, whatever was not given up. 退出 ends a role even where no day of
 * ending was written down.
 */
export function rolesOf(values: Values, on: string | null): string[] {
  const held: string[] = [];
  for (const [, item] of itemEntries(values.roles)) {
    const { role, from, to, state } = item;
    if (typeof role !== 'string' || held.includes(role)) continue;
    const isOver = on !== null && typeof to === 'string' ? to < on : state === 'exited';
    const isAhead = on !== null && typeof from === 'string' && from > on;
    if (!isOver && !isAhead) held.push(role);
  }
  return held;
}

export const hasRole = (values: Values, role: string, on: string | null): boolean => rolesOf(values, on).includes(role);

export const person = defineKind('person', {
  title: '人员',
  action: '加人员',
  scope: 'work',
  heading: ({ name }) => (typeof name === 'string' ? name : '未填姓名'),
  summary: ['roles', 'group'],
  fields: {
    name: text('姓名', { required: true, first: true, counted: true, max: 60 }),
    roles: items('身份', '身份', roleFields, {
      required: true,
      min: 1,
      first: true,
      column: true,
      counted: true,
      rules: roleRules,
      warnings: roleWarnings,
    }),
    phone: phone('电话', { group: '基本情况' }),
    sex: code('性别', sexes, { group: '基本情况', counted: true }),
    birthYear: year('出生年', { group: '基本情况', counted: true }),
    ethnicGroup: code('民族', ethnicGroups, { group: '基本情况', counted: true }),
    education: code('文化程度', educations, { group: '基本情况', counted: true }),
    group: text('村民小组', { group: '基本情况', counted: true }),
    /** SPEC N1: the person that this one was found to be. */
    mergedInto: link('合并到', 'person', { internal: true, column: false, counted: true }),
    /** SPEC N5: those who look the same and are not; by person, so that two devices may say so at once. */
    notSameAs: items(
      '不是同一人',
      '人',
      { on: day('日期') },
      { internal: true, column: false, counted: true, keyedBy: 'person' },
    ),
  },
});
