import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';

/** Dotfiles are not served. */
export const stampFile = 'dist/.inputs';

const inputs = [
  'src/**',
  'public/**',
  'index.html',
  'package.json',
  'package-lock.json',
  'vite.config.ts',
  'pwa.config.ts',
  'scripts/built-at.ts',
  'scripts/counted-by.ts',
];
/** Node runs these from source; the built app does not contain them. */
const notBuilt = ['src/server/**', 'src/ledger/**'];

/** Contents, not times: a fresh clone or a changed branch gives every file a new time. */
export function inputsHash(): string {
  const hash = createHash('sha256').update(process.versions.node);
  const files = globSync(inputs, { exclude: notBuilt }).filter((path) => statSync(path).isFile());
  for (const path of files.toSorted()) hash.update(`\n${path}\n`).update(readFileSync(path));
  return hash.digest('hex');
}

export function isStale(): boolean {
  return !existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== inputsHash();
}
