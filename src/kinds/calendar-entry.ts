/** 普法日历: days, weeks and months of publicity. Dates move from year to year, so they are data (domain.md §3.7). */
import { calendarPatterns, publicityThemes, solarTerms, weekdays } from './codes-work.ts';
import { inOrder, isOneOf } from './conditions.ts';
import { code, codes, count, day, flag, items, text, type Values } from './field.ts';
import { defineKind } from './kind.ts';

export const calendarEntry = defineKind('calendarEntry', {
  title: '普法日历',
  action: '加节点',
  scope: 'shared',
  heading: ({ name }) => (typeof name === 'string' ? name : '宣传节点'),
  summary: ['pattern', 'basis'],
  fields: {
    name: text('名称', { required: true, first: true }),
    pattern: code('日期规律', calendarPatterns, {
      required: true,
      first: true,
      counted: true,
      initially: () => 'fixed',
    }),
    month: count('月', '月', {
      first: true,
      counted: true,
      total: false,
      shownWhen: ({ pattern }) => isOneOf(pattern, 'fixed', 'nthWeekday', 'lunar', 'wholeMonth'),
    }),
    dayOfMonth: count('日', '日', {
      first: true,
      counted: true,
      total: false,
      shownWhen: ({ pattern }) => isOneOf(pattern, 'fixed', 'lunar'),
    }),
    nth: count('第几个', '', {
      first: true,
      counted: true,
      total: false,
      shownWhen: ({ pattern }) => pattern === 'nthWeekday',
    }),
    weekday: code('星期', weekdays, {
      first: true,
      counted: true,
      shownWhen: ({ pattern }) => pattern === 'nthWeekday',
    }),
    solarTerm: code('节气', solarTerms, {
      first: true,
      counted: true,
      shownWhen: ({ pattern }) => pattern === 'solarTerm',
    }),
    // What is announced year by year, and any year in which the date was set otherwise than it is reckoned.
    dates: items(
      '各年日期',
      '一年',
      {
        from: day('开始', { required: true }),
        to: day('结束'),
      },
      {
        first: ({ pattern }: Values) => pattern === 'perYear',
        group: '更多',
        counted: true,
        hint: '这里写了的年份，按这里写的',
        rules: [{ field: 'to', message: '结束不能早于开始', holds: ({ from, to }) => inOrder(from, to) }],
      },
    ),
    lengthDays: count('持续', '天', {
      group: '更多',
      counted: true,
      total: false,
      shownWhen: ({ pattern }) => isOneOf(pattern, 'fixed', 'nthWeekday', 'lunar', 'solarTerm'),
    }),
    themes: codes('宣传主题', publicityThemes, { group: '更多', counted: true }),
    basis: text('依据', { group: '更多', max: 200 }),
    off: flag('不再列出', { group: '更多', counted: true, hint: '本地不搞这个日子的，打开它' }),
  },
  rules: [
    {
      field: 'month',
      message: '月份是1到12',
      holds: ({ month }) => month === undefined || ((month as number) >= 1 && (month as number) <= 12),
    },
    {
      field: 'dayOfMonth',
      message: '日是1到31',
      holds: ({ dayOfMonth }) =>
        dayOfMonth === undefined || ((dayOfMonth as number) >= 1 && (dayOfMonth as number) <= 31),
    },
    {
      field: 'nth',
      message: '第几个是1到5',
      holds: ({ nth }) => nth === undefined || ((nth as number) >= 1 && (nth as number) <= 5),
    },
  ],
});
