/** What must not be taken, and what it is told (issue: bad input and faults). */
import { brotliCompressSync, gunzipSync, gzipSync } from 'node:zlib';
import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { EXCHANGE_VERSION, runsOf, type SyncAnswer, type SyncRequest } from '#core/exchange.ts';
import { readAnswer } from '#core/exchange-shape.ts';
import { MAX_BODY_BYTES, MAX_UNPACKED_BYTES } from '#server/http/json-body.ts';
import { answerErrors } from '#server/problem.ts';
import { openApi } from '#server/routes/openapi.ts';
import { oldestServed, syncRoute } from '#server/routes/sync.ts';
import { anApi, asking, cookieOf, told, type Api, type Ask } from './api.ts';
import {
  aMediator,
  aMember,
  aStaffedWorld,
  aStranger,
  aVenue,
  id,
  requestOf,
  settle,
  signHead,
  statesOf,
  verdictsOn,
  write,
  type Phone,
  type Staffed,
} from './phone.ts';

interface Place {
  readonly world: Staffed;
  readonly api: Api;
  readonly phone: Phone;
  readonly ask: Ask;
  readonly work: string;
}

async function aPlace(): Promise<Place> {
  const world = await aStaffedWorld();
  const api = await anApi(world);
  const phone = await aMediator(world);
  return { world, api, phone, ask: await asking(api, phone), work: `${world.villages[0]}/work` };
}

const push = ({ ask }: Place, payload: object | string | Buffer, headers = {}) =>
  ask({ method: 'POST', url: '/api/sync', payload, headers: { 'content-type': 'application/json', ...headers } });

async function statesFor(place: Place, request: SyncRequest): Promise<string[]> {
  const answer = await push(place, request);
  expect(told(answer)).toBe('200');
  return statesOf(answer.json<SyncAnswer>().results);
}

test.for([
  ['not JSON', '{"version":'],
  ['another shape', '[]'],
  ['a page of a portal', '<html>'],
  ['nothing', ''],
  ['no version', '{}'],
])('[X14] what is no request is told so: %s', async ([, payload]) => {
  const place = await aPlace();
  expect(told(await push(place, payload as string))).toBe('400 shape');
});

test('[X14] a body of another type is refused', async () => {
  const place = await aPlace();
  expect(told(await push(place, 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }))).toBe('415 encoding');
  expect(told(await push(place, '<x/>', { 'content-type': 'text/xml' }))).toBe('415 encoding');
});

test('[X14] a gzipped body is unpacked; one that only says so, or is packed otherwise, is refused', async () => {
  const place = await aPlace();
  write(place.phone, place.work, aVenue());
  const json = JSON.stringify(requestOf(place.phone));
  expect(told(await push(place, gzipSync(json), { 'content-encoding': 'gzip' }))).toBe('200');
  expect(told(await push(place, json, { 'content-encoding': 'gzip' }))).toBe('415 encoding');
  expect(told(await push(place, gzipSync(json).subarray(0, 40), { 'content-encoding': 'gzip' }))).toBe('415 encoding');
  expect(told(await push(place, brotliCompressSync(json), { 'content-encoding': 'br' }))).toBe('415 encoding');
});

test('[X14] a small body that unpacks into a large one stops at two megabytes', async () => {
  const place = await aPlace();
  const bomb = gzipSync(Buffer.alloc(30 * MAX_UNPACKED_BYTES, ' '), { level: 1 });
  expect(bomb.length).toBeLessThan(MAX_BODY_BYTES);
  expect(told(await push(place, bomb, { 'content-encoding': 'gzip' }))).toBe('413 tooLarge');
  const packed = Buffer.concat([gzipSync('{}'), Buffer.alloc(MAX_BODY_BYTES)]);
  expect(told(await push(place, packed, { 'content-encoding': 'gzip' }))).toBe('413 tooLarge');
  expect(told(await push(place, ' '.repeat(MAX_UNPACKED_BYTES + 1)))).toBe('413 tooLarge');
});

test('answers are gzipped for whoever can read it, and never cached', async () => {
  const place = await aPlace();
  await push(place, requestOf(place.phone));
  const request = requestOf(place.phone, { cursors: {} });
  const packed = await push(place, request, { 'accept-encoding': 'gzip, deflate, br' });
  expect(packed.headers).toMatchObject({
    'content-encoding': 'gzip',
    vary: 'accept-encoding',
    'cache-control': 'no-store',
  });
  const plain = await push(place, request);
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length);
  expect(readAnswer(JSON.parse(gunzipSync(packed.rawPayload).toString()))).toHaveProperty('answer');
});

test('[X1] one bad change of a push is refused alone, with its reason', async () => {
  const place = await aPlace();
  const { phone, work } = place;
  for (const name of ['一', '二', '三']) write(phone, work, aVenue(name));
  const request = requestOf(phone);
  const [run] = request.runs;
  if (run === undefined) throw new Error('No run');
  // What a program sends that names a key every object answers to: it must not take the others with it.
  const poisoned = JSON.stringify(request).replace(
    '"field":"name","value":"二"',
    '"field":"name","__proto__":{"x":1},"value":"二"',
  );
  const answer = await push(place, poisoned);
  expect(statesOf(answer.json<SyncAnswer>().results)).toEqual(['stored', 'refused', 'stored']);
  expect(answer.json<SyncAnswer>().results[0]?.refusals).toEqual({ 2: 'shape' });
});

test('[X2] an unknown scope is refused, whoever asks', async () => {
  const place = await aPlace();
  const { phone } = place;
  write(phone, `${id()}/work`, aVenue());
  expect(await statesFor(place, requestOf(phone))).toEqual(['refused']);
});

test('[X4] a foreign village is stored and held back, and comes back to nobody who may not see it', async () => {
  const place = await aPlace();
  const { phone, world } = place;
  const change = write(phone, `${world.villages[1]}/work`, aVenue());
  expect(await statesFor(place, requestOf(phone))).toEqual(['stored']);
  await settle(world.office);
  expect(verdictsOn(world.office).get(change.id)).toMatchObject({ state: 'quarantined', reason: 'noRight' });
});

test('[X2] replayed, out of order and twice in one body: nothing is stored twice', async () => {
  const place = await aPlace();
  const { phone, work, world } = place;
  const changes = ['一', '二', '三'].map((name) => write(phone, work, aVenue(name)));
  const request = requestOf(phone);
  expect(await statesFor(place, requestOf(phone, { runs: runsOf(changes.slice(2)) }))).toEqual(['waiting']);
  expect(await statesFor(place, { ...request, runs: [...request.runs, ...request.runs] })).toHaveLength(6);
  expect(await statesFor(place, request)).toEqual(['known', 'known', 'known']);
  await settle(world.office);
  expect(changes.every(({ id: change }) => world.office.log.has(change))).toBe(true);
  const { total } = await world.storage.db
    .selectFrom('changes')
    .select((eb) => eb.fn.count<number>('id').as('total'))
    .where('device', '=', phone.known.id)
    .executeTakeFirstOrThrow();
  expect(total).toBe(3);
});

test('[B3] what another device wrote counts only with its signature', async () => {
  const place = await aPlace();
  const { phone, work, world } = place;
  const absent = aStranger(world);
  const change = write(absent, work, aVenue());
  const carried = requestOf(phone, { runs: runsOf([change]), devices: [absent.known] });
  // A head by another key is no proof; the change is carried, its author unproven.
  const forged = { ...signHead({ ...absent, key: phone.key }, change) };
  expect(await statesFor(place, { ...carried, heads: [forged] })).toEqual(['stored']);
  expect(await world.storage.db.selectFrom('heads').selectAll().where('id', '=', change.id).execute()).toEqual([]);
  await settle(world.office);
  expect(verdictsOn(world.office).get(change.id)).toMatchObject({ state: 'review', reason: 'unknownDevice' });
  expect(await statesFor(place, { ...carried, heads: [signHead(absent, change)] })).toEqual(['known']);
});

test('[X2] a cloned device is told so: both contents are kept', async () => {
  const place = await aPlace();
  const { phone, work } = place;
  write(phone, work, aVenue('原件'));
  expect(await statesFor(place, requestOf(phone))).toEqual(['stored']);
  const clone = { ...phone, log: new Map(), waiting: new Set<string>() };
  write(clone, work, aVenue('副本'));
  expect(await statesFor(place, requestOf(clone))).toEqual(['fork']);
});

test('[X8] a lost device hands over what it has, for review, and is told to clear itself; a revoked one is not heard', async () => {
  const place = await aPlace();
  const { phone, work, world, api } = place;
  const change = write(phone, work, aVenue());
  const office = await asking(api, world.office);
  const revoke = (lost: boolean) =>
    office({ method: 'POST', url: `/api/devices/${phone.known.id}/revoke`, payload: { lost } });
  expect(told(await revoke(true))).toBe('204');
  const answer = await push(place, requestOf(phone));
  expect(answer.json<SyncAnswer>()).toMatchObject({ clear: true, pages: [], scopes: { [work]: 'push' } });
  expect(statesOf(answer.json<SyncAnswer>().results)).toEqual(['stored']);
  await settle(world.office);
  expect(verdictsOn(world.office).get(change.id)).toMatchObject({ state: 'review', reason: 'rightEnded' });
  expect(told(await revoke(false))).toBe('204');
  expect(told(await push(place, requestOf(phone)))).toBe('403 revoked');
});

test('[X8] the office takes what was held back by a decision', async () => {
  const place = await aPlace();
  const { phone, world, api } = place;
  const change = write(phone, `${world.villages[1]}/work`, aVenue());
  await settle(phone, world.office);
  const office = await asking(api, world.office);
  const payload = { changes: [change.id], state: 'accepted' };
  expect(told(await office({ method: 'POST', url: '/api/decisions', payload }))).toBe('204');
  await settle(world.office);
  expect(verdictsOn(world.office).get(change.id)).toMatchObject({ state: 'accepted', reason: 'decided' });
});

test('[X14] a client one version newer is told to wait for the server', async () => {
  const place = await aPlace();
  const newer = { ...requestOf(place.phone), version: EXCHANGE_VERSION + 1, more: 'that this server does not know' };
  expect(told(await push(place, newer))).toBe('501 serverTooOld');
});

test('[X14] a client two versions older is served', async () => {
  expect([1, 2, 3, 4, 9].map(oldestServed)).toEqual([1, 1, 1, 2, 7]);
  const place = await aPlace();
  const oldest = { ...requestOf(place.phone), version: oldestServed(EXCHANGE_VERSION) };
  const answer = await push(place, oldest);
  expect(told(answer)).toBe('200');
  // What it cannot read yet it would take for the answer of a newer server.
  expect(answer.json()).toMatchObject({ version: oldest.version });
});

test('[X14] a client more than two versions older is told to bring itself up to date', async () => {
  const { api, phone, world } = await aPlace();
  const later = Fastify();
  answerErrors(later);
  await openApi(later, 'later');
  syncRoute(later, { accounts: api.accounts, ledger: world.ledger, blobs: api.blobs }, 4);
  const version = async (of: number) =>
    told(await later.inject({ method: 'POST', url: '/api/sync', payload: { ...requestOf(phone), version: of } }));
  expect(await version(1)).toBe('426 appTooOld');
  // It comes as far as asking who speaks, which nobody has looked up here.
  expect(await version(2)).toBe('500 failed');
  await later.close();
});

test('[C8] members, kinds and fields that only another version knows pass as they are', async () => {
  const place = await aPlace();
  const { phone, work, world } = place;
  const change = write(phone, work, {
    record: id(),
    kind: 'droneFlight',
    values: { altitude: 120, 'legs.1': { to: '坝' } },
  });
  expect(await statesFor(place, { ...requestOf(phone), later: true } as SyncRequest)).toEqual(['stored']);
  await settle(world.office);
  expect(world.office.log.get(change.id)?.ops).toEqual(change.ops);
  expect(verdictsOn(world.office).size).toBe(0);
});

test('[X8] an account that ended may still hand over what it holds, for review', async () => {
  const place = await aPlace();
  const { phone, work, world } = place;
  const change = write(phone, work, aVenue());
  const ended = { ...aMember(phone.actor, world.villages[0], 'mediator'), values: { endedOn: '2024-06-01' } };
  write(world.office, `${world.township}/office`, ended);
  await settle(world.office);
  const answer = await push(place, requestOf(phone));
  expect(answer.json<SyncAnswer>().scopes).toEqual({ [work]: 'push' });
  await settle(world.office);
  expect(verdictsOn(world.office).get(change.id)).toMatchObject({ state: 'review', reason: 'rightEnded' });
});

test.for([
  [{ 'sec-fetch-site': 'cross-site' }, '403 crossSite'],
  [{ 'sec-fetch-site': 'same-site' }, '403 crossSite'],
  [{ 'sec-fetch-site': 'same-origin', origin: 'https://dev.example' }, '200'],
  [{ origin: 'https://evil.example' }, '403 crossSite'],
  [{ origin: 'null' }, '403 crossSite'],
  [{ origin: 'https://localhost:80' }, '200'],
  [{}, '200'],
] as const)('[X14] what another site made a browser send is refused: %j', async ([headers, expected]) => {
  const place = await aPlace();
  expect(told(await push(place, requestOf(place.phone), { host: 'localhost:80', ...headers }))).toBe(expected);
});

test('[X14] a cookie that is none, or of nobody, opens nothing', async () => {
  const { api } = await aPlace();
  for (const cookie of ['fazhi=', 'fazhi=short', `fazhi=${'a'.repeat(43)}`, `other=${'a'.repeat(43)}`, 'fazhi']) {
    expect(told(await api.app.inject({ url: '/api/devices', headers: { cookie } }))).toBe('401 signedOut');
  }
  const cookie = await cookieOf(api, await aMediator(api.world as Staffed));
  expect(told(await api.app.inject({ url: '/api/devices', headers: { cookie: `a=b; ${cookie}; c=d` } }))).toBe('200');
});
