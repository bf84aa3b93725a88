/** A browser with a profile on the disk, killed as the system kills it: whole, at once, without a goodbye. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContextOptions, type LaunchOptions, type Page } from '@playwright/test';

export interface Profile {
  /** Starts the browser on this profile and opens an address. */
  readonly start: (url: string) => Promise<Page>;
  /** SIGKILL to all of the browser's processes; answers when none of them is left. */
  readonly kill: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

const PHONE = { width: 360, height: 740 };

export function aProfile(
  launch: LaunchOptions,
  { viewport = PHONE, serviceWorkers = 'block' }: Pick<BrowserContextOptions, 'viewport' | 'serviceWorkers'> = {},
): Profile {
  const folder = mkdtempSync(join(tmpdir(), 'fazhi-profile-'));
  const start = async (url: string): Promise<Page> => {
    const context = await chromium.launchPersistentContext(folder, {
      ...launch,
      viewport,
      serviceWorkers,
      baseURL: url,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
    });
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(url);
    return page;
  };
  const kill = async (): Promise<void> => {
    // Playwright starts the browser as the head of a process group of its own.
    process.kill(-mainProcess(folder), 'SIGKILL');
    while (processesOf(folder).length > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const remove = async (): Promise<void> => {
    if (processesOf(folder).length > 0) await kill();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  return { start, kill, remove };
}

/** Persistent contexts do not say which process they are: the profile's folder stands in its command line. */
function mainProcess(folder: string): number {
  const main = processesOf(folder).find(({ words }) => !words.some((word) => word.startsWith('--type=')));
  if (main === undefined) throw new Error(`No browser runs on ${folder}`);
  return main.pid;
}

function processesOf(folder: string): { readonly pid: number; readonly words: readonly string[] }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), words: commandLine(name) }))
    .filter(({ words }) => words.includes(`--user-data-dir=${folder}`));
}

function commandLine(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    // It ended while the list was read.
    return [];
  }
}
