import { test as base } from '@playwright/test';
import { type RunningServer, startServer } from '#test/help/server.ts';

/** Each worker drives its own server with its own data; each test has a browser context that has seen nothing yet. */
export const test = base.extend<object, { server: RunningServer }>({
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

export { expect } from '@playwright/test';
