import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { anApi, cookieOf, told, type Api } from './api.ts';
import { aMediator, aStaffedWorld, aVenue, sync, write, type Phone } from './phone.ts';

/** An open event stream, and what was heard so far. */
async function listening(api: Api, phone: Phone) {
  const address = api.app.server.address();
  const { port } = typeof address === 'object' && address !== null ? address : { port: 0 };
  const leaving = new AbortController();
  onTestFinished(() => leaving.abort());
  const cookie = await cookieOf(api, phone);
  const answer = await fetch(`http://127.0.0.1:${port}/api/events`, { headers: { cookie }, signal: leaving.signal });
  const stream = { answer, heard: '', ended: false };
  const read = async (): Promise<void> => {
    for await (const bytes of answer.body ?? []) stream.heard += Buffer.from(bytes).toString();
  };
  void read()
    .catch(() => undefined)
    .finally(() => (stream.ended = true));
  await until(() => stream.heard.includes('retry:'));
  return stream;
}

async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !holds(); i++) await wait(20);
  expect(holds()).toBe(true);
}

const pokesIn = ({ heard }: { readonly heard: string }): number => heard.split('event: poke').length - 1;

async function aPlace(heartbeatMs = 60_000) {
  const world = await aStaffedWorld();
  const api = await anApi(world, { heartbeatMs });
  await api.app.listen({ port: 0, host: '127.0.0.1' });
  return { world, api, one: await aMediator(world), other: await aMediator(world), far: await aMediator(world, 1) };
}

test('[X7] a device is poked when a scope that it sees has grown, and not by itself', async () => {
  const { world, api, one, other, far } = await aPlace();
  const [mine, theirs, foreign] = [await listening(api, one), await listening(api, other), await listening(api, far)];
  expect(mine.answer.headers.get('content-type')).toBe('text/event-stream');
  expect(mine.answer.headers.get('cache-control')).toBe('no-store');
  write(one, `${world.villages[0]}/work`, aVenue());
  await sync(one);
  await until(() => pokesIn(theirs) === 1);
  await wait(400);
  expect([mine, theirs, foreign].map(pokesIn)).toEqual([0, 1, 0]);
});

test('[X7] many saves in a row are one poke', async () => {
  const { world, api, one, other } = await aPlace();
  const theirs = await listening(api, other);
  for (const name of ['一', '二', '三', '四']) {
    write(one, `${world.villages[0]}/work`, aVenue(name));
    await sync(one);
  }
  await until(() => pokesIn(theirs) > 0);
  await wait(400);
  expect(pokesIn(theirs)).toBeLessThanOrEqual(2);
});

test('[X7] an open stream asks once what its device sees, and anew when rights have moved', async () => {
  const { world, api, one, other, far } = await aPlace();
  const [theirs, foreign] = [await listening(api, other), await listening(api, far)];
  const asked = vi.spyOn(world.ledger, 'accountOf');
  const work = `${world.villages[0]}/work`;
  for (const pokes of [1, 2, 3]) {
    write(one, work, aVenue());
    await sync(one);
    await until(() => pokesIn(theirs) === pokes);
    await wait(400);
  }
  // Each of the two streams.
  expect(asked).toHaveBeenCalledTimes(2);
  expect(pokesIn(foreign)).toBe(0);

  const [unit] = world.villages;
  write(world.office, `${world.township}/office`, { record: far.actor, kind: 'member', values: { unit } });
  await sync(world.office);
  await wait(400);
  write(one, work, aVenue());
  await sync(one);
  await until(() => pokesIn(foreign) > 0);
});

test('[X8] a silent stream stays open by heartbeats, and ends when the device is revoked', async () => {
  const { world, api, one } = await aPlace(30);
  const mine = await listening(api, one);
  await until(() => mine.heard.includes(': still here'));
  expect(mine.ended).toBe(false);
  await world.storage.db.updateTable('devices').set({ state: 'revoked' }).where('device', '=', one.known.id).execute();
  await until(() => mine.ended);
});

test('a stop ends open streams instead of waiting for them', async () => {
  const { api, one } = await aPlace();
  const mine = await listening(api, one);
  const began = Date.now();
  await api.app.close();
  expect(Date.now() - began).toBeLessThan(2000);
  await until(() => mine.ended);
});

test('nobody listens without a session', async () => {
  const { api } = await aPlace();
  expect(told(await api.app.inject('/api/events'))).toBe('401 signedOut');
});
