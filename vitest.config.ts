import { availableParallelism } from 'node:os';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { browserFlags, findBrowser } from './scripts/browser.ts';
import { serverCommands } from './test/help/server-commands.ts';

const browserTests = 'test/**/*.browser.test.{ts,tsx}';
const pureTests = 'test/{core,kinds,seed}/**/*.test.ts';
const simulator = 'test/simulate/simulate.test.ts';
const executablePath = findBrowser();

export default defineConfig({
  test: {
    // Left to itself Vitest keeps one core free: of two, half the machine would wait while files run one by one.
    maxWorkers: Math.max(2, availableParallelism()),
    projects: [
      {
        // Nothing here has a state that one file could leave to the next: loading the core once saves three quarters of the time.
        test: {
          name: 'pure',
          environment: 'node',
          include: [pureTests],
          isolate: false,
          exclude: [browserTests],
          // Thousands of drawn examples, on whatever machine there is: a guard against hanging alone.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          globalSetup: ['test/help/postgres-setup.ts'],
          // Real servers, databases and processes, on whatever machine there is.
          testTimeout: 60_000,
          hookTimeout: 120_000,
          exclude: [browserTests, pureTests, simulator],
          // Each file would load the server, its databases' drivers and the core anew: a third of the time. What a test spies on is let go after it.
          isolate: false,
          restoreMocks: true,
        },
      },
      {
        // By itself: it takes both cores, and nothing beside it would be told apart from slow.
        test: { name: 'simulate', environment: 'node', include: [simulator] },
      },
      {
        // Named, so that none is found late: Vite would reload the page in the middle of a test.
        optimizeDeps: {
          include: [
            '@tanstack/react-table',
            '@tanstack/react-virtual',
            '@testing-library/react',
            '@testing-library/user-event',
            'axe-core',
            'dexie',
            'dexie-react-hooks',
            'lucide-react',
            'pinyin-pro',
            'react',
            'react-dom',
            'react-dom/client',
            'react/jsx-dev-runtime',
            'react-router',
            'react-router/dom',
          ],
        },
        // A real browser's IndexedDB, layout and focus; nothing of it is imitated.
        test: {
          name: 'browser',
          include: [browserTests],
          // A page for each file would load the app and its libraries anew, module by module. What a test puts in
          // the place of the browser's own is therefore taken away after it.
          isolate: false,
          restoreMocks: true,
          setupFiles: ['test/help/patience.ts'],
          // A guard against hanging, beyond what any wait within a test may take.
          testTimeout: 90_000,
          expect: { poll: { timeout: 6000 } },
          browser: {
            enabled: true,
            headless: true,
            // A cold start bundles the libraries first, beside whatever else a machine does.
            connectTimeout: 240_000,
            screenshotFailures: false,
            commands: serverCommands,
            provider: playwright({
              launchOptions: { args: browserFlags, ...(executablePath === null ? {} : { executablePath }) },
              contextOptions: { locale: 'zh-CN', timezoneId: 'Asia/Shanghai' },
            }),
            instances: [{ browser: 'chromium', viewport: { width: 360, height: 740 } }],
          },
        },
      },
    ],
  },
});
