import type { Page } from '@playwright/test';
import { expect, test as base } from './fixtures.ts';
import { aRelease, type Release } from './release.ts';

const test = base.extend<{ release: Release }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names a fixture needs from this pattern.
  release: async ({}, provide) => {
    const release = await aRelease();
    await provide(release);
    await release.close();
  },
});
test.use({ serviceWorkers: 'allow' });

// In one journey: each that begins anew stores the whole app once more.
test('the worker stores the app, leaves the API to the network, and a new version waits until it is asked for', async ({
  page,
  release,
}) => {
  await page.goto(release.url);
  await workerOf(page);
  const old = release.entry();

  await test.step('several files at a time were stored, and connections left to the page', () => {
    expect(release.askedAtOnce()).toBeGreaterThan(1);
    expect(release.askedAtOnce()).toBeLessThanOrEqual(4);
  });

  await test.step('the API and everything but GET goes to the network', async () => {
    await page.reload();
    const answers = await page.evaluate(async () => {
      const health = await fetch('/api/health');
      const posted = await fetch('/tasks', { method: 'POST' });
      return [health.headers.get('content-type'), posted.status];
    });
    expect(answers).toEqual([expect.stringContaining('application/json'), 405]);
  });

  await test.step('a new version waits', async () => {
    release.publish();
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    await expect.poll(() => stateOf(page)).toBe('another waits');
    await page.reload();
    expect(await scriptOf(page)).toBe(old);
  });

  await test.step('an old tab keeps its own chunks after it was asked for', async () => {
    // A page of the same version without the app, which would open the new version by itself.
    await page.goto(`${release.url}/backup.schema.json`);
    await page.evaluate(async () => {
      const { waiting } = await navigator.serviceWorker.ready;
      waiting?.postMessage({ type: 'SKIP_WAITING' });
    });
    await expect.poll(() => stateOf(page)).toBe('activated');
    // Past the browser's own cache, which would hide what the worker lost.
    const stillThere = await page.evaluate(async (path) => (await fetch(path, { cache: 'no-store' })).status, old);
    expect(stillThere).toBe(200);
    await page.goto(release.url);
    expect(await scriptOf(page)).toBe(release.entry());
    expect(release.entry()).not.toBe(old);
  });
});

/** Registers the worker as the app does, and waits until it has stored everything. */
async function workerOf(page: Page): Promise<void> {
  await page.evaluate(async () => void (await navigator.serviceWorker.register('/sw.js')));
  await expect.poll(() => stateOf(page)).toBe('activated');
}

async function stateOf(page: Page): Promise<string | undefined> {
  return page.evaluate(async () => {
    const { active, waiting } = await navigator.serviceWorker.ready;
    return waiting?.state === 'installed' ? 'another waits' : active?.state;
  });
}

async function scriptOf(page: Page): Promise<string | null> {
  return page.locator('script[src*="/index-"]').getAttribute('src');
}
