/** The device's side of the exchange on IndexedDB (core/device-store.ts). Each method is one transaction. */
import { ackAfter, cursorAfter, isWhole, type DeviceStore, type Received, type Standing } from '#core/device-store.ts';
import {
  changesOfRuns,
  chainKey,
  EXCHANGE_VERSION,
  runsOf,
  type EpochStart,
  type Page,
  type RunResult,
  type SyncRequest,
} from '#core/exchange.ts';
import { sameJson, type Json } from '#core/canonical.ts';
import type { SignedHead, Verify } from '#core/heads.ts';
import { recordsOf } from '#core/change.ts';
import { noteWaiting, offerKnown, offerUnstreamed, raiseAcks, stretchOf } from './acks.ts';
import { clearedTables, clearScopes, heldScopes, isWaiting } from './clear-scope.ts';
import type { LedgerDb, Refused, StoredChange } from './db.ts';
import { formerKey, mintDeviceKey, signEnds, signHeads } from './device.ts';
import { valuesById, heldKeys, incomingTables, receive, refold } from './incoming.ts';
import { accessIn, identityIn } from './joined.ts';
import { countWaiting, nextBatch } from './outbox.ts';
import { noteRead } from './leases.ts';
import { dropHeld, dropIfErased, hearErasures } from './erasures.ts';
import { CLOCK, TICKS } from './meta-keys.ts';
import { ownEnds, soundHeads } from './own-chains.ts';
import { notePhotoUses } from './photo-uses.ts';
import { clockOffset, openTally, serversOf, setClockOffset, ticksOf, type Identity, type Store } from './store.ts';
import { foldVerdicts, judgedBy, writtenBy } from './verdicts.ts';

const EPOCH = 'sync/epoch';

/** A difference of clocks below this is the time that an answer travels. */
const CLOCK_STEP_MS = 1000;

/** `verify` checks the signatures of heads in this device's name. */
export function createDeviceStore(store: Store, verify: Verify): DeviceStore {
  const { db } = store;
  return {
    nextRequest: () => nextRequest(store),
    countWaiting: () => countWaiting(db),
    acknowledge: (results, epoch) => acknowledge(db, results, epoch),
    receive: (page, epoch) => receivePage(store, verify, page, epoch),
    startEpoch: (epoch, start) => startEpoch(db, epoch, start),
    rewind: (scopes) => rewind(db, scopes),
    settle: (standing) => settle(store, standing),
    mintAnew: () => mintAnew(store),
  };
}

const findEpoch = async (db: LedgerDb): Promise<string | null> =>
  ((await db.meta.get(EPOCH))?.value as string | undefined) ?? null;

/** Whether an answer belongs to the epoch that this device follows; the first one is taken over. */
async function followsEpoch(db: LedgerDb, epoch: string): Promise<boolean> {
  const now = await findEpoch(db);
  if (now === null) await db.meta.put({ id: EPOCH, value: epoch });
  return now === null || now === epoch;
}

async function nextRequest(store: Store): Promise<SyncRequest> {
  const { db } = store;
  const changes = await db.transaction('r', db.changes, db.chains, db.acks, db.refused, () => nextBatch(db));
  const runs = runsOf(changes);
  const stretches = stretchesOf(changes);
  const ends = await db.transaction('r', db.changes, db.chains, db.meta, () => ownEnds(db, stretches));
  // WebCrypto would end a transaction. What a crash leaves unsigned is signed with the next request.
  await signEnds(store, ends);
  return db.transaction('r', db.meta, db.cursors, db.heads, db.devices, async () => {
    const heads = (await Promise.all(stretches.map((stretch) => headsOf(db, stretch)))).flat();
    const writers = [...new Set(changes.map(({ device }) => device))];
    const cursors = (await db.cursors.toArray()).map(({ scope, ...cursor }) => [scope, cursor] as const);
    return {
      version: EXCHANGE_VERSION,
      epoch: await findEpoch(db),
      runs,
      heads,
      devices: (await db.devices.bulkGet(writers)).filter((device) => device !== undefined),
      cursors: Object.fromEntries(cursors),
    };
  });
}

/** What a request carries of one chain. */
interface Stretch {
  readonly first: StoredChange;
  readonly last: StoredChange;
}

function stretchesOf(changes: readonly StoredChange[]): Stretch[] {
  const chains = new Map<string, Stretch>();
  for (const change of changes) {
    const key = chainKey(change);
    chains.set(key, { first: chains.get(key)?.first ?? change, last: change });
  }
  return [...chains.values()];
}

/** Signed heads within a stretch, and the next one behind it: a carried chain is signed where its file ended. */
async function headsOf(db: LedgerDb, { first, last }: Stretch): Promise<SignedHead[]> {
  const { device, scope } = first;
  const heads = await db.heads
    .where('[device+scope+n+id]')
    .between([device, scope, first.n], [device, scope, Infinity])
    .toArray();
  const behind = heads.find(({ n }) => n > last.n);
  return heads.filter((head) => head.n <= last.n || head === behind);
}

function acknowledge(
  db: LedgerDb,
  results: readonly RunResult[],
  epoch: string,
): Promise<{ readonly forked: boolean }> {
  return db.transaction('rw', db.changes, db.acks, db.refused, db.meta, async () => {
    if (!(await followsEpoch(db, epoch))) return { forked: false };
    const identity = (await db.meta.get('identity'))?.value as Identity | undefined;
    const answered: StoredChange[] = [];
    const refused: Refused[] = [];
    const waiting: StoredChange[] = [];
    let forked = false;
    for (const result of results) {
      for (const { change, at } of await answeredBy(db, result)) {
        const { id, device, scope, n } = change;
        const state = result.states[at];
        if (state === 'fork' && device === identity?.device) forked = true;
        if (state === 'waiting') waiting.push(change);
        if (state === 'refused')
          refused.push({ id, device, scope, n, reason: result.refusals?.[String(n)] ?? 'shape' });
        answered.push(change);
      }
    }
    await db.refused.bulkPut(refused);
    await raiseAcks(db, answered);
    await noteWaiting(db, waiting);
    return { forked };
  });
}

/** The changes that a result speaks of: backwards from its tip, which names the content where a position alone does not. */
async function answeredBy(
  db: LedgerDb,
  { device, scope, n, states, tip }: RunResult,
): Promise<{ readonly change: StoredChange; readonly at: number }[]> {
  const held = await stretchOf(db, { device, scope }, n - 1, n + states.length - 1).toArray();
  const byId = new Map(held.map((change) => [change.id, change]));
  const found: { readonly change: StoredChange; readonly at: number }[] = [];
  let id = tip;
  for (let at = states.length - 1; at >= 0; at--) {
    const change = byId.get(id);
    if (change?.n !== n + at) break;
    found.push({ change, at });
    id = change.prev;
  }
  return found;
}

async function receivePage(store: Store, verify: Verify, page: Page, epoch: string): Promise<Received> {
  const { db } = store;
  const changes = changesOfRuns(page.runs);
  if (!isWhole(page, changes)) return 'damaged';
  // WebCrypto would end the transaction.
  const heads = await soundHeads(store, page.heads, verify);
  return db.transaction('rw', [...incomingTables(store), db.cursors, db.refused], async () => {
    if (!(await followsEpoch(db, epoch))) return 'stale';
    const cursor = cursorAfter(page, await db.cursors.get(page.scope));
    if (cursor === null) return 'stale';
    if ((await heldKeys('id', page.held)).size < new Set(page.held).size) return 'gap';
    await receive(store, { changes, heads, devices: page.devices, streamed: true });
    const held = await valuesById(page.held);
    await raiseAcks(db, [...changes, ...held]);
    await dropOwnErased(store, held);
    await db.cursors.put({ scope: page.scope, ...cursor });
    return 'stored';
  });
}

/** Written here before this device heard of an erasure. */
async function dropOwnErased(store: Store, held: readonly StoredChange[]): Promise<void> {
  const { db } = store;
  const records = await dropIfErased(db, held);
  if (records.length === 0) return;
  const tally = openTally(store, ticksOf(await db.meta.get(TICKS)));
  await refold(store, records, tally.nextAt);
  await db.meta.put(tally.entry());
}

function startEpoch(db: LedgerDb, epoch: string, { bases, vector }: EpochStart): Promise<void> {
  return db.transaction('rw', [db.meta, db.cursors, db.acks, db.refused, db.changes, db.sentPhotos], async () => {
    const base = new Map(Object.entries(bases));
    // The id that stands at the base is not known here: a cursor above it starts anew.
    await db.cursors.filter(({ scope, seq }) => seq > (base.get(scope) ?? 0)).delete();
    const ends = new Map(Object.entries(vector));
    for (const ack of await db.acks.toArray()) {
      const end = ends.get(chainKey(ack));
      const n = ackAfter(ack.n, end === undefined ? [] : await stretchOf(db, ack, 0, end.n).toArray(), end);
      if (n !== ack.n) await db.acks.put({ ...ack, n });
    }
    await db.refused.clear();
    // Photos that reached the server after its backup are gone there: asking for each of them costs little, losing one is for ever.
    await db.sentPhotos.clear();
    await db.meta.put({ id: EPOCH, value: epoch });
  });
}

function rewind(db: LedgerDb, scopes: readonly string[]): Promise<void> {
  return db.transaction('rw', db.cursors, db.acks, db.sentPhotos, async () => {
    await db.cursors.bulkDelete([...scopes]);
    await db.sentPhotos
      .where('scope')
      .anyOf([...scopes])
      .delete();
    await db.acks.filter(({ scope }) => scopes.includes(scope)).delete();
  });
}

async function settle(
  store: Store,
  { epoch, serverTime, account, scopes, isCaughtUp }: Standing,
): Promise<readonly string[]> {
  const { db, ports } = store;
  const offset = serverTime - (ports.now() - clockOffset(db));
  // Photos of a scope that is to be cleared must be known to wait.
  await notePhotoUses(db);
  const done = await db.transaction('rw', clearedTables(store), async () => {
    if (!(await followsEpoch(db, epoch))) return null;
    const entry = await db.meta.get('identity');
    const identity = entry?.value as Identity;
    const before = serversOf(entry);
    let next: Identity = identityIn(identity, account, scopes);
    if (!isSame(next, identity)) await db.meta.put({ id: 'identity', value: next });
    const tally = openTally(store, ticksOf(await db.meta.get(TICKS)));
    const unheard = account.servers.filter((server) => !before.has(server));
    if (unheard.length > 0) await judgeAnew(store, new Set(account.servers), unheard, tally.nextAt);
    await offerKnown(db, scopes);
    await offerUnstreamed(db, serverTime);
    const gone: string[] = [];
    for (const scope of await heldScopes(db)) {
      if (accessIn(scopes, scope) !== 'push') continue;
      if (await isWaiting(db, scope)) await db.cursors.delete(scope);
      else gone.push(scope);
    }
    if (gone.length > 0) {
      await clearScopes(store, identity, gone, tally);
      next = { ...next, cleared: (next.cleared ?? 0) + 1 };
      await db.meta.put({ id: 'identity', value: next });
    }
    const readable = Object.keys(scopes).filter((scope) => accessIn(scopes, scope) !== 'push');
    await noteRead(db, readable, isCaughtUp === true);
    await db.meta.put(tally.entry());
    if (Math.abs(offset - clockOffset(db)) >= CLOCK_STEP_MS) await db.meta.put({ id: CLOCK, value: offset });
    return gone;
  });
  if (done !== null && Math.abs(offset - clockOffset(db)) >= CLOCK_STEP_MS) setClockOffset(db, offset);
  return done ?? [];
}

/** Blind to the order in which the server names scopes: a new identity makes every tab start anew from what is stored. */
const isSame = (a: Identity, b: Identity): boolean => sameJson(a as unknown as Json, b as unknown as Json);

/** Verdicts and erasures count only from devices that speak for the server, and may have come before this was known. */
async function judgeAnew(
  store: Store,
  servers: ReadonlySet<string>,
  unheard: readonly string[],
  nextAt: () => number,
): Promise<void> {
  const { db } = store;
  const written = await writtenBy(db, unheard);
  const changed = await foldVerdicts(db, judgedBy(written, servers), servers);
  const judged = await valuesById(changed.map(({ change }) => change));
  const heard = await hearErasures(db, written, servers);
  await dropHeld(db, heard);
  await refold(store, [...new Set([...judged.flatMap(recordsOf), ...heard.more])], nextAt);
}

async function mintAnew(store: Store): Promise<void> {
  const { db } = store;
  await signHeads(store);
  const key = await mintDeviceKey();
  await db.transaction('rw', db.meta, db.devices, async () => {
    const identity = (await db.meta.get('identity'))?.value as Identity;
    const old = await db.meta.get('key');
    // A tab that does not know yet goes on under the old id, and must be able to prove it.
    if (old !== undefined) await db.meta.put({ id: formerKey(identity.device), value: old.value });
    await db.meta.put({ id: 'key', value: key.privateKey });
    await db.devices.put({
      id: key.device,
      publicKey: key.publicKey,
      name: (await db.devices.get(identity.device))?.name ?? '',
    });
    const former = [identity.device, ...(identity.former ?? [])];
    await db.meta.put({ id: 'identity', value: { ...identity, device: key.device, former } satisfies Identity });
    await db.meta.put(openTally(store, ticksOf(await db.meta.get(TICKS))).entry());
  });
}
