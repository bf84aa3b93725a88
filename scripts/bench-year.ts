/** How long the report of a year and the matrix of its tasks take on a cheap phone, from the start of the app. */
import { middle, ms, type Shown, shownText, startSpending } from './bench-clock.ts';
import { report as tell } from './bench-report.ts';
import { fromHome } from './bench-screens.ts';
import { call, throttle, type Scene } from './bench-stage.ts';

const RECORDS = 20_000;
/** Somebody looks at a screen for some seconds before leaving; meanwhile what the next visit begins with is kept (SPEC F18). */
const LOOKED_AT_MS = 8000;

/** `firstAt`: when there were figures that still grew. */
interface Visit extends Shown {
  readonly firstAt: number;
}

async function visited({ browser, context }: Scene, path: string, watch: () => void): Promise<Visit> {
  const page = await context.newPage();
  await throttle(page, context, 4);
  await page.addInitScript(watch);
  const spending = await startSpending(browser);
  await page.goto(path);
  await page.waitForFunction(() => 'shownAt' in window, undefined, { timeout: 300_000 });
  const spent = await spending();
  const { shownAt, firstAt = shownAt } = await page.evaluate(() => {
    const seen = window as unknown as { readonly shownAt: number; readonly firstAt?: number };
    return { shownAt: seen.shownAt, ...(seen.firstAt === undefined ? {} : { firstAt: seen.firstAt }) };
  });
  await page.waitForTimeout(LOOKED_AT_MS);
  await page.close();
  return { time: shownAt, firstAt, spent };
}

/** Runs in the page, until the sentence stands that tells how many cases were accepted; the check of the year stands below it by then. */
function watchReport(): void {
  const look = () => {
    const figure = document.querySelector('[data-figure="受理案件"]');
    if (/^[1-9]\d*件/.test(figure?.textContent ?? '')) Object.assign(window, { shownAt: performance.now() });
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Runs in the page, until every figure of the matrix is counted. */
function watchMatrix(): void {
  const look = () => {
    const cells = [...document.querySelectorAll('table[aria-label="各村对照"] td')];
    const counted = cells.some((cell) => /[1-9]/.test(cell.textContent ?? ''));
    if (counted && !('firstAt' in window)) Object.assign(window, { firstAt: performance.now() });
    if (counted && !document.body.textContent?.includes('仍在载入'))
      Object.assign(window, { shownAt: performance.now() });
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

async function visits(scene: Scene, what: string, path: string, watch: () => void, budget: string): Promise<void> {
  const first = await visited(scene, path, watch);
  tell(`${what}, first visit of this build`, shownText(first), budget);
  if (first.firstAt < first.time) tell('of which to the first figures, which grow', ms(first.firstAt), '≤1,000 ms');
  const later: Shown[] = [];
  for (let i = 0; i < 5; i++) later.push(await visited(scene, path, watch));
  tell(`${what}, later visits`, shownText(middle(later)), budget);
}

/** Storing the app on the device is not part of opening a screen. */
async function install({ page }: Scene): Promise<void> {
  await page.goto('/');
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
}

export async function report(scene: Scene): Promise<void> {
  await install(scene);
  await scene.page.goto('/bench/index.html');
  await call(scene.page, 'seedReal', RECORDS);
  await visits(scene, `report over ${RECORDS} at 4×`, '/tasks/report', watchReport, '≤3,000 ms');
}

async function matrixOver(records: number, scene: Scene): Promise<void> {
  await install(scene);
  await scene.page.goto('/bench/index.html');
  const tasks = await call(scene.page, 'seedTownship', records);
  const what = `matrix of 10 villages × ${tasks} tasks over ${records} at 4×`;
  await visits(scene, what, '/tasks/matrix', watchMatrix, '≤1,000 ms');
  const times: number[] = [];
  for (let i = 0; i < 5; i++) times.push(await fromHome(scene.context, '/tasks/matrix', watchMatrix));
  times.sort((x, y) => x - y);
  tell(`${what}, from a home that has come to rest`, ms(times[2] ?? Number.NaN), '≤1,000 ms');
}

export const matrix = (scene: Scene): Promise<void> => matrixOver(RECORDS, scene);
export const moreMatrix = (scene: Scene): Promise<void> => matrixOver(100_000, scene);
