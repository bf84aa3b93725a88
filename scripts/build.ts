import { rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { precompress } from './precompress.ts';
import { inputsHash, stampFile } from './stale.ts';

/** Builds dist/: bundle, worker, compressed twins, and the stamp that says from which inputs. */
export async function buildApp(): Promise<void> {
  const inputs = inputsHash();
  // First the stamp goes: a build that breaks off must not look fresh.
  rmSync(stampFile, { force: true });
  await build({ logLevel: 'warn' });
  await precompress('dist');
  writeFileSync(stampFile, inputs);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildApp();
