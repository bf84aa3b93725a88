/** What goes wrong around people: power, storage, clocks, clones, files, accounts, the server's disk, other versions. */
import { backupText, type Backup } from '#core/backup.ts';
import { readBackupJson } from '#core/backup-read.ts';
import { erased, identified, type IdentifiedChange } from '#core/change.ts';
import { chainKey } from '#core/exchange.ts';
import { headsOfPath } from '#core/fold.ts';
import { rowsOn } from './actors.ts';
import type { Device } from './device.ts';
import { putInLog } from './disk.ts';
import type { FaultName } from './fault-weights.ts';
import { forge, smuggle } from './forgery.ts';
import { verify } from './keys.ts';
import { commit, creation, exportBackup, importBackup } from './local.ts';
import { foldFresh } from './memory-fold.ts';
import { Violation } from './violation.ts';
import { DAY, HOUR, type World } from './world.ts';

/** The power fails a few operations later, whatever the device does then. */
function crash(world: World, device: Device): string {
  device.store.power.failsIn = world.chance.between(1, 25);
  return `will lose power in ${device.store.power.failsIn} operations`;
}

/** The browser throws everything away; the person enrols again with a new device. */
function evict(world: World, device: Device): string {
  if (device.state !== 'online') return 'keeps its storage';
  device.wipe({ ...device.disk.identity, key: world.mintKey() });
  return 'was evicted';
}

function clone(world: World, device: Device): string {
  if (device.state !== 'online' || world.devices.length >= 9) return 'is not cloned';
  const other = world.addDevice(world.personOf(device), device.disk.copy());
  other.session = device.session;
  // It goes by what a server that was set back has forgotten, as the one that it was made of.
  if (world.unaware.has(device)) world.unaware.add(other);
  world.leasing?.cloned.add(device.id);
  for (const draft of device.disk.drafts.keys()) if (!world.shown.has(draft)) throw new Error('A draft was not opened');
  return `is cloned as ${other.name}`;
}

function skew(world: World, device: Device): string {
  const { chance } = world;
  device.skew = chance.is(0.3) ? 0 : chance.between(-730, 730) * DAY + chance.between(0, 24) * HOUR;
  return `has a clock off by ${Math.round(device.skew / DAY)} days`;
}

/** A file is written on one device and carried to another: as it is, shuffled, cut off or twice. */
export async function carry(world: World, from: Device, to: Device): Promise<string> {
  let backup: Backup | null = null;
  if (!from.survives(() => (backup = exportBackup(from.store)))) return 'crashed while exporting';
  const text = backupText(backup as unknown as Backup);
  if (world.chance.is(0.15)) return cutOff(world, to, text);
  const json = JSON.parse(text) as { changes: unknown[]; heads: unknown[] };
  if (world.chance.is(0.5)) {
    json.changes = world.chance.shuffled(json.changes);
    json.heads = world.chance.shuffled(json.heads);
  }
  const reading = await readBackupJson(json, verify);
  if (reading.state !== 'read') throw new Violation(`[B2] a sound file was refused: ${JSON.stringify(reading)}`);
  let fresh = 0;
  const came = to.survives(() => (fresh = importBackup(to.store, reading.backup)));
  if (came && world.chance.is(0.3)) {
    const again = to.survives(() => (fresh = importBackup(to.store, reading.backup))) ? fresh : 0;
    if (again > 0) throw new Violation(`[B2] importing twice brought ${again} changes again`);
  }
  return `file of ${reading.backup.changes.length} from ${from.name}, ${fresh} new${came ? '' : ', crashed'}`;
}

async function cutOff(world: World, to: Device, text: string): Promise<string> {
  const before = to.disk.log.size;
  const cut = text.slice(0, world.chance.below(text.length - 3));
  let json: unknown;
  try {
    json = JSON.parse(cut);
  } catch {
    return 'a file that was cut off is no JSON';
  }
  const reading = await readBackupJson(json, verify);
  if (reading.state === 'read') throw new Violation('[B2] a file that was cut off was taken');
  if (to.disk.log.size !== before) throw new Violation('[B2] a refused file changed something');
  return 'a file that was cut off is refused';
}

const file = (world: World, device: Device): Promise<string> => carry(world, device, world.chance.pick(world.living));

/** Changes that a newer app writes: a kind and a field that are unknown here, under a newer schema. */
function newer(world: World, device: Device): string {
  const scopes = Object.keys(device.disk.scopes).filter((scope) => device.disk.scopes[scope] === 'write');
  if (scopes.length === 0) return 'has nothing newer to write';
  const scope = world.chance.pick(scopes.sort());
  const [known] = rowsOn(device).filter((row) => row.scope === scope);
  const path = 'fieldOfTomorrow';
  const fields = {
    [path]: { value: { deep: [1, '词'] }, replaces: known === undefined ? [] : headsOfPath(known, path) },
  };
  const edits = [
    creation('kindOfTomorrow', world.newId(), scope, { what: '词', 'list.one': { amount: 3 } }),
    ...(known === undefined ? [] : [{ kind: known.kind, record: known.id, scope, fields }]),
  ];
  device.survives(() => commit(device.store, edits));
  return 'writes as a newer app';
}

/** Values that no field holds, or a scope where the writer has no right: stored, judged, never in anybody's way. */
function poison(world: World, device: Device): string {
  const { chance } = world;
  const scopes = [...new Set([...device.disk.log.values()].map(({ scope }) => scope))].sort();
  if (scopes.length === 0) return 'has nothing to poison';
  const rows = rowsOn(device);
  const row = chance.pick(rows.length === 0 ? [null] : rows);
  if (row === null || chance.is(0.3)) {
    const values = { status: 7, facts: ['x'], acceptedOn: 'yesterday' };
    device.survives(() =>
      commit(device.store, [creation('mediationCase', world.newId(), chance.pick(scopes), values)]),
    );
    return 'writes values that no field holds';
  }
  const fields = { name: { value: { no: 'text' }, replaces: headsOfPath(row, 'name') } };
  device.survives(() => commit(device.store, [{ kind: row.kind, record: row.id, scope: row.scope, fields }]));
  return `spoils ${row.id.slice(-4)}`;
}

/** A value is erased that nobody else holds yet; the chain stays whole (SPEC C9). */
function erase(world: World, device: Device): string {
  const { disk, power } = device.store;
  const mine = device.store.waiting().filter(({ ops }) => ops.some(({ salt }) => salt !== undefined));
  if (mine.length === 0 || device.tabs > 0) return 'has nothing to erase';
  const change = world.chance.pick(mine);
  const isElsewhere = world.devices.some((other) => other !== device && other.disk.log.has(change.id));
  if (isElsewhere || world.wire.sent.has(`${chainKey(change)} ${change.n}`)) return 'is too late to erase';
  const bare: IdentifiedChange = { ...change, ops: change.ops.map(erased) };
  if (identified(bare).id !== change.id) throw new Violation('[C9] erasing changed a hash');
  device.survives(() =>
    power.transaction((put) =>
      put(() => {
        putInLog(disk, bare);
        foldFresh(disk, [bare], (write) => write());
      }),
    ),
  );
  if (disk.log.get(bare.id) === bare) world.written.set(bare.id, { change: bare, by: device.name });
  return `erases in ${bare.id.slice(0, 6)}`;
}

/** The office changes an account: case duty goes or comes, or it ends. */
function rights(world: World, device: Device): string {
  const person = world.personOf(device);
  if (person.role !== 'office') return act(world);
  const members = [...device.disk.rows.values()].filter(
    ({ kind, values }) => kind === 'member' && values['role'] !== 'office',
  );
  if (members.length === 0) return 'has no accounts to change';
  const row = world.chance.pick(members);
  const path = world.chance.pick(['caseDuty', 'caseDuty', 'endedOn', 'unit']);
  const was = row.values[path];
  const value =
    path === 'caseDuty'
      ? was !== true
      : path === 'endedOn'
        ? was === undefined
          ? '2020-01-01'
          : null
        : world.chance.pick(person.town.villages);
  const fields = { [path]: { value, replaces: headsOfPath(row, path) } };
  device.survives(() => commit(device.store, [{ kind: 'member', record: row.id, scope: row.scope, fields }]));
  return `sets ${path} of ${row.id.slice(-4)} to ${JSON.stringify(value)}`;
}

const act = (world: World): string => {
  world.now += HOUR;
  return 'waits';
};

/** The server's disk is put back to an earlier day; those that enrolled since enrol again. */
async function restore(world: World): Promise<string> {
  if (world.saved === null) {
    world.saved = await world.backend.save();
    return 'the server is backed up';
  }
  if (world.restores >= 2) return 'the server stays as it is';
  world.restores += 1;
  await world.backend.restore(world.saved);
  world.saved = null;
  return 'the server is restored from yesterday';
}

/** As `restore`, and nobody says so: the server goes on in the same epoch, as if nothing had been (SPEC X9). */
export async function setBack(world: World): Promise<string> {
  if (world.saved === null) {
    world.saved = await world.backend.save();
    return 'the server is backed up';
  }
  if (world.restores >= 2) return 'the server stays as it is';
  // The server's end cuts what is on its way; whatever arrives later was asked of the server as it is then.
  while (await world.wire.resume(true));
  world.restores += 1;
  world.setBacks += 1;
  for (const device of world.living) world.unaware.add(device);
  await world.backend.setBack(world.saved);
  world.saved = null;
  return 'the server is set back to yesterday';
}

/** Not before everybody has been in touch and has brought back what the server lost. */
async function closeRecovery(world: World): Promise<string> {
  for (const { township } of world.towns) {
    const epoch = await world.backend.epoch(township);
    const devices = world.living.filter(({ state, disk }) => state === 'online' && disk.identity.township === township);
    if (devices.some(({ disk, store }) => disk.epoch !== epoch || store.waiting().length > 0))
      return 'the recovery stays open';
    await world.backend.closeRecovery(township);
  }
  return 'the office closes the recovery';
}

function kill(world: World): string {
  world.serverDies = world.chance.pick(['before', 'after']);
  return `the server will die ${world.serverDies} its commit`;
}

async function lose(world: World, device: Device): Promise<string> {
  if (world.personOf(device).role === 'office' || device.session === null) return 'is kept';
  if (device.state !== 'online' || !world.chance.is(0.5)) return 'is kept';
  if (world.chance.is(0.5)) return revoke(world, device.session);
  await world.backend.revoke(device.session, true);
  return 'is reported lost';
}

/** Not answered any more, unlike a lost one: what it holds comes in as a file. So does what clones of it hold. */
async function revoke(world: World, session: string): Promise<string> {
  await world.backend.revoke(session, false);
  for (const each of world.living) if (each.session === session || each.id === session) each.state = 'offline';
  return 'is revoked';
}

/** The office looks at what was held back. */
async function decide(world: World, device: Device): Promise<string> {
  if (world.personOf(device).role !== 'office') return 'may not decide';
  const held = [...device.disk.held].filter((id) => device.disk.log.has(id));
  if (held.length === 0) return 'has nothing to decide';
  const state = world.chance.pick(['accepted', 'quarantined'] as const);
  const changes = world.chance.shuffled(held).slice(0, 2);
  for (const id of changes) world.decided.add(id);
  await world.backend.decide(world.personOf(device).town.township, changes, state);
  return `decides that ${changes.length} are ${state}`;
}

/** The office has the values of a record erased, wherever they lie and whoever brings them later (SPEC C9). */
async function eraseRecord(world: World, device: Device): Promise<string> {
  const { role, town } = world.personOf(device);
  const rows = rowsOn(device).filter(({ kind, scope }) => kind === 'mediationCase' && scope in device.disk.scopes);
  if (role !== 'office' || rows.length === 0) return 'has nothing to have erased';
  const row = world.chance.pick(rows);
  const sessions = Object.keys(row.heads)
    .flatMap((id) => row.heads[id] ?? [])
    .filter((path) => path.startsWith('sessions.'));
  const paths = sessions.length > 0 && world.chance.is(0.3) ? [world.chance.pick(sessions)] : [];
  world.erasures.push({ scope: row.scope, record: row.id, paths });
  await world.backend.erase(town.township, row.scope, row.id, paths);
  return `has ${row.id.slice(-4)} erased`;
}

type Fault = (world: World, device: Device) => string | Promise<string>;
const faults: { readonly [name in FaultName]: Fault } = {
  crash,
  evict,
  clone,
  skew,
  file,
  newer,
  poison,
  erase,
  eraseRecord,
  rights,
  forge,
  smuggle,
  restore,
  setBack,
  closeRecovery,
  kill,
  lose,
  decide,
};

/** Something goes wrong with a device or around it; answers in words what. */
export const befall = async (world: World, device: Device): Promise<string> => {
  return faults[world.chance.weighted(world.faults)](world, device);
};
