/** From a backup that was read to the open workspace: a set union of what it may read, previewed first (SPEC B2, D5). */
import { rowsOfKinds, type Backup, type BackupBlob } from '#core/backup.ts';
import {
  countsOf,
  placesOf,
  previewOf,
  recordsByKind,
  type BackupPreview,
  type KindCount,
} from '#core/backup-preview.ts';
import { accessOf } from './access.ts';
import { isSample } from '#core/sample-mark.ts';
import type { LedgerDb } from './db.ts';
import { guarded, type Failure, type Guarded } from './guarded.ts';
import { freshAmong } from './held.ts';
import { receive } from './incoming.ts';
import type { Identity, Ports, Store } from './store.ts';
import { adoptWorkspace, forgetIdentity } from './workspace.ts';

export interface ImportPreview extends BackupPreview {
  /** Changes that are new here, and those that are here already. */
  readonly fresh: number;
  readonly held: number;
  /** Changes of other units, or of the sample, which this workspace does not take in. */
  readonly outside: number;
  /** Records that are new here, by kind name. */
  readonly freshRecords: readonly KindCount[];
}

export interface Imported {
  /** Changes that were new. */
  readonly changes: number;
  readonly photos: number;
  /** Photos for which the device had no room; everything else is in. Importing again later brings them. */
  readonly photosLeftOut: number;
  /** The workspace with the units that joined it; the same one when none did. */
  readonly store: Store;
}

type OnProgress = (done: number, of: number) => void;

const PHOTOS_AT_ONCE = 20;

/**
 * The sample and the real records never meet: what is invented must not be counted, and what is real must not be thrown
 * away with the sample. A township keeps every village's records, a village its own and what is common to its township.
 */
const mayRead = (identity: Identity, scope: string, isOfSample: boolean): boolean =>
  identity.sample === isOfSample && accessOf(identity, scope) !== 'none';

/** Ids of photos that stand somewhere in the values of changes. */
function photosIn(changes: Backup['changes'], ids: ReadonlySet<string>): Set<string> {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value === 'string') {
      if (ids.has(value)) found.add(value);
    } else if (typeof value === 'object' && value !== null) Object.values(value).forEach(look);
  };
  for (const { ops } of changes) for (const { value } of ops) look(value);
  return found;
}

/** The part of a backup that this workspace takes in. A head without its changes would prove nothing here. */
function readable({ identity }: Pick<Store, 'identity'>, backup: Backup): Backup {
  const isOfSample = isSample(backup.changes);
  const changes = backup.changes.filter(({ scope }) => mayRead(identity, scope, isOfSample));
  if (changes.length === backup.changes.length) return backup;
  const ids = new Set(changes.map(({ id }) => id));
  const photos = photosIn(changes, new Set(backup.blobs.map(({ id }) => id)));
  return {
    ...backup,
    changes,
    heads: backup.heads.filter(({ id }) => ids.has(id)),
    verdicts: backup.verdicts.filter(({ change }) => ids.has(change)),
    blobs: backup.blobs.filter(({ id }) => photos.has(id)),
  };
}

/** What importing would bring. Reads only. */
export async function previewImport(store: Store, backup: Backup): Promise<ImportPreview> {
  const { db } = store;
  const part = readable(store, backup);
  const fresh = await freshAmong(db, part.changes);
  const freshRecords = new Map<string, Set<string>>();
  for (const [kind, records] of recordsByKind(fresh)) {
    const held = new Set(await db.rows(kind).toCollection().primaryKeys());
    const left = new Set([...records].filter((record) => !held.has(record)));
    if (left.size > 0) freshRecords.set(kind, left);
  }
  return {
    ...previewOf(part),
    sample: isSample(backup.changes),
    held: part.changes.length - fresh.length,
    fresh: fresh.length,
    outside: backup.changes.length - part.changes.length,
    freshRecords: countsOf(freshRecords),
  };
}

/** Text is in already: photos for which there is no room wait (SPEC D7). */
async function storePhotos(store: Store, blobs: readonly BackupBlob[]): Promise<number> {
  let stored = 0;
  for (let at = 0; at < blobs.length; at += PHOTOS_AT_ONCE) {
    const slice = blobs.slice(at, at + PHOTOS_AT_ONCE);
    const done = await guarded(store, () => receive(store, { changes: [], blobs: slice }));
    if (!done.ok) break;
    stored += slice.length;
  }
  return stored;
}

/** Units that a township gets to know through a file are its units from then on. */
async function joinUnits(store: Store, { changes, verdicts }: Pick<Backup, 'changes' | 'verdicts'>): Promise<Store> {
  const { db, identity } = store;
  if (identity.mode !== 'township') return store;
  const found = rowsOfKinds(changes, verdicts, ['unit'])
    .filter(({ removed, values }) => removed === null && values['unitKind'] !== 'township')
    .map(({ id }) => id);
  return db.transaction('rw', db.meta, async () => {
    const now = ((await db.meta.get('identity'))?.value ?? identity) as Identity;
    const joined = found.filter((id) => !now.units.includes(id));
    if (joined.length === 0) return { ...store, identity: now };
    const next: Identity = { ...now, units: [...now.units, ...joined] };
    await db.meta.put({ id: 'identity', value: next });
    return { ...store, identity: next };
  });
}

/** Takes a backup in. The workspace keeps its device, key and chains; importing twice or in any order is the same. */
export async function importBackup(store: Store, backup: Backup, onProgress?: OnProgress): Promise<Guarded<Imported>> {
  const { blobs, ...text } = readable(store, backup);
  const received = await guarded(store, async () =>
    receive(store, { ...text, changes: await freshAmong(store.db, text.changes) }, onProgress),
  );
  if (!received.ok) return received;
  const photos = await storePhotos(store, blobs);
  const joined = await joinUnits(store, text);
  const same = joined.identity.units.length === store.identity.units.length;
  const value = { changes: received.value, photos, photosLeftOut: blobs.length - photos, store: same ? store : joined };
  return { ok: true, value };
}

export type Restored =
  | { readonly ok: true; readonly value: Imported }
  /** nothingToRestore: the file names no unit, so there is nobody whose workspace it could become. */
  | { readonly ok: false; readonly failure: Failure | 'nothingToRestore' };

/**
 * 从备份恢复 into an empty workspace: a new device in the township and units of the backup, and nothing else is asked. A
 * backup of the sample makes a workspace that says so.
 */
export async function restoreBackup(
  db: LedgerDb,
  ports: Ports,
  backup: Backup,
  onProgress?: OnProgress,
): Promise<Restored> {
  const places = placesOf(backup);
  if (places === null) return { ok: false, failure: 'nothingToRestore' };
  const store = await adoptWorkspace(db, ports, { ...places, sample: isSample(backup.changes) });
  const done = await importBackup(store, backup, onProgress);
  if (!done.ok) await forgetIdentity(store);
  return done;
}
