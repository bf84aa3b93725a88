/** `npm test`: everything, one after the other (a phone-sized machine has two cores), closing with one line of sums. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bringBrowser } from './browser.ts';
import { buildApp } from './build.ts';
import { quickTmpdir } from './quick-tmpdir.ts';
import { isStale } from './stale.ts';

interface Sums {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const oneFailure: Sums = { passed: 0, failed: 1, skipped: 0 };
const reports = mkdtempSync(join(quickTmpdir(), 'fazhi-test-'));
// For whatever parts, browsers and servers put into temporary folders. PostgreSQL's user must find its own in it.
process.env['TMPDIR'] = reports;
chmodSync(reports, 0o711);

// Programs in TypeScript are started some hundred times: what was once compiled needs no second compiling.
process.env['NODE_COMPILE_CACHE'] ??= join(reports, 'compiled');

const parts: Sums[] = [];
const seconds: string[] = [];
await timed('browser', browser);
await timed('check', checks);
for (const project of ['pure', 'node', 'simulate', 'browser']) {
  await timed(`tests in ${project}`, () => vitest(project));
}
await timed('tests end to end', endToEnd);
rmSync(reports, { recursive: true, force: true, maxRetries: 5 });
close(parts);

/** One part under its heading; how long it took is said at the end. */
async function timed(name: string, work: () => Sums | Promise<Sums>): Promise<void> {
  console.log(`\n— ${name}`);
  const began = Date.now();
  parts.push(await work());
  seconds.push(`${name} ${((Date.now() - began) / 1000).toFixed(0)} s`);
}

/** Without one the rest still runs, and says what it can. */
function browser(): Sums {
  try {
    process.env['BROWSER_PATH'] = bringBrowser();
    return { passed: 0, failed: 0, skipped: 0 };
  } catch (cause) {
    console.error(cause);
    return oneFailure;
  }
}

function checks(): Sums {
  const ok = run('npm', 'run', '--silent', 'check');
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}

function vitest(project: string): Sums {
  const file = join(reports, `${project}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const ok = run('vitest', 'run', '--project', project, ...reporters);
  if (!existsSync(file)) return oneFailure;

  const report: Record<'numPassedTests' | 'numFailedTests' | 'numPendingTests', number> = read(file);
  const { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped } = report;
  return orFailure({ passed, failed, skipped }, ok);
}

async function endToEnd(): Promise<Sums> {
  try {
    if (isStale()) await buildApp();
  } catch (cause) {
    console.error(cause);
    return oneFailure;
  }
  const file = join(reports, 'e2e.json');
  process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] = file;
  const ok = run('playwright', 'test', '--reporter=list,json');
  if (!existsSync(file)) return oneFailure;

  const { stats }: { stats: Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number> } = read(file);
  // A test that passed only when repeated has not passed.
  return orFailure({ passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }, ok);
}

/** A file that cannot be loaded or an error outside any test fails the run without failing a test: it counts as one. */
function orFailure(counted: Sums, ok: boolean): Sums {
  return ok || counted.failed > 0 ? counted : { ...counted, failed: 1 };
}

function close(all: readonly Sums[]): void {
  const total = (of: keyof Sums): number => all.reduce((sum, part) => sum + part[of], 0);
  const [passed, failed, skipped] = [total('passed'), total('failed'), total('skipped')];
  if (failed > 0) process.exitCode = 1;
  console.log(`\n${seconds.join(', ')}`);
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
}

function run(command: string, ...input: string[]): boolean {
  return spawnSync(command, input, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
}

function read(file: string) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
