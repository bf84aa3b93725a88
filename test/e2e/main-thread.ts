/**
 * What the page's main thread worked on, in milliseconds of CPU: unlike the time on the clock it does not grow with what else the machine
 * does, and four times as much is what a phone at a quarter of the speed would need.
 */
import type { CDPSession } from '@playwright/test';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  /** Microseconds of CPU. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

export interface MainThread {
  /** CPU of every task, from now until it is stopped, and of all workers of the page together. */
  readonly stop: () => Promise<{ readonly tasks: number[]; readonly workers: number }>;
}

export async function watchMainThread(cdp: CDPSession): Promise<MainThread> {
  const events: TraceEvent[] = [];
  cdp.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value as unknown as TraceEvent[]) {
      if (event.name === 'thread_name' || event.name.endsWith('RunTask')) events.push(event);
    }
  });
  const traceConfig = { includedCategories: ['toplevel', '__metadata'] };
  await cdp.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig });
  return {
    stop: async () => {
      const complete = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve));
      await cdp.send('Tracing.end');
      await complete;
      const tasks = tasksIn(events, 'CrRendererMain')[0] ?? [];
      return { tasks, workers: sum(tasksIn(events, 'DedicatedWorker thread').flat()) };
    },
  };
}

const sum = (tasks: readonly number[]) => tasks.reduce((all, task) => all + task, 0);

/** Tasks of the threads of a name, those of the one that worked most first: one tab is open. A task within a task is part of it. */
function tasksIn(events: readonly TraceEvent[], thread: string): number[][] {
  const mains = events.filter(({ name, args }) => name === 'thread_name' && args?.name === thread);
  const lists = mains.map(({ pid, tid }) => {
    const own = events.filter((event) => event.ph === 'X' && event.pid === pid && event.tid === tid);
    own.sort((a, b) => a.ts - b.ts || (b.tdur ?? 0) - (a.tdur ?? 0));
    let until = -1;
    return own.flatMap(({ ts, tdur = 0 }) => {
      if (ts < until) return [];
      until = ts + tdur;
      return [tdur / 1000];
    });
  });
  return lists.sort((a, b) => sum(b) - sum(a));
}
