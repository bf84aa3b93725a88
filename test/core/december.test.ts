/** A township's December folder. Each of these stood in a real-looking file and went wrong, or would without being noticed. */
import { describe, expect, test } from 'vitest';
import type { Cell, Sheet } from '#core/sheets.ts';
import { AS_GUESTS, UNLISTED } from '#core/sheets/attendance.ts';
import type { KnownPerson } from '#core/sheets/context.ts';
import { proposeSheets, readSheets, type FileReading } from '#core/sheets/import.ts';
import { kindOf } from '#kinds/index.ts';
import { itemEntries } from '#kinds/conditions.ts';
import { read, sheetOf, units } from '#test/help/tables.ts';

const CASES = ['受理日期', '甲方', '乙方', '纠纷类型', '结果'];
const aCase = ['2024-3-5', '田一', '冉二', '邻里', '调解成功'];

describe('whose ledger it is', () => {
  test.each([
    ['the title names township and village', '双泉乡城墙村2024年人民调解台账', 'Sheet1', '', 'chengqiang'],
    [
      'the name of the file says it, the title names the township alone',
      '双泉乡2024年调解台账',
      'CSV',
      '2 城墙村台账',
      'chengqiang',
    ],
    ['the sheet is called like the village', '双泉乡2024年调解台账', '永祥村', '2 城墙村台账', 'yongxiang'],
    ['only the township is named', '双泉乡2024年调解台账', 'Sheet1', '台账', 'xiang'],
  ])('%s', (_, title, name, file, unit) => {
    const { candidates } = read('mediationCase', sheetOf(name, [[title], CASES, aCase]), { file });
    expect(candidates.map((each) => each.unit)).toEqual([unit]);
  });
  test('whoever was chosen stands before the township that a title names, and behind the village', () => {
    const under = (title: string) =>
      read('mediationCase', sheetOf('Sheet1', [[title], CASES, aCase]), { unit: 'changpu' }).candidates[0]?.unit;
    expect([under('双泉乡2024年台账'), under('双泉乡城墙村2024年台账')]).toEqual(['changpu', 'chengqiang']);
  });
  test('[F5] an event in several villages is the township’s and covers them', () => {
    const rows = [
      ['活动时间', '开展村', '活动名称', '宣传内容', '宣传形式'],
      ['2024-5-6', '永祥村、菖蒲村', '民法典宣传月', '民法典', '院坝会'],
      ['2024-4-15', '全乡', '国家安全教育日', '国家安全', '广播'],
    ];
    const { candidates } = read('publicityEvent', sheetOf('普法', rows));
    expect(candidates.map(({ unit, values }) => [unit, values['villages'] ?? null])).toEqual([
      ['xiang', ['yongxiang', 'changpu']],
      ['xiang', null],
    ]);
  });
  test('the year may stand in the name of the file alone', () => {
    const rows = [['城墙村台账'], CASES, ['3月5日', ...aCase.slice(1)]];
    const { candidates } = read('mediationCase', sheetOf('Sheet1', rows), { file: '2024年调解台账' });
    expect(candidates[0]?.values['acceptedOn']).toBe('2024-03-05');
  });
});

test('headings under a merged one: numbers and phones of the parties, result and form of the agreement', () => {
  const rows = [
    ['城墙村台账'],
    ['受理日期', '当事人', '', '', '', '纠纷类别', '调解情况', ''],
    ['', '甲方', '身份证号码', '联系电话', '乙方', '', '是否成功', '协议形式'],
    ['2024-1-8', '田一', '999999199003070012', '13800000001', '冉二', '邻里', '是', '口头'],
  ];
  const { candidates, problems } = read('mediationCase', sheetOf('Sheet1', rows, ['B2:E2', 'G2:H2', 'A2:A3', 'F2:F3']));
  expect(problems.map(({ reason }) => reason)).toEqual([expect.stringContaining('没有案件来源')]);
  const [first] = candidates;
  expect(itemEntries(first?.values['parties']).map(([, { name, idNumber, phone }]) => [name, idNumber, phone])).toEqual(
    [
      ['田一', '999999199003070012', '13800000001'],
      ['冉二', undefined, undefined],
    ],
  );
  expect(first?.values).toMatchObject({ status: 'settled', agreementForm: 'oral' });
});

describe('rosters', () => {
  const roster = (title: string, words: readonly string[]) =>
    read(
      'person',
      sheetOf('Sheet1', [
        [title],
        ['村', '姓名', '身份'],
        ...words.map((each, at) => ['城墙村', `田${'一二三四五'[at]}`, each]),
      ]),
    );
  const rolesOf = ({ candidates }: FileReading) =>
    candidates.map(({ values }) =>
      itemEntries(values['roles']).map(([, { role, priorityGroups }]) => [role, priorityGroups ?? []]),
    );
  test('on a roster of one role everybody holds it, and 身份 says which group somebody belongs to', () => {
    const reading = roster('双泉乡2024年法律明白人花名册', ['村支书', '妇联主席', '网格员', '退伍军人']);
    expect(rolesOf(reading)).toEqual([
      [['lawSavvyPerson', ['villageCadre']]],
      [['lawSavvyPerson', ['womensFederation']]],
      [
        ['lawSavvyPerson', ['gridWorker']],
        ['gridWorker', []],
      ],
      [['lawSavvyPerson', []]],
    ]);
    expect(reading.problems.map(({ row, reason, weight }) => [row, reason, weight])).toEqual([
      [6, '“退伍军人”不在身份的选项里', 'leftOut'],
    ]);
  });
  test('a roster of two kinds of people says in its column who is what', () => {
    expect(rolesOf(roster('人民调解员、法律明白人花名册', ['人民调解员', '法律明白人']))).toEqual([
      [['mediator', []]],
      [['lawSavvyPerson', []]],
    ]);
  });
});

describe('a sheet that was signed', () => {
  const persons: readonly KnownPerson[] = ['一', '二', '三', '四'].map((each, at) => ({
    id: each,
    unit: at < 2 ? 'yongxiang' : 'chengqiang',
    name: `田${each}`,
    roles: ['mediator'],
  }));
  const rows = (signs: readonly string[]) => [
    ['2024年人民调解员暨法律明白人培训会签到表'],
    ['时间：2024年6月5日', '', '', '', '', '地点：三楼会议室'],
    ['序号', '姓名', '单位', '签名', '序号', '姓名', '单位', '签名'],
    [1, '田一', '永祥村', signs[0] ?? '', 3, '田三', '城墙村', signs[2] ?? ''],
    [2, '田二', '永祥村', signs[1] ?? '', 4, '田四', '城墙村', signs[3] ?? ''],
    [5, '王来宾', '县司法局', signs[4] ?? ''],
  ];
  const attended = (values: FileReading['candidates'][number]['values'] | undefined) =>
    itemEntries(values?.['attendance'])
      .map(([id, { state }]) => `${id}${typeof state === 'string' ? state : ''}`)
      .sort();
  test('lists side by side are one training, named by its title; who did not sign was not there', () => {
    const sheet = sheetOf('签到', rows(['√', '', '√', '√', '√']), ['A1:H1']);
    const { candidates, rows: count } = read('training', sheet, { persons, unit: 'xiang' }, { [UNLISTED]: AS_GUESTS });
    expect([candidates.length, count]).toEqual([1, 5]);
    expect(candidates[0]?.values).toMatchObject({
      heldOn: '2024-06-05',
      title: '2024年人民调解员暨法律明白人培训会',
      place: '三楼会议室',
      audience: ['mediator', 'lawSavvyPerson'],
    });
    expect(attended(candidates[0]?.values)).toEqual(['一present', '三present', '二absent', '四present']);
    expect(
      itemEntries(candidates[0]?.values['extraAttendees']).map(([, { people, names }]) => [people, names]),
    ).toEqual([[1, '王来宾']]);
  });
  describe('[T9] names that no roster knows', () => {
    const sheet = sheetOf('签到', [...rows(['√', '√', '√', '√', '√']), [6, '彭新人', '永祥村', '√']], ['A1:H1']);
    const guestsOf = (candidates: FileReading['candidates']) =>
      itemEntries(candidates.find(({ kind }) => kind === 'training')?.values['extraAttendees']).map(([, item]) => item);
    const readWith = (answer?: string) =>
      read('training', sheet, { persons, unit: 'xiang' }, answer === undefined ? {} : { [UNLISTED]: answer });
    test('are nothing before somebody has said what they are', () => {
      const { candidates, problems } = readWith();
      expect([candidates.length, guestsOf(candidates)]).toEqual([1, []]);
      expect(problems.flatMap(({ unknown }) => unknown ?? [])).toEqual([
        { path: '@names', words: ['王来宾'] },
        { path: '@names', words: ['彭新人'] },
      ]);
    });
    test('are guests where somebody says so', () => {
      const { candidates, problems } = readWith(AS_GUESTS);
      expect(guestsOf(candidates)).toEqual([{ people: 2, names: '王来宾、彭新人' }]);
      expect(problems.flatMap(({ unknown }) => unknown ?? [])).toEqual([]);
    });
    test('come onto the roster of their village with the role that somebody says; who is from elsewhere stays a guest', () => {
      const { candidates } = readWith('法律明白人');
      const added = candidates.find(({ kind }) => kind === 'person');
      expect([added?.unit, added?.record, added?.values['name']]).toEqual(['yongxiang', null, '彭新人']);
      expect(itemEntries(added?.values['roles']).map(([, item]) => item)).toEqual([{ role: 'lawSavvyPerson' }]);
      const training = candidates.find(({ kind }) => kind === 'training');
      expect(itemEntries(training?.values['attendance']).map(([id]) => id)).toContain(added?.id);
      expect(guestsOf(candidates)).toEqual([{ people: 1, names: '王来宾' }]);
      expect(candidates).toHaveLength(2);
    });
    test('of a row that stays out nobody comes onto a roster', () => {
      const undated = sheetOf('签到', [['签到表'], ['姓名', '单位'], ['彭新人', '永祥村']]);
      expect(read('training', undated, { persons, unit: 'xiang' }, { [UNLISTED]: '法律明白人' }).candidates).toEqual(
        [],
      );
    });
  });
  test('where the signatures are on paper alone everybody counts, and it is said', () => {
    const { candidates, problems } = read('training', sheetOf('签到', rows([])), { persons, unit: 'xiang' });
    expect(attended(candidates[0]?.values)).toEqual(['一present', '三present', '二present', '四present']);
    expect(problems.filter(({ reason }) => reason.startsWith('签名一栏都空着'))).toHaveLength(1);
  });
});

test('土地流转 and 借款 stand under their types', () => {
  const rows = [CASES, ['2024-3-5', '田一', '冉二', '土地流转', '成功'], ['2024-3-6', '田一', '冉三', '借款', '成功']];
  const { candidates } = read('mediationCase', sheetOf('城墙村', rows));
  expect(candidates.map(({ values }) => [values['disputeType'], values['disputeSubtype']])).toEqual([
    ['forestLand', '土地承包流转'],
    ['contract', '民间借贷'],
  ]);
});

describe('words that no list knows', () => {
  const sheet = sheetOf('城墙村', [
    CASES,
    ['2024-3-5', '田一', '冉二', '天文', '成功'],
    ['2024-3-6', '田一', '冉三', '邻里', '挂起'],
  ]);
  test('are named, with the place they were to go to', () => {
    const { candidates, problems } = read('mediationCase', sheet);
    expect(candidates).toHaveLength(0);
    expect(problems.map(({ unknown }) => unknown)).toEqual([
      { path: 'disputeType', words: ['天文'] },
      { path: 'status', words: ['挂起'] },
    ]);
  });
  test('are read once somebody has said what they mean', () => {
    const taught = { disputeType: { 天文: '其他消费纠纷' }, status: { 挂起: '调解中' } };
    const { candidates } = read('mediationCase', sheet, { taught });
    expect(candidates.map(({ values }) => [values['disputeType'], values['status']])).toEqual([
      ['otherConsumer', 'settled'],
      ['neighbor', 'inMediation'],
    ]);
  });
  test('one of several words is taught alone', () => {
    const rows = [
      ['日期', '类型', '主题', '对象'],
      ['2024-3-5', '业务培训', '学法', '村干部、护林员'],
    ];
    const { candidates } = read('training', sheetOf('城墙村', rows), { taught: { audience: { 护林员: '村民' } } });
    expect(candidates[0]?.values['audience']).toEqual(['villageCadre', 'villager']);
  });
});

test('案由 is the type where no other column is, else what happened', () => {
  const typed = read(
    'mediationCase',
    sheetOf('城墙村', [
      ['受理日期', '甲方', '乙方', '纠纷类型', '案由', '结果'],
      ['2024-3-5', '田一', '冉二', '邻里', '屋檐滴水', '成功'],
    ]),
  );
  expect(typed.candidates[0]?.values).toMatchObject({ disputeType: 'neighbor', facts: '屋檐滴水' });
  const alone = read(
    'mediationCase',
    sheetOf('城墙村', [
      ['受理日期', '甲方', '乙方', '案由', '结果'],
      ['2024-3-5', '田一', '冉二', '邻里', '成功'],
    ]),
  );
  expect(alone.candidates[0]?.values['disputeType']).toBe('neighbor');
});

test('a word of one’s own for what figures are counted by is kept, and pointed out', () => {
  const rows = [
    ['日期', '类型', '主题', '对象'],
    ['2024-9-3', '法律考试', '干部考试', '机关干部'],
    ['2024-9-4', '法治夜校', '学法', '村民'],
  ];
  const { candidates, problems } = read('training', sheetOf('城墙村', rows));
  expect(candidates.map(({ values }) => values['type'])).toEqual(['legalExam', '法治夜校']);
  expect(problems).toMatchObject([
    {
      row: 3,
      weight: 'remark',
      reason: '“法治夜校”不在类型的选项里，照原样记',
      unknown: { path: 'type', words: ['法治夜校'] },
    },
  ]);
});

describe('a table of another ledger', () => {
  const events = sheetOf('Sheet1', [
    ['活动时间', '开展村', '活动名称', '宣传内容', '受众人数'],
    ['2024-3-8', '城墙村', '妇女节', '宪法', 30],
  ]);
  const likely = (kind: string, sheet: Sheet) => proposeSheets(kindOf(kind), [sheet], () => null)[0]?.likely;
  test('is told by its headings', () => expect(likely('mediationCase', events)).toBe('publicityEvent'));
  test('the right one is not doubted', () => {
    expect(likely('publicityEvent', events)).toBe(null);
    expect(likely('mediationCase', sheetOf('城墙村', [CASES, aCase]))).toBe(null);
  });
});

test('a formula without result in a row of sums is not missed', () => {
  const formula: Cell = { kind: 'formula', text: '' };
  const plain = sheetOf('城墙村', [CASES, aCase, ['合计', '', '', '', '']]);
  const withFormula = (at: number): Sheet => ({
    ...plain,
    rows: plain.rows.map((row, i) => (i === at ? { ...row, cells: [...row.cells.slice(0, 4), formula] } : row)),
  });
  const formulas = (sheet: Sheet) => proposeSheets(kindOf('mediationCase'), [sheet], () => null)[0]?.formulas;
  expect([formulas(plain), formulas(withFormula(1)), formulas(withFormula(2))]).toEqual([0, 1, 0]);
});

describe('[T10] the source of a case that a table does not say', () => {
  const rows = [['城墙村2024年人民调解台账'], CASES, aCase, ['2024-3-6', '冉三', '田四', '邻里', '调解成功']];
  test('is not invented: it stays open, the rows come in, and it is said once', () => {
    const { candidates, problems } = read('mediationCase', sheetOf('台账', rows));
    expect(candidates.map(({ values }) => values['source'])).toEqual([undefined, undefined]);
    expect(problems.map(({ reason, weight }) => [reason, weight])).toEqual([
      [expect.stringContaining('表里没有案件来源，2 件都先空着'), 'remark'],
    ]);
  });
  test('is asked for all rows together, and taken from whoever answers', () => {
    const kind = kindOf('mediationCase');
    const sheet = sheetOf('台账', rows);
    const [proposal] = proposeSheets(kind, [sheet], () => null);
    if (proposal?.outline === undefined || proposal.outline === null) throw new Error('no headings were found');
    expect([proposal.open, proposal.fixed]).toEqual([['source'], {}]);
    const choice = { sheet: '台账', outline: proposal.outline, fixed: { source: '当事人申请' } };
    const committees = [{ id: 'c', unit: 'chengqiang', name: '城墙村人民调解委员会' }];
    const context = { units, unit: null, year: null, today: null, persons: [], committees, venues: [] };
    let minted = 0;
    const newId = () => `id-${(minted += 1)}`;
    const { candidates, problems } = readSheets(kind, [sheet], [choice], { ...context, existing: new Set() }, newId);
    expect(candidates.map(({ values }) => values['source'])).toEqual(['application', 'application']);
    expect(problems).toEqual([]);
  });
  test('is taken row by row from its column, the others stay open', () => {
    const some = [rows[0] ?? [], [...CASES, '案件来源'], [...aCase, '主动调解'], [...(rows[3] ?? []), '']];
    const { candidates, problems } = read('mediationCase', sheetOf('台账', some));
    expect(candidates.map(({ values }) => values['source'])).toEqual(['ownMotion', undefined]);
    expect(problems.map(({ reason }) => reason)).toEqual([expect.stringContaining('有 1 件没有写案件来源，先空着')]);
  });
});

describe('[T10] the type of a training that a table does not say', () => {
  const TRAININGS = ['培训时间', '培训内容', '培训对象', '参加人数'];
  const of = (...rows: readonly string[][]) => sheetOf('培训', [['城墙村2024年学法用法登记'], TRAININGS, ...rows]);
  test('is not invented: it stays open, the rows come in, and it is said once', () => {
    const { candidates, problems } = read(
      'training',
      of(['2024-3-5', '民法典', '村民', '20'], ['2024-4-5', '讲述法治故事', '村民', '30']),
    );
    expect(candidates.map(({ values }) => values['type'])).toEqual([undefined, undefined]);
    expect(problems.map(({ reason, weight }) => [reason, weight])).toEqual([
      [expect.stringContaining('表里没有类型，2 场都先空着'), 'remark'],
    ]);
  });
  test('is what the row’s own title names, if it names one alone', () => {
    const { candidates, problems } = read(
      'training',
      of(
        ['2024-3-5', '人民调解员业务培训', '人民调解员', '20'],
        ['2024-4-5', '法律知识考试', '领导干部', '30'],
        ['2024-5-5', '法治工作会议暨业务培训', '村干部', '30'],
      ),
    );
    expect(candidates.map(({ values }) => values['type'])).toEqual(['businessTraining', 'legalExam', undefined]);
    expect(problems.map(({ reason }) => reason)).toEqual([expect.stringContaining('有 1 场没有写类型，先空着')]);
  });
  test('is asked for all rows together, and taken from whoever answers', () => {
    const kind = kindOf('training');
    const sheet = of(['2024-3-5', '民法典', '村民', '20']);
    const [proposal] = proposeSheets(kind, [sheet], () => null);
    if (proposal?.outline === undefined || proposal.outline === null) throw new Error('no headings were found');
    expect(proposal.open).toContain('type');
    expect(proposal.fixed).toEqual({});
    const choice = { sheet: '培训', outline: proposal.outline, fixed: { type: '会前学法' } };
    const context = { units, unit: null, year: null, today: null, persons: [], committees: [], venues: [] };
    let minted = 0;
    const newId = () => `id-${(minted += 1)}`;
    const { candidates } = readSheets(kind, [sheet], [choice], { ...context, existing: new Set() }, newId);
    expect(candidates.map(({ values }) => values['type'])).toEqual(['preMeetingStudy']);
  });
});

describe('[T10] the state of a place that a table does not say', () => {
  const of = (...rows: readonly string[][]) => sheetOf('阵地', [['城墙村阵地台账'], ...rows]);
  test('is not said to be built: it stays open, and one answer fills all rows', () => {
    const sheet = of(['名称', '类型', '地点'], ['文化广场', '法治文化广场', '城墙村']);
    const { candidates, problems } = read('venue', sheet);
    expect(candidates.map(({ values }) => [values['name'], values['state']])).toEqual([['文化广场', undefined]]);
    expect(problems.map(({ reason }) => reason)).toEqual([expect.stringContaining('表里没有状态，1 处都先空着')]);
    expect(proposeSheets(kindOf('venue'), [sheet], () => null)[0]?.open).toEqual(['state']);
  });
  test('is taken row by row from its column', () => {
    const { candidates } = read(
      'venue',
      of(['名称', '类型', '状态'], ['文化广场', '法治文化广场', '在建'], ['调解室', '调解室', '']),
    );
    expect(candidates.map(({ values }) => values['state'])).toEqual(['building', undefined]);
  });
});

describe('[T7] a village or a name that nobody here has', () => {
  const persons: readonly KnownPerson[] = [{ id: 'p1', unit: 'chengqiang', name: '田建国', roles: ['mediator'] }];
  const table = sheetOf('台账', [
    ['所属村', ...CASES, '调解员'],
    ['城强村', ...aCase, '田建囯'],
  ]);
  test('is asked about once it keeps a row or a cell out', () => {
    const { candidates, problems } = read('mediationCase', table, { persons });
    expect(candidates).toEqual([]);
    expect(problems.flatMap(({ unknown }) => unknown ?? [])).toEqual([{ path: '@unit', words: ['城强村'] }]);
  });
  test('is whom somebody said it to be', () => {
    const unitSaid = { '@unit': { 城强村: '城墙村' } };
    const half = read('mediationCase', table, { persons, taught: unitSaid });
    expect(half.candidates.map(({ unit, values }) => [unit, values['mediators']])).toEqual([['chengqiang', undefined]]);
    expect(half.problems.flatMap(({ unknown }) => unknown ?? [])).toEqual([{ path: 'mediators', words: ['田建囯'] }]);
    const whole = read('mediationCase', table, { persons, taught: { ...unitSaid, mediators: { 田建囯: '田建国' } } });
    expect(whole.candidates[0]?.values['mediators']).toEqual(['p1']);
  });
});
