/** Where the rows of a table begin, what in them is no row, and what points to the row above (SPEC T5). */
import { describe, expect, test } from 'vitest';
import { extraOf } from '#kinds/attendance.ts';
import { read, sheetOf } from '#test/help/tables.ts';

describe('headings that stand below another one', () => {
  const TOP = ['序号', '培训时间', '培训主题', '培训对象', '参训人数', '', '学时'];
  const BELOW = ['', '', '', '', '应到', '实到', ''];
  const ROW = [1, '2024-3-5', '人民调解员业务培训', '人民调解员', 30, 28, 4];
  test.each([
    ['merged', ['A1:G1', 'E2:F2', 'A2:A3', 'B2:B3']],
    ['merged but for the title', ['A1:G1']],
    ['in a file that knows no merges', []],
  ])('say whose number is whose: %s', (_, merges) => {
    const { candidates, problems } = read(
      'training',
      sheetOf('城墙村', [['城墙村2024年培训台账'], TOP, BELOW, ROW], merges),
    );
    expect(candidates.map(({ row, values }) => [row, values['expected'], extraOf(values)])).toEqual([[4, 30, 28]]);
    expect(problems).toEqual([]);
  });
  test('a row of data is none of them, though a heading has an empty cell beside it', () => {
    const rows = [
      ['村', '活动时间', '活动名称', '', '宣传主题', '活动形式'],
      ['城墙村', '2024-3-5', '宪法进农家', '', '宪法', '院坝会'],
      ['城墙村', '2024-3-6', '民法典讲座', '', '民法典', '法治讲座'],
    ];
    expect(read('publicityEvent', sheetOf('普法', rows)).candidates.map(({ row }) => row)).toEqual([2, 3]);
  });
});

const EVENTS = ['村', '活动时间', '活动名称', '宣传主题', '活动形式', '受众'];

test('同上 and 〃 are what was last written above; not across what is no row', () => {
  const rows = [
    EVENTS,
    ['城墙村', '2024-3-5', '宪法进农家', '宪法', '院坝会', 30],
    ['同上', '〃', '民法典进农家', '民法典', '"', '〃'],
    ['小计', '', '', '', '', 60],
    ['〃', '2024-3-6', '安全生产宣传', '安全生产', '法治讲座', 20],
  ];
  const { candidates, sums } = read('publicityEvent', sheetOf('普法', rows));
  expect(candidates.map(({ unit, values }) => [unit, values['heldOn'], values['forms'], values['audience']])).toEqual([
    ['chengqiang', '2024-03-05', ['courtyardMeeting'], 30],
    ['chengqiang', '2024-03-05', ['courtyardMeeting'], 30],
    ['chengqiang', '2024-03-06', ['lecture'], 20],
  ]);
  expect(sums).toBe(1);
});

test.each(['一月份', '2024年3月', '第二季度', '上半年', '3月份：'])('%s alone in a row parts the table', (words) => {
  const rows = [
    ['活动时间', '村', ...EVENTS.slice(2)],
    [words],
    ['2024-3-5', '城墙村', '宪法进农家', '宪法', '院坝会', 1],
  ];
  const { rows: count, problems } = read('publicityEvent', sheetOf('普法', rows));
  expect([count, problems]).toEqual([1, []]);
});

test.each(['本月小计', '三月小计', '第一季度合计：', '全乡合计', '总 计', '平均分', '合格率：80%', '年度累计12场'])(
  '%s is a sum',
  (words) => {
    const rows = [EVENTS, ['城墙村', '2024-3-5', '宪法进农家', '宪法', '院坝会', 30], [words, '', '', '', '', 30]];
    const { candidates, sums } = read('publicityEvent', sheetOf('普法', rows));
    expect([candidates.length, sums]).toEqual([1, 1]);
  },
);
