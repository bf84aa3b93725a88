import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';
import { bringPackages, SHELL } from './packages.ts';

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

/** The distribution's shell first: it is what the tests are quickest with. */
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
  if (findBrowser() !== process.env['BROWSER_PATH']) bringPackages([SHELL]);
  if (findBrowser() === null) {
    console.log('No browser found; asking Playwright for its own …');
    spawnSync('npx', ['playwright', 'install', 'chromium'], { stdio: ['ignore', 'inherit', 'inherit'] });
  }
  return getBrowser();
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
