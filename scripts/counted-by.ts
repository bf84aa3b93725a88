import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What slims rows, by the kinds' fields. */
const SLIMMERS = ['src/store/slim-chunk.ts', 'src/kinds/index.ts'];
/** What counts a year's figures from them. */
const COUNTERS = [...SLIMMERS, 'src/core/ledger-figures.ts', 'src/core/counted-units.ts', 'src/core/figures.ts'];

/**
 * Names the way in which this build slims rows, and after a full stop the way in which it counts figures; a build that does either as the one before
 * gives it the same name.
 */
export const countedBy = (): string => `${hashOf(SLIMMERS)}.${hashOf(COUNTERS)}`;

/** Of these files and all that they import. */
function hashOf(entries: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of sourcesOf(entries)) hash.update(`${path}\n`).update(readFileSync(join(root, path)));
  return hash.digest('hex').slice(0, 16);
}

/**
 * These files of the project (paths from its root) and all that they import, in the order of their names. Imports of types alone end with
 * the compiler and are left out, as libraries are.
 */
export function sourcesOf(entries: readonly string[]): string[] {
  const found = new Set<string>();
  const visit = (path: string): void => {
    if (found.has(path)) return;
    found.add(path);
    for (const [, from = ''] of readFileSync(join(root, path), 'utf8').matchAll(IMPORT)) {
      if (from.startsWith('#')) visit(join('src', from.slice(1)));
      else if (from.startsWith('./')) visit(join(dirname(path), from));
    }
  };
  for (const entry of entries) visit(entry);
  return [...found].sort();
}

const IMPORT = /^import(?! type\b)\b[^;]*?'([^']+)';/gm;
