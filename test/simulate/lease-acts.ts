/** What happens to leases of official numbers (SPEC X10): they are given, numbered from, given back, renewed and taken. */
import { leaseOf, NUMBER_LEASE, type Lease } from '#core/file-numbers.ts';
import { headsOfPath } from '#core/fold.ts';
import type { HeldLease } from '#core/own-lease.ts';
import { ServerDied, type Caller } from './backend.ts';
import type { Edit } from '#store/edit.ts';
import type { Chance } from './chance.ts';
import type { Device } from './device.ts';
import type { Disk } from './disk.ts';
import type { Leasing } from './leasing.ts';
import { commit, creation } from './local.ts';
import { knowsLeases, numberFor, ownLeases, stopNumbering } from './memory-leases.ts';
import type { MemoryStore } from './memory-store.ts';
import { Violation } from './violation.ts';
import type { World } from './world.ts';

const YEARS = [2025, 2026] as const;
const CASE = 'mediationCase';

type Act = (world: World, leasing: Leasing) => Promise<string> | string;

const anySeries = (world: World, { chance }: Leasing) => {
  const town = chance.pick(world.towns);
  return { town, of: { committee: town.committee, year: chance.pick(YEARS) } };
};

/** Asks the server; it may die over it. */
async function asks<T>(ask: () => Promise<T>): Promise<T | 'died'> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ServerDied) return 'died';
    throw error;
  }
}

/** Where the server died nobody knows. */
const isTaken = (said: string | null): boolean => said === 'done' || said === 'died';

async function give(world: World, leasing: Leasing): Promise<string> {
  const { town, of } = anySeries(world, leasing);
  const devices = world.living.filter((one) => one.session !== null && world.personOf(one).town === town);
  if (devices.length === 0) return 'nobody to lease to';
  const device = leasing.chance.pick(devices);
  const before = await world.backend.holderOf(town.township, of);
  const said = await asks(() =>
    world.backend.giveLease(town.township, {
      ...of,
      device: leasing.chance.is(0.8) ? device.id : (device.session ?? ''),
    }),
  );
  if (isTaken(said) && before !== device.id) leasing.taken.add(before);
  return `the office leases ${of.year} to ${device.name}: ${said}`;
}

/** The office takes a lease back; the server lets it only where the device is out of use. */
async function take(world: World, leasing: Leasing): Promise<string> {
  const { town, of } = anySeries(world, leasing);
  const before = await world.backend.holderOf(town.township, of);
  const said = await asks(() => world.backend.takeLease(town.township, of));
  if (isTaken(said)) leasing.taken.add(before);
  return `the office takes ${of.year} back: ${said}`;
}

/** The office puts a device out of use that nobody has any more. */
async function retire(world: World, leasing: Leasing): Promise<string> {
  const { town, of } = anySeries(world, leasing);
  const holder = await world.backend.holderOf(town.township, of);
  if (holder === '' || world.living.some(({ id, session }) => id === holder || session === holder))
    return 'all is in use';
  await world.backend.revoke(holder, false);
  return 'a device that is gone is put out of use';
}

const holdersIn = (world: World): Device[] => world.living.filter(({ store }) => ownLeases(store).length > 0);

/** A case is taken on: its form is kept, a number is taken where this device gives them, and both are stored; the power may fail in between. */
function accept(world: World, { chance }: Leasing): string {
  const holders = holdersIn(world);
  const readers = world.living.filter(({ disk }) => knowsLeases(disk));
  if (readers.length === 0) return 'nobody knows of a lease';
  const device = chance.pick(holders.length > 0 && chance.is(0.7) ? holders : readers);
  const { disk } = device;
  const [open] = disk.newCases.values();
  if (open !== undefined && chance.is(0.15)) {
    const { power } = device.store;
    device.survives(() => power.transaction((put) => put(() => disk.newCases.delete(open.record))));
    return `${device.name} gives up a new case`;
  }
  const edit = open ?? newCase(world, chance, disk);
  device.survives(() => {
    if (open === undefined) device.store.power.transaction((put) => put(() => disk.newCases.set(edit.record, edit)));
    takeOn(device.store, edit);
  });
  return `${device.name} takes on ${edit.record.slice(-4)}`;
}

function newCase(world: World, chance: Chance, disk: Disk): Edit {
  const { scope, values } = chance.pick([...disk.rows.values()].filter(({ kind }) => kind === NUMBER_LEASE));
  const { committee, year } = leaseOf(values) as Lease;
  return creation(CASE, world.newId(), scope, {
    disputeType: 'neighbor',
    facts: '词',
    status: 'accepted',
    acceptedOn: `${year}-02-0${chance.between(1, 9)}`,
    committee,
  });
}

function takeOn(store: MemoryStore, edit: Edit): void {
  const values = Object.fromEntries(Object.entries(edit.fields).map(([path, { value }]) => [path, value]));
  const value = numberFor(store, edit.record, values);
  const fields = value === null ? edit.fields : { ...edit.fields, fileNumber: { value, replaces: [] } };
  commit(store, [{ ...edit, fields }], edit.record);
}

/** The day of 受理 was another one, of another year: the number stays what it is. */
function correct(world: World, { chance }: Leasing): string {
  const device = chance.pick(world.living);
  const cases = [...device.disk.rows.values()].filter(({ kind, values }) => kind === CASE && 'fileNumber' in values);
  if (cases.length === 0) return 'no numbered case to correct';
  const row = chance.pick(cases);
  const path = 'acceptedOn';
  const value = chance.pick(['2025-03-03', '2026-03-03']);
  const fields = { [path]: { value, replaces: headsOfPath(row, path) } };
  device.survives(() => commit(device.store, [{ kind: CASE, record: row.id, scope: row.scope, fields }]));
  return `${device.name} corrects ${row.id.slice(-4)} to ${value}`;
}

/** Sends a request that is lost, comes at once or comes later. The app keeps nothing of an answer. */
async function send(world: World, { chance, late }: Leasing, device: Device, ask: (caller: Caller) => Promise<string>) {
  const { session } = device;
  const arrive = async (): Promise<string> => {
    const caller = session === null ? null : await world.backend.callerOf(session);
    if (caller === null || caller === 'revoked' || caller.state !== 'active') return 'not heard';
    return asks(() => ask(caller));
  };
  const fate = chance.weighted({ fine: 4, lost: 2, late: 4 });
  if (fate === 'late') late.push(arrive);
  return fate === 'fine' ? arrive() : fate;
}

async function giveBack(world: World, leasing: Leasing): Promise<string> {
  const device = holderOnline(world, leasing);
  if (device === null) return 'nobody gives back';
  if (leasing.chance.is(0.5)) await world.sync(device, 'fine');
  const lease = ownLeases(device.store)[0];
  return lease === undefined ? 'holds none any more' : handBack(world, leasing, device, lease);
}

function holderOnline(world: World, { chance }: Leasing): Device | null {
  const holders = holdersIn(world).filter(({ state }) => state === 'online');
  return holders.length === 0 ? null : chance.pick(holders);
}

async function handBack(world: World, leasing: Leasing, device: Device, lease: HeldLease): Promise<string> {
  const { committee, year, said } = lease;
  let stop: ReturnType<typeof stopNumbering> | null = null;
  device.survives(() => (stop = stopNumbering(device.store, lease)));
  if (stop === null) return `${device.name} crashes giving back`;
  const { waiting, last } = stop as ReturnType<typeof stopNumbering>;
  if (waiting > 0) return `${device.name} has to hand up before it gives ${year} back`;
  const came = await send(world, leasing, device, async (caller) => {
    const kind = await world.backend.endLease(caller, { committee, year, held: { said, last } });
    if (kind === 'shape')
      throw new Violation(`[X10] ${device.name} gives back ${last} of a lease from ${lease.last} on`);
    return kind;
  });
  return `${device.name} gives ${year} back up to ${last}: ${came}`;
}

async function renew(world: World, leasing: Leasing): Promise<string> {
  const device = holderOnline(world, leasing);
  if (device === null) return 'nobody renews';
  const leases = ownLeases(device.store);
  const returned = leases.filter((lease) => device.store.givenOf(lease).returned === lease.said);
  const { committee, year } = leasing.chance.pick(returned.length > 0 ? returned : leases);
  const came = await send(world, leasing, device, (caller) => world.backend.renewLease(caller, { committee, year }));
  if (came === 'done' && leasing.chance.is(0.5)) await world.sync(device, 'fine');
  return `${device.name} goes on with ${year}: ${came}`;
}

/** A request that was on its way for long arrives; null when there is none. */
export async function arriveLate({ chance, late }: Leasing): Promise<string | null> {
  const [arrive] = late.splice(chance.below(late.length), 1);
  return arrive === undefined ? null : `a late word on a lease: ${await arrive()}`;
}

const acts: { readonly [name: string]: Act } = {
  give,
  take,
  retire,
  accept,
  correct,
  giveBack,
  renew,
  late: async (_world, leasing) => (await arriveLate(leasing)) ?? 'nothing is late',
};
const weights = { give: 3, take: 1, retire: 1, accept: 11, correct: 1, giveBack: 4, renew: 4, late: 2 };
const HOW_OFTEN = 0.3;

/** Perhaps something happens to a lease; answers in words what. */
export async function leaseAct(world: World, leasing: Leasing): Promise<string | null> {
  const { chance, late } = leasing;
  if (!chance.is(HOW_OFTEN)) return null;
  if (holdersIn(world).length === 0 && late.length === 0) return hand(world, leasing);
  return (acts[chance.weighted(weights)] as Act)(world, leasing);
}

/** Nobody can number by a lease: one is given, and mostly heard of at once. */
async function hand(world: World, leasing: Leasing): Promise<string> {
  const said = await give(world, leasing);
  for (const device of world.living) {
    if (said.includes(` ${device.name}: done`) && leasing.chance.is(0.7)) await world.sync(device, 'fine');
  }
  return said;
}

/** At the end of some worlds those who can give their leases back, and the server numbers what waits. */
export async function giveAllBack(world: World, leasing: Leasing): Promise<void> {
  if (!leasing.chance.is(0.5)) return;
  for (const device of holdersIn(world).filter(({ state }) => state === 'online')) {
    for (const lease of ownLeases(device.store)) world.say(await handBack(world, leasing, device, lease));
  }
  while ((await arriveLate(leasing)) !== null);
}
