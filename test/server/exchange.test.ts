import { expect, test } from 'vitest';
import { changesOfRuns, MAX_PULL_BYTES, runsOf, type Run } from '#core/exchange.ts';
import { isSignedBy } from '#core/heads.ts';
import { verifySignature } from '#server/keys.ts';
import {
  aMediator,
  aPhone,
  aStaffedWorld,
  aVenue,
  id,
  requestOf,
  rowOn,
  settle,
  signHead,
  statesOf,
  sync,
  carry,
  verdictsOn,
  write,
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

test('[X1] every change has a result of its own: a bad one does not stop the others', async () => {
  const world = await aStaffedWorld();
  const [one, other] = [await aMediator(world), await aMediator(world)];
  const scope = `${world.villages[0]}/work`;
  const first = write(one, scope, aVenue('一'));
  const bad = write(one, scope, aVenue('二'));
  const last = write(one, scope, aVenue('三'));
  const [run] = runsOf([first, bad, last]);
  if (run === undefined) throw new Error('No run');
  // Of a shape that no change has, but one that can be hashed.
  const poisoned = { ...run, changes: run.changes.map((bare, at) => (at === 1 ? { ...bare, stamp: 'soon' } : bare)) };
  const { results } = await world.ledger.exchange(one.caller, requestOf(one, { runs: [poisoned] }));
  expect(results[0]).toMatchObject({ states: ['stored', 'refused', 'stored'], refusals: { 2: 'shape' } });
  expect(results[0]?.tip).toBe(changesOfRuns([poisoned])[2]?.id);
  // What cannot even be hashed leaves the ids behind it unknown.
  const floating = { ...run, changes: [run.changes[0], { ...bad, schema: 0.5 }, run.changes[2]] } as unknown as Run;
  const again = await world.ledger.exchange(one.caller, requestOf(one, { runs: [floating] }));
  expect(again.results[0]).toMatchObject({ states: ['known', 'refused', 'refused'], tip: '' });
  await settle(other);
  const written = [...other.log.values()].filter((each) => each.scope === scope && each.device === first.device);
  expect(written.map(({ n }) => n)).toEqual([1, 3]);
});

test('[X2] what follows a refused change is stored, also when it comes later', async () => {
  const world = await aStaffedWorld();
  const one = await aMediator(world);
  const scope = `${world.villages[0]}/work`;
  const big = write(one, scope, aVenue('长'.repeat(30_000)));
  const next = write(one, scope, aVenue('二'));
  expect((await sync(one, { runs: runsOf([big]) })).results[0]).toMatchObject({
    states: ['refused'],
    refusals: { 1: 'size' },
  });
  expect(statesOf((await sync(one, { runs: runsOf([next]) })).results)).toEqual(['stored']);
});

test('[X2] a scope that the township does not have is refused; a village and its records may come in one push', async () => {
  const world = await aStaffedWorld();
  const { office, township } = world;
  const village = id();
  write(office, `${village}/work`, aVenue());
  expect((await world.ledger.exchange(office.caller, requestOf(office))).results[0]).toMatchObject({
    states: ['refused'],
    refusals: { 1: 'unknownScope' },
  });
  write(office, `${township}/shared`, { record: village, kind: 'unit', values: { name: '新村' } });
  expect(statesOf((await sync(office)).results)).toEqual(['stored', 'stored']);
  expect((await sync(office)).scopes).toHaveProperty(`${village}/cases`, 'write');
});

test('[X2] two contents at one position are both stored and streamed, and the cloned device is told, every time', async () => {
  const world = await aStaffedWorld();
  const one = await aMediator(world);
  const clone = { ...one, log: new Map(one.log), waiting: new Set(one.waiting), cursors: new Map(one.cursors) };
  const scope = `${world.villages[0]}/work`;
  const [mine, its] = [write(one, scope, aVenue('甲')), write(clone, scope, aVenue('乙'))];
  expect(statesOf((await sync(one)).results)).toEqual(['stored']);
  const request = requestOf(clone);
  expect(statesOf((await sync(clone, { runs: request.runs })).results)).toEqual(['fork']);
  expect(statesOf((await world.ledger.exchange(clone.caller, request)).results)).toEqual(['fork']);
  await settle(world.office);
  expect(world.office.log.has(mine.id) && world.office.log.has(its.id)).toBe(true);
});

test('[X3] a cursor is continued exactly; pages keep to their budget and say whether there is more', async () => {
  const world = await aStaffedWorld();
  const one = await aMediator(world);
  const reader = await aMediator(world);
  const scope = `${world.villages[0]}/work`;
  for (let at = 0; at < 60; at++) write(one, scope, aVenue('长'.repeat(9_000)));
  while (one.waiting.size > 0) await sync(one);
  const sizes: number[] = [];
  for (;;) {
    const { pages } = await sync(reader);
    const [page] = pages.filter((each) => each.scope === scope);
    if (page === undefined) break;
    sizes.push(JSON.stringify(page).length);
    expect(page.more).toBe(page.to < 60);
  }
  expect(sizes.length).toBeGreaterThan(1);
  expect(Math.max(...sizes)).toBeLessThan(MAX_PULL_BYTES);
});

test('[X6] a new device reads the pages of any other: small scopes are whole in the first answer, and a cut goes on behind the last page', async () => {
  const world = await aStaffedWorld();
  const one = await aMediator(world);
  const scope = `${world.villages[0]}/work`;
  for (let at = 0; at < 300; at++) write(one, scope, aVenue('长'.repeat(4_000)));
  while (one.waiting.size > 0) await sync(one);
  const fresh = await aPhone(world, { member: one.actor });
  const [first, shared] = await (async () => {
    const { pages } = await sync(fresh);
    return [pages.find((page) => page.scope === scope), pages.find((page) => page.scope.endsWith('/shared'))];
  })();
  expect(shared).toMatchObject({ more: false });
  expect(first).toMatchObject({ after: 0, more: true });
  // The power fails while the second answer is on its way: what was taken in stays, and the next one goes on behind it.
  await world.ledger.exchange(fresh.caller, requestOf(fresh));
  const { pages } = await sync(fresh);
  expect(pages.map((page) => [page.scope, page.after])).toEqual([[scope, first?.to]]);
  await settle(fresh, one);
  expect([...fresh.log.keys()].sort()).toEqual([...one.log.keys()].sort());
});

test('[X5] what came with the request is named, not sent back; anything else is sent, because the device may have been cleared', async () => {
  const world = await aStaffedWorld();
  const one = await aMediator(world);
  const scope = `${world.villages[0]}/work`;
  const change = write(one, scope, aVenue());
  const { pages } = await sync(one);
  expect(pages.find((page) => page.scope === scope)).toMatchObject({ held: [change.id], runs: [] });
  const cleared = { ...one, log: new Map(), waiting: new Set<string>(), cursors: new Map() };
  await settle(cleared);
  expect(cleared.log.has(change.id)).toBe(true);
});

test('[D6, X2] a session is no proof: what a file smuggled onto the device that it names is held back, and makes no fork', async () => {
  const world = await aStaffedWorld();
  const one = await aMediator(world);
  const scope = `${world.villages[0]}/work`;
  const first = write(one, scope, aVenue());
  await sync(one);
  // Somebody who has read the chain continues it.
  const stranger = { ...one, log: new Map([[first.id, first]]), waiting: new Set<string>() };
  const forged = write(stranger, scope, aVenue('假'));
  const own = write(one, scope, aVenue('真'));
  expect(statesOf((await carry(one, [forged], { heads: [] })).results)).toEqual(['stored']);
  expect(own).toMatchObject({ n: forged.n, prev: first.id });
  expect(statesOf((await sync(one)).results)).toEqual(['stored']);
  await settle(world.office);
  expect(verdictsOn(world.office).get(forged.id)).toMatchObject({ state: 'review', reason: 'unknownDevice' });
  expect(verdictsOn(world.office).has(own.id)).toBe(false);
});

test('[D6, B3] a page brings the keys and signed heads that prove its changes; a wrong signature is never passed on', async () => {
  const world = await aStaffedWorld();
  const [one, other] = [await aMediator(world), await aMediator(world)];
  const scope = `${world.villages[0]}/work`;
  const change = write(one, scope, aVenue());
  const head = signHead(one, change);
  await sync(one, { heads: [{ ...head, signature: signHead(other, change).signature }] });
  const later = write(one, scope, aVenue());
  await sync(one, { heads: [signHead(one, later)] });
  const { pages } = await sync(other);
  const page = pages.find((each) => each.scope === scope);
  const { signature, ...rest } = signHead(one, later);
  expect(page?.heads.filter(({ device }) => device === one.known.id)).toEqual([expect.objectContaining(rest)]);
  expect(page?.devices).toContainEqual(one.known);
  for (const { heads, devices } of pages) {
    for (const each of heads) {
      const key = devices.find((device) => device.id === each.device)?.publicKey ?? '';
      expect(await isSignedBy(each, key, verifySignature)).toBe(true);
    }
  }
  const kept = await world.storage.db.selectFrom('heads').select('id').where('scope', '=', scope).execute();
  expect(kept).toEqual([{ id: later.id }]);
});
