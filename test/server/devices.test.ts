import { expect, test, vi } from 'vitest';
import { readDevicesAnswer, readRecovery } from '#core/enrolment-shape.ts';
import { runsOf, type SyncAnswer } from '#core/exchange.ts';
import { listDevices, revokeDevice } from '#server/accounts/devices.ts';
import { anApi, asking, cookieOf, told, type Api, type Ask } from './api.ts';
import {
  aMediator,
  aStaffedWorld,
  aStranger,
  aVenue,
  id,
  requestOf,
  settle,
  signHead,
  sync,
  verdictsOn,
  write,
  type Phone,
  type Staffed,
} from './phone.ts';

async function aPlace() {
  const world = await aStaffedWorld();
  const api = await anApi(world);
  return { world, api, office: await asking(api, world.office) };
}

async function listed(ask: Ask) {
  const read = readDevicesAnswer((await ask({ url: '/api/devices' })).json());
  if ('fault' in read) throw new Error(JSON.stringify(read.fault));
  return read.body.devices;
}

const exchange = async (api: Api, phone: Phone) =>
  (await asking(api, phone))({ method: 'POST', url: '/api/sync', payload: requestOf(phone, { runs: [] }) });

test('[S3] the office sees all devices of its township, everybody else their own', async () => {
  const { world, api, office } = await aPlace();
  const [phone] = [await aMediator(world), await aStaffedWorld({ storage: world.storage })];
  const ids = (devices: readonly { id: string }[]) => devices.map((device) => device.id).sort();
  expect(ids(await listed(office))).toEqual([world.office.known.id, phone.known.id].sort());
  const own = await listed(await asking(api, phone));
  expect(own).toEqual([
    {
      id: phone.known.id,
      name: '手机',
      member: phone.actor,
      state: 'active',
      since: world.clock.ms,
      seenAt: world.clock.ms,
    },
  ]);
});

test('a device is named by its owner or the office, and shown under that name', async () => {
  const { world, api, office } = await aPlace();
  const phone = await aMediator(world);
  const url = `/api/devices/${phone.known.id}/name`;
  const own = await asking(api, phone);
  expect(told(await own({ method: 'POST', url, payload: { name: '王家坝的手机' } }))).toBe('204');
  expect((await listed(own))[0]?.name).toBe('王家坝的手机');
  expect(told(await office({ method: 'POST', url, payload: { name: ' '.repeat(61) } }))).toBe('400 shape');
  expect(told(await office({ method: 'POST', url: `/api/devices/${id()}/name`, payload: { name: '无' } }))).toBe(
    '404 notFound',
  );
});

test('the last contact is noted, at most once a minute', async () => {
  const { world, api } = await aPlace();
  const phone = await aMediator(world);
  const own = await asking(api, phone);
  const seen = async () => (await listed(own))[0]?.seenAt;
  const before = world.clock.ms;
  world.clock.ms += 30_000;
  await exchange(api, phone);
  expect(await seen()).toBe(before);
  world.clock.ms += 30_000;
  await exchange(api, phone);
  expect(await seen()).toBe(before + 60_000);
});

/** A phone without a network: another one carries its file. */
async function carried(world: Staffed) {
  const absent = aStranger(world);
  const carrier = await aMediator(world);
  const change = write(absent, `${world.villages[0]}/work`, aVenue());
  carrier.log.set(change.id, change);
  await sync(carrier, { runs: runsOf([change]), devices: [absent.known], heads: [signHead(absent, change)] });
  return { absent, change };
}

test('[B3] what a carried file brought counts once the office has said whose the device is', async () => {
  const { world, office } = await aPlace();
  const { absent, change } = await carried(world);
  await settle(world.office);
  expect(verdictsOn(world.office).get(change.id)).toMatchObject({ state: 'review', reason: 'unknownDevice' });
  const unknown = (await listed(office)).find((device) => device.id === absent.known.id);
  expect(unknown).toMatchObject({ state: 'unknown', member: '', seenAt: null });

  const member = (await aMediator(world)).actor;
  const confirm = (device: string, whose: string) =>
    office({ method: 'POST', url: `/api/devices/${device}/confirm`, payload: { member: whose } });
  expect(told(await confirm(absent.known.id, id()))).toBe('404 noSuchMember');
  expect(told(await confirm(id(), member))).toBe('404 notFound');
  expect(told(await confirm(absent.known.id, member))).toBe('204');
  expect(told(await confirm(absent.known.id, member))).toBe('204');
  expect(told(await confirm(absent.known.id, world.office.actor))).toBe('409 otherMember');
  await settle(world.office);
  // Written under an account that is not the device's: still the office's to decide, for another reason.
  expect(verdictsOn(world.office).get(change.id)?.reason).toBe('otherActor');
});

test('devices that ask at once are told apart in one look, and noted in one write', async () => {
  const { world, api } = await aPlace();
  const [one, other, revoked] = [await aMediator(world), await aMediator(world, 1), await aMediator(world)];
  const cookies = [await cookieOf(api, one), await cookieOf(api, other), await cookieOf(api, revoked), 'fazhi=nobody'];
  await revokeDevice(world.storage, world.township, revoked.known.id, false);
  world.clock.ms += 3_600_000;
  const looks = vi.spyOn(world.storage.db, 'selectFrom');
  const writes = vi.spyOn(world.storage, 'transaction');
  const answers = await Promise.all(
    cookies.map((cookie, at) =>
      api.app.inject({
        method: 'POST',
        url: '/api/sync',
        headers: { cookie },
        payload: requestOf([one, other][at] ?? one),
      }),
    ),
  );
  expect(answers.map(told)).toEqual(['200', '200', '403 revoked', '401 signedOut']);
  expect(looks.mock.calls.filter(([table]) => table === 'sessions')).toHaveLength(1);
  expect(writes).toHaveBeenCalledTimes(1);
  const seen = await listDevices(world.storage, world.township, null);
  const now = seen.filter(({ seenAt }) => seenAt === world.clock.ms).map((device) => device.id);
  expect(now.sort()).toEqual([one.known.id, other.known.id].sort());
  expect(answers.slice(0, 2).map((answer) => answer.json<SyncAnswer>().account.member)).toEqual([
    one.actor,
    other.actor,
  ]);
});

test('a revoked device of the same member may be let in again', async () => {
  const { world, api, office } = await aPlace();
  const phone = await aMediator(world);
  const cookie = await cookieOf(api, phone);
  const act = (what: string, payload: object) =>
    office({ method: 'POST', url: `/api/devices/${phone.known.id}/${what}`, payload });
  await act('revoke', { lost: false });
  expect(told(await api.app.inject({ url: '/api/devices', headers: { cookie } }))).toBe('403 revoked');
  expect(told(await act('confirm', { member: phone.actor }))).toBe('204');
  expect(told(await api.app.inject({ url: '/api/devices', headers: { cookie } }))).toBe('200');
});

test('[X9] a recovery names the devices that were not in touch since, and ends when the office says so', async () => {
  const { world, api, office } = await aPlace();
  const [one, other] = [await aMediator(world), await aMediator(world)];
  const show = async (method: 'GET' | 'POST' = 'GET') => {
    const answer = await office({
      method,
      url: '/api/recovery',
      ...(method === 'POST' ? { payload: { close: true } } : {}),
    });
    const read = readRecovery(answer.json());
    if ('fault' in read) throw new Error(answer.body);
    return read.body;
  };
  expect((await show()).open).toBe(false);
  world.clock.ms += 3_600_000;
  await world.ledger.startEpoch(world.township);
  const ids = (missing: readonly { id: string }[]) => missing.map((device) => device.id).sort();
  const began = await show();
  expect(began).toMatchObject({ open: true, since: world.clock.ms });
  expect(ids(began.missing)).toEqual([one, other, world.office].map(({ known }) => known.id).sort());
  world.clock.ms += 60_000;
  await exchange(api, one);
  expect(ids((await show()).missing)).not.toContain(one.known.id);
  expect(await show('POST')).toMatchObject({ open: false, missing: [] });
  expect((await show()).open).toBe(false);
});
