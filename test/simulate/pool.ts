/** Many seeds on a few threads. */
import { Worker } from 'node:worker_threads';
import type { Failure } from './run.ts';

export interface Job {
  /** The next seed, shared by all threads. */
  readonly counter: Int32Array;
  readonly end: number;
}

export interface Report {
  readonly seed: number;
  readonly failure: Failure | null;
}

export interface Run {
  readonly from: number;
  readonly seeds: number;
  readonly threads?: number;
  readonly onSeed?: (done: number) => void;
}

export interface Ran {
  readonly seeds: number;
  /** Of the lowest seed that broke a rule before the threads stopped. */
  readonly failure: Failure | null;
}

/** Runs seeds until all are done or one has broken a rule. */
export async function runSeeds({ from, seeds, threads = 2, onSeed = () => {} }: Run): Promise<Ran> {
  const counter = new Int32Array(new SharedArrayBuffer(4));
  counter[0] = from;
  const job: Job = { counter, end: from + seeds };
  const failures: Failure[] = [];
  let done = 0;
  const work = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(new URL('worker.ts', import.meta.url), {
        workerData: job,
        // Most of what a seed makes lives no longer than the seed.
        resourceLimits: { maxYoungGenerationSizeMb: 256 },
      });
      worker.on('message', ({ failure }: Report) => {
        done += 1;
        onSeed(done);
        if (failure !== null) failures.push(failure);
      });
      worker.on('error', reject);
      worker.on('exit', () => resolve());
    });
  await Promise.all(Array.from({ length: Math.min(threads, seeds) }, work));
  failures.sort((a, b) => a.seed - b.seed);
  return { seeds: done, failure: failures[0] ?? null };
}

const LINES = 40;

/** A violation in words: seed, step, rule and the last that happened. */
export const wordsOf = ({ seed, step, rule, trace }: Failure): string =>
  [...trace.slice(-LINES), `seed ${seed}, step ${step}: ${rule}`].join('\n');
