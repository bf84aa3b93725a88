/** The end of a run: everything arrives, and then all must agree (sync.md §7.2). */
import { canonical, type Json } from '#core/canonical.ts';
import { mergeBackups } from '#core/backup.ts';
import type { IdentifiedChange } from '#core/change.ts';
import { addErasures, erasureIn, withoutErased } from '#core/erasure.ts';
import { EXCHANGE_VERSION, runsOf, type SyncAnswer } from '#core/exchange.ts';
import { unitOfScope } from '#core/fold.ts';
import { isHeldBack } from '#core/verdict.ts';
import type { Caller, Stored } from './backend.ts';
import type { Device } from './device.ts';
import { carry } from './faults.ts';
import { mayRead, must, unitsOf } from './invariants.ts';
import { arriveLate, giveAllBack } from './lease-acts.ts';
import { exportBackup } from './local.ts';
import { joinAtLast } from './newcomer.ts';
import { checkCounts } from './counts.ts';
import { checkOffline, checkTaken, confirmOffline } from './offline-acts.ts';
import { checkNumbers } from './numbers.ts';
import { relayAtLast } from './relay-acts.ts';
import { truthOf } from './truth.ts';
import { Violation } from './violation.ts';
import { DAY, type Person, type World } from './world.ts';

const text = (json: unknown): string => canonical(json as Json);
const ROUNDS = 14;
/** How many pages a device reads in one go at most. */
const PAGES = 600;

/** The faults end: what is on its way arrives or is lost for good, and everybody exchanges until nothing moves any more. */
export async function quiet(world: World): Promise<void> {
  for (const device of world.devices) device.store.power.failsIn = null;
  world.serverDies = null;
  while (await world.wire.resume(world.chance.is(0.3)));
  while (await world.wire.deliverLate());
  if (world.leasing !== null) while ((await arriveLate(world.leasing)) !== null);
  if (world.newcomer !== null) await joinAtLast(world, world.newcomer);
  const seen: Seen = new Map();
  await exchangeAll(world, seen);
  // A server that was restored without its knowing it may have forgotten it.
  if (world.newcomer?.device.state === 'alone') {
    await joinAtLast(world, world.newcomer);
    await exchangeAll(world, seen);
  }
  for (const { township } of world.towns) await world.backend.closeRecovery(township);
  await exchangeAll(world, seen);
  for (const device of world.living.filter(({ state }) => state === 'offline')) await handIn(world, device);
  if (world.relayed !== null) await relayAtLast(world, world.relayed);
  await exchangeAll(world, seen);
  if (world.offline !== null) {
    await checkOffline(world, world.offline);
    await confirmOffline(world, world.offline);
    await exchangeAll(world, seen);
  }
  if (world.setBacks > 0) await eraseAgain(world);
  if (world.leasing !== null) await giveAllBack(world, world.leasing);
  await exchangeAll(world, seen);
  // What waits behind a gap is offered once a day: a server that was set back gets it again.
  world.now += 2 * DAY;
  await exchangeAll(world, new Map());
}

/** A server that does not know that it was set back has forgotten what the office had erased since (SPEC X9). */
async function eraseAgain(world: World): Promise<void> {
  for (const { township, villages } of world.towns) {
    const units = unitsOf(world, { township, villages });
    for (const { scope, record, paths } of world.erasures.filter((one) => units.includes(unitOfScope(one.scope)))) {
      await world.backend.erase(township, scope, record, paths);
    }
  }
}

/** A phone without a network hands its file to the office, which carries it on (SPEC B3). */
async function handIn(world: World, device: Device): Promise<void> {
  const { town } = world.personOf(device);
  const office = world.living.find(
    (one) =>
      one.state === 'online' && one.disk.account?.role === 'office' && one.disk.account.township === town.township,
  );
  must(office !== undefined, 'No office device is left');
  for (let tries = 0; tries < 20; tries++) {
    // A file may be cut off on its way; then it is handed in again.
    const said = await carry(world, device, office as Device);
    world.say(`  ${device.name} hands in to ${(office as Device).name}: ${said}`);
    if (said.startsWith('file of')) return;
  }
}

/** What a device and its township's streams were like when an exchange between them moved nothing any more. */
type Seen = Map<Device, string>;

async function exchangeAll(world: World, seen: Seen): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    let moved = false;
    for (const device of world.living) {
      if (device.state !== 'online' || seen.get(device) === (await marksOf(world, device))) continue;
      moved = true;
      const rest = await readOn(world, device);
      if (rest !== null) seen.set(device, rest);
    }
    if (!moved) return;
  }
  throw new Violation(`[X1] nothing comes to rest after ${ROUNDS} rounds`);
}

/** Small pages take many exchanges, which say nothing about whether all come to rest. Answers with the marks that the last one left as they were, if it did. */
async function readOn(world: World, device: Device): Promise<string | null> {
  for (let page = 0; page < PAGES; page++) {
    const before = await marksOf(world, device);
    await world.sync(device, 'fine');
    if ((await marksOf(world, device)) === before) return before;
    if (world.pull === null) return null;
  }
  throw new Violation(`[X3] ${device.name} never reads to the end`);
}

/** Where a device stands, and the streams that its township may have: of another's it never hears. */
async function marksOf(world: World, { disk, store, id, session }: Device): Promise<string> {
  const others = world.towns.filter(({ township }) => township !== disk.identity.township);
  const foreign = new Set(others.flatMap(({ township, villages }) => [township, ...villages]));
  const streams = [...(await world.backend.counters())].filter(([scope]) => !foreign.has(unitOfScope(scope)));
  const cursors = Array.from(disk.cursors, ([scope, { seq, id: tip, mark }]) => `${scope} ${seq} ${tip} ${mark}`);
  return [id, session, disk.epoch, disk.log.size, store.waiting().length, ...cursors.sort(), ...streams].join();
}

/** All that sync.md §7.2 says about a world at rest. */
export async function checkSettled(world: World): Promise<void> {
  world.adopted.clear();
  await world.noteAdopted();
  const stored = await world.backend.stored();
  const streamed = [...stored.values()].filter(({ seq }) => seq !== null).map(({ change }) => change);
  const { servers } = world;
  const byScope = new Map<string, IdentifiedChange[]>();
  for (const change of streamed) {
    const list = byScope.get(change.scope);
    if (list === undefined) byScope.set(change.scope, [change]);
    else list.push(change);
  }
  for (const device of world.living) {
    if (device.state !== 'online') continue;
    must(device.store.waiting().length === 0, `[D3] the outbox of ${device.name} is not empty after quiet`);
    checkKept(device, stored);
    checkScopes(world, device, byScope, servers);
  }
  checkErased(world, streamed, stored, servers);
  checkForged(world, streamed);
  checkBrought(world, streamed);
  checkRelayed(world, streamed);
  if (world.offline !== null) checkTaken(world, world.offline, truthOf(streamed, servers));
  checkNothingLost(world, stored);
  await checkNumbers(world, streamed);
  checkCounts(world, streamed);
  checkFiles(world, byScope, servers);
  await checkReplay(world);
}

/** The totals: what is here is what was acknowledged, what waits and what was refused. */
function checkKept({ disk, store, name }: Device, stored: ReadonlyMap<string, Stored>): void {
  const here = [...disk.log.keys()];
  const reported = here.filter((id) => stored.has(id)).length;
  const refused = here.filter((id) => disk.refused.has(id) && !stored.has(id)).length;
  const waiting = store.waiting().length;
  must(here.length === reported + waiting + refused, `[F9] 已存本机 is not 已上报 + 待上报 on ${name}`);
}

/** A device holds every scope that it may see, whole and equal, and no other. */
function checkScopes(
  world: World,
  device: Device,
  byScope: ReadonlyMap<string, readonly IdentifiedChange[]>,
  servers: ReadonlySet<string>,
): void {
  const { disk, name } = device;
  const account = accountOf(world.personOf(device), byScope, servers);
  for (const [scope, changes] of byScope) {
    const readable = account !== null && mayRead(world, world.personOf(device), account, scope);
    const here = [...disk.log.values()].filter((change) => change.scope === scope);
    if (!readable) {
      // What was refused while the server did not know its scope stays for whoever brought it to export, whoever has brought it since.
      const held = here.filter(({ id }) => disk.refused.get(id) !== 'unknownScope');
      must(held.length === 0, `[S3] ${name} still holds ${held.length} changes of ${scope.slice(-12)}`);
      continue;
    }
    for (const { id, n } of changes) must(disk.log.has(id), `[X3] ${name} lacks change ${n} of ${scope.slice(-12)}`);
    const truth = truthOf(changes, servers);
    const streamed = new Set(changes.map(({ id }) => id));
    if (here.some(({ id }) => !streamed.has(id))) continue;
    for (const [record, row] of truth.rows) {
      // Ops of another scope that name the record are none of this stream's business (SPEC C11).
      if ((disk.records.get(record) ?? []).some((id) => disk.log.get(id)?.scope !== scope)) continue;
      must(
        text(disk.rows.get(record) ?? null) === row,
        `[C4] ${name} and the server fold ${record.slice(-4)} differently`,
      );
    }
  }
}

/** A member as the stream says, by the rule of S3; null when the account has ended. */
function accountOf(
  { member, town }: Person,
  byScope: ReadonlyMap<string, readonly IdentifiedChange[]>,
  servers: ReadonlySet<string>,
) {
  const truth = truthOf(byScope.get(`${town.township}/office`) ?? [], servers);
  const row = truth.rows.get(member);
  if (row === undefined) return null;
  const { values } = JSON.parse(row) as {
    values: { unit: string; role: string; caseDuty?: boolean; endedOn?: string };
  };
  if (values.endedOn !== undefined) return null;
  return {
    unit: new Set([values.unit]),
    role: new Set<unknown>([values.role]),
    caseDuty: new Set<unknown>([values.caseDuty === true]),
  };
}

/** What any device still holds, or was ever told to be safe, is on the server. */
function checkNothingLost(world: World, stored: ReadonlyMap<string, Stored>): void {
  for (const { disk, name, state } of world.living) {
    if (state === 'alone') continue;
    for (const { id, n, scope } of disk.log.values()) {
      const isSafe = stored.has(id) || disk.refused.has(id);
      must(isSafe, `[D3] change ${n} of ${scope.slice(-12)} on ${name} never reached the server`);
    }
  }
  for (const { change, seq } of stored.values()) {
    const before = stored.get(change.prev);
    const follows = change.n === 1 || (before !== undefined && before.seq !== null);
    must(seq !== null || !follows, `[X2] change ${change.n} of ${change.scope.slice(-12)} waits for what is there`);
  }
  if (world.restores > 0) return;
  const refused = new Set(world.living.flatMap(({ disk }) => [...disk.refused.keys()]));
  for (const [id, { change, by }] of world.written) {
    const isSafe = stored.has(id) || refused.has(id) || world.thrownAway.has(id) || isAlone(world, id);
    must(isSafe, `[D3] change ${change.n} of ${change.scope.slice(-12)}, written by ${by}, is nowhere`);
  }
  for (const id of world.acknowledged) must(stored.has(id), `[X2] an acknowledged change is not on the server`);
}

const isAlone = (world: World, id: string): boolean =>
  world.living.some(({ state, disk }) => state === 'alone' && disk.log.has(id));

/**
 * What somebody wrote alone has come along as it was, and nobody has judged it by a right that there was none to have (SPEC D8). Whoever lost
 * the right between coming in and handing it over has it held for the office, like anything else that comes after the end (X8).
 */
function checkBrought(world: World, streamed: readonly IdentifiedChange[]): void {
  const { newcomer } = world;
  if (newcomer === null || newcomer.device.state !== 'online' || world.restores > 0) return;
  const { verdicts } = truthOf(streamed, world.servers);
  const there = new Set(streamed.map(({ id }) => id));
  const fine = new Set(['misshapen', 'decided', ...(hasLostRights(streamed, newcomer.person) ? ['rightEnded'] : [])]);
  for (const id of newcomer.before) {
    if (world.thrownAway.has(id)) continue;
    must(there.has(id), `[D8] ${newcomer.device.name} wrote a change alone that its township does not have`);
    const verdict = verdicts.get(id);
    const isFree = verdict === undefined || !isHeldBack(verdict) || fine.has(verdict.reason);
    must(isFree || isPoison(world, id), `[D8] what was written alone is held back: ${verdict?.reason}`);
  }
}

/**
 * What a phone wrote that never came in is its township's by the file alone, and stands (SPEC B3, B7, D8). Where the office said whose it is, and that
 * one's right ended or went to another village since, the office is asked; so it is where somebody brings it back whose right to it went when the server was set back (X9).
 */
function checkRelayed(world: World, streamed: readonly IdentifiedChange[]): void {
  const { relayed } = world;
  if (relayed === null) return;
  const { disk, id: phone, name } = relayed.device;
  const { verdicts } = truthOf(streamed, world.servers);
  const there = new Set(streamed.map(({ id }) => id));
  const lost = hasLostRights(streamed, relayed.person) ? ['rightEnded', 'otherActor'] : [];
  const broughtBack = world.restores > 0 ? ['unknownDevice'] : [];
  const fine = new Set(['misshapen', 'decided', ...lost, ...broughtBack]);
  for (const { id, device } of disk.log.values()) {
    if (device !== phone || world.forged.has(id)) continue;
    must(there.has(id), `[B7] ${name} wrote a change alone that its file did not bring`);
    const verdict = verdicts.get(id);
    const isFree = verdict === undefined || !isHeldBack(verdict) || fine.has(verdict.reason);
    must(isFree || isPoison(world, id), `[B3] what a file brought of ${name} is held back: ${verdict?.reason}`);
  }
}

/** Whether the office has ever ended the account, or said its duty or its unit anew. */
const hasLostRights = (streamed: readonly IdentifiedChange[], { member }: Person): boolean =>
  streamed.some(({ ops }) =>
    ops.some(
      ({ record, field, replaces }) =>
        record === member && (field === 'endedOn' || (['caseDuty', 'unit'].includes(field) && replaces.length > 0)),
    ),
  );

/** A misshapen change, or a later one of the record that it began; or what somebody did with a record that was made up in their name. */
function isPoison(world: World, id: string): boolean {
  const records = new Set(world.written.get(id)?.change.ops.map(({ record }) => record));
  if (records.size > 0 && [...records].every((record) => world.madeUp.has(record))) return true;
  const ops = [...world.written.values()].flatMap(({ change }) => change.ops);
  return ops.some(({ record, value }) => value === 7 && records.has(record));
}

/** What the office had erased lies nowhere any more: neither on the server nor on any device that is still in touch (SPEC C9). */
function checkErased(
  world: World,
  streamed: readonly IdentifiedChange[],
  stored: ReadonlyMap<string, Stored>,
  servers: ReadonlySet<string>,
): void {
  const erasures = new Map<string, Set<string>>();
  for (const change of streamed) addErasures(erasures, erasureIn(change, servers));
  const isClean = (changes: Iterable<IdentifiedChange>): boolean => {
    for (const change of changes) if (withoutErased(change, erasures) !== change) return false;
    return true;
  };
  must(isClean([...stored.values()].map(({ change }) => change)), '[C9] the server holds what was erased');
  for (const { name, state, disk } of world.living) {
    if (state === 'online') must(isClean(disk.log.values()), `[C9] ${name} holds what was erased`);
  }
}

/** What somebody made up under another's name is held back, unless the office has let it through. */
function checkForged(world: World, streamed: readonly IdentifiedChange[]): void {
  const { held } = truthOf(streamed, world.servers);
  for (const { id, device } of streamed) {
    if (world.forged.get(id) !== 'foreign' || world.decided.has(id)) continue;
    must(held.has(id), `[D6] a change that was forged under ${device.slice(0, 6)} stands`);
  }
}

/** The files of all devices together fold to the same as the streams (SPEC B2). */
function checkFiles(
  world: World,
  byScope: ReadonlyMap<string, IdentifiedChange[]>,
  servers: ReadonlySet<string>,
): void {
  for (const { township } of world.towns) {
    const devices = world.living.filter(({ disk }) => disk.identity.township === township);
    const merged = mergeBackups(world.chance.shuffled(devices).map(({ store }) => exportBackup(store)));
    for (const scope of new Set(merged.changes.map((change) => change.scope))) {
      const filed = merged.changes.filter((change) => change.scope === scope);
      const changes = byScope.get(scope) ?? [];
      if (filed.length !== changes.length) continue;
      const [a, b] = [truthOf(filed, servers), truthOf(changes, servers)];
      must(
        text(Object.fromEntries(a.rows)) === text(Object.fromEntries(b.rows)),
        `[B2] files and exchange differ in ${scope}`,
      );
    }
  }
}

/** Everything is sent once more, and nothing comes of it (SPEC X1). */
async function checkReplay(world: World): Promise<void> {
  const device = world.chance.pick(world.living.filter(({ state }) => state === 'online'));
  const caller = await world.backend.callerOf(device.session ?? '');
  if (caller === null || caller === 'revoked') return;
  const before = await world.backend.stored();
  const sent = [...device.disk.log.values()].filter(
    (change) => change.device === device.id && !device.disk.refused.has(change.id),
  );
  const runs = runsOf(sent.sort((a, b) => a.n - b.n)).slice(0, 50);
  const cursors = Object.fromEntries(device.disk.cursors);
  const request = { version: EXCHANGE_VERSION, epoch: device.disk.epoch, runs, heads: [], devices: [], cursors };
  const answer = await ask(world, caller, request);
  must(answer !== null, '[X14] a request of the present version was taken for a newer one');
  const fresh = answer.results.flatMap(({ states }) => states).filter((state) => state === 'stored');
  must(fresh.length === 0, `[X1] ${fresh.length} changes were stored a second time`);
  const left = [...(await world.backend.stored()).values()].filter(({ change }) => !before.has(change.id));
  must(left.length === 0, `[X1] a request that was repeated left something behind: ${JSON.stringify(left[0])}`);
  must(answer.pages.length === 0, '[X1] a request that was repeated brought something');
}

const ask = async (world: World, caller: Caller, request: object): Promise<SyncAnswer> =>
  JSON.parse((await world.backend.exchange(caller, JSON.stringify(request))) ?? 'null');
