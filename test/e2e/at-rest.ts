import { expect, type Page } from '@playwright/test';

/** Two seconds in which a page that lays itself out in every frame would do so a hundred times. */
const WATCHED_MS = 2000;
/** A message that goes, a figure that has just been counted. */
const FEW = 20;

/**
 * Nobody touches the page, and it neither lays itself out again and again nor leaves its frames undrawn: a click would wait for either for
 * ever and say nothing of the reason.
 */
export async function expectAtRest(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const layouts = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'LayoutCount')?.value ?? NaN;
  };
  const before = await layouts();
  const isDrawn = await page.evaluate(
    (ms) =>
      new Promise<boolean>((resolve) => {
        let drawn = false;
        requestAnimationFrame(() => (drawn = true));
        setTimeout(() => resolve(drawn), ms);
      }),
    WATCHED_MS,
  );
  expect(isDrawn, 'a frame is drawn').toBe(true);
  expect((await layouts()) - before, 'layouts of a page that nobody touches').toBeLessThan(FEW);
  await session.detach();
}
