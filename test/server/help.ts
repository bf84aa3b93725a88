import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder of this test alone, removed after it. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fazhi-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
