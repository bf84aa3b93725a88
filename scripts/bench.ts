/**
 * `npm run bench`: measures, beside the bare database in the same run where a ratio is asked for, because machines are noisy.
 * `npm run bench -- saving` runs one part alone, `npm run bench -- server` one subject. Prints a table and writes bench/results.json;
 * it reports and never asserts.
 */
import { closeReport, report as tell } from './bench-report.ts';
import { coldStart } from './bench-cold.ts';
import { archive, papers } from './bench-papers.ts';
import { figures, moreFigures, scrolling, typing } from './bench-screens.ts';
import { bytesOnTheWire, firstRecords, morning, throughput } from './bench-server.ts';
import { openStage, type Scene, type Stage } from './bench-stage.ts';
import { saving, search, storage } from './bench-storage.ts';
import { matrix, moreMatrix, report } from './bench-year.ts';
import { buildApp } from './build.ts';
import { isStale } from './stale.ts';

type Part = (scene: Scene) => Promise<void>;

const subjects: Record<string, Record<string, Part>> = {
  inBrowser: { saving, storage, search },
  screens: { coldStart, figures, moreFigures, matrix, moreMatrix, report, typing, scrolling },
  files: { papers, archive },
  server: { throughput, morning, bytesOnTheWire, firstRecords },
};
const parts = Object.assign({}, ...Object.values(subjects)) as Record<string, Part>;

const asked = process.argv.slice(2);
if (isStale()) await buildApp();
const stage = await openStage();
try {
  const names = asked.flatMap((name) => Object.keys(subjects[name] ?? { [name]: null }));
  for (const name of names.length > 0 ? names : Object.keys(parts)) await play(stage, name);
} finally {
  await stage.close();
}
closeReport();

/** One part that fails must not cost the others' figures. */
async function play({ play: inContext }: Stage, name: string): Promise<void> {
  const part = parts[name];
  if (part === undefined) throw new Error(`No part is called ${name}: ${Object.keys(parts).join(', ')}`);
  await inContext(part).catch((error: unknown) => {
    tell(name, `failed: ${String(error).split('\n')[0]}`, 'to run to its end');
    process.exitCode = 1;
  });
}
