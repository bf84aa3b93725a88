import { globSync, statSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const compressible = '**/*.{js,css,html,svg,json,webmanifest}';
/** Below this an answer fits one packet either way. */
const smallest = 1024;

/** Writes a .br and a .gz beside every text file that gains from it: compressed once here instead of on each request. */
export async function precompress(folder: string): Promise<void> {
  const files = globSync(compressible, { cwd: folder, exclude: ['.vite/**'] }).map((path) => join(folder, path));
  await Promise.all(files.filter((path) => statSync(path).size >= smallest).map(compress));
}

async function compress(path: string): Promise<void> {
  const bytes = await readFile(path);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(bytes, { params }),
    promisify(gzip)(bytes, { level: constants.Z_BEST_COMPRESSION }),
  ]);
  await Promise.all([writeFile(`${path}.br`, br), writeFile(`${path}.gz`, gz)]);
}
