import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createApp } from '#server/app.ts';
import { openStorage } from '#server/storage.ts';

/** A folder of this test alone, removed after it. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fazhi-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The real app over a real database and a small dist/ whose files name themselves. */
export async function aServer() {
  const dist = aFolder();
  mkdirSync(join(dist, 'assets'));
  for (const file of ['index.html', 'sw.js', 'manifest.webmanifest', 'assets/index-abc.js', 'assets/index-abc.js.br']) {
    writeFileSync(join(dist, file), `<${file}>`);
  }
  writeFileSync(join(dist, '.inputs'), 'secret');

  const path = join(aFolder(), 'fazhi.sqlite');
  const storage = await openStorage({ kind: 'sqlite', path }, () => 'e0000000-0000-4000-8000-000000000000');
  const env = { logLevel: 'silent', trustProxy: false, tls: null } as const;
  const app = await createApp({ storage, version: '1.2.3', dist, env });
  onTestFinished(async () => {
    await app.close();
    await storage.close();
  });
  return app;
}
