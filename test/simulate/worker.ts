/** Runs seeds in a thread of its own and reports each one that broke a rule. */
import { parentPort, workerData } from 'node:worker_threads';
import { sound, variants } from './broken.ts';
import { runSeed } from './run.ts';
import type { Job, Report } from './pool.ts';

const { counter, end, variant } = workerData as Job;
const parts = () =>
  variant === null ? sound : (variants.find(({ name }) => name === variant) ?? raise(variant)).parts();

function raise(name: string): never {
  throw new Error(`No variant is called ${name}`);
}

// Threads draw from one counter, so that none idles while another has seeds left.
for (let seed = Atomics.add(counter, 0, 1); seed < end; seed = Atomics.add(counter, 0, 1)) {
  const failure = await runSeed(seed, parts());
  const report: Report = { seed, failure };
  parentPort?.postMessage(report);
  if (failure === null) continue;
  // The others stop as well: the first violation is what is looked at.
  Atomics.store(counter, 0, end);
}
