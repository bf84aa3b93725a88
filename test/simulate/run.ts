/** One seed: a world is made, lived in, brought to rest and judged. */
import { act } from './actors.ts';
import { befall } from './faults.ts';
import { checkAcknowledged, checkAnswer, checkCursors, checkDevice, checkServer } from './invariants.ts';
import { leaseAct } from './lease-acts.ts';
import type { Leasing } from './leasing.ts';
import { beginAlone, perhapsJoin, type Newcomer } from './newcomer.ts';
import type { Offline } from './offline.ts';
import { beginOffline, checkOffline, perhapsOffline } from './offline-acts.ts';
import { checkSettled, quiet } from './settled.ts';
import { beginRelayed, perhapsRelay } from './relay-acts.ts';
import type { Relayed } from './relayed.ts';
import { perhapsCarryTail } from './tail-acts.ts';
import type { Tails } from './tails.ts';
import { Violation } from './violation.ts';
import { DAY, HOUR, World, type Parts } from './world.ts';

export interface Failure {
  readonly seed: number;
  readonly step: number;
  readonly rule: string;
  readonly trace: readonly string[];
}

const MOVES = { act: 42, exchange: 36, fault: 11, resume: 7, late: 3, day: 1 };
const LOOK_EVERY = 50;

/** Runs one seed; null when every invariant held. */
export async function runSeed(seed: number, parts: Parts): Promise<Failure | null> {
  let step = 0;
  const world = await World.create(seed, parts);
  try {
    world.onAnswer = async (caller, _request, answer) => {
      // A unit may have come in while this answer was on its way to the check.
      if (world.newcomer !== null || world.relayed !== null) await world.noteAdopted();
      checkAnswer(world, caller, answer);
    };
    if (world.newcomer !== null) beginAlone(world, world.newcomer);
    if (world.offline !== null) beginOffline(world, world.offline);
    if (world.relayed !== null) beginRelayed(world, world.relayed);
    const steps = world.chance.is(0.08) ? world.chance.between(120, 300) : world.chance.between(20, 80);
    for (; step < steps; step++) {
      await move(world);
      if (world.leasing !== null) await lease(world, world.leasing);
      if (world.newcomer !== null) await comeIn(world, world.newcomer);
      if (world.offline !== null) await comeInOffline(world, world.offline);
      if (world.relayed !== null) await relay(world, world.relayed);
      if (world.tails !== null) await carryTail(world, world.tails);
      if (step % LOOK_EVERY === LOOK_EVERY - 1) await look(world);
    }
    await quiet(world);
    await look(world);
    await checkSettled(world);
    await world.backend.close();
    return null;
  } catch (error) {
    const rule = error instanceof Violation ? error.message : String((error as Error).stack);
    return { seed, step, rule, trace: world.trace };
  }
}

async function lease(world: World, leasing: Leasing): Promise<void> {
  const said = await leaseAct(world, leasing);
  if (said !== null) world.say(said);
}

async function comeIn(world: World, newcomer: Newcomer): Promise<void> {
  const said = await perhapsJoin(world, newcomer);
  if (said !== null) world.say(said);
}

async function comeInOffline(world: World, offline: Offline): Promise<void> {
  const said = await perhapsOffline(world, offline);
  if (said === null) return;
  world.say(said);
  await checkOffline(world, offline);
}

async function relay(world: World, relayed: Relayed): Promise<void> {
  const said = await perhapsRelay(world, relayed);
  if (said !== null) world.say(said);
}

async function carryTail(world: World, tails: Tails): Promise<void> {
  const said = await perhapsCarryTail(world, tails);
  if (said !== null) world.say(said);
}

async function move(world: World): Promise<void> {
  const { chance, wire } = world;
  world.now += chance.between(1000, 2 * HOUR);
  const living = world.living;
  const device = chance.pick(living);
  const kind = chance.weighted(MOVES);
  if (kind === 'act') world.say(`${device.name} ${act(world, device)}`);
  else if (kind === 'fault') world.say(`${device.name} ${await befall(world, device)}`);
  else if (kind === 'resume') world.say(`an open exchange goes on: ${await wire.resume(chance.is(0.3))}`);
  else if (kind === 'late') world.say(`a late request arrives: ${await wire.deliverLate()}`);
  else if (kind === 'day') world.now += DAY;
  else if (device.tabs < 2) {
    const fate = chance.weighted(world.fates);
    world.say(`${device.name} exchanges (${fate})`);
    await world.sync(device, fate);
  }
}

/** Looks at everything there is. */
async function look(world: World): Promise<void> {
  const { backend } = world;
  const stored = await backend.stored();
  // A server that was set back no longer knows the device of a later epoch that was lost with it.
  for (const device of await backend.servers()) world.servers.add(device);
  checkServer(world, stored, await backend.counters());
  for (const device of world.living) {
    checkDevice(device);
    if (world.unaware.has(device)) continue;
    checkCursors(device, stored, await backend.epoch(device.disk.identity.township));
    checkAcknowledged(world, device, stored, await backend.epoch(device.disk.identity.township));
  }
}
