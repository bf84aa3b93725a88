/** The days on either side of the new year, on a machine that stands in another zone than China. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { aWorkbook } from '#test/help/workbooks.ts';

vi.setConfig({ testTimeout: 120_000 });

const folder = mkdtempSync(join(tmpdir(), 'fazhi-zones-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);

const ZONES = ['America/Los_Angeles', 'Asia/Shanghai', 'Pacific/Kiritimati'];
function node(zone: string, ...input: string[]): string {
  const { stdout } = spawnSync(process.execPath, input, { encoding: 'utf8', env: { ...process.env, TZ: zone } });
  return stdout;
}
const ledger = (zone: string, ...input: string[]): string => node(zone, 'src/ledger/main.ts', ...input);

/** 31 December 2024 as a spreadsheet counts days. */
const LAST_DAY = 45_657;

beforeAll(() => {
  const rows = [
    ['城墙村人民调解台账'],
    ['受理日期', '甲方', '乙方', '纠纷类型', '结果'],
    ...[{ date: LAST_DAY }, { date: LAST_DAY + 0.98 }, '2024.12.31', '20241231'].map((day, i) => [
      day,
      `田${'一二三四'[i] ?? ''}`,
      '冉二',
      '邻里',
      '调解成功',
    ]),
    ...[{ date: LAST_DAY + 1 }, { date: LAST_DAY + 1.01 }, '2025年1月1日'].map((day, i) => [
      day,
      `彭${'一二三'[i] ?? ''}`,
      '冉二',
      '邻里',
      '调解成功',
    ]),
  ];
  writeFileSync(at('cases.xlsx'), aWorkbook([{ name: '城墙村', rows }]));
});

test.each(ZONES)('in %s every day of a table stays in its year, read and counted', (zone) => {
  const out = at(`${zone.replace('/', '-')}.json`);
  ledger(zone, 'import', '--xlsx', at('cases.xlsx'), '--kind', 'mediationCase', '--out', out);
  const accepted = (year: number): unknown => {
    const figures: unknown = JSON.parse(
      ledger(zone, 'figures', out, '--year', String(year), '--today', '2025-01-10', '--json'),
    );
    return (figures as { cases: { accepted: unknown } }).cases.accepted;
  };
  expect([accepted(2024), accepted(2025)]).toEqual([4, 3]);
});

test.each(ZONES)('in %s today is the day that it is in China', (zone) => {
  const code = `
    import { dayOfMs } from '#core/day.ts';
    const midnight = Date.UTC(2024, 11, 31, 16);
    console.log(new Date(midnight - 1).getTimezoneOffset(), dayOfMs(midnight - 1), dayOfMs(midnight));`;
  const [offset, ...days] = node(zone, '--input-type=module', '--eval', code).trim().split(' ');
  expect([Number(offset) === -480, ...days]).toEqual([zone === 'Asia/Shanghai', '2024-12-31', '2025-01-01']);
});
