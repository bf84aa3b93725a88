/** Once per test run: a folder for PostgreSQL, which starts when the first test asks for it and is stopped at the end. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { stopPostgres } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresFolder: string;
  }
}

export default function setup({ provide }: TestProject): () => Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'fazhi-pg-'));
  writeFileSync(join(folder, 'owner'), String(process.pid));
  provide('postgresFolder', folder);
  return () => stopPostgres(folder);
}
