import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** A file, its only import or statement, and what lint must say about it. */
type Case = readonly [file: string, line: string];

const refused: Case[] = [
  ['src/kinds/a.ts', `import '#core/b.ts';`],
  ['src/kinds/b.ts', `import 'zod/mini';`],
  ['src/kinds/c.ts', `export const now = () => Date.now();`],
  ['src/core/a.ts', `import '#store/b.ts';`],
  ['src/core/b.ts', `import 'react';`],
  ['src/core/c.ts', `import 'node:fs';`],
  ['src/core/d.ts', `export const later = () => import('#store/b.ts');`],
  ['src/core/e.ts', `export { b } from '#ui/b.ts';`],
  ['src/core/f.ts', `import type { B } from '#pages/b.ts'; export type C = B;`],
  ['src/core/g.ts', `export const id = () => crypto.randomUUID();`],
  ['src/core/h.ts', `export const dice = () => Math.random();`],
  ['src/core/i.ts', `export const now = () => new globalThis.Date();`],
  ['src/core/papers/a.ts', `import '../change.ts';`],
  ['src/core/papers/b.ts', `import './../change.ts';`],
  ['src/core/papers/c.ts', `import '#core/change';`],
  ['src/store/a.ts', `import '#ui/b.ts';`],
  ['src/store/b.ts', `import '#sync/b.ts';`],
  ['src/sync/a.ts', `import '#store/b.ts';`],
  ['src/files/a.ts', `import 'react';`],
  ['src/ui/a.tsx', `import '#store/b.ts';`],
  ['src/ui/b.tsx', `import '#pages/b.ts';`],
  ['src/pages/home/a.tsx', `import '#pages/tasks/b.tsx';`],
  ['src/pages/home/b.tsx', `import '../tasks/b.tsx';`],
  ['src/pages/home/c.tsx', `import '#server/b.ts';`],
  ['src/pages/home/d.tsx', `import 'fastify';`],
  ['src/pages/home/e.tsx', `export const copy = (value: object): object => structuredClone(value);`],
  ['src/server/a.ts', `import '#store/b.ts';`],
  ['src/server/b.ts', `import '#files/b.ts';`],
  ['src/ledger/a.ts', `import '#server/b.ts';`],
  ['src/workers/a.ts', `import '#sync/b.ts';`],
  ['src/main.tsx', `import '#server/b.ts';`],
  ['src/sw.ts', `import '#core/b.ts';`],
  ['test/core/a.test.ts', `import '../../src/core/b.ts';`],
  ['src/store/c.ts', `const save = async () => {}; export const run = () => { save(); };`],
];

const accepted: Case[] = [
  ['src/kinds/ok.ts', `import './field.ts';`],
  ['src/core/ok.ts', `import '#kinds/index.ts'; import './change.ts'; import '@noble/hashes/sha2.js';`],
  ['src/core/papers/ok.ts', `import '#core/change.ts'; import './boxes.ts';`],
  ['src/store/ok.ts', `import '#core/change.ts'; import 'dexie'; import 'react';`],
  ['src/sync/ok.ts', `import '#core/change.ts';`],
  ['src/files/ok.ts', `import '#core/backup.ts';`],
  ['src/ui/ok.tsx', `import '#kinds/index.ts'; import './fields/Day.tsx'; import './Card.module.css'; import 'react';`],
  ['src/pages/home/ok.tsx', `import '#store/records.ts'; import '#pages/Page.tsx'; import '#pages/home/b.tsx';`],
  ['src/server/ok.ts', `import 'node:fs'; import 'fastify'; import '#core/wire.ts';`],
  ['src/ledger/ok.ts', `import 'node:fs'; import '#files/xlsx.ts'; import '#core/backup.ts';`],
  ['src/workers/ok.ts', `import '#files/xlsx.ts'; import '#store/bulk.ts';`],
  ['test/core/ok.test.ts', `import '#core/change.ts'; import '#store/records.ts';`],
];

let complaints: Map<string, readonly { message: string }[]>;
const world = mkdtempSync(join(tmpdir(), 'fazhi-layers-'));

beforeAll(() => {
  for (const file of ['oxlint.config.ts', 'package.json', 'tsconfig.json']) copyFileSync(file, join(world, file));
  symlinkSync(resolve('node_modules'), join(world, 'node_modules'));
  for (const [file, line] of [...refused, ...accepted]) {
    mkdirSync(dirname(join(world, file)), { recursive: true });
    writeFileSync(join(world, file), `${line}\n`);
  }

  const lint = join('node_modules', '.bin', 'oxlint');
  const { stdout } = spawnSync(lint, ['--format', 'json'], { cwd: world, encoding: 'utf8' });
  const report: { diagnostics: { filename: string; message: string }[] } = JSON.parse(stdout);
  complaints = Map.groupBy(report.diagnostics, ({ filename }) => filename);
});

afterAll(() => rmSync(world, { recursive: true }));

test.for(refused)('lint refuses, in %s: %s', ([file]) => {
  expect(complaints.get(file)).toBeDefined();
});

test.for(accepted)('lint accepts, in %s: %s', ([file]) => {
  expect(complaints.get(file)).toBeUndefined();
});
