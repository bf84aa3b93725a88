/** Runs seeds in a thread of its own and reports each one that broke a rule. */
import { parentPort, workerData } from 'node:worker_threads';
import { sound } from './broken.ts';
import { runSeed } from './run.ts';
import type { Job, Report } from './pool.ts';

const { counter, end } = workerData as Job;

// Threads draw from one counter, so that none idles while another has seeds left.
for (let seed = Atomics.add(counter, 0, 1); seed < end; seed = Atomics.add(counter, 0, 1)) {
  const failure = await runSeed(seed, sound);
  const report: Report = { seed, failure };
  parentPort?.postMessage(report);
  if (failure === null) continue;
  // The others stop as well: the first violation is what is looked at.
  Atomics.store(counter, 0, end);
}
