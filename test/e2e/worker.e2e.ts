import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { createApp } from '#server/app.ts';

interface Release {
  readonly url: string;
  /** The page's script as the running version names it. */
  readonly entry: () => string;
  /** Publishes another version: the same app under other names. */
  readonly publish: () => void;
  readonly close: () => Promise<void>;
}

const test = base.extend<{ release: Release }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names a fixture needs from this pattern.
  release: async ({}, provide) => {
    const release = await aRelease();
    await provide(release);
    await release.close();
  },
});

test('every address of a screen opens with no network, from a cold start', async ({ page, context, release }) => {
  await page.goto(release.url);
  await workerOf(page);
  await page.close();
  // Not only no network: nothing there to answer.
  await release.close();

  const cold = await context.newPage();
  await cold.goto(`${release.url}/ledger/mediationCase/new`);
  await expect(cold).toHaveTitle(/法治台账$/);
  await expect(cold.locator('#root')).not.toBeEmpty();
});

test('a new version waits until it is asked for, and an old tab keeps its own chunks after that', async ({
  page,
  release,
}) => {
  await page.goto(release.url);
  await workerOf(page);
  const old = release.entry();

  release.publish();
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await expect.poll(() => stateOf(page)).toBe('another waits');
  await page.reload();
  expect(await scriptOf(page)).toBe(old);

  await page.evaluate(async () => {
    const { waiting } = await navigator.serviceWorker.ready;
    waiting?.postMessage({ type: 'SKIP_WAITING' });
  });
  await expect.poll(() => stateOf(page)).toBe('activated');
  // Past the browser's own cache, which would hide what the worker lost.
  const stillThere = await page.evaluate(async (path) => (await fetch(path, { cache: 'no-store' })).status, old);
  expect(stillThere).toBe(200);

  await page.reload();
  expect(await scriptOf(page)).toBe(release.entry());
  expect(release.entry()).not.toBe(old);
});

test('the worker leaves the API and everything but GET to the network', async ({ page, release }) => {
  await page.goto(release.url);
  await workerOf(page);
  await page.reload();
  const answers = await page.evaluate(async () => {
    const health = await fetch('/api/health');
    const posted = await fetch('/tasks', { method: 'POST' });
    return [health.headers.get('content-type'), posted.status];
  });
  expect(answers).toEqual([expect.stringContaining('application/json'), 405]);
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
  return page.locator('script[type=module]').getAttribute('src');
}

async function aRelease(): Promise<Release> {
  const dist = mkdtempSync(join(tmpdir(), 'fazhi-dist-'));
  cpSync('dist', dist, { recursive: true });
  const entry = (): string =>
    /src="(\/assets\/index-[^"]+\.js)"/.exec(readFileSync(join(dist, 'index.html'), 'utf8'))?.[1] ?? '';

  const repo = { storage: 'sqlite', epoch: '', close: () => {} } as const;
  const app = await createApp({ repo, version: '0', dist, env: { logLevel: 'silent', trustProxy: false, tls: null } });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });

  const close = async (): Promise<void> => {
    await app.close();
    rmSync(dist, { recursive: true, force: true });
  };
  return {
    url: url.replace('127.0.0.1', 'localhost'),
    entry,
    publish: () => rename(dist, entry().slice('/assets/'.length)),
    close,
  };
}

/** Gives one asset another name everywhere, as another content would. */
function rename(dist: string, asset: string): void {
  const next = asset.replace(/-[^-]+\.js$/, `-${'N'.repeat(8)}.js`);
  renameSync(join(dist, 'assets', asset), join(dist, 'assets', next));
  for (const file of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
    // The compressed twins would still name the old one.
    if (/\.(br|gz)$/.test(file)) rmSync(join(dist, file));
    else if (/\.(js|html)$/.test(file)) {
      const text = readFileSync(join(dist, file), 'utf8');
      // index.html has changed as well: its revision in the worker's list is another.
      const changed = text.replace(/"revision":"[^"]+","url":"index.html"/, '"revision":"next","url":"index.html"');
      writeFileSync(join(dist, file), changed.replaceAll(asset, next));
    }
  }
}
