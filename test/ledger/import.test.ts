import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { townshipIn } from '#ledger/import-villages.ts';
import { aWorkbook } from '#test/help/workbooks.ts';
import { caseWorkbook, eventWorkbook, rosterWorkbook } from '#test/help/messy.ts';

vi.setConfig({ testTimeout: 120_000 });

const folder = mkdtempSync(join(tmpdir(), 'fazhi-import-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);

function ledger(...input: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/ledger/main.ts', ...input], {
    encoding: 'utf8',
  });
  return { status, lines: stdout.split('\n').slice(0, -1), stderr };
}
interface Shown {
  readonly kind: string;
  readonly unit: string;
  readonly values: { readonly [field: string]: unknown };
}
const byText = (a: unknown, b: unknown): number => (String(a) < String(b) ? -1 : 1);
const shown = (file: string, kind: string): Shown[] =>
  JSON.parse(ledger('show', at(file), '--kind', kind, '--json').lines.join('\n')) as Shown[];

beforeAll(() => {
  writeFileSync(at('cases.xlsx'), caseWorkbook());
  writeFileSync(at('roster.xlsx'), rosterWorkbook());
  writeFileSync(at('events.xlsx'), eventWorkbook());
});

test('a ledger of cases comes in row by row, and every row that does not says where and why', () => {
  const { status, lines, stderr } = ledger(
    'import',
    '--xlsx',
    at('cases.xlsx'),
    '--kind',
    'mediationCase',
    '--out',
    at('cases.json'),
  );
  expect(status).toBe(1);
  expect(stderr).toBe(
    `${at('cases.xlsx')}：有 3 行没有导入，在哪里、为什么见上；改好表格再导入一次，已导入的不会重复\n`,
  );
  expect(lines).toEqual([
    '工作表“旧表”是隐藏的，没有读；要读请先取消隐藏',
    '工作表“说明”没有认出表头，没有读',
    '工作表“城墙村”第6行D列“甲方身份证号”：身份证号的校验码不对，请逐位核对',
    '工作表“城墙村”第11行B列“受理时间”：没有受理日期',
    '工作表“城墙村”第12行H列“纠纷类别”：“天文纠纷”不在纠纷类型的选项里，请从中选择',
    '工作表“城墙村”第13行：没有当事人',
    '工作表“城墙村”第14行：与第5行重复，没有再导入',
    '工作表“城墙村”第4行：表里没有案件来源，6 件都先空着，统计表里不算作哪一种；可以在应用里导入时统一选，或导入后补',
    `${at('cases.json')}：读了 10 行，导入调解案件 6 条，合计行 1 行没有算`,
  ]);
  expect(ledger('verify', at('cases.json')).status).toBe(0);
  const cases = shown('cases.json', 'mediationCase').sort((a, b) =>
    String(a.values['acceptedOn']) < String(b.values['acceptedOn']) ? -1 : 1,
  );
  const facts = cases.map(({ values }) => [
    values['acceptedOn'],
    values['disputeType'],
    values['status'],
    values['agreementForm'],
  ]);
  expect(facts).toEqual([
    ['2024-03-05', 'neighbor', 'settled', 'written'],
    ['2024-03-15', 'marriageFamily', 'settled', undefined],
    ['2024-04-01', 'forestLand', 'notSettled', undefined],
    ['2024-05-06', 'contract', 'settled', 'oral'],
    ['2024-06-12', 'otherConsumer', 'settled', undefined],
    ['2024-07-08', 'forestLand', 'inMediation', undefined],
  ]);
  const parties = Object.values(cases[0]?.values['parties'] as object);
  expect(parties).toEqual([
    { side: 'partyA', partyKind: 'person', name: '张三', phone: '13800000001', idNumber: '999999199003070012' },
    { side: 'partyB', partyKind: 'person', name: '李四', address: '城墙村2组' },
  ]);
  expect(cases[0]?.values).toMatchObject({ agreedAmount: 350_000, facts: '因排水沟发生争吵' });
  // The table does not say it, and nobody may invent it.
  expect(cases[0]?.values['source']).toBeUndefined();
  // The wrong number alone is left out.
  expect(Object.values(cases[1]?.values['parties'] as object)[0]).toEqual({
    side: 'partyA',
    partyKind: 'person',
    name: '王五',
    phone: '13800000002',
  });
});

test('importing the same ledger again adds nothing', () => {
  ledger('import', '--xlsx', at('cases.xlsx'), '--kind', 'mediationCase', '--out', at('one.json'));
  const again = ledger(
    'import',
    '--xlsx',
    at('cases.xlsx'),
    '--kind',
    'mediationCase',
    '--into',
    at('one.json'),
    '--out',
    at('two.json'),
  );
  expect(again.lines.filter((line) => line.includes('台账里已有同样的记录'))).toHaveLength(6);
  expect(again.lines.at(-1)).toContain('导入调解案件 0 条');
  expect(shown('two.json', 'mediationCase')).toHaveLength(6);
});

test('a roster, then the events of its villages; a second roster adds a role and no second person', () => {
  expect(ledger('import', '--xlsx', at('roster.xlsx'), '--kind', 'person', '--out', at('r.json'))).toMatchObject({
    status: 0,
    lines: [
      '工作表“Sheet1”第5行H列“联系电话”：请填11位手机号，或带区号的座机号',
      `${at('r.json')}：读了 3 行，导入人员 3 条`,
    ],
  });
  const people = shown('r.json', 'person').map(({ values }) => [
    values['name'],
    values['birthYear'],
    values['ethnicGroup'],
    values['phone'],
  ]);
  expect(people.sort(byText)).toEqual([
    ['冉一', 1972, 'tujia', '13800000011'],
    ['冉二', 1980, 'miao', '13800000012'],
    ['白三', 1969, 'han', undefined],
  ]);
  const units = new Map(
    shown('r.json', 'unit').map((unit) => [(unit as unknown as { id: string }).id, unit.values['name']]),
  );
  expect(
    shown('r.json', 'person')
      .map(({ unit }) => units.get(unit))
      .sort(byText),
  ).toEqual(['城墙村', '城墙村', '永祥村']);

  const events = ledger(
    'import',
    '--xlsx',
    at('events.xlsx'),
    '--kind',
    'publicityEvent',
    '--into',
    at('r.json'),
    '--out',
    at('e.json'),
  );
  expect(events.lines).toEqual([
    '工作表“普法活动”第3行G列“受众人数”：是约数，按写出的数字记',
    '工作表“普法活动”第4行A列“时间”：是一段时间，按第一天记',
    '工作表“普法活动”第5行A列“时间”：只写了月份，请补上哪一天',
    `${at('e.json')}：读了 3 行，导入普法活动 2 条`,
  ]);
  expect(
    shown('e.json', 'publicityEvent')
      .map(({ values }) => [values['heldOn'], values['audience'], values['materials'], values['themes']])
      .sort(byText),
  ).toEqual([
    ['2024-04-15', 120, 300, ['peaceBuilding', 'telecomFraud']],
    ['2024-05-06', 80, 100, ['civilCode']],
  ]);

  writeFileSync(
    at('mediators.csv'),
    '村,姓名,身份,专兼职\n城墙村,冉一,人民调解员,兼职\n城墙村,冉一,法律明白人,\n石头村,石四,人民调解员,\n',
  );
  const mediators = ledger(
    'import',
    '--xlsx',
    at('mediators.csv'),
    '--kind',
    'person',
    '--into',
    at('e.json'),
    '--out',
    at('m.json'),
  );
  expect(mediators.status).toBe(1);
  expect(mediators.lines.slice(0, -1)).toEqual([
    '工作表“CSV”第3行：与第2行重复，没有再导入',
    '工作表“CSV”第4行A列“村”：这里没有这个村或单位，请核对名称',
  ]);
  const [one] = shown('m.json', 'person').filter(({ values }) => values['name'] === '冉一');
  const roles = Object.values(one?.values['roles'] as object) as { role: string; employment?: string }[];
  expect(roles.map(({ role, employment }) => [role, employment])).toEqual([
    ['lawSavvyPerson', undefined],
    ['mediator', 'partTime'],
  ]);
});

test('a sheet with a row for each person is one training', () => {
  ledger('import', '--xlsx', at('roster.xlsx'), '--kind', 'person', '--out', at('p.json'));
  writeFileSync(
    at('signed.xlsx'),
    aWorkbook([
      {
        name: '签到表',
        rows: [
          ['2024年3月20日城墙村法律明白人培训签到表'],
          ['序号', '姓名', '到会情况', '成绩'],
          [1, '冉 一', '到', 88],
          [2, '冉二', '请假', ''],
          [3, '客人甲', '到', ''],
        ],
      },
    ]),
  );
  const { lines, status } = ledger(
    'import',
    '--xlsx',
    at('signed.xlsx'),
    '--kind',
    'training',
    '--into',
    at('p.json'),
    '--village',
    '城墙村',
    '--out',
    at('t.json'),
  );
  expect(lines).toEqual([
    '工作表“签到表”第5行B列“姓名”：名册上没有客人甲，记在名册外人数里',
    `${at('t.json')}：读了 3 行，导入培训学法 1 条`,
  ]);
  expect(status).toBe(0);
  const [training] = shown('t.json', 'training');
  expect(training?.values).toMatchObject({
    heldOn: '2024-03-20',
    type: 'businessTraining',
    audience: ['lawSavvyPerson'],
  });
  expect(Object.values(training?.values['attendance'] as object)).toEqual(
    expect.arrayContaining([
      { state: 'present', name: '冉一', score: 880 },
      { state: 'onLeave', name: '冉二' },
    ]),
  );
  expect(Object.values(training?.values['extraAttendees'] as object)).toEqual([{ people: 1, names: '客人甲' }]);
});

test('wrong usage and files that are no tables end with one line', () => {
  const run = (...more: string[]) =>
    ledger('import', '--xlsx', at('cases.xlsx'), '--kind', 'mediationCase', '--out', at('x.json'), ...more);
  expect(run('--year', '24')).toMatchObject({ status: 2, stderr: '--year“24”不是年份，请写成 2024 的样子\n' });
  expect(ledger('import', '--xlsx', 'a.xlsx', '--kind', 'cases', '--out', 'b.json')).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/^“cases”不能从表格导入；可用：mediationCase/),
  });
  expect(ledger('import', '--kind', 'person', '--out', 'b.json')).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/^没有给出 --xlsx；用法/),
  });
  const none = ledger('import', '--xlsx', at('none.xlsx'), '--kind', 'person', '--out', at('x.json'));
  expect(none).toMatchObject({ status: 1, stderr: `${at('none.xlsx')}：没有这个文件，请核对路径\n` });
  writeFileSync(at('old.xlsx'), new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2]));
  expect(ledger('import', '--xlsx', at('old.xlsx'), '--kind', 'person', '--out', at('x.json'))).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('旧的 .xls 格式'),
  });
  ledger('import', '--xlsx', at('roster.xlsx'), '--kind', 'person', '--out', at('v.json'));
  expect(run('--into', at('v.json'), '--village', '石头村')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('备份里没有“石头村”；有：'),
  });
  expect(existsSync(at('x.json'))).toBe(false);
});

test.each([
  ['清溪镇2025年人民调解案件台账', '清溪镇'],
  ['酉阳县双泉乡法律明白人花名册', '双泉乡'],
  ['各乡镇普法活动统计', null],
  ['乡村振兴法治宣传', null],
  ['石桥村调解台账', null],
])('a ledger called %s is of the township %s', (title, township) => {
  expect(townshipIn([], title)).toBe(township);
});
