import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

test.for([
  ['tsconfig.pure.json', 'src/core/a.ts', 'export const a = document.title;'],
  ['tsconfig.pure.json', 'src/kinds/a.ts', `export const a = fetch('/');`],
  ['tsconfig.pure.json', 'src/core/a.ts', 'export const a = process.env;'],
  ['tsconfig.pure.json', 'src/core/a.ts', 'export const a = [1].at(-1);'],
  ['tsconfig.web.json', 'src/ui/a.ts', 'export const a = process.env;'],
  ['tsconfig.web.json', 'src/ui/a.ts', 'export const a = [1].findLast(Boolean);'],
  ['tsconfig.web.json', 'src/ui/a.ts', `export const a = Object.hasOwn({}, 'a');`],
] as const)('%s refuses, in %s: %s', ([config, file, line]) => {
  const world = mkdtempSync(join(tmpdir(), 'fazhi-purity-'));
  onTestFinished(() => rmSync(world, { recursive: true }));
  symlinkSync(resolve('node_modules'), join(world, 'node_modules'));
  for (const name of ['tsconfig.json', config]) copyFileSync(name, join(world, name));
  mkdirSync(dirname(join(world, file)), { recursive: true });

  const compile = () =>
    spawnSync(join('node_modules', '.bin', 'tsc'), ['-p', config], { cwd: world, encoding: 'utf8' });
  writeFileSync(join(world, file), 'export const a = [1].map(String);');
  expect(compile().stdout).toBe('');

  writeFileSync(join(world, file), line);
  const { status, stdout } = compile();
  expect(status).not.toBe(0);
  expect(stdout.trim().split('\n')).toEqual([expect.stringContaining(file)]);
});
