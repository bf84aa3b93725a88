/** A ledger in a process of its own, to be killed: one request a line in, one answer a line out. */
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { createKeys } from '#server/keys.ts';
import { createLedger } from '#server/ledger.ts';
import { openStorage, type StorageSettings } from '#server/storage.ts';
import type { Caller } from '#server/caller.ts';
import type { SyncRequest } from '#core/exchange.ts';

const settings = JSON.parse(process.argv[2] ?? '') as StorageSettings;
const storage = await openStorage(settings, randomUUID);
const ledger = createLedger({ storage, clock: { now: () => Date.now() }, newId: randomUUID, keys: createKeys() });
const say = (line: string): void => void process.stdout.write(`${line}\n`);
say('ready');
createInterface({ input: process.stdin }).on('line', (line) => {
  const { at, caller, request } = JSON.parse(line) as { at: number; caller: Caller; request: SyncRequest };
  void ledger.exchange(caller, request).then((answer) => say(JSON.stringify({ at, answer })));
});
