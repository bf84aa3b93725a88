/** Every figure that township reports quote can be written into one (domain.md §4.3). */
import { describe, expect, test } from 'vitest';
import { recordsBehind } from '#core/figures.ts';
import { findFigure } from '#core/report/figure-list.ts';
import { createReader } from '#core/report/reading.ts';
import { runText } from '#core/report/report.ts';
import { aContext, aRow, rowsOf } from '#test/help/figures.ts';

/** By the groups of domain.md §4.3; enforcement, 领导小组 and 研讨 are kept in no ledger of this app. */
const QUOTED: { readonly [group: string]: readonly string[] } = {
  organisation: ['会议研究法治'],
  study: ['中心组学法', '会前学法', '业务培训', '业务培训人次', '考试参考率', '考试合格率', '旁听庭审', '旁听庭审人次'],
  publicity: ['普法活动', '发放资料', '受众', '法律咨询', '法治讲座', '入户', '广播', '推送', '悬挂横幅', '展板'],
  rosters: ['人民调解员', '专职人民调解员', '法律明白人', '调委会', '法律顾问'],
  training: ['培训会', '培训会到会', '业务培训学时'],
  mediation: [
    '排查次数',
    '排查发现',
    '排查化解',
    '排查移交',
    '受理案件',
    '调解成功',
    '调解成功率',
    '协议涉及金额',
    '疑难复杂案件',
    '司法确认',
    '民转刑',
  ],
  review: ['合法性审查', '重大决策', '政务公开', '制度建设'],
  positions: ['法治文化广场', '法治宣传教育中心', '宣传栏', '公共法律服务室', '矛盾纠纷调解室'],
};

test.each(Object.entries(QUOTED))('figures of %s have a metric each', (_group, labels) =>
  expect(labels.filter((label) => findFigure(label) === undefined)).toEqual([]),
);

describe('figures that reports quote now and then', () => {
  const rows = rowsOf({
    mediationCase: [
      aRow({ acceptedOn: '2024-03-01', status: 'settled', escalatedToCriminal: true }),
      aRow({ acceptedOn: '2024-03-01', status: 'settled' }),
    ],
    person: [
      aRow({ name: '甲', roles: { r: { role: 'mediator', employment: 'fullTime' } } }),
      aRow({ name: '乙', roles: { r: { role: 'mediator', employment: 'partTime' } } }),
    ],
    training: [
      aRow({ heldOn: '2024-03-01', type: 'courtObservation', extraAttendees: { a: { people: 9 } } }),
      aRow({ heldOn: '2024-03-02', type: 'businessTraining', hours: 45 }),
    ],
    publicityEvent: [aRow({ heldOn: '2024-03-03', broadcasts: 4, pushes: 3 })],
    venue: [
      aRow({ type: 'noticeBoard', name: '宣传栏', state: 'built' }),
      aRow({ type: 'legalServiceRoom', name: '服务室', state: 'building' }),
    ],
  });
  test.each([
    ['民转刑', '1件'],
    ['专职人民调解员', '1名'],
    ['旁听庭审人次', '9人'],
    ['业务培训学时', '4.5学时'],
    ['广播', '4次'],
    ['推送', '3条'],
    ['宣传栏', '1处'],
    ['公共法律服务室', '0个'],
  ])('%s is %s, and leads to its records', (label, words) => {
    const input = { year: 2024, rows, context: aContext(), decimals: 1 } as const;
    expect(runText(createReader(input).runsOf(`{${label}}`))).toBe(words);
    const metric = findFigure(label)?.metric;
    expect(metric && recordsBehind(metric, rows, aContext()).length).toBe(words.startsWith('0') ? 0 : 1);
  });
});
