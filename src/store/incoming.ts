/** Changes that were made elsewhere: a backup file, another device, the log itself (SPEC B2, D1). */
import Dexie from 'dexie';
import { sameDevice } from '#core/backup.ts';
import { recordsOf, type IdentifiedChange } from '#core/change.ts';
import { chainKey } from '#core/exchange.ts';
import { opsByRecord, opsOf, type RecordOp, type Row } from '#core/fold.ts';
import { withoutErased } from '#core/erasure.ts';
import { parseStamp, witness } from '#core/stamp.ts';
import { heldBack } from '#core/verdict.ts';
import { kinds } from '#kinds/index.ts';
import { lowerAcks } from './acks.ts';
import { dropHeld, erasedPhotos, hearErasures } from './erasures.ts';
import { continueOwnChains, ownDevices } from './own-chains.ts';
import type { Chain, KnownDevice, LedgerDb, SignedHead, StoredBlob, StoredChange, Verdict } from './db.ts';
import { UNKNOWN_ROWS } from './schema.ts';
import { rowFrom, storeRows } from './rows.ts';
import { storeTold } from './told.ts';
import { TICKS } from './meta-keys.ts';
import { openTally, serversOf, ticksOf, type Store } from './store.ts';
import { foldVerdicts, judgedBy } from './verdicts.ts';

/** What a file or an exchange brings beside changes. */
export interface Incoming {
  readonly changes: readonly IdentifiedChange[];
  readonly verdicts?: readonly Verdict[];
  /** Those of this device's own chains have been verified. */
  readonly heads?: readonly SignedHead[];
  readonly devices?: readonly KnownDevice[];
  readonly blobs?: readonly StoredBlob[];
  /** The server's own stream: what it brings need not be offered to the server. */
  readonly streamed?: boolean;
}

const SLICE = 1000;
const slices = function* <T>(list: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < list.length; from += SLICE) yield list.slice(from, from + SLICE);
};

/** What taking changes in writes. */
export const incomingTables = ({ db }: Pick<Store, 'db'>) => [
  db.changes,
  db.chains,
  db.acks,
  db.counters,
  db.meta,
  db.verdicts,
  db.heads,
  db.devices,
  db.blobs,
  db.thumbnails,
  db.photoUses,
  db.drafts,
  db.snapshots,
  db.table(UNKNOWN_ROWS),
  ...kinds.map(({ name }) => db.rows(name)),
];

/**
 * Asks an index of the log for many keys at once, inside a transaction: Dexie's anyOf walks a cursor from one key to the next, and ten
 * thousand steps cost more than storing ten thousand records.
 */
async function askAll<T>(
  index: 'id' | 'records',
  keys: readonly string[],
  ask: (log: IDBIndex, key: string) => IDBRequest<T | undefined>,
): Promise<Map<string, T>> {
  const log = Dexie.currentTransaction.idbtrans.objectStore('changes').index(index);
  const found = new Map<string, T>();
  for (const slice of slices(keys)) {
    await new Promise<void>((resolve, reject) => {
      slice.forEach((key, i) => {
        const request = ask(log, key);
        request.addEventListener('error', () => reject(request.error ?? new Error('the log cannot be read')));
        request.addEventListener('success', () => {
          if (request.result !== undefined) found.set(key, request.result);
          // Answers come in the order of the questions.
          if (i === slice.length - 1) resolve();
        });
      });
    });
  }
  return found;
}

/** Which keys an index of the log holds. */
export const heldKeys = async (index: 'id' | 'records', keys: readonly string[]): Promise<Set<string>> =>
  new Set((await askAll(index, keys, (log, key) => log.getKey(key))).keys());

/** The changes with these ids, as far as they are here. */
export const valuesById = async (ids: readonly string[]): Promise<StoredChange[]> => [
  ...(await askAll<StoredChange>('id', ids, (log, id) => log.get(id) as IDBRequest<StoredChange | undefined>)).values(),
];

/** Changes that this device does not hold yet, each once. */
async function unknownOf(changes: readonly IdentifiedChange[]): Promise<IdentifiedChange[]> {
  const byId = new Map(changes.map((change) => [change.id, change]));
  const held = await heldKeys('id', [...byId.keys()]);
  return [...byId.values()].filter(({ id }) => !held.has(id));
}

/** Chains grow by what arrives, except the device's own. */
async function continueChains(db: LedgerDb, fresh: readonly IdentifiedChange[], own: readonly string[]): Promise<void> {
  const ends = new Map<string, Omit<Chain, 'signed'>>();
  for (const { device, scope, n, id } of fresh) {
    const key = chainKey({ device, scope });
    if (!own.includes(device) && (ends.get(key)?.n ?? 0) < n) ends.set(key, { device, scope, n, id });
  }
  const list = [...ends.values()];
  const held = await db.chains.bulkGet(list.map(({ device, scope }): [string, string] => [device, scope]));
  await db.chains.bulkPut(
    list.flatMap((end, i) => {
      const chain = held[i];
      return chain === undefined || chain.n < end.n ? [{ ...end, signed: chain?.signed ?? 0 }] : [];
    }),
  );
}

async function storeFolded(store: Store, rows: readonly Row[], nextAt: () => number): Promise<void> {
  const byKind = new Map<string, Row[]>();
  for (const row of rows) {
    const list = byKind.get(row.kind);
    if (list === undefined) byKind.set(row.kind, [row]);
    else list.push(row);
  }
  for (const [kind, list] of byKind) {
    const before = await store.db.rows(kind).bulkGet(list.map(({ id }) => id));
    const folded = list.map((row, i) => ({ row, before: before[i] }));
    await storeRows(store, kind, folded, nextAt);
  }
}

/** All ops of records, from the log. */
async function opsFromLog({ db }: Store, records: readonly string[]): Promise<Map<string, RecordOp[]>> {
  const changes = await db.changes
    .where('records')
    .anyOf([...records])
    .distinct()
    .toArray();
  return opsByRecord(opsOf(changes));
}

/** Folds records anew; `whole` holds those whose ops are all at hand, so that the log need not be read for them. */
export async function refold(
  store: Store,
  records: readonly string[],
  nextAt: () => number,
  whole: ReadonlyMap<string, RecordOp[]> = new Map(),
): Promise<void> {
  const verdicts = await store.db.verdicts.toArray();
  const quarantined = heldBack(verdicts);
  for (const slice of slices(records)) {
    const missing = slice.filter((record) => !whole.has(record));
    const fromLog = missing.length > 0 ? await opsFromLog(store, missing) : new Map<string, RecordOp[]>();
    const rows = slice
      .map((record) => rowFrom(whole.get(record) ?? fromLog.get(record) ?? [], quarantined))
      .filter((row): row is Row => row !== null);
    await storeFolded(store, rows, nextAt);
  }
}

/**
 * Takes in what was made elsewhere: a set union, in one transaction, so that a crash leaves all of it or nothing.
 * The caller has checked hashes and shapes. Answers how many changes were new.
 */
export async function receive(
  store: Store,
  incoming: Incoming,
  onProgress: (done: number, of: number) => void = () => {},
): Promise<number> {
  const { db, ports } = store;
  return db.transaction('rw', incomingTables(store), async () => {
    const tally = openTally(store, ticksOf(await db.meta.get(TICKS)));
    const unknown = await unknownOf(incoming.changes);
    const heard = await hearErasures(db, unknown, serversOf(await db.meta.get('identity')));
    const fresh = unknown.map((change) => withoutErased(change, heard.erasures));
    const groups = opsByRecord(opsOf(fresh));
    const held = await heldKeys('records', [...groups.keys()]);
    const whole = new Map([...groups].filter(([record]) => !held.has(record)));
    let done = 0;
    for (const slice of slices(fresh)) {
      await db.changes.bulkAdd(slice.map((change) => ({ ...change, records: recordsOf(change) })));
      onProgress((done += slice.length), fresh.length);
    }
    await dropHeld(db, heard);
    for (const { stamp } of fresh) {
      const seen = parseStamp(stamp);
      if (seen !== null) tally.witness(witness(tally.lastStamp(), seen, ports.now()));
    }
    const own = await ownDevices(db);
    await continueChains(db, fresh, own);
    await continueOwnChains(db, own, fresh, incoming.heads ?? []);
    if (incoming.streamed !== true) await lowerAcks(db, fresh);
    await db.heads.bulkPut([...(incoming.heads ?? [])]);
    await keepMissing(store, incoming);
    const judged = await db.changes
      .where('id')
      .anyOf((await takeVerdicts(store, incoming, fresh)).map(({ change }) => change))
      .toArray();
    const touched = new Set([...groups.keys(), ...judged.flatMap(recordsOf), ...heard.more]);
    await refold(store, [...touched], tally.nextAt, whole);
    await db.meta.put(tally.entry());
    return fresh.length;
  });
}

/**
 * Answers with the verdicts that are new or other ones. A list without signatures may speak only where no server does (B1):
 * with a server its own changes do, whichever way they came.
 */
async function takeVerdicts(
  { db }: Store,
  { verdicts = [] }: Incoming,
  fresh: readonly IdentifiedChange[],
): Promise<Verdict[]> {
  const servers = serversOf(await db.meta.get('identity'));
  if (servers.size > 0) return foldVerdicts(db, judgedBy(fresh, servers), servers);
  const known = new Set((await db.verdicts.bulkGet(verdicts.map(({ change }) => change))).map((one) => one?.change));
  const unknown = verdicts.filter(({ change }) => !known.has(change));
  await db.verdicts.bulkPut(unknown);
  return unknown;
}

/**
 * Devices and photos are never overwritten by a file: the first one known stays. A key that was not known is added (a signed head without its key
 * would make every later backup unreadable, SPEC B3), and so is an invitation's proof.
 */
async function keepMissing({ db }: Store, { devices = [], blobs = [] }: Incoming): Promise<void> {
  const held = new Map((await db.devices.toArray()).map((device) => [device.id, device]));
  for (const device of devices) {
    const known = held.get(device.id);
    if (known === undefined) held.set(device.id, device);
    else if (device.proof !== undefined || known.publicKey === null) {
      const both = sameDevice(known, device);
      held.set(device.id, { ...known, publicKey: both.publicKey, ...proofIn(both) });
    } else continue;
    await db.devices.put(held.get(device.id) as KnownDevice);
  }
  const heldBlobs = new Set(await db.blobs.toCollection().primaryKeys());
  const gone = await erasedPhotos(db);
  await db.blobs.bulkPut(blobs.filter(({ id }) => !heldBlobs.has(id) && !gone.has(id)));
}

const proofIn = ({ proof }: KnownDevice): Pick<KnownDevice, 'proof'> => (proof === undefined ? {} : { proof });

/** Makes rows and counters anew from the log; on a sound device it changes nothing (tested, SPEC D1). */
export async function rebuild(store: Store): Promise<void> {
  const { db } = store;
  await db.transaction('rw', [...incomingTables(store), db.snapshots], async () => {
    const tally = openTally(store, ticksOf(await db.meta.get(TICKS)));
    await Promise.all([
      db.snapshots.clear(),
      db.counters.clear(),
      db.table(UNKNOWN_ROWS).clear(),
      ...kinds.map(({ name }) => db.rows(name).clear()),
    ]);
    const records = new Set<string>();
    await db.changes.each((change) => change.ops.forEach(({ record }) => records.add(record)));
    await refold(store, [...records], tally.nextAt);
    await storeTold(store, tally.nextAt);
    await db.meta.put(tally.entry());
  });
}
