/** The browser, the server and the page of measurements that the parts of a bench work on. */
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { build } from 'vite';
import type { Bench } from '#test/bench/page.ts';
import { startServer } from '#test/help/server.ts';
import { bringBrowser, browserFlags } from './browser.ts';
import { builtAt } from './built-at.ts';
import { countedBy } from './counted-by.ts';

export interface Scene {
  readonly browser: Browser;
  readonly page: Page;
  readonly context: BrowserContext;
}

export interface Stage {
  /** Runs a part in a context that has seen nothing yet. */
  readonly play: (part: (scene: Scene) => Promise<void>) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const executablePath = bringBrowser();
  const benchDist = mkdtempSync(join(tmpdir(), 'fazhi-bench-'));
  await build({
    configFile: false,
    root: resolve('test/bench'),
    base: '/bench/',
    logLevel: 'warn',
    define: {
      'import.meta.env.VITE_BUILT_AT': JSON.stringify(String(builtAt())),
      'import.meta.env.VITE_COUNTED_BY': JSON.stringify(countedBy()),
    },
    build: { outDir: benchDist, emptyOutDir: true, target: 'chrome87' },
  });
  const server = await startServer();
  const browser = await chromium.launch({ executablePath, args: browserFlags });
  return {
    play: async (part) => {
      const context = await browser.newContext({
        baseURL: server.url,
        viewport: { width: 360, height: 740 },
        locale: 'zh-CN',
      });
      await serveBench(context, benchDist);
      try {
        await part({ browser, page: await context.newPage(), context });
      } finally {
        await context.close();
      }
    },
    close: async () => {
      await browser.close();
      await server.stop();
      rmSync(benchDist, { recursive: true });
    },
  };
}

async function serveBench(context: BrowserContext, benchDist: string): Promise<void> {
  const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
  await context.route('**/bench/**', (route) => {
    const path = new URL(route.request().url()).pathname.replace('/bench/', '');
    return route.fulfill({
      body: readFileSync(join(benchDist, path)),
      contentType: types[extname(path)] ?? 'text/plain',
    });
  });
}

type Result<K extends keyof Bench> = Awaited<ReturnType<Bench[K]>>;

export async function call<K extends keyof Bench>(page: Page, name: K, count: number): Promise<Result<K>> {
  const result: unknown = await page.evaluate(`window.bench.${name}(${count})`);
  return result as Result<K>;
}

/** Slows the main thread as a cheap phone would; workers are not slowed, their time counts four times. */
export async function throttle(page: Page, context: BrowserContext, rate: number): Promise<void> {
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
}
