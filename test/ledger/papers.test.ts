import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

// Each runs a programme of its own, on machines that do other things as well.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const folder = mkdtempSync(join(tmpdir(), 'fazhi-papers-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);

function ledger(...input: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/ledger/main.ts', ...input], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

/** All text of a .docx. */
const textOf = (path: string): string =>
  new TextDecoder().decode(unzipSync(new Uint8Array(readFileSync(path)))['word/document.xml']).replace(/<[^>]+>/g, '');

let cases: { id: string; values: { parties: { [id: string]: { name: string } } } }[] = [];
beforeAll(() => {
  ledger('sample', '--out', at('s.json'));
  cases = JSON.parse(ledger('show', at('s.json'), '--kind', 'mediationCase', '--json').stdout);
});

test('--all writes one file for each case, named without any person', () => {
  expect(ledger('papers', at('s.json'), '--all', '--out', at('all')).status).toBe(0);
  const files = readdirSync(at('all'));
  expect(files).toHaveLength(cases.length);
  const names = cases.flatMap(({ values }) => Object.values(values.parties).map(({ name }) => name));
  expect(files.filter((file) => names.some((name) => file.includes(name)))).toEqual([]);
});

test('--case writes the whole file and each paper; --masked leaves every name out', () => {
  const [one] = cases;
  const names = Object.values(one?.values.parties ?? {}).map(({ name }) => name);
  expect(ledger('papers', at('s.json'), '--case', one?.id ?? '', '--out', at('one')).status).toBe(0);
  const files = readdirSync(at('one'));
  expect(files.filter((file) => file.endsWith('（含个人信息）.docx'))).toHaveLength(files.length);
  for (const title of ['整卷', '卷宗封面', '卷内目录', '人民调解受理登记表', '人民调解口头协议登记表', '封底']) {
    expect(
      files.some((file) => file.includes(`-${title}（`)),
      title,
    ).toBe(true);
  }
  const whole = textOf(join(at('one'), files.find((file) => file.includes('-整卷（')) ?? ''));
  for (const name of names) expect(whole).toContain(name);

  expect(ledger('papers', at('s.json'), '--case', one?.id ?? '', '--out', at('masked'), '--masked').status).toBe(0);
  for (const file of readdirSync(at('masked'))) {
    expect(file).toMatch(/（隐名）\.docx$/);
    for (const name of names) expect(textOf(join(at('masked'), file))).not.toContain(name);
  }
});

test('wrong usage and bad content each end in one line', () => {
  const refused = (status: number, line: RegExp, ...input: string[]) => {
    const { status: ended, stderr } = ledger('papers', ...input);
    expect([ended, stderr.trimEnd().split('\n').length]).toEqual([status, 1]);
    expect(stderr).toMatch(line);
  };
  refused(2, /^--case 和 --all 要给出一个；用法/, at('s.json'), '--out', at('no'));
  refused(2, /^--case 和 --all 要给出一个；用法/, at('s.json'), '--all', '--case', 'x', '--out', at('no'));
  refused(1, /没有“nobody”这件调解案件，请给出案件的 ID 或卷号/, at('s.json'), '--case', 'nobody', '--out', at('no'));
  expect(existsSync(at('no'))).toBe(false);
  writeFileSync(at('taken'), '');
  refused(1, /taken：这里有同名的文件，请换一个文件夹/, at('s.json'), '--all', '--out', at('taken'));
});
