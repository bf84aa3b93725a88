/** Words and numbers of real ledgers that could be taken for something else without anybody noticing (SPEC T2, T5, T9). */
import { describe, expect, test } from 'vitest';
import type { KnownPerson } from '#core/sheets/context.ts';
import { proposeSheets, readSheets } from '#core/sheets/import.ts';
import { attendedOf, extraOf } from '#kinds/attendance.ts';
import { kindOf } from '#kinds/index.ts';
import { read, sheetOf, units } from '#test/help/tables.ts';

const CASES = ['受理日期', '甲方', '乙方', '纠纷类型', '结果'];
const aCase = (result: string) => ['2024-3-5', '田一', '冉二', '邻里', result];

describe('[T2] what became of a case', () => {
  test.each([
    ['未调解成功', 'notSettled'],
    ['没有调解成功', 'notSettled'],
    ['未能达成协议', 'notSettled'],
    ['没有达成协议', 'notSettled'],
    ['无法达成一致协议', 'notSettled'],
    ['双方未签订协议', 'notSettled'],
    ['未能化解', 'notSettled'],
    ['难以化解', 'notSettled'],
    ['尚未结案', 'inMediation'],
    ['还没有办结', 'inMediation'],
    ['已达成书面协议', 'settled'],
    ['调解成功，未约定违约责任', 'settled'],
    ['未成年人抚养纠纷调解成功', 'settled'],
    ['达成协议，尚未履行', 'settled'],
    ['一方拒绝调解', 'terminated'],
    ['双方不追究并达成协议', 'settled'],
  ])('%s: %s', (words, status) => {
    const { candidates } = read('mediationCase', sheetOf('城墙村', [['2024年台账'], CASES, aCase(words)]));
    expect(candidates.map(({ values }) => values['status'])).toEqual([status]);
  });
});

describe('[T2] amounts in 万元', () => {
  const amountOf = (title: string, heading: string, cell: string | number) => {
    const rows = [[title], [...CASES, heading], [...aCase('调解成功'), cell]];
    return read('mediationCase', sheetOf('城墙村', rows)).candidates[0]?.values['agreedAmount'];
  };
  test.each([
    ['城墙村2024年台账', '协议金额（万元）', 1.2, 1_200_000],
    ['城墙村2024年台账', '协议金额（万）', 1.2, 1_200_000],
    ['城墙村2024年台账 单位：万元', '协议金额', 1.2, 1_200_000],
    ['城墙村2024年台账 单位：件、万元', '协议金额', 1.2, 1_200_000],
    ['城墙村2024年台账 单位：万元', '协议金额（元）', 1200, 120_000],
    ['城墙村2024年台账 单位：万元', '协议金额', '500元', 50_000],
    ['城墙村2024年台账', '协议金额', 1200, 120_000],
  ])('%s, %s, %s', (title, heading, cell, fen) => expect(amountOf(title, heading, cell)).toBe(fen));
});

describe('[T2] the year of dates without one', () => {
  const dayUnder = (title: string) =>
    read('mediationCase', sheetOf('城墙村', [[title], CASES, ['3月5日', ...aCase('成功').slice(1)]])).candidates[0]
      ?.values['acceptedOn'];
  test('is the ledger’s, not that in which it was filled in', () =>
    expect(dayUnder('填报时间：2025年1月6日 2024年度台账')).toBe('2024-03-05'));
  test('is not known where a table speaks of two years', () =>
    expect(dayUnder('2023年12月至2024年11月台账')).toBeUndefined());
  test('is each sheet’s own', () => {
    const sheets = ['2023', '2024'].map((year) =>
      sheetOf(`${year}年`, [['城墙村台账'], CASES, ['3月5日', ...aCase('成功').slice(1)]]),
    );
    const kind = kindOf('mediationCase');
    const choices = proposeSheets(kind, sheets, () => null).flatMap(({ name, outline, fixed }) =>
      outline === null ? [] : [{ sheet: name, outline, fixed }],
    );
    const committees = [{ id: 'c', unit: 'chengqiang', name: '城墙村人民调解委员会' }];
    const context = { units, unit: null, year: null, today: '2025-01-10', persons: [], committees, venues: [] };
    let minted = 0;
    const { candidates } = readSheets(kind, sheets, choices, { ...context, existing: new Set() }, () => `${minted++}`);
    expect(candidates.map(({ values }) => values['acceptedOn'])).toEqual(['2023-03-05', '2024-03-05']);
  });
});

const persons: readonly KnownPerson[] = ['田一', '冉二', '彭三', '白四'].map((name, at) => ({
  id: `p${at + 1}`,
  unit: 'chengqiang',
  name,
  roles: ['mediator'],
}));

describe('[T9] who came', () => {
  const statesFor = (heading: string, words: readonly string[]) => {
    const rows = [
      ['城墙村2024年3月5日人民调解员业务培训签到表'],
      ['序号', '姓名', heading],
      ...words.map((each, at) => [at + 1, persons[at]?.name ?? '', each]),
    ];
    const [training] = read('training', sheetOf('签到', rows), { persons }).candidates;
    const attendance = training?.values['attendance'] as { readonly [id: string]: { readonly state: string } };
    return persons.slice(0, words.length).map(({ id }) => attendance[id]?.state);
  };
  test('没来 and 未参加 are no presence', () =>
    expect(statesFor('到会情况', ['到会', '没来', '未参加', '请假'])).toEqual([
      'present',
      'absent',
      'absent',
      'onLeave',
    ]));
  test('who wrote 请假 where others signed was not there', () =>
    expect(statesFor('签名', ['田一', '请假', '缺席', ''])).toEqual(['present', 'onLeave', 'absent', 'absent']));
});

describe('[T5] a head-count beside names, each in a row of its own', () => {
  const HEADS = ['培训时间', '培训主题', '参训人数', '姓名'];
  const people = (rows: readonly (readonly (string | number)[])[], merges: readonly string[] = []) => {
    const table = [['城墙村2024年培训台账'], HEADS, ...rows];
    const { candidates } = read('training', sheetOf('培训', table, merges), { persons });
    return candidates.map(({ values }) => [attendedOf(values).length, extraOf(values)]);
  };
  test('is the whole of them where its cell is merged', () =>
    expect(
      people(
        [
          ['2024-3-5', '人民调解员业务培训', 6, '田一'],
          ['', '', '', '冉二'],
          ['', '', '', '彭三'],
        ],
        ['A3:A5', 'B3:B5', 'C3:C5'],
      ),
    ).toEqual([[3, 3]]));
  test('and where it is said again in every row', () =>
    expect(
      people([
        ['2024-3-5', '人民调解员业务培训', 6, '田一'],
        ['2024-3-5', '人民调解员业务培训', 6, '冉二'],
        ['2024-3-5', '人民调解员业务培训', 6, '彭三'],
      ]),
    ).toEqual([[3, 3]]));
  test('is added up where every row has several names and a number of its own', () =>
    expect(
      people([
        ['2024-3-5', '人民调解员业务培训', 5, '田一、冉二'],
        ['2024-3-5', '人民调解员业务培训', 4, '彭三、白四'],
      ]),
    ).toEqual([[4, 5]]));
});

test.each([
  ['参训人员', '田一、冉二等32人', 2, 30, undefined],
  ['参训人员', '田一、冉二', 2, 0, undefined],
  ['参训人数', '应到35人，实到32人', 0, 32, 35],
  ['参训人数', '实到：３２', 0, 32, undefined],
])('[T5] %s %s is so many', (heading, words, named, others, expected) => {
  const rows = [
    ['培训时间', '培训主题', '培训对象', heading],
    ['2024-3-5', '业务培训', '人民调解员', words],
  ];
  const [training] = read('training', sheetOf('城墙村', rows), { persons }).candidates;
  const values = training?.values ?? {};
  expect([attendedOf(values).length, extraOf(values), values['expected']]).toEqual([named, others, expected]);
});

test('[T3] two events of one name on one day in different villages are two', () => {
  const rows = [
    ['活动时间', '开展村', '活动名称', '宣传内容', '宣传形式'],
    ['2024-5-6', '永祥村、菖蒲村', '民法典宣传月', '民法典', '院坝会'],
    ['2024-5-6', '城墙村、菖蒲村', '民法典宣传月', '民法典', '院坝会'],
    ['2024-5-6', '菖蒲村、永祥村', '民法典宣传月', '民法典', '院坝会'],
  ];
  const { candidates, problems } = read('publicityEvent', sheetOf('普法', rows));
  expect(candidates.map(({ values }) => values['villages'])).toEqual([
    ['yongxiang', 'changpu'],
    ['chengqiang', 'changpu'],
  ]);
  expect(problems.filter(({ weight }) => weight === 'duplicate').map(({ row }) => row)).toEqual([4]);
});

test('[T5] a row of data is no sum and no foot for the words that it begins with', () => {
  const rows = [
    ['城墙村2024年整改台账'],
    ['存在问题', '发现日期', '整改措施'],
    ['审核合同不及时', '2024-3-5', '补审'],
    ['共计划拨的经费没有公开', '2024-3-6', '公开'],
    ['合计：', 2, ''],
    ['审核人：田一', '', ''],
  ];
  const { candidates, sums } = read('rectification', sheetOf('整改', rows));
  expect([candidates.map(({ values }) => values['problem']), sums]).toEqual([
    ['审核合同不及时', '共计划拨的经费没有公开'],
    1,
  ]);
});

describe('[T2] counts in ten thousands, named above the table', () => {
  const rowOf = (title: string, heading: string) =>
    read(
      'publicityEvent',
      sheetOf('城墙村', [
        [title],
        ['活动时间', '活动名称', '宣传主题', '活动形式', heading],
        ['2024-3-5', '宪法宣传', '宪法', '院坝会', 0.3],
      ]),
    ).candidates[0]?.values;
  test('hold for columns that name no unit', () => {
    expect(rowOf('2024年统计 单位：场、万人次、万份', '发放资料')).toMatchObject({ materials: 3000 });
    expect(rowOf('2024年统计 单位：场、万人次、万份', '受众')).toMatchObject({ audience: 3000 });
  });
  test('and not for those that do', () =>
    expect(rowOf('2024年统计 单位：万份', '发放资料（份）')?.['materials']).toBeUndefined());
});

describe('[T2] nothing is left out without a word', () => {
  test('其他 without words comes in as 未写明, and says so', () => {
    const rows = [
      CASES,
      ['2024-3-5', '田一', '冉二', '其他', '调解成功'],
      ['2024-3-6', '田一', '冉二', '其它纠纷', '成功'],
    ];
    const { candidates, problems } = read('mediationCase', sheetOf('城墙村', rows));
    expect(candidates.map(({ values }) => [values['disputeType'], values['disputeSubtype']])).toEqual([
      ['other', '未写明'],
      ['other', '未写明'],
    ]);
    expect(problems.filter(({ column }) => column.includes('纠纷类型'))).toHaveLength(2);
  });
  test('what is said of a party in brackets is no party; 等5人 is asked about', () => {
    const rows = [CASES, ['2024-3-5', '张三（男，45岁，城墙村3组）', '李四等5人', '邻里', '调解成功']];
    const { candidates, problems } = read('mediationCase', sheetOf('城墙村', rows));
    const parties = candidates[0]?.values['parties'] as { readonly [id: string]: { readonly name: string } };
    expect(Object.values(parties).map(({ name }) => name)).toEqual(['张三', '李四']);
    expect(problems.map(({ reason }) => reason)).toContain('只记了写出姓名的；共有多少人，请填在涉及人数里');
  });
});

describe('[T9] results of an exam', () => {
  const rows = [
    ['城墙村2024年3月5日法律知识考试成绩册'],
    ['姓名', '成绩'],
    ['田一', 92],
    ['冉二', '缺考'],
    ['彭三', '请假'],
    ['', 88],
  ];
  test('who missed it was not there, and a row without a name is no training', () => {
    const { candidates, problems } = read('training', sheetOf('成绩', rows), { persons }, { audience: '领导干部' });
    expect(candidates).toHaveLength(1);
    const attendance = candidates[0]?.values['attendance'] as { readonly [id: string]: { readonly state: string } };
    expect(['p1', 'p2', 'p3'].map((id) => attendance[id]?.state)).toEqual(['present', 'absent', 'onLeave']);
    expect(problems.map(({ row, reason, weight }) => [row, reason, weight])).toEqual([
      [6, '这一行没有姓名', 'refused'],
    ]);
  });
});

test('[T8] 铜鼓 is 铜鼓社区', () => {
  const withCommunity = [...units, { id: 'tonggu', names: ['铜鼓社区'] }];
  const rows = [
    ['村', '姓名', '身份'],
    ['铜鼓', '田一', '网格员'],
  ];
  expect(read('person', sheetOf('名册', rows), { units: withCommunity }).candidates[0]?.unit).toBe('tonggu');
});

test('roles may be parted by any mark, and by 兼', () => {
  const rolesOf = (words: string) => {
    const [person] = read(
      'person',
      sheetOf('城墙村', [
        ['姓名', '身份'],
        ['田一', words],
      ]),
    ).candidates;
    const roles = person?.values['roles'] as { readonly [id: string]: { readonly role: string } };
    return Object.values(roles ?? {}).map(({ role }) => role);
  };
  expect(rolesOf('法律明白人┋网格员')).toEqual(['lawSavvyPerson', 'gridWorker']);
  expect(rolesOf('人民调解员（兼法律明白人）')).toEqual(['mediator', 'lawSavvyPerson']);
  expect(rolesOf('兼职调解员')).toEqual(['mediator']);
});

test('two counts in one heading are nobody’s: 横幅/展板', () => {
  const rows = [
    ['村', '活动时间', '活动名称', '宣传主题', '活动形式', '横幅/展板', '宣传资料和传单（份）'],
    ['城墙村', '2024-3-5', '宪法进农家', '宪法', '院坝会', 4, 50],
  ];
  const [event] = read('publicityEvent', sheetOf('普法', rows)).candidates;
  expect([event?.values['banners'], event?.values['boards'], event?.values['materials']]).toEqual([
    undefined,
    undefined,
    50,
  ]);
});

test('[T5] rows that are not shown are read and told; a column that is not shown yields to one that is', () => {
  const shown = sheetOf('城墙村', [
    ['受理时间', '受理日期', ...CASES.slice(1)],
    ['2023-1-1', ...aCase('调解成功')],
    ['2023-1-2', '2024-3-6', ...aCase('调解成功').slice(1)],
  ]);
  const withHidden = {
    ...shown,
    hiddenColumns: new Set([0]),
    rows: shown.rows.map((row, at) => (at === 2 ? { ...row, hidden: true as const } : row)),
  };
  const { candidates, hidden } = read('mediationCase', withHidden);
  expect(candidates.map(({ values }) => values['acceptedOn'])).toEqual(['2024-03-05', '2024-03-06']);
  expect(hidden).toBe(1);
  expect(read('mediationCase', shown).hidden).toBe(0);
});
