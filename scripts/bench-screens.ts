/** How long screens take on a cheap phone, and what they keep in memory. */
import type { Page } from '@playwright/test';
import { middle, ms, type Shown, shownText, startSpending, startTrace } from './bench-clock.ts';
import { report } from './bench-report.ts';
import { call, throttle, type Scene } from './bench-stage.ts';

const FACTS = '双方因田间水沟改道发生争执，经村民小组长劝说未果，申请调解。';

/**
 * The charts page to its first figures, with the main thread at a quarter of its speed: from the start of an installed app, and from the
 * moment its heading stands, which every screen waits for; and opened inside an app that runs already. Nothing of it is counted in workers.
 */
async function figuresOver(count: number, { browser, page, context }: Scene): Promise<Page> {
  // Installed first: storing the app on the device is not part of opening a screen.
  await page.goto('/');
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await page.goto('/bench/index.html');
  await call(page, 'seedReal', count);
  const open = async (): Promise<Charts & { fresh: Page }> => {
    const fresh = await context.newPage();
    await throttle(fresh, context, 4);
    await fresh.addInitScript(watchFigures);
    const spending = await startSpending(browser);
    await fresh.goto('/tasks/figures');
    await fresh.waitForFunction(() => 'shownAt' in window, undefined, { timeout: 300_000 });
    const spent = await spending();
    const { shownAt, startedAt, firstAt } = await fresh.evaluate((): Seen => {
      const seen = window as unknown as Seen;
      return { shownAt: seen.shownAt, startedAt: seen.startedAt, firstAt: seen.firstAt };
    });
    return { fresh, time: shownAt, afterStart: shownAt - startedAt, firstAt, spent };
  };
  const tell = (when: string, shown: Charts): void => {
    report(`charts over ${count} at 4×, ${when}, from the start of the app`, shownText(shown), '≤1,000 ms');
    report('of which to the first figures, which grow', ms(shown.firstAt), '≤1,000 ms');
    report('of which after the app had started', ms(shown.afterStart), '');
  };
  const first = await open();
  tell('first visit ever, right after the records came in', first);
  await first.fresh.close();
  await call(page, 'forgetFigures', 0);
  const counting = await open();
  tell('first visit of a version that counts in another way', counting);
  await counting.fresh.close();
  await call(page, 'forgetKept', 0);
  const other = await open();
  tell('first visit of a version that slims rows in another way', other);
  // Time to keep projection and figures.
  await other.fresh.waitForTimeout(15_000);
  await other.fresh.close();
  const times: Charts[] = [];
  for (let i = 0; i < 5; i++) {
    const { fresh, ...shown } = await open();
    times.push(shown);
    await fresh.close();
  }
  report(`charts over ${count} at 4×, later visits, also after most updates`, shownText(middle(times)), '≤1,000 ms');
  const after = times.map(({ afterStart }) => afterStart).sort((x, y) => x - y);
  report('of which after the app had started', ms(after[2] ?? Number.NaN), '');
  report(
    `charts over ${count} at 4×, from a home that has come to rest`,
    ms(await fromHome(context, '/tasks/figures', watchFigures)),
    '≤1,000 ms',
  );
  return (await open()).fresh;
}

interface Charts extends Shown {
  readonly afterStart: number;
  readonly firstAt: number;
}

interface Seen {
  readonly startedAt: number;
  readonly firstAt: number;
  readonly shownAt: number;
}

/** Runs in the page. */
function watchFigures(): void {
  const look = () => {
    const isHere = document.querySelector('h1')?.textContent === '图表';
    if (isHere && !('startedAt' in window)) Object.assign(window, { startedAt: performance.now() });
    const tile = [...document.querySelectorAll('main button')].find((each) => each.textContent?.startsWith('受理案件'));
    const counted = /^受理案件[1-9]\d*件/.test(tile?.textContent ?? '');
    if (counted && !('firstAt' in window)) Object.assign(window, { firstAt: performance.now() });
    if (counted && !document.body.textContent?.includes('仍在载入')) {
      Object.assign(window, { shownAt: performance.now() });
    } else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** From the tap on a home screen that has come to rest to what `watch`, which runs in the page, waits for. */
export async function fromHome(context: Scene['context'], path: string, watch: () => void): Promise<number> {
  const home = await context.newPage();
  await throttle(home, context, 4);
  await home.addInitScript(watch);
  await home.goto('/');
  await home.waitForTimeout(15_000);
  const askedAt = await home.evaluate((to) => {
    const now = performance.now();
    // As a link of the app does it; without tasks no screen shows one.
    history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
    return now;
  }, path);
  await home.waitForFunction(() => 'shownAt' in window, undefined, { timeout: 300_000 });
  const shownAt = await home.evaluate(() => (window as unknown as Seen).shownAt);
  await home.close();
  return shownAt - askedAt;
}

export async function figures(scene: Scene): Promise<void> {
  const { page } = scene;
  const charts = await figuresOver(20_000, scene);
  await charts.evaluate(() => {
    const figure = () => /受理案件(\d+)件/.exec(document.body.textContent ?? '')?.[1];
    let last = figure();
    new MutationObserver(() => {
      if (figure() === last) return;
      last = figure();
      Object.assign(window, { changedAt: Date.now() });
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  const times: number[] = [];
  for (let i = 1; i <= 5; i++) {
    const savedAt = await call(page, 'saveOne', i);
    await charts.waitForFunction((at) => ((window as { changedAt?: number }).changedAt ?? 0) >= at, savedAt);
    times.push((await charts.evaluate(() => (window as unknown as { changedAt: number }).changedAt)) - savedAt);
  }
  times.sort((a, b) => a - b);
  report('charts over 20,000 at 4×, after one change in another tab', ms(times[2] ?? Number.NaN), '≤150 ms');
}

export async function moreFigures(scene: Scene): Promise<void> {
  await figuresOver(100_000, scene);
}

/**
 * A case form beside 20,000 cases, typed into as a person does: at once after it opened, and again when everything has loaded. The
 * longest task is told as the screen felt it at a quarter of the speed, and as four times the time it worked at full speed, which
 * a busy machine does not lengthen.
 */
export async function typing({ page, context }: Scene): Promise<void> {
  await page.goto('/bench/index.html');
  await call(page, 'seedReal', 20_000);
  for (const [rate, when] of [
    [4, 'at 4×'],
    [1, 'worked, times four'],
  ] as const) {
    const form = await context.newPage();
    await throttle(form, context, rate);
    const name = form.getByRole('textbox', { name: /甲方.*姓名/ });
    const facts = form.getByRole('textbox', { name: '纠纷简要情况' });
    await form.goto('/ledger/mediationCase/new');
    await name.waitFor();
    const type = async (): Promise<string> => {
      const longest = await startTrace(form, context);
      await name.pressSequentially('李伟', { delay: 180 });
      await facts.pressSequentially(FACTS, { delay: 180 });
      const { wallMs, cpuMs } = await longest();
      return ms(rate === 1 ? 4 * cpuMs : wallMs);
    };
    report(`longest task while typing, form just opened, ${when}`, await type(), '≤50 ms');
    await form.waitForTimeout(10_000);
    report(`longest task while typing, all loaded, ${when}`, await type(), '≤50 ms');
    await form.close();
  }
}

/** Heap after each pass through a list of 100,000, garbage collected. */
export async function scrolling({ page, context }: Scene): Promise<void> {
  await page.goto('/bench/index.html');
  await call(page, 'seedReal', 100_000);
  await page.goto('/ledger/mediationCase');
  await page.getByRole('list', { name: '调解案件' }).waitFor();
  await page.waitForTimeout(8000);
  const session = await context.newCDPSession(page);
  const heaps: number[] = [];
  for (let pass = 0; pass < 10; pass++) {
    for (const to of [0.25, 0.5, 0.75, 1, 0]) {
      await page.evaluate((part) => window.scrollTo(0, document.documentElement.scrollHeight * part), to);
      await page.waitForTimeout(150);
    }
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    heaps.push(usedSize / 1e6);
  }
  report('heap over ten passes through 100,000', heaps.map((mb) => mb.toFixed(0)).join(' '), 'no growth, MB');
}
