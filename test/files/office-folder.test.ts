/** A second office's December folder (test/help/office-folder.ts): every figure is what somebody counts who reads the tables. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { CountedRow } from '#core/counted-units.ts';
import { AS_GUESTS, UNLISTED } from '#core/sheets/attendance.ts';
import { contextOfRows } from '#core/sheets/context-of-rows.ts';
import { problemText, proposeSheets, readSheets, refusedRows, type FileReading } from '#core/sheets/import.ts';
import type { Fixed } from '#core/sheets/row-reader.ts';
import { readSheetFile } from '#files/sheet-file.ts';
import { attendedOf, extraOf } from '#kinds/attendance.ts';
import { itemEntries } from '#kinds/conditions.ts';
import type { Value } from '#kinds/field.ts';
import { kindOf } from '#kinds/index.ts';
import { OFFICE_TOWNSHIP, OFFICE_VILLAGES, officeFolder } from '#test/help/office-folder.ts';

type Rows = ReadonlyMap<string, readonly CountedRow[]>;

const emptyTownship: Rows = new Map<string, readonly CountedRow[]>([
  [
    'unit',
    [
      { id: 'township', unit: 'township', values: { name: OFFICE_TOWNSHIP, unitKind: 'township' } },
      ...OFFICE_VILLAGES.map((name) => ({ id: name, unit: 'township', values: { name, unitKind: 'village' } })),
    ],
  ],
  [
    'committee',
    OFFICE_VILLAGES.map((name) => ({
      id: `${name}-committee`,
      unit: 'township',
      values: { name: `${name}人民调解委员会`, unit: name, committeeKind: 'village' },
    })),
  ],
]);

/** What whoever keeps the tables says where the app asks. */
const ANSWERS: { readonly [file: string]: Fixed } = {
  '法律知识考试成绩册.xlsx': { [UNLISTED]: AS_GUESTS, audience: '机关干部' },
};

let last = 0;
const newId = (): string => `id${(last += 1)}`;

interface Read extends FileReading {
  readonly said: readonly string[];
}

function readFile(name: string, before: Rows): Read {
  const file = officeFolder.find((each) => each.name === name);
  if (file === undefined) throw new Error(name);
  const reading = readSheetFile(file.bytes());
  if (reading.state !== 'read') throw new Error(reading.fault);
  const kind = kindOf(file.kind);
  const bare = name.replace(/\.\w+$/, '');
  const choices = proposeSheets(kind, reading.sheets, () => null, bare).flatMap(({ name: sheet, outline, fixed }) =>
    outline === null ? [] : [{ sheet, outline, fixed: { ...fixed, ...ANSWERS[name] } }],
  );
  const unit = file.kind === 'training' ? 'township' : null;
  const context = contextOfRows(kind, before, { unit, year: null, today: '2026-01-08', file: bare });
  const found = readSheets(kind, reading.sheets, choices, context, newId);
  return { ...found, said: found.problems.map(problemText) };
}

const files = new Map<string, Read>();
/** All records of a kind as they stand in the end. */
let rows: Rows = emptyTownship;

beforeAll(() => {
  for (const { name, kind } of officeFolder) {
    const found = readFile(name, rows);
    files.set(name, found);
    const known = rows.get(kind) ?? [];
    const after = known.map((row) => {
      const more = found.candidates.find(({ record }) => record === row.id)?.values;
      const roles = { ...(row.values['roles'] as object), ...(more?.['roles'] as object) };
      return more === undefined ? row : { ...row, values: { ...row.values, roles } };
    });
    const fresh = found.candidates.flatMap(({ unit, values, record }) =>
      record === null ? [{ id: newId(), unit, values }] : [],
    );
    rows = new Map([...rows, [kind, [...after, ...fresh]]]);
  }
});

const of = (name: string): Read => files.get(name) as Read;
const total = (kind: string, field: string): number =>
  (rows.get(kind) ?? []).reduce((sum, { values }) => sum + Number(values[field] ?? 0), 0);
const column = (name: string, ...fields: readonly string[]): (Value | undefined)[][] =>
  of(name).candidates.map(({ values }) => fields.map((field) => values[field]));

describe('people', () => {
  test('names stand as names, under their villages, with what can be read of them', () => {
    expect((rows.get('person') ?? []).map(({ unit, values }) => [unit, values['name'], values['birthYear']])).toEqual([
      ['岩口村', '李军', 1972],
      ['岩口村', '冉明', 1980],
      ['岩口村', '欧阳小华', 1979],
      ['桐木村', '田秀英', 1968],
      ['上坝村', '李军', 1985],
      ['上坝村', '彭大海', undefined],
      ['铜鼓社区', '白玉兰', 1990],
      ['岩口村', '张三丰', 1985],
      ['铜鼓社区', '秦小英', 1990],
    ]);
  });
  test('a form filled in on phones: marks around numbers, several answers in one, who answered twice, a village that is none', () => {
    const { candidates, problems } = of('法律明白人信息登记_WPS表单.csv');
    expect(candidates.map(({ record, values }) => [record === null, values['phone']])).toEqual([
      [true, '13800003001'],
      [false, undefined],
      [true, '13800003003'],
    ]);
    const roles = itemEntries(candidates[0]?.values['roles']).map(([, { role }]) => role);
    expect(roles).toEqual(['lawSavvyPerson', 'gridWorker']);
    expect(problems.map(({ row, weight }) => [row, weight])).toEqual([
      [5, 'duplicate'],
      [6, 'refused'],
    ]);
  });
});

describe('trainings', () => {
  test('who came stands under 实到, not under 应到; days as the table shows them, and how many', () => {
    expect(column('2025年培训汇总.xlsx', 'heldOn', 'expected', 'days', 'hours')).toEqual([
      ['2025-03-12', 30, 2, undefined],
      ['2025-03-20', 40, 1, 40],
      ['2025-06-05', 33, 1, 20],
      ['2025-06-20', 30, 1, 40],
      ['2025-07-08', 50, 2, 60],
      ['2025-09-03', 20, 1, 25],
    ]);
    expect(of('2025年培训汇总.xlsx').candidates.map(({ values }) => extraOf(values))).toEqual([28, 38, 33, 29, 46, 20]);
    expect([of('2025年培训汇总.xlsx').sums, refusedRows(of('2025年培训汇总.xlsx').problems)]).toEqual([1, 1]);
    expect(of('2025年培训汇总.xlsx').said).toContain(
      '工作表“全年”第7行B列“培训时间”：格子里只看得见月日，文件里存的是2026年，按这张表的2025年记，请核对',
    );
  });
  test('of an exam’s results averages are nobody, and who missed it was not there', () => {
    const { candidates, rows: read } = of('法律知识考试成绩册.xlsx');
    expect([candidates.length, read]).toEqual([1, 6]);
    const values = candidates[0]?.values ?? {};
    expect([attendedOf(values).length, extraOf(values)]).toEqual([4, 1]);
    expect(itemEntries(values['attendance']).map(([, { name, state, score }]) => [name, state, score])).toEqual(
      expect.arrayContaining([
        ['李军', 'present', 920],
        ['冉明', 'present', 855],
        ['欧阳小华', 'absent', undefined],
        ['田秀英', 'present', 580],
        ['白玉兰', 'present', 760],
      ]),
    );
  });
});

describe('events', () => {
  test('ten thousands are counted as such, whoever names them', () => {
    expect(column('2025年法治宣传统计.xlsx', 'heldOn', 'audience', 'materials')).toEqual([
      ['2025-01-15', 1200, 3000],
      ['2025-03-08', 300, 500],
      ['2025-04-15', 1000, 2000],
      ['2025-05-10', 150, 12_000],
      ['2025-05-11', undefined, 2000],
      ['2025-05-11', undefined, 500],
      ['2025-06-16', 200, 800],
      ['2025-12-01', 1250, 3000],
    ]);
    expect(column('2025年法治宣传统计.xlsx', 'boards').flat()).toEqual(Array.from({ length: 8 }, () => undefined));
  });
  test('〃 is the village and the day above; two headings over one in a file without merges are read as such', () => {
    expect(of('2025年法治宣传统计.xlsx').candidates.map(({ unit }) => unit)).toEqual([
      'township',
      '岩口村',
      'township',
      '桐木村',
      '桐木村',
      '桐木村',
      '上坝村',
      'township',
    ]);
    expect(column('普法月报.csv', 'heldOn', 'audience', 'materials')).toEqual([
      ['2025-01-08', 56, 120],
      ['2025-02-20', 88, 260],
    ]);
    expect([of('普法月报.csv').sums, of('普法月报.csv').said]).toEqual([2, []]);
  });
  test('all of them together', () => {
    expect(rows.get('publicityEvent')).toHaveLength(10);
    expect([total('publicityEvent', 'audience'), total('publicityEvent', 'materials')]).toEqual([4244, 24_180]);
  });
});

test('cases: what is said in brackets is no party, and no row is left out without a word', () => {
  const { candidates, rows: read, problems } = of('矛盾纠纷调解台账2025.xlsx');
  expect([read, candidates.length, refusedRows(problems)]).toEqual([7, 5, 2]);
  expect(
    candidates.map(({ values }) => [
      values['acceptedOn'],
      values['disputeType'],
      itemEntries(values['parties']).map(([, { name }]) => name),
      values['amountInvolved'],
    ]),
  ).toEqual([
    ['2025-01-05', 'neighbor', ['张三', '李四'], 500_000],
    ['2025-03-12', 'forestLand', ['赵六', '上坝村村民委员会'], 12_000_000_000],
    ['2025-03-12', 'forestLand', ['孙八', '周九', '吴十', '郑一'], undefined],
    ['2025-11-21', 'trafficAccident', ['冯二', '某保险公司酉阳支公司'], 350_000],
    ['2025-12-02', 'other', ['蒋某', '沈某'], undefined],
  ]);
  const { said } = of('矛盾纠纷调解台账2025.xlsx');
  expect(said).toContain('工作表“台账”第5行I列“标的额（万元）”：这一栏是万元，按12000万元记，请核对');
  expect(said).toContain('工作表“台账”第5行D列“申请人”：只记了写出姓名的；共有多少人，请填在涉及人数里');
  expect(said).toContain('工作表“台账”第9行C列“纠纷类型”：写的是“其他”，没有写明是什么纠纷，先记“未写明”，请补');
});

test('screenings speak of quarters, halves and thirds of a month', () => {
  expect(column('排查统计.xlsx', 'period', 'found')).toEqual([
    [{ from: '2025-01-01', to: '2025-03-31' }, 2],
    [{ from: '2025-04-01', to: '2025-06-30' }, 0],
    [{ from: '2025-07-01', to: '2025-09-30' }, 0],
    [{ from: '2025-01-01', to: '2025-06-30' }, 4],
    [{ from: '2025-07-01', to: '2025-07-31' }, 1],
    [{ from: '2025-08-01', to: '2025-08-10' }, 0],
    [{ from: '2025-10-01', to: '2025-10-31' }, 1],
    [{ from: '2025-11-01', to: '2025-11-30' }, 0],
  ]);
  expect(['screened', 'found', 'settled', 'handedUp', 'prevented'].map((field) => total('screening', field))).toEqual([
    20, 8, 7, 1, 3,
  ]);
});

test('services and places', () => {
  expect(column('服务台账.csv', 'on', 'type', 'people')).toEqual([
    ['2025-03-04', 'publicity', 12],
    ['2025-03-05', 'disputeHelp', 3],
    ['2025-03-06', 'publicity', 20],
  ]);
  expect(column('法治阵地.xlsx', 'type', 'state', 'openedOn')).toEqual([
    ['cultureSquare', 'built', undefined],
    ['mediationRoom', 'built', '2022-01-01'],
    ['noticeBoard', 'building', undefined],
  ]);
});
