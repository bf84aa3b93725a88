/** Size budgets: kilobytes are what a villager's data plan pays for. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const kB = 1000;

interface Budget {
  readonly name: string;
  readonly bytes: number;
  readonly limit: number;
}

export function sizeBudgets(dist = 'dist'): Budget[] {
  return [
    { name: 'initial JavaScript', bytes: gzipped(dist, initialScripts(dist)), limit: 180 * kB },
    { name: 'documents', bytes: gzipped(dist, documentChunks(dist)), limit: 350 * kB },
    { name: 'spreadsheets', bytes: gzipped(dist, sheetChunks(dist)), limit: 300 * kB },
    { name: 'everything precached', bytes: gzipped(dist, precached(dist)), limit: 1400 * kB },
  ];
}

/** What the first screen cannot start without: the page's entry and all that it imports statically. */
function initialScripts(dist: string): string[] {
  type Chunk = { file: string; imports?: string[] };
  const chunks: Record<string, Chunk> = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'));
  const needed = new Set<string>();
  const visit = (key: string): void => {
    const chunk = chunks[key];
    if (!chunk) throw new Error(`the build's manifest names no chunk ${key}`);
    if (needed.has(chunk.file)) return;
    needed.add(chunk.file);
    chunk.imports?.forEach(visit);
  };
  visit('index.html');
  return [...needed];
}

/** What writes .docx: the library and what drives it, fetched when the first paper is made. */
function documentChunks(dist: string): string[] {
  const files = globSync('assets/docx-*.js', { cwd: dist });
  if (files.length === 0) throw new Error('the build has no chunk named docx');
  return files;
}

/** What reads and writes spreadsheets, fetched with the first one: the worker holds the store's code once more. */
function sheetChunks(dist: string): string[] {
  const names = ['sheet.worker', 'sheet-desk', 'import', 'ImportPage', 'xlsx-write', 'SheetsPage'];
  const first = initialScripts(dist);
  return names.flatMap((name) => {
    const files = globSync(`assets/${name}-*.js`, { cwd: dist });
    if (files.length === 0) throw new Error(`the build has no chunk named ${name}`);
    if (files.some((file) => first.includes(file))) throw new Error(`${name} comes with the first screen`);
    return files;
  });
}

/** The addresses written into the worker, read back from it: what counts is what a phone downloads. */
function precached(dist: string): string[] {
  const worker = readFileSync(join(dist, 'sw.js'), 'utf8');
  const listed = new Set(Array.from(worker.matchAll(/"?url"?:\s*["'`]([^"'`]+)["'`]/g), ([, url = '']) => url));
  const files = globSync('**/*.*', { cwd: dist }).filter((path) => listed.has(path));
  if (!files.includes('index.html')) throw new Error('dist/sw.js precaches no index.html: its list could not be read');
  return files;
}

function gzipped(dist: string, files: readonly string[]): number {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file)), { level: 9 }).length, 0);
}
