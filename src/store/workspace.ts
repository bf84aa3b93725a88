/** Opening a workspace and making the first one (SPEC D5, D8): the only place where a device's identity is minted. */
import Dexie, { liveQuery } from 'dexie';
import { uuid7 } from '#core/ids.ts';
import { LedgerDb } from './db.ts';
import { mintDeviceKey } from './device.ts';
import { keepGlance, type Glance } from './glance.ts';
import { CLOCK, IDENTITY } from './meta-keys.ts';
import { correctedPorts, setClockOffset, type Identity, type Ports, type Store } from './store.ts';

export type Opened =
  | { readonly kind: 'open'; readonly store: Store }
  /** Nothing here yet: the start screen. */
  | { readonly kind: 'empty'; readonly db: LedgerDb }
  /** No usable storage: private mode, blocked, or another version of the app holds the database. */
  | { readonly kind: 'noStorage' }
  | { readonly kind: 'newer' };

/**
 * Opens a workspace's database. Never throws for what a browser may refuse. One that has just been seen is entered by what was seen of it,
 * so that the first screen is drawn before the database is open: `openDb` has to follow.
 */
export async function openWorkspace(name: string, ports: Ports, seen: Glance | null = null): Promise<Opened> {
  const store = seen === null ? null : enterSeen(name, ports, seen);
  if (store !== null) return { kind: 'open', store };
  const db = new LedgerDb(name);
  const refusal = await openDb(db);
  if (refusal !== null) return refusal;
  const [entry, clock] = await db.meta.bulkGet([IDENTITY, CLOCK]);
  const identity = entry?.value as Identity | undefined;
  const hasChanges = identity?.joined !== undefined || (await db.changes.limit(1).primaryKeys()).length > 0;
  if (!isKept(identity, hasChanges)) return { kind: 'empty', db };
  return { kind: 'open', store: storeOf(db, identity, ports, clock?.value) };
}

/** The workspace as it was seen, without a wait; null where nothing is kept in it. `openDb` has to follow. */
export function enterSeen(name: string, ports: Ports, glance: Glance): Store | null {
  const identity = glance.meta.get(IDENTITY) as Identity | undefined;
  if (!isKept(identity, glance.hasChanges)) return null;
  const db = new LedgerDb(name, true);
  keepGlance(db, glance);
  return storeOf(db, identity, ports, glance.meta.get(CLOCK));
}

/**
 * An identity without a single change was minted for a start or a restore that was cut off: the start screen comes again. One
 * that a server knows will be filled by the first exchange.
 */
const isKept = (identity: Identity | undefined, hasChanges: boolean): identity is Identity =>
  identity !== undefined && (identity.joined !== undefined || hasChanges);

function storeOf(db: LedgerDb, identity: Identity, ports: Ports, clock: unknown): Store {
  setClockOffset(db, offsetOf(clock));
  return { db, identity, ports: correctedPorts(db, ports) };
}

/** Opens a database, if it is not open yet. Never throws for what a browser may refuse. */
export async function openDb(db: LedgerDb): Promise<Extract<Opened, { kind: 'noStorage' | 'newer' }> | null> {
  try {
    await db.open();
    return null;
  } catch (error) {
    if (error instanceof Error && error.name === Dexie.errnames.Version) return { kind: 'newer' };
    return { kind: 'noStorage' };
  }
}

/** What `meta` holds under CLOCK. */
const offsetOf = (clock: unknown): number => (clock as number | undefined) ?? 0;

/**
 * Tells of a store that has become another one: the device joined, goes on under another id, lost a right. What tabs keep in memory
 * belongs to the store object, so that a new one starts from what is stored. The clock's correction is taken over on the way. Answers
 * with a function that ends it.
 */
export function watchIdentity(store: Store, onChange: (store: Store) => void): () => void {
  let seen = JSON.stringify(store.identity);
  const look = async () => (await store.db.meta.bulkGet([IDENTITY, CLOCK])).map((entry) => entry?.value);
  const watching = liveQuery(look).subscribe(([identity, clock]) => {
    setClockOffset(store.db, offsetOf(clock));
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
export function wipe({ db }: Pick<Store, 'db'>): Promise<void> {
  db.isGone = true;
  return db.delete();
}
