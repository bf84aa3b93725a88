/** How long the app takes to open on a cheap phone, beside a bare shell of the same libraries in the same run. */
import type { BrowserContext } from '@playwright/test';
import { middle, type Shown, shownText, startSpending } from './bench-clock.ts';
import { report } from './bench-report.ts';
import { serveBareShell } from './bench-shell.ts';
import { call, throttle, type Scene } from './bench-stage.ts';

const ROUNDS = 9;
const RECORDS = 10_000;

/** A screen that opens: where, and what says that it can be used. Both are judged by the same clock, the page's own. */
interface Opening {
  readonly context: BrowserContext;
  readonly url: string;
  readonly isUsable: () => boolean;
}

const isHomeUsable = (): boolean => {
  const text = document.body?.textContent ?? '';
  return text.includes('记调解') && /已存本机\D*[\d,]+/.test(text);
};
const isListUsable = (): boolean => document.querySelectorAll('li').length === 20;

/** From the start of navigation, offline and throttled, until the screen can be used. */
export async function coldStart({ browser, page, context }: Scene): Promise<void> {
  const shell = await serveBareShell();
  const beside = await browser.newContext({ viewport: page.viewportSize(), locale: 'zh-CN' });
  try {
    await page.goto('/bench/index.html');
    await call(page, 'seedReal', RECORDS);
    const home: Opening = { context, url: new URL('/', page.url()).href, isUsable: isHomeUsable };
    const bare: Opening = { context: beside, url: shell.url, isUsable: isListUsable };
    await page.close();
    await install(home);
    await install(bare);
    const times: readonly [Shown[], Shown[]] = [[], []];
    // One after the other: whatever else the machine does meets both.
    for (let round = 0; round < ROUNDS; round++) {
      times[0].push(await open(home));
      times[1].push(await open(bare));
    }
    tell(...times);
  } finally {
    await beside.close();
    await shell.close();
  }
}

async function install({ context, url, isUsable }: Opening): Promise<void> {
  const page = await context.newPage();
  await page.goto(url);
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await page.reload();
  await page.waitForFunction(isUsable);
  // Whatever the first visit keeps (compiled code, projections) is written by then.
  await page.waitForTimeout(8000);
  await page.close();
  await context.setOffline(true);
}

/** A start begins without a worker: the process in which one still runs would serve the page, warm. */
async function stopWorker(context: BrowserContext): Promise<void> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await page.waitForTimeout(500);
  await page.close();
  await new Promise((resolve) => setTimeout(resolve, 500));
}

async function open({ context, url, isUsable }: Opening): Promise<Shown> {
  await stopWorker(context);
  const browser = context.browser();
  if (browser === null) throw new Error('the context stands in no browser');
  const page = await context.newPage();
  await throttle(page, context, 4);
  await page.addInitScript(`(${String(watch)})(${String(isUsable)})`);
  // The page tells by itself: to be asked would bring the asker's own scripts into what is measured.
  const told = page.waitForEvent('console', { predicate: (said) => said.text().startsWith(TOLD), timeout: 120_000 });
  const spending = await startSpending(browser);
  await page.goto(url, { waitUntil: 'commit' });
  const time = Number((await told).text().slice(TOLD.length));
  const spent = await spending();
  await page.close();
  return { time, spent };
}

const TOLD = 'usable after ';

/** Runs in the page. */
function watch(isUsable: () => boolean): void {
  const look = (): void => {
    if (isUsable()) console.log(`usable after ${performance.now()}`);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

function tell(own: readonly Shown[], bare: readonly Shown[]): void {
  report(`cold start offline at 4×, ${RECORDS} records`, shownText(middle(own)), '≤1,000 ms');
  report(
    'a bare shell of React, Dexie and the router',
    shownText(middle(bare)),
    'what these libraries cost this machine',
  );
  const over = (of: (shown: Shown) => number): string => `${(median(own.map(of)) / median(bare.map(of))).toFixed(2)}×`;
  const times = over(({ time }) => time);
  const worked = over(({ spent }) => spent?.ranMs ?? Number.NaN);
  report('cold start in bare shells', `${times} (on a core ${worked})`, 'tells slow code from slow machines');
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
