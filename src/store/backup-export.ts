/** From the open workspace to backup files (SPEC B1, D6). Reads in slices: a long log need not lie in memory as a whole. */
import { backupName } from '#core/backup-name.ts';
import {
  backupPieces,
  blobText,
  byPosition,
  changeText,
  endOf,
  JOINT,
  unitsOf,
  type ChainTip,
  type VectorTip,
} from '#core/backup.ts';
import type { SignedHead } from '#core/heads.ts';
import { ownChanges, type LastBackup } from './backup-state.ts';
import type { LedgerDb, StoredChange } from './db.ts';
import { signHeads } from './device.ts';
import { guarded, type Guarded } from './guarded.ts';
import type { Store } from './store.ts';

export interface ExportOptions {
  readonly photos: boolean;
  /** Encrypts a finished file; none leaves it plain. */
  readonly seal?: (plain: Blob) => Promise<Blob>;
  readonly onProgress?: (done: number, of: number) => void;
  readonly limits?: Limits;
}

/** Bytes of records and of photos in one file. */
interface Limits {
  readonly text: number;
  readonly photos: number;
}

interface BackupFile {
  readonly name: string;
  readonly blob: Blob;
}

export interface Exported {
  /** One, unless it would be more than a phone can read again: then each can be read by itself, in any order. */
  readonly files: readonly BackupFile[];
  readonly changes: number;
  readonly photos: number;
  /** For `rememberBackup`. */
  readonly last: LastBackup;
}

const SLICE = 250;
const PHOTOS_AT_ONCE = 10;
/** Encryption adds a third, and `MAX_BACKUP_BYTES` must not be reached. */
const LIMITS: Limits = { text: 120_000_000, photos: 48_000_000 };
const JSON_TYPE = 'application/json';

interface ChainText {
  readonly device: string;
  readonly scope: string;
  readonly pieces: readonly Blob[];
  readonly bytes: number;
  readonly tips: readonly VectorTip[];
  readonly ids: ReadonlySet<string>;
}

/** What one file will hold. */
interface Volume {
  readonly chains: ChainText[];
  readonly photos: Blob[];
}

type ChainName = Pick<ChainTip, 'device' | 'scope'>;
const POSITION = '[device+scope+n]';

/** Jumps from chain to chain: there are few, however long they are. */
async function chainNames(db: LedgerDb): Promise<ChainName[]> {
  const names: ChainName[] = [];
  let next = await db.changes.orderBy(POSITION).first();
  while (next !== undefined) {
    const { device, scope } = next;
    names.push({ device, scope });
    next = await db.changes.where(POSITION).above([device, scope, Infinity]).first();
  }
  return names;
}

async function* chainSlices(db: LedgerDb, { device, scope }: ChainName, upTo: number): AsyncGenerator<StoredChange[]> {
  let from = 0;
  for (;;) {
    const slice = await db.changes
      .where(POSITION)
      .between([device, scope, from], [device, scope, Infinity], false)
      .limit(SLICE)
      .toArray();
    const last = slice[slice.length - 1];
    if (last === undefined) return;
    // Two contents at one position (a cloned phone) belong into one slice, or the second would be skipped.
    const whole = await db.changes.where(POSITION).equals([device, scope, last.n]).toArray();
    const changes = [...slice.filter(({ n }) => n < last.n), ...whole].filter(({ seq }) => (seq ?? 0) <= upTo);
    yield changes.sort(byPosition);
    from = last.n;
  }
}

async function chainText(
  db: LedgerDb,
  chain: ChainName,
  upTo: number,
  onSlice: (changes: number) => void,
): Promise<ChainText> {
  const pieces: Blob[] = [];
  const tips = new Map<string, VectorTip>();
  const ids = new Set<string>();
  /** Where the chain behind a change begins, if not at 1. */
  const firsts = new Map<string, number>();
  for await (const changes of chainSlices(db, chain, upTo)) {
    for (const change of changes) {
      const { id, n, prev } = change;
      // What came before may have been cleared from this device (SPEC X8).
      const from = n === 1 || !ids.has(prev) ? n : (firsts.get(prev) ?? 1);
      if (from > 1) firsts.set(id, from);
      tips.delete(prev);
      tips.set(id, endOf(change, from));
      ids.add(id);
    }
    if (changes.length > 0) pieces.push(new Blob([changes.map(changeText).join(JOINT)]));
    onSlice(changes.length);
  }
  return { ...chain, pieces, bytes: pieces.reduce((sum, { size }) => sum + size, 0), tips: [...tips.values()], ids };
}

/** The township's own chains come first: the first file alone can be restored. */
const isShared = ({ scope }: ChainName): boolean => /\/(shared|office)$/.test(scope);

function volumesOf(chains: readonly ChainText[], { text }: Limits): Volume[] {
  const volumes: Volume[] = [{ chains: [], photos: [] }];
  let bytes = 0;
  for (const chain of [...chains.filter(isShared), ...chains.filter((one) => !isShared(one))]) {
    if (bytes > 0 && bytes + chain.bytes > text) {
      volumes.push({ chains: [], photos: [] });
      bytes = 0;
    }
    volumes[volumes.length - 1]?.chains.push(chain);
    bytes += chain.bytes;
  }
  return volumes;
}

/** Photos fill the last file and then more of them. Answers how many there are. */
async function addPhotos(db: LedgerDb, volumes: Volume[], limits: Limits): Promise<number> {
  const ids = await db.blobs.orderBy('id').primaryKeys();
  const text = volumes[volumes.length - 1]?.chains.reduce((sum, chain) => sum + chain.bytes, 0) ?? 0;
  let room = Math.min(limits.photos, limits.text - text);
  for (let at = 0; at < ids.length; at += PHOTOS_AT_ONCE) {
    const blobs = (await db.blobs.bulkGet(ids.slice(at, at + PHOTOS_AT_ONCE))).filter((blob) => blob !== undefined);
    const piece = new Blob([blobs.map(blobText).join(JOINT)]);
    if (piece.size > room) {
      volumes.push({ chains: [], photos: [] });
      room = limits.photos;
    }
    volumes[volumes.length - 1]?.photos.push(piece);
    room -= piece.size;
  }
  return ids.length;
}

interface Common {
  readonly createdAt: string;
  readonly heads: readonly SignedHead[];
  readonly store: Store;
}

async function fileOf({ chains, photos }: Volume, { createdAt, heads, store }: Common): Promise<Blob> {
  const { db } = store;
  const sorted = [...chains].sort((a, b) => byPosition({ ...a, n: 0, id: '' }, { ...b, n: 0, id: '' }));
  const own = heads.filter(({ id }) => sorted.some(({ ids }) => ids.has(id)));
  const verdicts = (await db.verdicts.toArray()).filter(({ change }) => sorted.some(({ ids }) => ids.has(change)));
  const writers = new Set([...sorted.map(({ device }) => device), ...own.map(({ device }) => device)]);
  const devices = (await db.devices.toArray()).filter(({ id }) => writers.has(id));
  const scopes = sorted.map(({ scope }) => scope);
  const units = unitsOf(scopes, sorted.length === 0 ? [] : await db.rows('unit').toArray());
  const vector = sorted.flatMap(({ tips }) => tips).sort(byPosition);
  const parts = { createdAt, units, devices, heads: own.sort(byPosition), verdicts, vector };
  return new Blob(
    backupPieces(
      parts,
      sorted.flatMap(({ pieces }) => pieces),
      photos,
    ),
    { type: JSON_TYPE },
  );
}

/** The unit after which the file is named: the village, or the township of an office. */
async function unitName({ db, identity }: Store): Promise<string> {
  const id = identity.mode === 'township' ? identity.township : identity.units[0];
  const name = id === undefined ? undefined : (await db.rows('unit').get(id))?.values['name'];
  return typeof name === 'string' ? name : '';
}

/**
 * Writes everything that the workspace holds into files. Signs the heads first, so that whoever carries the file can
 * prove whose it is. Changes that are written meanwhile wait for the next export.
 */
export function exportBackup(
  store: Store,
  { photos, seal, onProgress = () => {}, limits = LIMITS }: ExportOptions,
): Promise<Guarded<Exported>> {
  return guarded(store, async () => {
    const { db, ports } = store;
    const at = ports.now();
    const last: LastBackup = { at, changes: await ownChanges(store) };
    await signHeads(store);
    const upTo = (await db.changes.orderBy('seq').last())?.seq ?? 0;
    const of = await db.changes.count();
    let done = 0;
    const chains: ChainText[] = [];
    for (const name of await chainNames(db)) {
      chains.push(await chainText(db, name, upTo, (changes) => onProgress((done += changes), of)));
    }
    const volumes = volumesOf(chains, limits);
    const photoCount = photos ? await addPhotos(db, volumes, limits) : 0;
    const common: Common = { createdAt: new Date(at).toISOString(), heads: await db.heads.toArray(), store };
    const unit = await unitName(store);
    const files: BackupFile[] = [];
    for (const [i, volume] of volumes.entries()) {
      const plain = await fileOf(volume, common);
      files.push({ name: backupName(unit, at, i + 1), blob: seal === undefined ? plain : await seal(plain) });
    }
    return { files, changes: done, photos: photoCount, last };
  });
}
