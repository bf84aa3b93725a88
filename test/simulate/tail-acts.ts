/** Ends of chains are carried about, and sometimes their writer is lost or the server is set back right behind it (SPEC X9). */
import type { IdentifiedChange } from '#core/change.ts';
import type { Device } from './device.ts';
import { setBack } from './faults.ts';
import { takeChanges } from './local.ts';
import type { Tails } from './tails.ts';
import type { World } from './world.ts';

const OFTEN = 0.08;

/** Perhaps the end of what a device wrote in a scope is carried to another device; answers in words what. */
export async function perhapsCarryTail(world: World, { chance }: Tails): Promise<string | null> {
  if (!chance.is(OFTEN)) return null;
  const carriers = world.living.filter(({ state }) => state === 'online');
  const ways = world.living.flatMap((from) =>
    carriers.filter((to) => to !== from).flatMap((to) => freshChains(from, to).map((own) => ({ from, to, own }))),
  );
  if (ways.length === 0) return null;
  const { from, to, own } = chance.pick(ways);
  const isSetBack = chance.is(0.5);
  if (isSetBack) await handInAndSave(world, to);
  if (!from.survives(() => from.store.power.transaction((put) => from.store.signEnds(put)))) return null;
  const tail = own.slice(chance.between(1, own.length - 1));
  const last = tail[tail.length - 1]?.id;
  const heads = [...from.disk.heads.values()].filter(({ id }) => id === last);
  const devices = [...from.disk.devices.values()].filter(({ id }) => id === from.id);
  to.survives(() => takeChanges(to.store, tail, heads, devices));
  const isLost = from.state !== 'alone' && from.tabs === 0 && (isSetBack || chance.is(0.5));
  // What came before is gone with it: the gap stays for ever.
  if (isLost) from.wipe({ ...from.disk.identity, key: world.mintKey() });
  if (isSetBack) {
    await world.sync(to, 'fine');
    // Nobody else has anything that would tell.
    world.say(await setBack(world));
  }
  return `the last ${tail.length} of ${own.length} changes of ${from.name} are carried to ${to.name}${isLost ? ', and it is lost' : ''}`;
}

/** What a device wrote in scopes that the other may take in, where the server has nothing of it yet. */
function freshChains(from: Device, to: Device): (readonly IdentifiedChange[])[] {
  const { acks, chains, ends } = from.disk;
  return [...ends.keys()].sort().flatMap((scope) => {
    const key = `${from.id} ${scope}`;
    const own = chains.get(key) ?? [];
    return (acks.get(key) ?? 0) === 0 && own.length > 1 && to.store.mayTake(scope) ? [own] : [];
  });
}

/** A device hands in all that it has, and the server is backed up just then. */
async function handInAndSave(world: World, device: Device): Promise<void> {
  for (let i = 0; i < 3; i++) await world.sync(device, 'fine');
  world.saved = await world.backend.save();
}
