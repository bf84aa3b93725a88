/**
 * `npm run field-day -- --minutes N [--seed S]`: the field day of `npm test` for as long as is asked, divided among its journeys. Exit 1 when
 * what the devices hold is not equal in the end, or lacks anything that somebody was told to be stored.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { bringBrowser } from './browser.ts';
import { buildApp } from './build.ts';
import { isStale } from './stale.ts';

const USAGE = 'npm run field-day -- --minutes N [--seed S]';
const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '60' }, seed: { type: 'string', default: '20' } },
});
const [minutes, seed] = [Number(values.minutes), Number(values.seed)];

if (!(minutes > 0) || !Number.isSafeInteger(seed)) {
  console.error(`Minutes must be more than none and the seed a whole number; ${USAGE}`);
  process.exitCode = 2;
} else {
  process.env['BROWSER_PATH'] = bringBrowser();
  if (isStale()) await buildApp();
  const env = { ...process.env, FIELD_DAY_MINUTES: String(minutes), FIELD_DAY_SEED: String(seed) };
  // One journey after the other: each drives three browsers and a server.
  const run = ['test', 'test/e2e/field-day.e2e.ts', '--workers', '1'];
  process.exitCode = spawnSync('playwright', run, { stdio: 'inherit', env }).status ?? 1;
}
