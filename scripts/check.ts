/** `npm run check`: all steps run, even after one failed, so that one run shows everything. */
import { spawnSync } from 'node:child_process';
import { buildApp } from './build.ts';
import { sizeBudgets } from './sizes.ts';
import { isStale } from './stale.ts';

const failed: string[] = [];

/** Several checkers work out the same types each for itself: of two cores, on which tests run meanwhile, they take half as much again. */
const ALONE = ['--checkers', '1'];

const steps: [name: string, command: string, ...input: string[]][] = [
  ['types', 'tsc', ...ALONE],
  ['types of what runs on phones', 'tsc', '-p', 'tsconfig.web.json', ...ALONE],
  ['types of the worker', 'tsc', '-p', 'tsconfig.sw.json'],
  ['purity of kinds and core', 'tsc', '-p', 'tsconfig.pure.json', ...ALONE],
  ['lint and layers', 'oxlint', '--deny-warnings'],
  ['format', 'oxfmt', '--check'],
  ['unused code', 'knip'],
];

for (const [name, ...command] of steps) step(name, () => run(...command));
await sizes();

if (failed.length > 0) {
  console.error(`\ncheck failed: ${failed.join(', ')}`);
  process.exitCode = 1;
}

function step(name: string, holds: () => boolean): void {
  const began = Date.now();
  const ok = holds();
  console.log(`${ok ? '✓' : '✗'} ${name} (${Date.now() - began} ms)`);
  if (!ok) failed.push(name);
}

function run(command: string, ...input: string[]): boolean {
  // npm puts node_modules/.bin and Node 24 on the path.
  return spawnSync(command, input, { stdio: 'inherit' }).status === 0;
}

async function sizes(): Promise<void> {
  try {
    if (isStale()) await buildApp();
  } catch (cause) {
    console.error(cause);
    step('build', () => false);
    return;
  }
  for (const { name, bytes, limit } of sizeBudgets()) {
    const text = `size of ${name}: ${(bytes / 1000).toFixed(1)} of ${limit / 1000} kB gzip`;
    step(text, () => bytes <= limit);
  }
}
