import { expect, test } from 'vitest';
import { runsOf } from '#core/exchange.ts';
import {
  aMediator,
  aStaffedWorld,
  aVenue,
  rowOn,
  settle,
  statesOf,
  sync,
  verdictsOn,
  write,
  requestOf,
} from './phone.ts';

test('[X1] a change goes up once, comes down to whoever may see it, and may be sent again at any time', async () => {
  const world = await aStaffedWorld();
  const [one, other, far] = [await aMediator(world), await aMediator(world), await aMediator(world, 1)];
  const venue = aVenue();
  const change = write(one, `${world.villages[0]}/work`, venue);
  const request = requestOf(one);
  expect(statesOf((await sync(one)).results)).toEqual(['stored']);
  for (let again = 0; again < 3; again++) {
    const answer = await world.ledger.exchange(one.caller, request);
    expect(statesOf(answer.results)).toEqual(['known']);
    expect(answer.results[0]?.tip).toBe(change.id);
  }
  await settle(one, other, far, world.office);
  expect(rowOn(other, venue.record)?.values).toEqual({ name: '文化广场' });
  expect(rowOn(world.office, venue.record)).toEqual(rowOn(other, venue.record));
  expect(far.log.has(change.id)).toBe(false);
  expect(verdictsOn(world.office).size).toBe(0);
});

test('[X2] changes in any order: what lacks its predecessor waits and is let out when that arrives', async () => {
  const world = await aStaffedWorld();
  const [one, other] = [await aMediator(world), await aMediator(world)];
  const scope = `${world.villages[0]}/work`;
  const changes = ['一', '二', '三', '四'].map((name) => write(one, scope, aVenue(name)));
  const runs = changes.map((change) => runsOf([change]));
  const send = async (at: number) => statesOf((await sync(one, { runs: runs[at] ?? [] })).results);
  expect(await send(3)).toEqual(['waiting']);
  expect(await send(1)).toEqual(['waiting']);
  expect(await send(1)).toEqual(['waiting']);
  await settle(other);
  expect(other.log.has(changes[3]?.id ?? '')).toBe(false);
  expect(await send(0)).toEqual(['stored']);
  await settle(other);
  expect(changes.map((change) => other.log.has(change.id))).toEqual([true, true, false, false]);
  expect(await send(2)).toEqual(['stored']);
  await settle(other);
  expect(changes.every((change) => other.log.has(change.id))).toBe(true);
});
