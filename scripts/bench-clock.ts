/** What a measured page worked, told apart from what it stood in line: benches run on machines that others use as well. */
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { readFileSync } from 'node:fs';

/** By renderer: nanoseconds on a core, and in line for one, of its main thread. Linux alone tells. */
async function renderers(browser: Browser): Promise<Map<number, readonly [ran: number, waited: number]>> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const times = new Map<number, readonly [number, number]>();
  for (const { id, type } of processInfo) {
    if (type !== 'renderer') continue;
    try {
      const [ran = '0', waited = '0'] = readFileSync(`/proc/${id}/schedstat`, 'utf8').split(' ');
      times.set(id, [Number(ran), Number(waited)]);
    } catch {
      // Another system, or a process that has just ended.
    }
  }
  return times;
}

export interface Spent {
  readonly ranMs: number;
  readonly waitedMs: number;
}

/** Answers later what the busiest page's main thread did since: on a core, or in line for one; null where nobody counts. */
export async function startSpending(browser: Browser): Promise<() => Promise<Spent | null>> {
  const before = await renderers(browser);
  return async () => {
    let busiest: Spent | null = null;
    for (const [id, [ran, waited]] of await renderers(browser)) {
      const [ranBefore, waitedBefore] = before.get(id) ?? [0, 0];
      const ranMs = (ran - ranBefore) / 1e6;
      if (ranMs > (busiest?.ranMs ?? 0)) busiest = { ranMs, waitedMs: (waited - waitedBefore) / 1e6 };
    }
    return busiest;
  };
}

export const ms = (time: number): string => `${Math.round(time * 10) / 10} ms`;

/** When something was on the screen, and what its main thread had done until then. */
export interface Shown {
  readonly time: number;
  readonly spent: Spent | null;
}
export function middle(times: readonly Shown[]): Shown | undefined {
  return [...times].sort((x, y) => x.time - y.time)[Math.floor(times.length / 2)];
}
export function shownText(shown: Shown | undefined): string {
  if (shown === undefined) return 'nothing was shown';
  const { time, spent } = shown;
  return spent === null
    ? ms(time)
    : `${ms(time)} (on a core ${ms(spent.ranMs)}, in line for one ${ms(spent.waitedMs)})`;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

export interface LongestTask {
  /** As the page felt it. */
  readonly wallMs: number;
  /** On a core. */
  readonly cpuMs: number;
}

/** Traces the main thread until the answer is asked for: the longest task in between. */
export async function startTrace(page: Page, context: BrowserContext): Promise<() => Promise<LongestTask>> {
  const session = await context.newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    categories: 'toplevel,disabled-by-default-devtools.timeline',
  });
  return async () => {
    const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
    await session.send('Tracing.end');
    await complete;
    await session.detach();
    const mains = new Set(
      events
        .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
        .map(({ pid, tid }) => `${pid}/${tid}`),
    );
    const tasks = events.filter(({ name, pid, tid }) => name === 'RunTask' && mains.has(`${pid}/${tid}`));
    if (tasks.length === 0) throw new Error('The trace holds no task');
    return {
      wallMs: Math.max(...tasks.map(({ dur = 0 }) => dur)) / 1000,
      cpuMs: Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000,
    };
  };
}
