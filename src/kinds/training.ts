/** 培训学法: trainings, law study, oaths and exams with who was there (records.md; domain.md §3.2, §3.3). */
import { attendanceSum, attendanceTotal, guestNamesIn } from './attendance.ts';
import { attendanceStates, audiences, trainingTypes } from './codes-work.ts';
import { inOrder, itemEntries } from './conditions.ts';
import {
  code,
  codes,
  count,
  day,
  decimal,
  items,
  link,
  longText,
  text,
  type Condition,
  type Fields,
  type Value,
  type Values,
} from './field.ts';
import { defineKind } from './kind.ts';

const attendance: Fields = {
  state: code('到会', attendanceStates, { required: true }),
  score: decimal('成绩', '分'),
  hours: decimal('学时', '学时'),
  // Snapshots: who came is still readable after somebody moved away or left the roster (SPEC S5).
  name: text('姓名', { max: 60, internal: true }),
  unit: text('单位', { max: 100, internal: true }),
};

const extraAttendees: Fields = {
  group: code('人群', audiences),
  people: count('人数', '人', { required: true }),
  names: text('姓名', { max: 1000, hint: '可以不填，几个人用顿号隔开' }),
};

/** Pass mark of 法律知识考试, in tenths of a point. */
const PASS_MARK = 600;

const scores = (values: Values): number[] =>
  itemEntries(values.attendance).flatMap(([, { score }]) => (typeof score === 'number' ? [score] : []));
/** 合格线 as written down for this training, else the usual one. */
const passMark = ({ passMark: own }: Values): number => (typeof own === 'number' ? own : PASS_MARK);
const holdsScores: Condition = (values) => values.type === 'legalExam' || scores(values).length > 0;
const ofScores =
  (figure: (all: readonly number[], pass: number) => number) =>
  (values: Values): Value | null => {
    const all = scores(values);
    return all.length === 0 ? null : figure(all, passMark(values));
  };

export const training = defineKind('training', {
  title: '培训学法',
  action: '记培训',
  scope: 'work',
  date: 'heldOn',
  heading: ({ title }, say) =>
    typeof title === 'string' ? title : `${say.field('audience')}${say.field('type') || '培训'}`,
  summary: ['type', 'place'],
  lines: {
    extraAttendees: {
      label: '共到会',
      text: attendanceTotal,
      sum: { field: count('到会人次', '人次'), of: attendanceSum },
    },
  },
  fields: {
    type: code('类型', trainingTypes, {
      required: true,
      first: true,
      counted: true,
      initially: () => 'businessTraining',
    }),
    heldOn: day('日期', { required: true, first: true, counted: true, past: true, initially: ({ today }) => today }),
    title: text('主题', { first: true }),
    audience: codes('对象', audiences, { required: true, first: true, counted: true }),
    attendance: items('到会', '到会人员', attendance, { first: true, counted: true, keyedBy: 'person' }),
    extraAttendees: items('名册外人数', '名册外人员', extraAttendees, {
      first: true,
      counted: true,
      warnings: [
        {
          field: 'people',
          message: '人数比写下的姓名少',
          holds: ({ people, names }) =>
            typeof people !== 'number' || typeof names !== 'string' || guestNamesIn(names).length <= people,
        },
      ],
    }),

    days: count('天数', '天', { group: '安排', initially: () => 1 }),
    expected: count('应到', '人', { group: '安排', counted: true, hint: '不填按所选名册的人数计' }),
    organiser: text('主办单位', { group: '安排', counted: true }),
    coOrganiser: text('协办单位', { group: '安排' }),
    place: text('地点', { group: '安排' }),
    lecturer: text('授课人', { group: '安排' }),
    hours: decimal('学时', '学时', { group: '安排', counted: true }),
    laws: longText('学习内容', { group: '安排', max: 1000 }),

    passMark: decimal('合格线', '分', { group: '考试', shownWhen: holdsScores, hint: '不填按60分' }),
    examDue: count('应考', '人', {
      group: '考试',
      counted: true,
      shownWhen: holdsScores,
      proposed: ({ attendance: roster }) => itemEntries(roster).length || null,
    }),
    examTaken: count('参考', '人', {
      group: '考试',
      counted: true,
      shownWhen: holdsScores,
      proposed: ofScores((all) => all.length),
    }),
    examPassed: count('合格', '人', {
      group: '考试',
      counted: true,
      shownWhen: holdsScores,
      proposed: ofScores((all, pass) => all.filter((score) => score >= pass).length),
    }),
    publicityEvent: link('同时是普法活动', 'publicityEvent', { group: '关联' }),
  },
  rules: [
    {
      field: 'examTaken',
      message: '参考人数不能多于应考人数',
      holds: ({ examTaken, examDue }) => inOrder(examTaken, examDue),
    },
    {
      field: 'examPassed',
      message: '合格人数不能多于参考人数',
      holds: ({ examPassed, examTaken }) => inOrder(examPassed, examTaken),
    },
  ],
});
