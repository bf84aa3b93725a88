/** What a person's app does on the device alone: saves, drafts, backup files; the same rules as `src/store`. */
import { backupOf, type Backup } from '#core/backup.ts';
import type { Json } from '#core/canonical.ts';
import { CHAIN_START, changesOf, fieldOfPath, type IdentifiedChange, type Op } from '#core/change.ts';
import { chainKey, type Account } from '#core/exchange.ts';
import type { KnownDevice, SignedHead } from '#core/heads.ts';
import { freshSalt, uuid7 } from '#core/ids.ts';
import { isSensitive } from '#core/sensitive.ts';
import { nextStamp, stampText, type Stamp } from '#core/stamp.ts';
import { kindByName } from '#kinds/index.ts';
import type { Edit } from '#store/edit.ts';
import { addToLog, type Disk } from './disk.ts';
import { foldOwnChanges } from './memory-fold.ts';
import type { MemoryStore } from './memory-store.ts';

const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const opsOfEdit = ({ kind, record, fields }: Edit, store: MemoryStore): Op[] =>
  Object.keys(fields)
    .sort()
    .map((path) => {
      const { value, replaces, saw } = fields[path] as Edit['fields'][string];
      const field = kindByName(kind)?.fields[fieldOfPath(path)];
      const salted = value !== null && field !== undefined && isSensitive(field);
      return {
        record,
        kind,
        field: path,
        value,
        replaces: [...replaces].sort(byCode),
        ...(saw === undefined ? {} : { saw: [...saw].sort(byCode) }),
        ...(salted ? { salt: freshSalt(store.ports.randomBytes) } : {}),
      };
    });

/** Stores edits as one user action; a draft ends in the same transaction (SPEC D2, D9). */
export function commit(store: MemoryStore, edits: readonly Edit[], draft?: string): IdentifiedChange[] {
  const { disk } = store;
  return store.power.transaction((put) => {
    const { key, actor } = disk.identity;
    let stamp: Stamp = disk.stamp;
    const by = {
      device: key.device,
      actor,
      action: uuid7(Math.max(0, store.ports.now()), store.ports.randomBytes),
      nextStamp: () => stampText((stamp = nextStamp(stamp, store.now())), key.device),
    };
    const scopes = [...new Set(edits.map(({ scope }) => scope))].sort(byCode);
    const written = scopes.flatMap((scope) => {
      const ops = edits.filter((edit) => edit.scope === scope).flatMap((edit) => opsOfEdit(edit, store));
      return changesOf(ops, scope, by, disk.ends.get(scope) ?? CHAIN_START);
    });
    for (const change of written) {
      put(() => addToLog(disk, change));
      put(() => endAt(store, change));
      // Somebody else's content at this position may have been answered for.
      put(() => lowerAck(disk, change));
      put(() => store.ports.wrote?.(change));
    }
    foldOwnChanges(disk, written, put);
    put(() => (disk.stamp = stamp));
    if (draft !== undefined) put(() => void (disk.drafts.delete(draft), disk.newCases.delete(draft)));
    return written;
  });
}

function lowerAck({ acks }: Disk, change: IdentifiedChange): void {
  const key = chainKey(change);
  if ((acks.get(key) ?? 0) >= change.n) acks.set(key, change.n - 1);
}

function endAt({ disk }: MemoryStore, { scope, n, id }: IdentifiedChange): void {
  disk.ends.set(scope, { n, id, signed: disk.ends.get(scope)?.signed ?? 0 });
}

/** The answer to coming into a township becomes this device's identity (`settleIn`); everything held is offered from now on (SPEC D8). */
export function enter({ disk, power, ports }: MemoryStore, account: Account, serverTime: number): void {
  const { member: actor, township } = account;
  power.transaction((put) => {
    put(() => {
      disk.identity = { ...disk.identity, actor, township };
      Object.assign(disk, { account, offset: serverTime - ports.now() });
    });
  });
}

/** A new record's edit. */
export function creation(kind: string, record: string, scope: string, values: { readonly [path: string]: Json }): Edit {
  const fields = Object.fromEntries(Object.entries(values).map(([path, value]) => [path, { value, replaces: [] }]));
  return { kind, record, scope, fields };
}

/** Everything that the device holds, with its chains signed (SPEC B1, D6). */
export function exportBackup(store: MemoryStore): Backup {
  const { disk } = store;
  store.power.transaction((put) => store.signEnds(put));
  const writers = new Set([...disk.log.values()].map(({ device }) => device));
  return backupOf({
    createdAt: new Date(0).toISOString(),
    devices: [...disk.devices.values()].filter(({ id }) => writers.has(id)),
    heads: [...disk.heads.values()].filter(({ id }) => disk.log.has(id)),
    changes: [...disk.log.values()],
    verdicts: [...disk.verdicts.values()].filter(({ change }) => disk.log.has(change)),
    blobs: [],
  });
}

/** Takes in what a file brings of the scopes that this device may read (SPEC B2, B7); answers how many changes were new. */
export function importBackup(store: MemoryStore, { changes: all, heads, devices }: Backup): number {
  const changes = all.filter(({ scope }) => store.mayTake(scope));
  const ids = new Set(changes.map(({ id }) => id));
  return takeChanges(
    store,
    changes,
    heads.filter(({ id }) => ids.has(id)),
    devices,
  );
}

/** Takes in changes that nobody has answered for; answers how many were new. */
export function takeChanges(
  store: MemoryStore,
  changes: readonly IdentifiedChange[],
  heads: readonly SignedHead[] = [],
  devices: readonly KnownDevice[] = [],
): number {
  const { disk } = store;
  return store.power.transaction((put) => {
    const fresh = store.takeIn(put, changes, heads, devices);
    for (const change of fresh) {
      // Below an acknowledgement it would never be offered.
      put(() => lowerAck(disk, change));
    }
    return fresh.length;
  });
}
