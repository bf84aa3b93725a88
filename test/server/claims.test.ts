/** SPEC X12: a phone that took an invitation without a network, and whose file somebody else brings. */
import { expect, test } from 'vitest';
import { proofKeyOf, proofOf, type DevicesAnswer, type Invitation } from '#core/enrolment.ts';
import { runsOf } from '#core/exchange.ts';
import { anApi, asking, enrolBy, post, setCookieOf, signInBy, told, type Api, type Ask } from './api.ts';
import {
  aCase,
  aMediator,
  aMember,
  aStaffedWorld,
  aStranger,
  aVenue,
  carry,
  id,
  requestOf,
  rowOn,
  settle,
  signHead,
  statesOf,
  verdictsOn,
  write,
  type Phone,
  type Staffed,
} from './phone.ts';

const HOUR_MS = 3_600_000;

interface Place extends Api {
  readonly world: Staffed;
  readonly ask: Ask;
  readonly member: string;
  readonly secret: string;
}

/** The office has invited a mediator of the first village. */
async function aPlace(): Promise<Place> {
  const world = await aStaffedWorld();
  const api = await anApi(world);
  const member = id();
  write(world.office, `${world.township}/office`, aMember(member, world.villages[0], 'mediator', { caseDuty: true }));
  await settle(world.office);
  const ask = await asking(api, world.office);
  const answer = await ask({ method: 'POST', url: '/api/invitations', payload: { member } });
  return { ...api, world, ask, member, secret: answer.json<Invitation>().link.replace(/^.*#c=/, '') };
}

/** A phone that has read the invitation's code with its camera, and has no network. */
function taken({ world, member, secret }: Place, by: Partial<{ phone: Phone; proof: string }> = {}) {
  const phone = by.phone ?? aStranger(world, { member });
  const proof = by.proof ?? proofOf(phone.known.id, proofKeyOf(secret));
  const entry = { ...phone.known, proof };
  const work = `${world.villages[0]}/work`;
  const venue = write(phone, work, aVenue('院坝'));
  /** As the office's device does that read the phone's file. */
  const handedTo = (carrier: Phone, changes = [venue]) =>
    carry(carrier, changes, { heads: changes.map((change) => signHead(phone, change)), devices: [entry] });
  return { phone, entry, venue, work, handedTo };
}

type Taken = ReturnType<typeof taken>;

async function listed({ ask }: Place, phone: Phone) {
  const { devices } = (await ask({ url: '/api/devices' })).json<DevicesAnswer>();
  return devices.find((device) => device.id === phone.known.id);
}

test('[X12] [B3] a file that proves the invitation makes its phone the member’s: nothing waits, and its key signs in', async () => {
  const place = await aPlace();
  const { world, member } = place;
  const { phone, venue, work, handedTo } = taken(place);
  expect(told(await signInBy(place, phone))).toBe('401 unknownDevice');
  expect(statesOf((await handedTo(world.office)).results)).toEqual(['stored']);
  await settle(world.office);
  expect(verdictsOn(world.office).size).toBe(0);
  expect(rowOn(world.office, venue.ops[0]?.record ?? '')).not.toBeNull();
  expect(await listed(place, phone)).toMatchObject({ member, state: 'active', seenAt: null });

  // A network, one day: nothing is typed, and what the file brought is known.
  const session = await signInBy(place, phone);
  expect(told(session)).toBe('200');
  write(phone, work, aVenue('戏台'));
  const synced = await post(place, '/api/sync', requestOf(phone), { cookie: setCookieOf(session) });
  expect(statesOf(synced.json<{ results: [] }>().results)).toEqual(['known', 'stored']);
  await settle(world.office);
  expect(verdictsOn(world.office).size).toBe(0);
});

test('[X12] whoever carries the file, the proof counts; the rights are those of its member', async () => {
  const place = await aPlace();
  const colleague = await aMediator(place.world);
  const { phone, venue, handedTo } = taken(place);
  const far = write(phone, `${place.world.villages[1]}/work`, aVenue());
  await handedTo(colleague, [venue, far]);
  await settle(place.world.office);
  const verdicts = verdictsOn(place.world.office);
  expect(verdicts.get(venue.id)).toBeUndefined();
  expect(verdicts.get(far.id)).toMatchObject({ state: 'quarantined', reason: 'noRight' });
});

test('[X12] 72 hours run by the server’s clock until the proof arrives; then the office is asked, and told whose it was', async () => {
  const place = await aPlace();
  const { world, member } = place;
  const { phone, venue, handedTo } = taken(place);
  world.clock.ms += 72 * HOUR_MS;
  await handedTo(world.office);
  await settle(world.office);
  expect(verdictsOn(world.office).get(venue.id)).toMatchObject({ state: 'review', reason: 'unknownDevice' });
  expect(await listed(place, phone)).toMatchObject({ state: 'unknown', member: '', claim: { member, fault: 'late' } });
  // The same file once more changes nothing.
  await handedTo(world.office);
  expect(await listed(place, phone)).toMatchObject({ state: 'unknown' });

  const confirmed = await place.ask({
    method: 'POST',
    url: `/api/devices/${phone.known.id}/confirm`,
    payload: { member },
  });
  expect(told(confirmed)).toBe('204');
  await settle(world.office);
  expect(verdictsOn(world.office).get(venue.id)).toMatchObject({ state: 'accepted' });
  expect(await listed(place, phone)).not.toHaveProperty('claim');
  expect(told(await signInBy(place, phone))).toBe('200');
});

test('[X12] [B3] what a late file brought counts once the phone itself comes in by another invitation', async () => {
  const place = await aPlace();
  const { world, member, ask } = place;
  const { phone, venue, work, handedTo } = taken(place);
  world.clock.ms += 72 * HOUR_MS;
  await handedTo(world.office);
  await settle(world.office);
  expect(verdictsOn(world.office).get(venue.id)).toMatchObject({ state: 'review', reason: 'unknownDevice' });
  // In its name, by somebody who has not its key.
  const smuggled = write({ ...phone, log: new Map(phone.log) }, work, aVenue('假'));
  await carry(world.office, [smuggled], { heads: [], devices: [phone.known] });

  const again = await ask({ method: 'POST', url: '/api/invitations', payload: { member } });
  const { code } = again.json<Invitation>();
  expect(told(await enrolBy(place, phone, { code }))).toBe('200');
  await settle(world.office);
  expect(verdictsOn(world.office).get(venue.id)).toMatchObject({ state: 'accepted' });
  expect(rowOn(world.office, venue.ops[0]?.record ?? '')).not.toBeNull();
  expect(verdictsOn(world.office).get(smuggled.id)).toMatchObject({ state: 'review', reason: 'unknownDevice' });
});

test('[X12] one invitation, one phone: a second one that read the same code waits for the office', async () => {
  const place = await aPlace();
  const { world, member, secret } = place;
  const [first, second] = [taken(place), taken(place)];
  await first.handedTo(world.office);
  await second.handedTo(world.office);
  await settle(world.office);
  expect(verdictsOn(world.office).get(first.venue.id)).toBeUndefined();
  expect(verdictsOn(world.office).get(second.venue.id)).toMatchObject({ state: 'review' });
  expect(await listed(place, second.phone)).toMatchObject({ claim: { member, fault: 'used' } });
  // However late: that another phone has it is what the office has to know.
  const third = taken(place);
  world.clock.ms += 100 * HOUR_MS;
  await third.handedTo(world.office);
  expect(await listed(place, third.phone)).toMatchObject({ claim: { member, fault: 'used' } });
  world.clock.ms -= 100 * HOUR_MS;
  // Nor does the code let anybody else in by the network, but the phone that has it.
  expect(told(await enrolBy(place, second.phone, { code: secret }))).toBe('403 codeWrong');
  expect(told(await enrolBy(place, first.phone, { code: secret }))).toBe('200');
});

test('[X12] both files of two phones in one push: still one gets in', async () => {
  const place = await aPlace();
  const { world } = place;
  const both = [taken(place), taken(place)];
  const changes = both.map(({ venue }) => venue);
  await carry(world.office, changes, {
    heads: both.map(({ phone, venue }) => signHead(phone, venue)),
    devices: both.map(({ entry }) => entry),
  });
  await settle(world.office);
  expect(changes.filter(({ id: change }) => verdictsOn(world.office).has(change))).toHaveLength(1);
});

test('[X12] a phone that came in by the network first leaves nothing for a file to take', async () => {
  const place = await aPlace();
  const phone = aStranger(place.world, { member: place.member });
  expect(told(await enrolBy(place, phone, { code: place.secret }))).toBe('200');
  const other = taken(place);
  await other.handedTo(place.world.office);
  expect(await listed(place, other.phone)).toMatchObject({ claim: { fault: 'used' } });
});

test('[X12] an invitation that the office took back lets nobody in, neither by network nor by file', async () => {
  const place = await aPlace();
  const { world, ask, member, secret } = place;
  const { phone, venue, handedTo } = taken(place);
  const withdraw = { method: 'POST', url: '/api/invitations/withdraw', payload: { member } } as const;
  expect(told(await ask(withdraw))).toBe('204');
  expect(told(await ask(withdraw))).toBe('204');
  expect(told(await enrolBy(place, phone, { code: secret }))).toBe('403 codeWrong');
  await handedTo(world.office);
  await settle(world.office);
  expect(verdictsOn(world.office).get(venue.id)).toMatchObject({ state: 'review' });
  expect(await listed(place, phone)).toMatchObject({ claim: { member, fault: 'withdrawn' } });
  // The next one is good, for the same phone too.
  const again = await ask({ method: 'POST', url: '/api/invitations', payload: { member } });
  const later = taken({ ...place, secret: again.json<Invitation>().link.replace(/^.*#c=/, '') }, { phone });
  await later.handedTo(world.office);
  await settle(world.office);
  expect(await listed(place, phone)).toMatchObject({ member, state: 'active' });
  expect(verdictsOn(world.office).get(venue.id)).toMatchObject({ state: 'accepted' });
});

test('[X12] an account that ended meanwhile gets no device', async () => {
  const place = await aPlace();
  const { world, member } = place;
  const { phone, handedTo } = taken(place);
  write(world.office, `${world.township}/office`, {
    record: member,
    kind: 'member',
    values: { endedOn: '2024-06-01' },
  });
  await settle(world.office);
  await handedTo(world.office);
  expect(await listed(place, phone)).toMatchObject({ state: 'unknown', claim: { member, fault: 'ended' } });
});

test.for([
  ['of another secret', (phone: Phone) => proofOf(phone.known.id, proofKeyOf('made up'))],
  ['of another phone', (_: Phone, secret: string) => proofOf('f'.repeat(32), proofKeyOf(secret))],
] as const)('[X12] a proof %s proves nothing, and names nobody', async ([, proofFor]) => {
  const place = await aPlace();
  const phone = aStranger(place.world, { member: place.member });
  const { venue, handedTo } = taken(place, { phone, proof: proofFor(phone, place.secret) });
  await handedTo(place.world.office);
  await settle(place.world.office);
  expect(verdictsOn(place.world.office).get(venue.id)).toMatchObject({ state: 'review', reason: 'unknownDevice' });
  expect(await listed(place, phone)).not.toHaveProperty('claim');
});

test('[X12] an invitation of another township is none here', async () => {
  const place = await aPlace();
  const elsewhere = await aStaffedWorld({ storage: place.world.storage });
  const { phone, handedTo } = taken(place);
  await handedTo(elsewhere.office);
  const rows = await place.world.storage.db
    .selectFrom('devices')
    .selectAll()
    .where('device', '=', phone.known.id)
    .execute();
  expect(rows.map(({ township, member }) => [township, member])).toEqual([[elsewhere.township, null]]);
  expect(await place.world.storage.db.selectFrom('claims').selectAll().execute()).toEqual([]);
});

test('[X12] [X8] an old file does not bring back what the office took out of use, nor does the code', async () => {
  const place = await aPlace();
  const { world, ask, secret } = place;
  const { phone, work, handedTo } = taken(place);
  await handedTo(world.office);
  for (const lost of [false, true]) {
    const url = `/api/devices/${phone.known.id}/revoke`;
    expect(told(await ask({ method: 'POST', url, payload: { lost } }))).toBe('204');
    const later = write(phone, work, aVenue());
    await handedTo(world.office, [later]);
    await settle(world.office);
    expect(verdictsOn(world.office).get(later.id)).toMatchObject({ state: 'review', reason: 'rightEnded' });
    expect(told(await enrolBy(place, phone, { code: secret }))).toBe('403 revoked');
    expect(await listed(place, phone)).toMatchObject({ state: lost ? 'lost' : 'revoked' });
  }
});

test('[X12] one that was taken out of use before anybody knew whose it is stays so', async () => {
  const place = await aPlace();
  const { world, ask } = place;
  const { phone, venue, handedTo } = taken(place);
  await carry(world.office, [venue], { heads: [signHead(phone, venue)], devices: [phone.known] });
  const url = `/api/devices/${phone.known.id}/revoke`;
  expect(told(await ask({ method: 'POST', url, payload: { lost: false } }))).toBe('204');
  await handedTo(world.office);
  await settle(world.office);
  expect(verdictsOn(world.office).get(venue.id)).toMatchObject({ state: 'review' });
  expect(await listed(place, phone)).toMatchObject({ member: '' });
});

test.for([
  [
    'a proof',
    async ({ world }: Place, { phone, entry, venue }: Taken) => {
      await carry(world.office, [venue], { heads: [signHead(phone, venue)], devices: [entry] });
    },
  ],
  [
    'the office by hand',
    async ({ ask, member }: Place, { phone }: Taken) => {
      await ask({ method: 'POST', url: `/api/devices/${phone.known.id}/confirm`, payload: { member } });
    },
  ],
] as const)('[X12] [D6] what nobody signed in its name waits on when %s says whose it is', async ([, say]) => {
  const place = await aPlace();
  const { world } = place;
  const one = taken(place);
  const { phone, venue, work } = one;
  const smuggled = write(phone, work, aVenue('假'));
  await carry(world.office, [venue, smuggled], { heads: [signHead(phone, venue)], devices: [phone.known] });
  await settle(world.office);
  expect(verdictsOn(world.office).get(venue.id)).toMatchObject({ state: 'review' });
  await say(place, one);
  await settle(world.office);
  expect(verdictsOn(world.office).get(venue.id)).toMatchObject({ state: 'accepted' });
  expect(verdictsOn(world.office).get(smuggled.id)).toMatchObject({ state: 'review', reason: 'unknownDevice' });
});

test('[X12] [D8] what a phone had recorded alone before it took the invitation stands, and is its member’s to go on with', async () => {
  const place = await aPlace();
  const { world } = place;
  const phone = aStranger(world);
  const [local, village] = [id(), id()];
  const before = [
    write(phone, `${local}/shared`, { record: village, kind: 'unit', values: { name: '永祥村', unitKind: 'village' } }),
    write(phone, `${village}/work`, aVenue('旧戏台')),
    write(phone, `${village}/cases`, aCase('')),
  ];
  phone.actor = place.member;
  const { venue, handedTo } = taken(place, { phone });
  await handedTo(world.office, [...before, venue]);
  await settle(world.office);
  expect(verdictsOn(world.office).size).toBe(0);
  const session = await signInBy(place, phone);
  const later = write(phone, `${village}/cases`, aCase(''));
  const synced = await post(place, '/api/sync', requestOf(phone), { cookie: setCookieOf(session) });
  expect(synced.json<{ scopes: object }>().scopes).toMatchObject({
    [`${village}/work`]: 'write',
    [`${village}/cases`]: 'write',
    [`${local}/shared`]: 'read',
  });
  await settle(world.office);
  expect(verdictsOn(world.office).get(later.id)).toBeUndefined();
});

test('[X12] [D8] units that came with an earlier file, before the phone proved whose it is, become its member’s', async () => {
  const place = await aPlace();
  const { world } = place;
  const phone = aStranger(world);
  const [local, village] = [id(), id()];
  const before = [
    write(phone, `${local}/shared`, { record: village, kind: 'unit', values: { name: '永祥村', unitKind: 'village' } }),
    write(phone, `${village}/work`, aVenue('旧戏台')),
  ];
  const heads = before.map((change) => signHead(phone, change));
  await carry(world.office, before, { heads, devices: [phone.known] });
  phone.actor = place.member;
  const { handedTo } = taken(place, { phone });
  await handedTo(world.office);
  const owners = await world.storage.db.selectFrom('units').selectAll().where('adopted', '=', 1).execute();
  expect(Object.fromEntries(owners.map(({ unit, owner }) => [unit, owner]))).toEqual({
    [local]: world.villages[0],
    [village]: world.villages[0],
  });
});

test('[X12] what lies in the database lets nobody in: the key of a proof is no secret of a link', async () => {
  const place = await aPlace();
  const { proofKey, secretHash } = await place.world.storage.db
    .selectFrom('invitations')
    .selectAll()
    .executeTakeFirstOrThrow();
  expect(proofKey).toBe(proofKeyOf(place.secret));
  for (const code of [proofKey ?? '', secretHash]) {
    expect(told(await enrolBy(place, aStranger(place.world), { code }))).toBe('403 codeWrong');
  }
});

test('a device’s proof that is none is a request that is none', async () => {
  const place = await aPlace();
  const { phone, venue, entry } = taken(place);
  const ask = await asking(place, await aMediator(place.world));
  const payload = requestOf(phone, { runs: runsOf([venue]), devices: [{ ...entry, proof: 'x' }] });
  expect(told(await ask({ method: 'POST', url: '/api/sync', payload }))).toBe('400 shape');
});
