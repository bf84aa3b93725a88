import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { backupText } from '#core/backup.ts';
import { sealBeginning, sealOf, sealWords } from '#core/case-seal.ts';
import type { IdentifiedChange } from '#core/change.ts';
import { anOp, aPhone, backupBy, VILLAGE, writes, type Phone } from '#test/help/backups.ts';

// Each runs a programme of its own, on machines that do other things as well.
vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), 'fazhi-seal-'));
afterAll(() => rmSync(folder, { recursive: true }));
const CASE = '01900000-0000-7000-8000-000000000001';
const SCOPE = `${VILLAGE}/cases`;

const ledger = (...input: string[]) =>
  spawnSync(process.execPath, ['src/ledger/main.ts', ...input], { encoding: 'utf8' });

async function written(name: string, phone: Phone, changes: readonly IdentifiedChange[]): Promise<string> {
  const path = join(folder, name);
  writeFileSync(path, backupText(await backupBy(phone, changes)));
  return path;
}

/** A case of two changes, archived by a third, amended by a fourth. */
async function anArchivedCase(
  ids: (changes: readonly IdentifiedChange[]) => string[] = (all) => all.map(({ id }) => id),
) {
  const phone = await aPhone('甲机');
  const opened = [
    writes(phone, SCOPE, [anOp({ field: 'disputeType', value: 'neighbor' }), anOp()]),
    writes(phone, SCOPE, [anOp({ field: 'fileNumber', value: '（2026）城墙人调字第1号' })]),
  ];
  const seal = sealOf(CASE, ids(opened));
  const changes = [
    ...opened,
    writes(phone, SCOPE, [
      anOp({ field: 'archivedOn', value: '2026-03-01' }),
      anOp({ field: 'seal', value: { ...seal } }),
    ]),
    writes(phone, SCOPE, [anOp({ field: 'amendments.a', value: { on: '2026-03-02', content: '更正门牌号' } })]),
  ];
  return { phone, changes, seal };
}

describe('[X11] verify --seal', () => {
  let [path, printed] = ['', ''];
  beforeAll(async () => {
    const { phone, changes, seal } = await anArchivedCase();
    path = await written('sealed.json', phone, changes);
    printed = sealWords(seal);
  });

  test('finds the file by the number printed on it, typed as it stands on the paper', () => {
    const { status, stdout, stderr } = ledger('verify', path, '--seal', printed.toUpperCase());
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toBe(
      '相符：（2026）城墙人调字第1号 邻里纠纷，2026-03-01归档，归档时 2 条改动都在、没有变；归档和以后的改动 2 条\n',
    );
  });

  test('says when no file bears the number, and when it is no number', () => {
    expect(ledger('verify', path, '--seal', 'f'.repeat(64))).toMatchObject({
      status: 1,
      stderr: `${path}：账本里没有一件案卷是这个校验码\n`,
    });
    expect(ledger('verify', path, '--seal', '1234')).toMatchObject({ status: 2 });
  });

  test('without a number every archived file is compared', () => {
    const { status, stdout } = ledger('verify', path);
    expect(status).toBe(0);
    expect(stdout).toContain('归档案卷 1 件，校验码都相符');
  });
});

test('[X11] a ledger that lacks what was sealed is told apart from a sound one', async () => {
  const { phone, changes, seal } = await anArchivedCase((all) => [...all.map(({ id }) => id), 'c'.repeat(64)]);
  const path = await written('lacking.json', phone, changes);
  const { status, stdout, stderr } = ledger('verify', path);
  expect(status).toBe(1);
  expect(stdout).toContain('归档时的改动缺了 1 条');
  expect(stderr).toContain('有 1 件归档案卷与校验码不符');
  // The beginning of the number, as it stands at the foot of every paper, finds the file as well.
  const found = ledger('verify', path, '--seal', sealBeginning(seal));
  expect([found.status, found.stderr]).toEqual([1, expect.stringContaining('归档时的改动缺了 1 条')]);
});
