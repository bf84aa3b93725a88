/**
 * Memory of the process in which a page and its workers run, in megabytes, as the system counts it (Linux: VmRSS and VmHWM of /proc): code and
 * caches are in it, so that it is more than what the app itself keeps.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';

export interface PageMemory {
  /** When the watch began, and the most since then. */
  readonly before: number;
  readonly peak: number;
}

/** Watches the process that has worked most: one tab is open. Null where the system does not tell. */
export async function watchMemory(page: Page): Promise<(() => PageMemory) | null> {
  const browser = page.context().browser();
  if (browser === null || process.platform !== 'linux') return null;
  const cdp = await browser.newBrowserCDPSession();
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
  await cdp.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer').sort((a, b) => b.cpuTime - a.cpuTime);
  const pid = renderers[0]?.id;
  if (pid === undefined) return null;
  // Writing 5 makes the peak what is in use now (proc(5)).
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
  const before = megabytes(pid, 'VmRSS');
  return () => ({ before, peak: megabytes(pid, 'VmHWM') });
}

function megabytes(pid: number, name: string): number {
  const kilobytes = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kilobytes) / 1000);
}
