/** `npm run simulate -- --seeds N [--from S] [--threads T]`: exit 1 with the seed on the first violated invariant (contract.md). */
import { parseArgs } from 'node:util';
import { runSeeds, wordsOf } from '#test/simulate/pool.ts';

const USAGE = 'npm run simulate -- --seeds N [--from S] [--threads T]';
const text = (byDefault: string) => ({ type: 'string', default: byDefault }) as const;

/** What was asked for, or what is wrong with it. */
function given(): { readonly seeds: number; readonly from: number; readonly threads: number } | string {
  try {
    const { values } = parseArgs({ options: { seeds: text('2000'), from: text('0'), threads: text('2') } });
    const [seeds, from, threads] = [Number(values.seeds), Number(values.from), Number(values.threads)];
    if (![seeds, from, threads].every(Number.isSafeInteger)) return 'These are no whole numbers';
    return seeds < 1 || from < 0 || threads < 1
      ? 'There must be a seed, from 0 on, and a thread'
      : { seeds, from, threads };
  } catch (error) {
    return (error as Error).message;
  }
}

const asked = given();
if (typeof asked === 'string') {
  console.error(`${asked}; ${USAGE}`);
  process.exitCode = 2;
} else {
  const began = performance.now();
  const { seeds, failure } = await runSeeds(asked);
  if (failure !== null) {
    console.error(wordsOf(failure));
    process.exitCode = 1;
  }
  console.log(`${seeds} seeds in ${Math.round((performance.now() - began) / 1000)} s`);
}
