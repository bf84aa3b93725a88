/** What somebody makes up in another's name, and the ways it comes in. */
import { CHAIN_START, changesOf, identified, type Change, type IdentifiedChange } from '#core/change.ts';
import { EXCHANGE_VERSION, runsOf, type SyncRequest } from '#core/exchange.ts';
import { VERDICT_KIND } from '#core/verdict.ts';
import type { Device } from './device.ts';
import { takeChanges } from './local.ts';
import type { World } from './world.ts';

/** What an attacker sends with a session of their own: none of it may reach anybody. */
export async function forge(world: World, device: Device): Promise<string> {
  if (device.session === null || device.state !== 'online') return 'has no session to forge with';
  const caller = await world.backend.callerOf(device.session);
  if (caller === null || caller === 'revoked') return 'has no session to forge with';
  const { chance } = world;
  const victim = chance.pick(world.devices);
  const foreign = chance.pick(world.towns);
  const scope = chance.pick([`${foreign.township}/office`, `${foreign.villages[0]}/cases`, 'nowhere/work']);
  const kind = chance.pick([VERDICT_KIND, 'mediationCase', 'member']);
  const forged: Change = {
    device: chance.is(0.5) ? victim.id : device.id,
    scope,
    n: 1,
    prev: '',
    action: world.newId(),
    actor: world.personOf(victim).member,
    stamp: `${String(world.now).padStart(13, '0')}-0000-${device.id}`,
    schema: 1,
    ops: [
      { record: [...world.written.keys()][0] ?? 'r', kind, field: 'state', value: { state: 'accepted' }, replaces: [] },
    ],
  };
  world.forged.set(identified(forged).id, forged.device === device.session ? 'own' : 'foreign');
  await hand(world, device.session, identified(forged), { [scope]: { seq: 0, id: '' } });
  return `forges ${kind} in ${scope.slice(-10)}`;
}

async function hand(world: World, session: string, change: IdentifiedChange, cursors: SyncRequest['cursors']) {
  const runs = runsOf([change]);
  const request: SyncRequest = { version: EXCHANGE_VERSION, epoch: null, runs, heads: [], devices: [], cursors };
  await world.wire.send(session, JSON.stringify(request));
}

/**
 * A change that continues the chain of somebody who has been read, in their name and without their signature: handed to the server, or put into a
 * file that anybody takes in, the one it names as well.
 */
export async function smuggle(world: World, device: Device): Promise<string> {
  const { chance } = world;
  const victim = chance.is(0.3) ? device : chance.pick(world.living);
  const { ends, identity } = victim.disk;
  const scopes = [...new Set([...victim.disk.log.values()].map((change) => change.scope))].sort();
  if (scopes.length === 0) return 'knows nothing to continue';
  const scope = chance.pick(scopes);
  const by = {
    device: victim.id,
    action: world.newId(),
    actor: identity.actor,
    nextStamp: () => `${String(world.now).padStart(13, '0')}-0000-${victim.id}`,
  };
  const op = { record: world.newId(), kind: 'venue', field: 'name', value: '假', replaces: [] };
  const [change] = changesOf([op], scope, by, ends.get(scope) ?? CHAIN_START) as [IdentifiedChange];
  world.forged.set(change.id, 'foreign');
  world.madeUp.add(op.record);
  const holders = world.living.filter(({ disk }) => [...disk.log.values()].some((one) => one.scope === scope));
  const holder = chance.is(0.5) ? victim : chance.pick(holders);
  if (chance.is(0.5) && device.session !== null && device.state === 'online') {
    await hand(world, device.session, change, {});
    return `forges what ${victim.name} says next in ${scope.slice(-10)}`;
  }
  holder.survives(() => takeChanges(holder.store, [change]));
  return `smuggles what ${victim.name} says next in ${scope.slice(-10)} onto ${holder.name}`;
}
