/** `npm run ledger -- COMMAND`: the core on the command line, without browser or server (contract.md). */
import { isFailed, misused, type Failed, type Outcome } from './outcome.ts';
import { readUsage, type Command } from './usage.ts';

/** Loaded when asked for: checking a file needs none of what figures need. */
const commands = new Map<string, () => Promise<Command>>([
  ['merge', async () => (await import('./merge.ts')).merge],
  ['verify', async () => (await import('./verify.ts')).verify],
  ['show', async () => (await import('./show.ts')).show],
  ['sample', async () => (await import('./sample.ts')).sample],
  ['import', async () => (await import('./import.ts')).importSheet],
  ['figures', async () => (await import('./figures.ts')).figures],
  ['tables', async () => (await import('./tables.ts')).tables],
  ['report', async () => (await import('./report.ts')).report],
  ['papers', async () => (await import('./papers.ts')).papers],
]);

const list = [...commands.keys()].join('、');

async function run([name, ...input]: readonly string[]): Promise<Outcome> {
  if (name === undefined) return misused(`没有给出命令；命令有：${list}`);
  const load = commands.get(name);
  if (load === undefined) return misused(`没有“${name}”这个命令；命令有：${list}`);
  const command = await load();
  const given = readUsage(input, command.usage);
  return isFailed(given) ? given : command.run(given);
}

function end({ exit, line }: Failed): void {
  // Text from a file may hold anything: one line stays one line.
  process.stderr.write(`${line.replace(/\p{Cc}+/gu, ' ')}\n`);
  process.exitCode = exit;
}

// A reader that closed early (`… | head`) is no error.
process.stdout.on('error', () => process.exit());
try {
  const outcome = await run(process.argv.slice(2));
  if (outcome !== null) end(outcome);
} catch (error) {
  // A bug, or more than memory holds. Whoever looks for it asks for the whole story.
  if (process.env['LOG_LEVEL'] === 'debug') throw error;
  end({
    exit: 1,
    line: `程序出错：${error instanceof Error ? error.message : String(error)}；请把文件和这行字交给维护的人`,
  });
}
