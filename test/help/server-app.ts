/** The server's app as a module, for tests in which a browser visits it. */
import type { FastifyInstance } from 'fastify';
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createApp } from '#server/app.ts';
import { openBlobFiles } from '#server/blobs.ts';
import { createKeys } from '#server/keys.ts';
import { createLedger } from '#server/ledger.ts';
import { openStorage } from '#server/storage.ts';

/** With nobody in it; serves `dist` and keeps photos in `folder`. */
export async function openApp(dist: string, folder: string): Promise<FastifyInstance> {
  const accounts = {
    storage: await openStorage({ kind: 'sqlite', path: ':memory:' }, randomUUID),
    clock: { now: Date.now },
    newId: randomUUID,
    keys: createKeys(),
    randomBytes: (length: number) => randomBytes(length),
    start: randomUUID(),
  };
  const app = await createApp({
    accounts,
    ledger: createLedger(accounts),
    blobs: openBlobFiles(join(folder, 'blobs')),
    version: '0',
    dist,
    env: { logLevel: 'silent', trustProxy: false, tls: null },
  });
  app.addHook('onClose', () => accounts.storage.close());
  return app;
}
