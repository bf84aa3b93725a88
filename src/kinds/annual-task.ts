/** 年度任务: an undertaking of the year, counted by a metric that is data (records.md; seed report). */
import { schedules, splitManners, splitTargetsOver, taskSections } from './codes-work.ts';
import { itemEntries, partOf } from './conditions.ts';
import { code, count, day, group, items, longText, metric, text, year, type Condition, type Value } from './field.ts';
import { defineKind } from './kind.ts';

const isSplitByHand: Condition = ({ splitTargets, split }) =>
  itemEntries(splitTargets).length > 0 ||
  (typeof split === 'object' && !Array.isArray(split) && 'manner' in split && split.manner === 'typed');

const SHARES: readonly (Value | undefined)[] = ['rate', 'coverage', 'coverageUnits'];

/** A share in percent is asked of every village alike; of anything else the parts are parts of the whole. */
const addsUp: Condition = ({ metric: how, target, split, splitTargets }) => {
  const parts = itemEntries(splitTargets).map(([, part]) => part.target);
  const isAsked = partOf(split, 'manner') === 'typed' && !SHARES.includes(partOf(how, 'measure'));
  if (!isAsked || typeof target !== 'number' || parts.length === 0) return true;
  return parts.reduce((sum: number, part) => sum + (typeof part === 'number' ? part : 0), 0) === target;
};

export const annualTask = defineKind('annualTask', {
  title: '年度任务',
  action: '加任务',
  scope: 'shared',
  date: 'due',
  heading: ({ title }) => (typeof title === 'string' ? title : '年度任务'),
  summary: ['section', 'responsible'],
  fields: {
    year: year('年度', {
      required: true,
      first: true,
      counted: true,
      initially: ({ today }) => (today === null ? null : Number(today.slice(0, 4))),
    }),
    title: text('任务', { required: true, first: true, max: 200 }),
    metric: metric('计量口径', { required: true, first: true, counted: true }),
    target: count('目标值', '', { required: true, first: true, counted: true, total: false }),
    due: day('完成时限', {
      required: true,
      first: true,
      counted: true,
      initially: ({ today }) => (today === null ? null : `${today.slice(0, 4)}-12-31`),
    }),

    section: code('板块', taskSections, { group: '责任', counted: true }),
    basis: text('依据文件', { group: '责任', max: 200 }),
    responsible: text('责任单位', { group: '责任', counted: true }),
    topic: text('普法主题', { group: '责任', hint: '谁执法谁普法' }),

    split: group(
      '分解',
      {
        over: code('分解到', splitTargetsOver),
        manner: code('分解方式', splitManners),
      },
      { group: '分解与进度', counted: true },
    ),
    splitTargets: items(
      '分解指标',
      '单位指标',
      { target: count('目标值', '', { required: true }) },
      {
        group: '分解与进度',
        counted: true,
        keyedBy: 'unit',
        shownWhen: isSplitByHand,
      },
    ),
    schedule: code('进度安排', schedules, { group: '分解与进度', counted: true, initially: () => 'even' }),
    steps: items(
      '进度节点',
      '节点',
      {
        by: day('日期', { required: true }),
        target: count('累计目标', '', { required: true }),
      },
      {
        group: '分解与进度',
        counted: true,
        shownWhen: ({ schedule }) => schedule === 'byQuarter' || schedule === 'byDate',
      },
    ),

    /** What a `done` metric counts: things that are simply done or not. */
    checks: items(
      '完成情况',
      '完成事项',
      {
        title: text('事项', { max: 200 }),
        doneOn: day('完成日期', { past: true }),
        by: text('完成人', { max: 60 }),
        evidence: text('佐证', { max: 200 }),
      },
      { group: '完成情况', counted: true },
    ),
    note: longText('备注', { max: 1000, group: '完成情况' }),
  },
  warnings: [{ field: 'splitTargets', message: '各单位的指标相加，与目标值不一样', holds: addsUp }],
});
