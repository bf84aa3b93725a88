import { setTimeout as delay } from 'node:timers/promises';
import { type Browser, test as base } from '@playwright/test';
import { type RunningServer, startServer } from '#test/help/server.ts';

/** In which time a context has gone, on the slowest machine. */
const CLOSING_MS = 30_000;

/**
 * Each worker drives its own server with its own data, and a browser whose contexts can always be left; each test has a context that has
 * seen nothing yet. One `test` for all journeys: others with options or fixtures of a worker's would each have workers of their own, which
 * load everything, a browser and a server anew.
 */
export const test = base.extend<object, { server: RunningServer }>({
  browser: [
    async ({ browser }, provide) => {
      const others = leaveInTime(browser);
      await provide(browser);
      for (const other of others) await other.close();
    },
    { scope: 'worker' },
  ],
  server: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names a fixture needs from this pattern.
    async ({}, provide) => {
      const server = await startServer();
      await provide(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ server }, provide) => provide(server.url),
});

/**
 * Chromium now and then never answers when a context is to go (`Target.disposeBrowserContext`), and Playwright waits for it without
 * an end: a journey that had seen all it wanted to see failed when its time was over. What has not gone in time goes with the worker,
 * and the next journeys of the worker get a browser that answers: those returned were started for them.
 */
function leaveInTime(browser: Browser): Browser[] {
  const others: Browser[] = [];
  let open = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await open(options);
    const close = context.close.bind(context);
    context.close = async (reason) => {
      if (await goes(close(reason))) return;
      process.stdout.write(`A context had not gone after ${CLOSING_MS / 1000} s; another browser was started.\n`);
      const other = await browser.browserType().launch();
      others.push(other);
      open = other.newContext.bind(other);
    };
    return context;
  };
  return others;
}

async function goes(closed: Promise<void>): Promise<boolean> {
  const waiting = new AbortController();
  const late = delay(CLOSING_MS, false, { signal: waiting.signal, ref: false });
  const gone = await Promise.race([closed.then(() => true), late]);
  waiting.abort();
  return gone;
}

export { expect } from '@playwright/test';
