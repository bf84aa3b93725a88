/** Reads a command's arguments: names of files and `--options`, each known and each given its value. */
import { parseArgs } from 'node:util';
import { isFailed, misused, type Failed, type Outcome } from './outcome.ts';

export interface Usage {
  /** As printed when it was used wrongly. */
  readonly line: string;
  readonly options: { readonly [name: string]: 'text' | 'flag' };
  readonly required?: readonly string[];
  readonly files: { readonly min: number; readonly max: number };
}

export interface Given {
  readonly files: readonly string[];
  readonly texts: { readonly [option: string]: string | undefined };
  readonly flags: { readonly [option: string]: boolean | undefined };
}

export interface Command {
  readonly usage: Usage;
  readonly run: (given: Given) => Promise<Outcome>;
}

function parsed(input: readonly string[], { options }: Usage) {
  const config = Object.fromEntries(
    Object.entries(options).map(([name, type]) => [
      name,
      { type: type === 'flag' ? ('boolean' as const) : ('string' as const) },
    ]),
  );
  try {
    return parseArgs({ args: [...input], options: config, allowPositionals: true, strict: true });
  } catch (error) {
    const { code = '', message = '' } = error as { code?: string; message?: string };
    const option = /--?[^'" ]+/.exec(message)?.[0] ?? '';
    return misused(code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' ? `没有“${option}”这个选项` : `“${option}”的用法不对`);
  }
}

/** What was given, or the usage line with what is wrong about it. */
export function readUsage(input: readonly string[], usage: Usage): Given | Failed {
  const { line, options, files, required = [] } = usage;
  const wrong = (reason: string) => misused(`${reason}；用法：npm run ledger -- ${line}`);
  const read = parsed(input, usage);
  if (isFailed(read)) return wrong(read.line);
  const { positionals, values } = read;
  if (positionals.length < files.min)
    return wrong(files.min === 1 ? '没有给出备份文件' : `至少要给出 ${files.min} 个备份文件`);
  if (positionals.length > files.max) return wrong(`多了“${positionals[files.max]}”`);
  const missing = required.find((name) => values[name] === undefined);
  if (missing !== undefined) return wrong(`没有给出 --${missing}`);
  const texts: Record<string, string> = {};
  const flags: Record<string, boolean> = {};
  for (const name of Object.keys(options)) {
    const value = values[name];
    if (typeof value === 'string') texts[name] = value;
    if (typeof value === 'boolean') flags[name] = value;
  }
  return { files: positionals, texts, flags };
}
