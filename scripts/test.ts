/**
 * `npm test`: everything, closing with one line of sums. Browsers, which often wait, run beside what computes, so that both of a small
 * machine's cores are always busy; what a part says is shown when it ends.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bringBrowser } from './browser.ts';
import { bringPackages } from './packages.ts';
import { quickTmpdir } from './quick-tmpdir.ts';
import { seenAtFailure, type Journeys } from './seen-at-failure.ts';
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
await timed(['packages', packages]);
await timed(['build', build]);
await Promise.all([
  inTurn([['check', checks], ...['pure', 'node', 'simulate'].map(testsIn)]),
  inTurn([testsIn('browser'), ['tests end to end', endToEnd]]),
]);
rmSync(reports, { recursive: true, force: true, maxRetries: 5 });
close(parts);

type Part = readonly [name: string, work: () => Outcome | Promise<Outcome>];

interface Outcome extends Sums {
  /** All that was printed. */
  readonly said?: string;
}

async function inTurn(all: readonly Part[]): Promise<void> {
  for (const part of all) await timed(part);
}

/** One part; what it said stands under its heading, how long it took is said at the end. */
async function timed([name, work]: Part): Promise<void> {
  console.log(`… ${name}`);
  const began = Date.now();
  const { said = '', ...sums } = await work();
  parts.push(sums);
  seconds.push(`${name} ${((Date.now() - began) / 1000).toFixed(0)} s`);
  console.log(`\n— ${name}\n${said}`);
}

/** Before two parts could want the same at once. Without a browser the rest still runs, and says what it can. */
function packages(): Sums {
  try {
    bringPackages();
    process.env['BROWSER_PATH'] = bringBrowser();
    return { passed: 0, failed: 0, skipped: 0 };
  } catch (cause) {
    console.error(cause);
    return oneFailure;
  }
}

/** Before what needs it, of which two parts might begin it at once; in a process of its own, whose NODE_ENV no test inherits. */
async function build(): Promise<Outcome> {
  if (!isStale()) return { passed: 0, failed: 0, skipped: 0 };
  const { ok, said } = await run(process.execPath, 'scripts/build.ts');
  return { passed: 0, failed: ok ? 0 : 1, skipped: 0, said };
}

async function checks(): Promise<Outcome> {
  const { ok, said } = await run('npm', 'run', '--silent', 'check');
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0, said };
}

function testsIn(project: string): Part {
  const file = join(reports, `${project}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const work = async (): Promise<Outcome> => {
    const { ok, said } = await run('vitest', 'run', '--project', project, ...reporters);
    if (!existsSync(file)) return { ...oneFailure, said };

    const report: Record<'numPassedTests' | 'numFailedTests' | 'numPendingTests', number> = read(file);
    const { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped } = report;
    return { ...orFailure({ passed, failed, skipped }, ok), said };
  };
  return [`tests in ${project}`, work];
}

async function endToEnd(): Promise<Outcome> {
  if (isStale()) return { ...oneFailure, said: 'Without a built app there is nothing to visit.' };
  const file = join(reports, 'e2e.json');
  process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] = file;
  const { ok, said } = await run('playwright', 'test', '--reporter=list,json');
  if (!existsSync(file)) return { ...oneFailure, said };

  const report: Journeys & { stats: Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number> } = read(file);
  const { stats } = report;
  // A test that passed only when repeated has not passed.
  const counted = { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
  return { ...orFailure(counted, ok), said: `${said}\n${seenAtFailure(report)}` };
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

async function run(command: string, ...input: string[]): Promise<{ readonly ok: boolean; readonly said: string }> {
  const child = spawn(command, input, { stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  return { ok: code === 0, said: Buffer.concat(chunks).toString() };
}

function read(file: string) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
