import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Ports } from '#server/accounts/ports.ts';
import type { Env } from '#server/env.ts';
import { createKeys } from '#server/keys.ts';
import { messageOf } from '#server/places.ts';
import { openStorage, type StorageSettings } from '#server/storage.ts';

/** Opens what the environment names; what cannot be opened is one line for the terminal. */
export async function openAccounts({ dataDir, databaseUrl }: Env): Promise<Ports | { readonly problem: string }> {
  const settings: StorageSettings =
    databaseUrl === null
      ? { kind: 'sqlite', path: join(dataDir, 'fazhi.sqlite') }
      : { kind: 'postgres', url: databaseUrl };
  try {
    mkdirSync(dataDir, { recursive: true });
  } catch (cause) {
    return { problem: `DATA_DIR: ${dataDir} cannot be used: ${messageOf(cause)}` };
  }
  try {
    return {
      storage: await openStorage(settings, randomUUID),
      clock: { now: Date.now },
      newId: randomUUID,
      keys: createKeys(),
      randomBytes: (length) => randomBytes(length),
      start: randomUUID(),
    };
  } catch (cause) {
    const what = databaseUrl === null ? `DATA_DIR: ${dataDir}` : 'DATABASE_URL: the database';
    return { problem: `${what} cannot be used: ${messageOf(cause)}` };
  }
}
