/** The exchange's store on the browser's own IndexedDB. */
import { expect, test } from 'vitest';
import { deviceStoreSuite, syncAll } from '#test/help/device-store-suite.ts';
import { aSyncDevice } from '#test/help/sync-device.ts';
import { nameOp, TinyServer, WORK } from '#test/help/tiny-server.ts';
import { rebuild } from '#store/incoming.ts';

deviceStoreSuite('IndexedDB', aSyncDevice);

test('[D1] rows and counters after verdicts are those that the log gives', async (t) => {
  const { store, device, write, open } = await aSyncDevice(t);
  const server = new TinyServer();
  const first = await write(WORK, 'r', '一');
  await write(WORK, 'r2', '二');
  server.write('other', WORK, [nameOp('o', '别')]);
  await syncAll(store, server.exchange(device));
  server.judge(WORK, { change: first.id, state: 'quarantined', reason: 'noRight' });
  await syncAll(store, server.exchange(device));
  const { db } = await open();
  const look = async () => ({
    rows: (await db.rows('venue').toArray()).map(({ at: _at, ...row }) => row),
    counters: (await db.counters.toArray()).filter(({ value }) => value !== 0),
  });
  const before = await look();
  expect(before.counters).toContainEqual({ id: 'records/venue/village', value: 2 });
  await rebuild(await open());
  expect(await look()).toEqual(before);
});

test('[D6] what is pushed is signed up to the last change that travels', async (t) => {
  const { store, device, write } = await aSyncDevice(t);
  await write(WORK, 'a', '一');
  const last = await write(WORK, 'b', '二');
  const { heads, devices } = await store.nextRequest();
  expect(heads).toMatchObject([{ device: await device(), scope: WORK, n: 2, id: last.id }]);
  expect(devices).toMatchObject([{ id: await device() }]);
});
