/** How long papers take: one and a whole file on a cheap phone, five hundred files on the command line. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backupText } from '#core/backup.ts';
import type { Op } from '#core/change.ts';
import { FULL_CASE } from '#test/bench/full-case.ts';
import { anOp, aPhone, backupBy, VILLAGE, writes } from '#test/help/backups.ts';
import { fullValues } from '#test/help/paper-cases.ts';
import { middle, ms, shownText, startSpending, type Shown } from './bench-clock.ts';
import { report } from './bench-report.ts';
import { call, throttle, type Scene } from './bench-stage.ts';

/** From the tap on 生成 .docx until the file is there, each time in a page that has made none yet. */
async function making(form: string, { browser, context }: Scene): Promise<Shown | undefined> {
  const times: Shown[] = [];
  for (let i = 0; i < 3; i++) {
    const page = await context.newPage();
    await throttle(page, context, 4);
    await page.goto(`/ledger/mediationCase/${FULL_CASE}/papers/${form}`);
    const button = page.getByRole('button', { name: '生成 .docx' });
    await button.waitFor();
    const spending = await startSpending(browser);
    const time = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const start = performance.now();
          new MutationObserver(() => {
            if (/已生成：/.test(document.body.textContent ?? '')) resolve(performance.now() - start);
          }).observe(document.body, { subtree: true, childList: true, characterData: true });
          [...document.querySelectorAll('button')].find((each) => each.textContent?.includes('生成 .docx'))?.click();
        }),
    );
    times.push({ time, spent: await spending() });
    await page.close();
  }
  return middle(times);
}

export async function papers(scene: Scene): Promise<void> {
  const { page } = scene;
  await page.goto('/bench/index.html');
  await call(page, 'seedDossier', 1);
  await page.goto('/');
  await page.evaluate(() => navigator.serviceWorker.ready);
  report('one paper as .docx at 4×', shownText(await making('agreement', scene)), '≤1,000 ms');
  report('a whole file of 13 papers as .docx at 4×', shownText(await making('file', scene)), '≤3,000 ms');
}

const TICKS_PER_SECOND = 100;
const FILES = 500;

export async function archive(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'fazhi-archive-'));
  try {
    const file = join(folder, 'backup.json');
    writeFileSync(file, await townshipOf(FILES));
    const { wallMs, coreMs, mb } = await watched(['papers', file, '--all', '--out', join(folder, 'out')]);
    report(`${FILES} whole files by ledger papers --all`, `${ms(wallMs)} (on a core ${ms(coreMs)})`, '≤60,000 ms');
    report(
      `${FILES} whole files, memory at its highest over time`,
      mb.map((each) => each.toFixed(0)).join(' '),
      'flat, MB',
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A backup with so many cases whose files are whole. */
async function townshipOf(count: number): Promise<string> {
  const phone = await aPhone('手机');
  const values = Object.entries(fullValues());
  const changes = Array.from({ length: count }, (_, n) => {
    const record = `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;
    const ops = values.flatMap(([field, value]): Op[] =>
      value === undefined ? [] : [anOp({ record, field, value: value as Op['value'] & object, salt: saltOf(n) })],
    );
    return writes(phone, `${VILLAGE}/cases`, ops);
  });
  return backupText(await backupBy(phone, changes));
}

const saltOf = (n: number): string => n.toString(16).padStart(32, '0');

/** Runs the command line: how long it took, how long on a core, and what it held of memory at tenths of the way (Linux). */
async function watched(input: readonly string[]) {
  const start = performance.now();
  const child = spawn(process.execPath, ['src/ledger/main.ts', ...input], { stdio: 'ignore' });
  const held: number[] = [];
  let ticks = 0;
  const look = () => {
    try {
      const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(' ');
      ticks = Number(stat[13]) + Number(stat[14]);
      held.push((Number(stat[23]) * 4096) / 1e6);
    } catch {
      // Another system, or it has just ended.
    }
  };
  const timer = setInterval(look, 200);
  const status = await new Promise<number | null>((resolve) => child.on('exit', resolve));
  clearInterval(timer);
  if (status !== 0) throw new Error(`ledger papers ended with ${status}`);
  const tenths = Array.from({ length: 10 }, (_, n) => held[Math.floor((n * held.length) / 10)] ?? 0);
  return { wallMs: performance.now() - start, coreMs: (ticks / TICKS_PER_SECOND) * 1000, mb: tenths };
}
