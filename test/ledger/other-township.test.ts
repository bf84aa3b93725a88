/** Issue 6: a report from a year of another township's spreadsheets, in which every number is shown to come from records. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { countedUnits } from '#core/counted-units.ts';
import { recordsBehind } from '#core/figures.ts';
import { asOfDay, periodOfYear } from '#core/period.ts';
import { reportOf, sectionsIn } from '#core/report/report.ts';
import { listedByKind, rowsByKind } from '#ledger/records.ts';
import { readSound } from '#test/help/backups.ts';
import { aWorkbook, type MadeCell } from '#test/help/workbooks.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const VILLAGES = ['石桥村', '柏树村', '龙井村'];
const RESULTS = ['达成书面协议', '达成书面协议', '口头协议达成', '调解不成'];
const cases: MadeCell[][] = Array.from({ length: 24 }, (_, at) => [
  at + 1,
  VILLAGES[at % 3] ?? '',
  `2023-${1 + (at % 12)}-${1 + at}`,
  `甲${at}`,
  `乙${at}`,
  at % 2 === 0 ? '邻里纠纷' : '合同纠纷',
  '因界址发生争吵',
  RESULTS[at % 4] ?? '',
]);
const SETTLED = cases.filter(([, , , , , , , result]) => result !== '调解不成').length;
const events: MadeCell[][] = Array.from({ length: 6 }, (_, at) => [
  `2023-${at + 2}-10`,
  VILLAGES[at % 3] ?? '',
  `民法典宣传第${at + 1}场`,
  '民法典',
  '集中宣传',
  60 + at,
  100,
]);
const AUDIENCE = events.reduce((sum, [, , , , , audience]) => sum + Number(audience), 0);
const people: MadeCell[][] = Array.from({ length: 9 }, (_, at) => [
  at + 1,
  VILLAGES[at % 3] ?? '',
  `冉${'一二三四五六七八九'[at]}`,
  '男',
]);

const folder = mkdtempSync(join(tmpdir(), 'fazhi-other-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);
const ledger = (...input: string[]) =>
  spawnSync(process.execPath, ['src/ledger/main.ts', ...input], { encoding: 'utf8' });

function bring(kind: string, title: string, heads: readonly string[], rows: readonly MadeCell[][], into?: string) {
  writeFileSync(at(`${kind}.xlsx`), aWorkbook([{ name: '台账', rows: [[title], heads, ...rows] }]));
  const target = at(`${kind}.json`);
  const more = into === undefined ? [] : ['--into', at(`${into}.json`)];
  const { status, stdout, stderr } = ledger(
    'import',
    '--xlsx',
    at(`${kind}.xlsx`),
    '--kind',
    kind,
    ...more,
    '--out',
    target,
  );
  expect([kind, status, stderr]).toEqual([kind, 0, '']);
  return stdout;
}

describe('a year of another township’s spreadsheets', () => {
  beforeAll(() => {
    bring(
      'mediationCase',
      '清溪镇2023年人民调解案件台账',
      ['序号', '村', '受理时间', '甲方', '乙方', '纠纷类型', '简要案情', '调解结果'],
      cases,
    );
    bring(
      'publicityEvent',
      '2023年普法宣传活动统计表',
      ['时间', '所属村', '活动名称', '宣传主题', '形式', '受众人数', '发放资料（份）'],
      events,
      'mediationCase',
    );
    bring('person', '法律明白人花名册（2023年）', ['序号', '村', '姓名', '性别'], people, 'publicityEvent');
  });

  test('makes a report whose every number comes from records, and says what the spreadsheets say', async () => {
    const { status, stderr } = ledger(
      'report',
      at('person.json'),
      '--year',
      '2023',
      '--out',
      at('report.docx'),
      '--today',
      '2024-02-01',
    );
    expect([status, stderr]).toEqual([0, '']);
    const xml = strFromU8(unzipSync(readFileSync(at('report.docx')))['word/document.xml'] ?? new Uint8Array());
    const text = xml.replace(/<[^>]+>/gu, '');
    expect(text).toContain(`受理案件${cases.length}件`);
    expect(text).toContain(`调解成功${SETTLED}件`);
    expect(text).toContain('75.0%');
    expect(text).toContain(`全年开展普法活动${events.length}场次，受众${AUDIENCE}人次，发放宣传资料600份`);
    expect(text).toContain('法律明白人9名');
    expect(text).not.toMatch(/\{[^}]*\}|undefined|NaN/u);

    const rows = listedByKind(rowsByKind(await readSound(readFileSync(at('person.json'), 'utf8'))));
    const period = periodOfYear(2023);
    const context = {
      period,
      asOf: asOfDay(period, '2024-02-01'),
      units: countedUnits(rows.get('unit') ?? [], period),
    };
    const runs = sectionsIn(reportOf({ year: 2023, rows, context, decimals: 1 })).flatMap(({ printed }) =>
      printed.flat(),
    );
    const typed = runs.filter(({ figure, text: words }) => figure === undefined && /\d/u.test(words));
    expect(typed.map(({ text: words }) => words)).toEqual([]);
    const counted = runs.flatMap(({ figure }) =>
      figure === undefined || figure.metric === null ? [] : [{ label: figure.label, metric: figure.metric }],
    );
    expect(counted.length).toBeGreaterThan(6);
    for (const { label, metric } of counted)
      expect([label, recordsBehind(metric, rows, context).length > 0]).toEqual([label, true]);
  });

  test('makes the tables, whose villages add up', () => {
    const { status, stdout, stderr } = ledger(
      'tables',
      at('person.json'),
      '--year',
      '2023',
      '--out',
      at('tables.xlsx'),
    );
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).not.toContain('核对');
    const sheets = unzipSync(readFileSync(at('tables.xlsx')));
    const words = strFromU8(sheets['xl/sharedStrings.xml'] ?? new Uint8Array());
    for (const village of VILLAGES) expect(words).toContain(village);
  });
});
