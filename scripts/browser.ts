import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';

/** Quiet and repeatable: no sandbox (tests run as root on build machines), no GPU, no calls home. */
export const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Debian's browser without windows first: the same engine, and a third less work for two cores than one that draws a tab strip unseen. */
const SHELL = 'chromium-headless-shell';
const names = [SHELL, 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** The browser that tests drive: the one BROWSER_PATH names, an installed one, or Playwright's own. */
export function findBrowser(): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const installed = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const candidates = [process.env['BROWSER_PATH'] ?? '', ...installed, chromium.executablePath()];
  return candidates.find((path) => path !== '' && canRun(path)) ?? null;
}

export function getBrowser(): string {
  const path = findBrowser();
  if (path === null) throw new Error('No Chromium is installed; `npm test` brings one, or name one in BROWSER_PATH');
  return path;
}

/** Finds a browser, or installs one: the distribution's package where that is allowed, else Playwright's own. */
export function bringBrowser(): string {
  const found = findBrowser();
  if (found !== null && (found.endsWith(SHELL) || process.env['BROWSER_PATH'] === found)) return found;

  if (process.getuid?.() === 0 && run('apt-get', '--version')) {
    console.log('Installing Chromium from the distribution …');
    run('apt-get', 'update', '-qq');
    // The fonts as well: without them Chinese text has no glyphs, and widths are not what a person would see.
    run('apt-get', 'install', '-y', '-qq', '--no-install-recommends', SHELL, 'fonts-noto-cjk');
  }
  if (findBrowser() === null) {
    console.log('No browser found; asking Playwright for its own …');
    run('npx', 'playwright', 'install', 'chromium');
  }
  return getBrowser();
}

function run(command: string, ...input: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const stdio = input.includes('--version') ? 'ignore' : 'inherit';
  return spawnSync(command, input, { env, stdio: ['ignore', stdio, stdio] }).status === 0;
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
