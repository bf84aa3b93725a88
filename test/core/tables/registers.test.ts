import { describe, expect, test } from 'vitest';
import { holdersOf } from '#core/rosters.ts';
import { attendanceSheet, expectedOf } from '#core/tables/attendance-sheet.ts';
import type { LedgerSheet } from '#core/tables/ledger-sheet.ts';
import { caseRegister, eventLedger, rosterSheet, trainingLedger } from '#core/tables/registers.ts';
import { columnsOf, totalText } from '#core/columns.ts';
import { namesOf } from '#core/names.ts';
import { rosterChanges } from '#core/tables/roster-changes.ts';
import { summaryOf, type Names } from '#core/text.ts';
import { attendanceTotal } from '#kinds/attendance.ts';
import { training } from '#kinds/index.ts';
import { aRow, EAST, WEST } from '#test/help/figures.ts';

const names: Names = { link: (_, id) => (id === EAST ? '东村' : id === WEST ? '西村' : id), code: () => '' };
const masked = { names, under: '东村　2024年', reveal: false };
const whole = { ...masked, reveal: true };

const labelsOf = ({ columns }: LedgerSheet) => columns.map(({ label }) => label);
const rowOf = (sheet: LedgerSheet, at = 0) =>
  Object.fromEntries(sheet.columns.map(({ label }, column) => [label, sheet.rows[at]?.[column]]));

const aCase = aRow({
  acceptedOn: '2024-05-06',
  closedOn: '2024-05-20',
  status: 'settled',
  disputeType: 'neighbor',
  facts: '田大山砍了彭秀英的树',
  agreedAmount: 120_000,
  parties: { a: { name: '田大山', side: 'partyA' }, b: { name: '彭秀英', side: 'partyB' } },
});

describe('案件登记簿', () => {
  test('[O5] masks the parties and leaves out what happened', () => {
    const sheet = caseRegister([aCase], masked);
    expect(JSON.stringify(sheet)).not.toMatch(/田大山|彭秀英|砍/);
    expect(labelsOf(sheet)).not.toContain('纠纷简要情况');
    // A register of six villages says whose each case is.
    expect(rowOf(sheet)['单位']).toEqual({ text: '东村' });
    expect(sheet.title).toBe('人民调解案件登记簿');
  });

  test('[O5] shows both whole where that is asked for, and says so in its title', () => {
    const sheet = caseRegister([aCase], whole);
    expect(sheet.title).toContain('内部存档');
    expect(rowOf(sheet)).toMatchObject({
      当事人: { text: expect.stringContaining('田大山') as string },
      纠纷简要情况: { text: '田大山砍了彭秀英的树' },
      受理日期: { day: '2024-05-06' },
      '协议涉及金额（元）': { number: 1200, decimals: 2 },
    });
  });

  test('stands in the order of acceptance, numbered', () => {
    const earlier = aRow({ ...aCase.values, acceptedOn: '2024-01-02' });
    const sheet = caseRegister([aCase, earlier], masked);
    expect([0, 1].map((at) => [rowOf(sheet, at)['序号']?.number, rowOf(sheet, at)['受理日期']?.day])).toEqual([
      [1, '2024-01-02'],
      [2, '2024-05-06'],
    ]);
  });
});

test('the ledgers of events and trainings sum what can be summed', () => {
  const events = eventLedger([aRow({ heldOn: '2024-03-08', audience: 40, materials: 100 })], masked);
  const summed = (sheet: LedgerSheet) => sheet.columns.flatMap(({ label, total }) => (total === true ? [label] : []));
  expect(summed(events)).toEqual([
    '受众（人次）',
    '发放资料（份）',
    '横幅（条）',
    '展板（块）',
    '咨询（人次）',
    '广播（次）',
    '推送（条）',
    '入户（户）',
  ]);
  expect(rowOf(events)).toMatchObject({ 单位: { text: '东村' }, '受众（人次）': { number: 40 } });
  const attendance = { p: { state: 'present' }, q: { state: 'absent' } };
  const trainings = trainingLedger([aRow({ heldOn: '2024-03-08', type: 'businessTraining', attendance })], masked);
  expect(rowOf(trainings)).toMatchObject({ '到会人次（人次）': { number: 1 } });
});

const lawSavvy = { role: 'lawSavvyPerson', selectedOn: '2022-03-01', certificateNumber: 'A1' };
const people = [
  aRow({ name: '向小琴', phone: '13812345678', roles: { a: lawSavvy } }, { unit: WEST, id: 'xiang' }),
  aRow({ name: '冉红', roles: { a: { role: 'lawSavvyPerson', to: '2023-01-01' }, b: { role: 'mediator' } } }),
  aRow({ name: '冉宏', roles: { a: lawSavvy }, mergedInto: 'xiang' }),
];

test('a roster shows who stands on it that day, village by village, phones only for the office itself', () => {
  const holders = holdersOf(people, 'lawSavvyPerson', '2024-12-31');
  const sheet = rosterSheet('lawSavvyPerson', holders, masked);
  expect(sheet.rows).toHaveLength(1);
  expect(rowOf(sheet)).toMatchObject({
    姓名: { text: '向小琴' },
    确定日期: { day: '2022-03-01' },
    证书号: { text: 'A1' },
  });
  expect(JSON.stringify(sheet)).not.toContain('1381234');
  expect(rowOf(rosterSheet('lawSavvyPerson', holders, whole))['电话']).toEqual({ text: '13812345678' });
});

test('签到表 calls everybody on the rosters once and leaves lines for guests', () => {
  const expected = expectedOf(people, ['mediator', 'lawSavvyPerson'], '2024-12-31', (unit) => names.link('unit', unit));
  expect(expected).toEqual([
    { name: '冉红', unit: '东村', roles: '人民调解员' },
    { name: '向小琴', unit: '西村', roles: '法律明白人' },
  ]);
  const sheet = attendanceSheet(expected, { title: '民法典培训', day: '2024年5月6日', place: '', organiser: '司法所' });
  expect([sheet.title, sheet.rows.length, sheet.portrait]).toEqual(['民法典培训签到表', 10, true]);
  expect(sheet.under).toMatch(/^时间：2024年5月6日　地点：　+主办：司法所$/);
  expect(sheet.foot).toEqual(['应到 2 人，实到＿＿＿＿人。　　记录人：']);
});

test('[N3] 签到表 calls whoever stands: one merged into somebody who was removed, one of two merged into each other, none twice', () => {
  const mediator = (name: string, mergedInto?: string) => ({
    name,
    roles: { a: { role: 'mediator' } },
    ...(mergedInto === undefined ? {} : { mergedInto }),
  });
  const all = [
    aRow(mediator('甲', 'gone'), { id: 'a' }),
    aRow(mediator('乙', 'c'), { id: 'b' }),
    aRow(mediator('丙', 'b'), { id: 'c' }),
    aRow(mediator('丁'), { id: 'd', unit: WEST }),
    aRow(mediator('戊', 'd'), { id: 'e' }),
  ];
  const called = (isCalled?: (unit: string) => boolean) =>
    expectedOf(all, ['mediator'], '2024-12-31', (unit) => unit, isCalled).map(({ name }) => name);
  expect(called().sort()).toEqual(['丁', '乙', '甲'].sort());
  // 戊 is 丁, who is called in the other village.
  expect(called((unit) => unit === EAST).sort()).toEqual(['乙', '甲'].sort());
});

test('[N1] one who stands twice on one list came once, in the ledger of trainings as in every figure', () => {
  const attendance = { xiang: { state: 'present' }, hong: { state: 'present' }, p: { state: 'late' } };
  const one = aRow({ heldOn: '2024-03-08', type: 'businessTraining', attendance });
  const merged = [
    aRow({ name: '向小琴' }, { id: 'xiang' }),
    aRow({ name: '向晓琴', mergedInto: 'xiang' }, { id: 'hong' }),
  ];
  const known = namesOf(new Map([['person', merged]]));
  const sheet = trainingLedger([one], { ...masked, names: known });
  expect(rowOf(sheet)).toMatchObject({ '到会人次（人次）': { number: 2 } });
  expect(attendanceTotal(one.values, known.person)).toBe('2人（点名 2，名册外 0）');
  const column = columnsOf(training).find(({ id }) => id === 'extraAttendees@sum');
  expect([column?.text(one.values, known), column === undefined ? '' : totalText(column, [one.values], known)]).toEqual(
    ['2人次', '2人次'],
  );
  expect(summaryOf(training, one.values, { names: known, reveal: false })).toContain('2人次');
});

test('changes of a roster are a sheet to send after it, in the order in which they are told', () => {
  const person = { id: 'a', unit: '东村' };
  const sheet = rosterChanges('法律明白人花名册', '双泉乡　自2026年3月1日报送以来', [
    { ...person, name: '钱进', change: 'entered', facts: [] },
    { ...person, name: '陈芬', change: 'changed', facts: ['姓名：陈芳 → 陈芬', '证书号：未填 → 7'] },
  ]);
  expect(sheet).toMatchObject({ title: '法律明白人花名册变动表', under: '双泉乡　自2026年3月1日报送以来' });
  expect([rowOf(sheet), rowOf(sheet, 1)]).toMatchObject([
    { 序号: { number: 1 }, 变动: { text: '新增' }, 姓名: { text: '钱进' }, 变动内容: { text: '' } },
    { 变动: { text: '变更' }, 单位: { text: '东村' }, 变动内容: { text: '姓名：陈芳 → 陈芬；证书号：未填 → 7' } },
  ]);
});
