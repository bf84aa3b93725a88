/**
 * A phone that works alone and never comes in: no invitation, no network. Its units reach a township by nothing but its file, which an office relays
 * (SPEC B3, B7); now and then the office says whose phone it is.
 */
import type { Device } from './device.ts';
import { carry } from './faults.ts';
import { must } from './invariants.ts';
import { settleAlone } from './newcomer.ts';
import type { Relayed } from './relayed.ts';
import type { World } from './world.ts';

const OFTEN = 0.08;
/** A file may be cut off on its way; then it is handed over again. */
const TRIES = 20;

/** The phone mints its units, and records. */
export function beginRelayed(world: World, relayed: Relayed): void {
  relayed.device = settleAlone(world, relayed);
}

/** Perhaps its file reaches an office, or the office says whose it is; answers in words what. */
export async function perhapsRelay(world: World, relayed: Relayed): Promise<string | null> {
  const { chance, device } = relayed;
  if (!chance.is(OFTEN)) return null;
  if (chance.is(0.2)) return confirm(world, relayed);
  const offices = officesOf(world, relayed);
  return offices.length === 0 ? null : `${device.name} hands over: ${await carry(world, device, chance.pick(offices))}`;
}

const officesOf = (world: World, { person: { town } }: Relayed): Device[] =>
  world.living.filter(
    ({ state, disk: { account } }) =>
      state === 'online' && account?.role === 'office' && account.township === town.township,
  );

async function confirm(world: World, { device, person }: Relayed): Promise<string> {
  const problem = await world.backend.confirm(person.town.township, device.id, person.member);
  return `the office says whose ${device.name} is: ${problem ?? 'done'}`;
}

/** At last its file is there whole. */
export async function relayAtLast(world: World, relayed: Relayed): Promise<void> {
  const [office] = officesOf(world, relayed);
  must(office !== undefined, 'No office device is left');
  for (let tries = 0; tries < TRIES; tries++) {
    const said = await carry(world, relayed.device, office as Device);
    world.say(`  ${relayed.device.name} hands over at last: ${said}`);
    if (said.startsWith('file of')) return;
  }
}
