/** Opening a workspace and making the first one (SPEC D5, D8): the only place where a device's identity is minted. */
import Dexie, { liveQuery } from 'dexie';
import { uuid7 } from '#core/ids.ts';
import { LedgerDb, versions } from './db.ts';
import { mintDeviceKey } from './device.ts';
import { CLOCK, correctedPorts, setClockOffset, type Identity, type Ports, type Store } from './store.ts';

/** The real workspace and the sample each have a database of their own, so that neither can reach the other. */
export const REAL_DB = 'fazhi-taizhang';
export const SAMPLE_DB = 'fazhi-taizhang-sample';

export type Opened =
  | { readonly kind: 'open'; readonly store: Store }
  /** Nothing here yet: the start screen. */
  | { readonly kind: 'empty'; readonly db: LedgerDb }
  /** No usable storage: private mode, blocked, or another version of the app holds the database. */
  | { readonly kind: 'noStorage' }
  | { readonly kind: 'newer' };

/** Opens a workspace's database. Never throws for what a browser may refuse. */
export async function openWorkspace(name: string, ports: Ports): Promise<Opened> {
  const db = new LedgerDb(name);
  try {
    await db.open();
  } catch (error) {
    if (error instanceof Error && error.name === Dexie.errnames.Version) return { kind: 'newer' };
    return { kind: 'noStorage' };
  }
  // Dexie opens a database of a newer version as it is and counts versions in tens; an old tab must not write into it.
  if (Math.floor(db.backendDB().version / 10) > versions.length) {
    db.close();
    return { kind: 'newer' };
  }
  const identity = (await db.meta.get('identity'))?.value as Identity | undefined;
  // An identity without a single change was minted for a start or a restore that was cut off: the start screen comes again. One
  // that a server knows will be filled by the first exchange.
  if (identity === undefined || (identity.joined === undefined && (await db.changes.count()) === 0)) {
    return { kind: 'empty', db };
  }
  setClockOffset(db, await offsetIn(db));
  return { kind: 'open', store: { db, identity, ports: correctedPorts(db, ports) } };
}

const offsetIn = async (db: LedgerDb): Promise<number> =>
  ((await db.meta.get(CLOCK))?.value as number | undefined) ?? 0;

/**
 * Tells of a store that has become another one: the device joined, goes on under another id, lost a right. What tabs keep in memory
 * belongs to the store object, so that a new one starts from what is stored. The clock's correction is taken over on the way. Answers
 * with a function that ends it.
 */
export function watchIdentity(store: Store, onChange: (store: Store) => void): () => void {
  let seen = JSON.stringify(store.identity);
  const look = async () => ({
    identity: (await store.db.meta.get('identity'))?.value,
    offset: await offsetIn(store.db),
  });
  const watching = liveQuery(look).subscribe(({ identity, offset }) => {
    setClockOffset(store.db, offset);
    const now = JSON.stringify(identity);
    if (identity === undefined || now === seen) return;
    seen = now;
    onChange({ ...store, identity: identity as Identity });
  });
  return () => watching.unsubscribe();
}

/** Mints this device's id and key in an empty database and remembers who it is. */
export async function mintIdentity(db: LedgerDb, ports: Ports, who: Omit<Identity, 'device'>): Promise<Store> {
  // Without WebCrypto (plain http in a local network) the device works, but cannot prove authorship.
  const key = typeof crypto.subtle === 'undefined' ? null : await mintDeviceKey();
  const identity: Identity = { ...who, device: key?.device ?? uuid7(ports.now(), ports.randomBytes).replace(/-/g, '') };
  const clock = correctedPorts(db, ports);
  return db.transaction('rw', db.meta, db.devices, db.changes, async () => {
    const other = (await db.meta.get('identity'))?.value as Identity | undefined;
    // Two tabs on the start screen: the first one to store something wins, the other opens what it made.
    const isTaken = other?.joined !== undefined || (await db.changes.count()) > 0;
    if (other !== undefined && isTaken) return { db, identity: other, ports: clock };
    await db.meta.put({ id: 'identity', value: identity });
    if (key !== null) await db.meta.put({ id: 'key', value: key.privateKey });
    // Its name goes into backups: 本机 would be every other device's name there.
    await db.devices.put({ id: identity.device, publicKey: key?.publicKey ?? null, name: '' });
    return { db, identity, ports: clock };
  });
}

/** Takes back what `mintIdentity` did where nothing else could be stored: it must not stand in the way of the start screen. */
export async function forgetIdentity({ db, identity }: Store): Promise<void> {
  if ((await db.changes.count()) > 0) return;
  await db.transaction('rw', db.meta, db.devices, async () => {
    await db.meta.bulkDelete(['identity', 'key']);
    await db.devices.delete(identity.device);
  });
}

/** Restoring into an empty workspace: a device of its own in the township of the backup (SPEC D5). */
export function adoptWorkspace(
  db: LedgerDb,
  ports: Ports,
  found: { township: string; units: readonly string[]; mode: Identity['mode']; sample?: boolean },
): Promise<Store> {
  const { township, units, mode, sample = false } = found;
  return mintIdentity(db, ports, { actor: uuid7(ports.now(), ports.randomBytes), township, units, mode, sample });
}

/** A device that was reported lost forgets everything: who it was, its key, its records and its drafts (SPEC X8). */
export const wipe = ({ db }: Pick<Store, 'db'>): Promise<void> => db.delete();
