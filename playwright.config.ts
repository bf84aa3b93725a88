import { defineConfig, devices } from '@playwright/test';
import { browserFlags, findBrowser } from './scripts/browser.ts';

const executablePath = findBrowser();

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.e2e.ts',
  fullyParallel: true,
  // A journey waits a quarter of its time for networks, timers and the disk: one more than there are cores keeps both of two busy.
  workers: 3,
  // A test that passes only sometimes is a bug to find, not to repeat.
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  reporter: 'list',
  // A machine with two cores runs two browsers and a server.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 360, height: 740 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    // Storing the whole app costs more than most journeys: those that need it without a server say `allow`.
    serviceWorkers: 'block',
    // What moves is drawn again and again, and has to come to rest before it can be tapped.
    contextOptions: { reducedMotion: 'reduce' },
    // Keeping the steps of every test costs a tenth of it, and whoever looks for a failure repeats the test with `--trace on`;
    // what the page showed stands in its error-context.md. Not of kill.e2e.ts: no trace can be finished when its browser is killed.
    trace: 'off',
    launchOptions: { args: browserFlags, ...(executablePath === null ? {} : { executablePath }) },
  },
});
