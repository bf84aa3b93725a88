import { expect, test } from 'vitest';
import type { EnrolAnswer, Invitation } from '#core/enrolment.ts';
import { runsOf } from '#core/exchange.ts';
import { readEnrolAnswer, readInvitation, readSessionAnswer } from '#core/enrolment-shape.ts';
import { isSetUp, newSetupToken } from '#server/accounts/setup.ts';
import {
  anApi,
  asking,
  cookieOf,
  enrolBy,
  enrolmentOf,
  keys,
  post,
  setCookieOf,
  signInBy,
  told,
  type Api,
} from './api.ts';
import {
  aMediator,
  aMember,
  aStaffedWorld,
  aStranger,
  aVenue,
  aWorld,
  id,
  settle,
  statesOf,
  sync,
  takeIn,
  requestOf,
  signHead,
  verdictsOn,
  write,
  type Phone,
  type Staffed,
} from './phone.ts';

const HOUR_MS = 3_600_000;

async function aStaffedApi(): Promise<Api & { readonly world: Staffed }> {
  const world = await aStaffedWorld();
  return { ...(await anApi(world)), world };
}

/** The office writes an account and invites its member. */
async function invited(api: Api & { readonly world: Staffed }, role = 'mediator') {
  const { world } = api;
  const member = id();
  write(world.office, `${world.township}/office`, aMember(member, world.villages[0], role, { caseDuty: true }));
  await settle(world.office);
  return { member, ...(await inviteAgain(api, member)) };
}

async function inviteAgain(api: Api & { readonly world: Staffed }, member: string): Promise<Invitation> {
  const ask = await asking(api, api.world.office);
  const answer = await ask({ method: 'POST', url: '/api/invitations', payload: { member } });
  const read = readInvitation(answer.json());
  if ('fault' in read) throw new Error(answer.body);
  return read.body;
}

const secretOf = ({ link }: Invitation): string => link.replace(/^.*#c=/, '');

/** Sends what waits on the phone, as `/api/sync` takes it. */
async function syncBy(api: Api, phone: Phone, cookie: string) {
  const request = requestOf(phone);
  const answer = await post(api, '/api/sync', request, { cookie });
  if (answer.statusCode === 200) takeIn(phone, request, answer.json());
  return answer;
}

test('[X12] the set-up link founds a township: its first changes are its own records, and the founder is its office', async () => {
  const { storage, ledger, clock } = await aWorld();
  const world = { storage, ledger, clock, township: id() };
  const api = await anApi(world);
  expect(await isSetUp(api.accounts)).toBe(false);
  const setup = await newSetupToken(api.accounts, null);
  const founder = aStranger(world);
  const { township } = world;
  const founds = { township, member: founder.actor };
  const answer = await enrolBy(api, founder, { setup, founds });
  const read = readEnrolAnswer(answer.json());
  expect(read).toMatchObject({
    body: { account: { township, member: founder.actor, role: 'office', unit: township } },
  });
  expect(answer.headers['set-cookie']).toMatch(
    /^fazhi=[\w-]{43}; Path=\/api; HttpOnly; SameSite=Strict; Max-Age=2592000$/,
  );
  expect(await isSetUp(api.accounts)).toBe(true);

  const cookie = setCookieOf(answer);
  write(founder, `${township}/shared`, {
    record: township,
    kind: 'unit',
    values: { name: '双泉乡', unitKind: 'township' },
  });
  write(founder, `${township}/office`, aMember(founder.actor, township, 'office', { name: '杨晓梅' }));
  const synced = await syncBy(api, founder, cookie);
  expect(statesOf(synced.json<{ results: [] }>().results)).toEqual(['stored', 'stored']);
  expect(synced.json()).toMatchObject({ account: { name: '杨晓梅', role: 'office' } });
  expect(verdictsOn(founder).size).toBe(0);
});

test('[X12] a set-up link serves one device; that one may ask again, because the answer may be lost', async () => {
  const world = { ...(await aWorld()), township: id() };
  const api = await anApi(world);
  const setup = await newSetupToken(api.accounts, null);
  const founder = aStranger(world);
  const founds = { township: world.township, member: founder.actor };
  const other = aStranger(world);
  expect(told(await enrolBy(api, founder, { setup }))).toBe('400 shape');
  expect(told(await enrolBy(api, founder, { setup, founds }))).toBe('200');
  expect(told(await enrolBy(api, founder, { setup, founds }))).toBe('200');
  expect(told(await enrolBy(api, other, { setup, founds: { township: id(), member: other.actor } }))).toBe(
    '403 setupWrong',
  );
  expect(told(await enrolBy(api, other, { setup: 'guessed', founds }))).toBe('403 setupWrong');
  const second = await newSetupToken(api.accounts, null);
  expect(told(await enrolBy(api, other, { setup: second, founds }))).toBe('409 townshipTaken');
  // The refusal used nothing up.
  expect(told(await enrolBy(api, other, { setup: second, founds: { township: id(), member: other.actor } }))).toBe(
    '200',
  );
});

test('[X12] a set-up link on an old screen no longer holds, nor does one after 72 hours', async () => {
  const world = await aWorld();
  const api = await anApi(world);
  const old = await newSetupToken(api.accounts, null);
  const fresh = await newSetupToken(api.accounts, null);
  const founder = aStranger(world);
  const founds = { township: id(), member: founder.actor };
  expect(told(await enrolBy(api, founder, { setup: old, founds }))).toBe('403 setupWrong');
  world.clock.ms += 72 * HOUR_MS;
  expect(told(await enrolBy(api, founder, { setup: fresh, founds }))).toBe('403 setupWrong');
});

test.for(['code', 'link'] as const)('[X12] an invitation lets one device in, by %s', async (by) => {
  const api = await aStaffedApi();
  const invitation = await invited(api);
  const code = by === 'code' ? invitation.code : secretOf(invitation);
  const phone = aStranger(api.world, { member: invitation.member });
  const answer = await enrolBy(api, phone, { code });
  expect(answer.json<EnrolAnswer>().account).toMatchObject({
    member: invitation.member,
    role: 'mediator',
    caseDuty: true,
  });

  write(phone, `${api.world.villages[0]}/work`, aVenue());
  const synced = await syncBy(api, phone, setCookieOf(answer));
  expect(statesOf(synced.json<{ results: [] }>().results)).toEqual(['stored']);
  expect(verdictsOn(phone).size).toBe(0);

  // The answer was lost: the same device again. Another device: used.
  expect(told(await enrolBy(api, phone, { code }))).toBe('200');
  expect(told(await enrolBy(api, aStranger(api.world), { code }))).toBe('403 codeWrong');
});

test('[X12] an invitation ends after 72 hours, and with the account', async () => {
  const api = await aStaffedApi();
  const { world } = api;
  const late = await invited(api);
  world.clock.ms += 72 * HOUR_MS;
  expect(told(await enrolBy(api, aStranger(world), { code: late.code }))).toBe('403 codeExpired');

  const dismissed = await invited(api);
  write(world.office, `${world.township}/office`, {
    record: dismissed.member,
    kind: 'member',
    values: { endedOn: '2024-06-01' },
  });
  await settle(world.office);
  expect(told(await enrolBy(api, aStranger(world), { code: dismissed.code }))).toBe('403 memberEnded');
  const ask = await asking(api, world.office);
  const invite = (member: string) => ask({ method: 'POST', url: '/api/invitations', payload: { member } });
  expect(told(await invite(dismissed.member))).toBe('403 memberEnded');
  expect(told(await invite(id()))).toBe('404 noSuchMember');
});

test('[X12] two phones with one code at once: one gets in', async () => {
  const api = await aStaffedApi();
  const { link } = await invited(api);
  const code = link.replace(/^.*#c=/, '');
  const answers = await Promise.all([1, 2, 3, 4].map(() => enrolBy(api, aStranger(api.world), { code })));
  expect(answers.map(told).sort()).toEqual(['200', '403 codeWrong', '403 codeWrong', '403 codeWrong']);
});

test('[D5] a device belongs to one member for ever; a member may have several', async () => {
  const api = await aStaffedApi();
  const [one, other] = [await invited(api), await invited(api)];
  const phone = aStranger(api.world);
  expect(told(await enrolBy(api, phone, { code: secretOf(one) }))).toBe('200');
  expect(told(await enrolBy(api, phone, { code: secretOf(other) }))).toBe('409 otherMember');
  // The other invitation is still good.
  expect(told(await enrolBy(api, aStranger(api.world), { code: secretOf(other) }))).toBe('200');
  expect(told(await enrolBy(api, aStranger(api.world), { code: secretOf(await inviteAgain(api, one.member)) }))).toBe(
    '200',
  );
});

test('[X12] who does not hold the key enrols nothing', async () => {
  const api = await aStaffedApi();
  const invitation = await invited(api);
  const phone = aStranger(api.world);
  const thief = keys.mint();
  const forged = {
    ...enrolmentOf(phone, { code: invitation.code }),
    signature: enrolmentOf({ ...phone, key: thief }, { code: invitation.code }).signature,
  };
  expect(told(await post(api, '/api/enrol', forged))).toBe('401 signatureWrong');
  expect(
    told(await post(api, '/api/enrol', { ...enrolmentOf(phone, { code: invitation.code }), signature: 'no base64' })),
  ).toBe('400 shape');
  const otherKey = {
    ...enrolmentOf(phone, { code: invitation.code }),
    device: { ...phone.known, publicKey: thief.publicKey },
  };
  expect(told(await post(api, '/api/enrol', otherKey))).toBe('400 shape');
  expect(told(await enrolBy(api, phone, { code: invitation.code }))).toBe('200');
});

test('[X12] codes cannot be guessed: five wrong ones in a quarter of an hour, however many at once', async () => {
  const api = await aStaffedApi();
  const { code, link } = await invited(api);
  const wrong = String((Number(code) + 1) % 1_000_000_000).padStart(9, '0');
  const guesses = await Promise.all(
    Array.from({ length: 12 }, () => enrolBy(api, aStranger(api.world), { code: wrong })),
  );
  expect(guesses.map(told).filter((answer) => answer === '403 codeWrong').length).toBeLessThanOrEqual(5);
  const refused = await enrolBy(api, aStranger(api.world), { code });
  expect([told(refused), refused.headers['retry-after']]).toEqual(['429 tooMany', '900']);
  // The link is no guess.
  expect(told(await enrolBy(api, aStranger(api.world), { code: link.replace(/^.*#c=/, '') }))).toBe('200');
  api.world.clock.ms += 15 * 60_000;
  expect(told(await enrolBy(api, aStranger(api.world), { code: wrong }))).toBe('403 codeWrong');
});

test('[X12] a hundred wrong codes an hour over all addresses', async () => {
  const api = await aStaffedApi();
  const { code } = await invited(api);
  const { db } = api.accounts.storage;
  const tries = Array.from({ length: 100 }, (_, at) => ({
    id: id(),
    address: `elsewhere ${at}`,
    at: api.world.clock.ms,
  }));
  await db.insertInto('codeTries').values(tries).execute();
  expect(told(await enrolBy(api, aStranger(api.world), { code }))).toBe('429 tooMany');
  api.world.clock.ms += HOUR_MS;
  expect(told(await enrolBy(api, aStranger(api.world), { code }))).toBe('200');
  expect(await db.selectFrom('codeTries').selectAll().execute()).toEqual([]);
});

test('[X12] nothing in the database opens anything', async () => {
  const api = await aStaffedApi();
  const invitation = await invited(api);
  const setup = await newSetupToken(api.accounts, null);
  const phone = aStranger(api.world);
  const cookie = setCookieOf(await enrolBy(api, phone, { code: invitation.code }));
  const { db } = api.accounts.storage;
  const stored = JSON.stringify([
    await db.selectFrom('invitations').selectAll().execute(),
    await db.selectFrom('sessions').selectAll().execute(),
    await db.selectFrom('setupTokens').selectAll().execute(),
    await db.selectFrom('nonces').selectAll().execute(),
  ]);
  for (const secret of [invitation.code, secretOf(invitation), setup, cookie.replace('fazhi=', '')]) {
    expect(stored).not.toContain(secret);
  }
  // A hash handed in as the secret of a link finds nothing.
  const { codeHash, secretHash } = await db.selectFrom('invitations').selectAll().executeTakeFirstOrThrow();
  for (const code of [codeHash, secretHash]) expect(told(await enrolBy(api, phone, { code }))).toBe('403 codeWrong');
});

test('[X12] a session is renewed by a signature; a nonce serves once and for five minutes', async () => {
  const api = await aStaffedApi();
  const phone = await aMediator(api.world);
  const old = await cookieOf(api, phone);
  api.world.clock.ms += 30 * 24 * HOUR_MS;
  expect(told(await syncBy(api, phone, old))).toBe('401 signedOut');

  const answer = await signInBy(api, phone);
  expect(readSessionAnswer(answer.json())).toMatchObject({ body: { account: { member: phone.actor } } });
  expect(told(await syncBy(api, phone, setCookieOf(answer)))).toBe('200');

  const { nonce } = (await post(api, '/api/session/challenge', { device: phone.known.id })).json<{ nonce: string }>();
  const signed = (by: Phone) => enrolmentOf(by, { code: nonce }).signature;
  // A signature for another purpose is none.
  const misused = { device: phone.known.id, nonce, signature: signed(phone) };
  expect(told(await post(api, '/api/session', misused))).toBe('401 signatureWrong');
  expect(told(await post(api, '/api/session', misused))).toBe('401 challengeGone');
  expect(told(await signInBy(api, aStranger(api.world)))).toBe('401 unknownDevice');
});

test('[X12] a nonce of five minutes ago opens nothing, nor does one of another device', async () => {
  const api = await aStaffedApi();
  const [phone, other] = [await aMediator(api.world), await aMediator(api.world)];
  await cookieOf(api, phone);
  await cookieOf(api, other);
  const ask = async (by: Phone) =>
    (await post(api, '/api/session/challenge', { device: by.known.id })).json<{ nonce: string }>().nonce;
  const nonce = await ask(other);
  const open = (nonceGiven: string) =>
    post(api, '/api/session', { device: phone.known.id, nonce: nonceGiven, signature: 'c2ln' });
  expect(told(await open(nonce))).toBe('401 challengeGone');
  const late = await ask(phone);
  api.world.clock.ms += 5 * 60_000;
  expect(told(await open(late))).toBe('401 challengeGone');
});

test('[X2] a cloned device goes on under a new key within its session, for the same member', async () => {
  const api = await aStaffedApi();
  const phone = await aMediator(api.world);
  const cookie = await cookieOf(api, phone);
  const anew = aStranger(api.world, { member: phone.actor });
  const follows = phone.known.id;
  expect(told(await enrolBy(api, anew, { follows }))).toBe('401 signedOut');
  expect(told(await enrolBy(api, anew, { follows: id() }, { cookie }))).toBe('401 signedOut');
  const answer = await enrolBy(api, anew, { follows }, { cookie });
  expect(answer.json<EnrolAnswer>().account.member).toBe(phone.actor);
  write(anew, `${api.world.villages[0]}/work`, aVenue());
  const synced = await syncBy(api, anew, setCookieOf(answer));
  expect(statesOf(synced.json<{ results: [] }>().results)).toEqual(['stored']);
});

test('[D8] standalone data joins without retyping: what was written before is not judged by rights', async () => {
  const api = await aStaffedApi();
  const { world } = api;
  const invitation = await invited(api);
  const phone = aStranger(world);
  const [local, unit] = [id(), id()];
  const before = write(phone, `${local}/shared`, {
    record: unit,
    kind: 'unit',
    values: { name: '石坝村', unitKind: 'village' },
  });
  const venue = aVenue();
  const work = write(phone, `${unit}/work`, venue);
  const adopts = { township: local, units: [{ id: unit, name: '石坝村' }] };
  const answer = await enrolBy(api, phone, { code: invitation.code, adopts });
  expect(told(answer)).toBe('200');
  expect(told(await enrolBy(api, phone, { code: invitation.code, adopts }))).toBe('200');

  const synced = await syncBy(api, phone, setCookieOf(answer));
  expect(statesOf(synced.json<{ results: [] }>().results)).toEqual(['stored', 'stored']);
  expect(synced.json<{ scopes: object }>().scopes).toMatchObject({
    [`${unit}/work`]: 'write',
    [`${local}/shared`]: 'read',
  });
  await settle(world.office);
  expect(world.office.log.has(before.id) && world.office.log.has(work.id)).toBe(true);
  expect(verdictsOn(world.office).size).toBe(0);
  const far = await aMediator(world, 1);
  await settle(far);
  expect(far.log.has(work.id)).toBe(false);
});

test('[D8][B3] what an office merged before it founded the township is taken over by the phone that wrote it, and by no other', async () => {
  const world = { ...(await aWorld()), township: id() };
  const api = await anApi(world);
  const { township } = world;
  const [local, unit] = [id(), id()];
  const village = aStranger(world);
  write(village, `${local}/shared`, { record: unit, kind: 'unit', values: { name: '石坝村', unitKind: 'village' } });
  const work = write(village, `${unit}/work`, aVenue());
  const adopts = { township: local, units: [{ id: unit, name: '石坝村' }] };

  const office = aStranger(world);
  const founds = { township, member: office.actor };
  const founding = { setup: await newSetupToken(api.accounts, null), founds };
  const entered = await enrolBy(api, office, { ...founding, adopts: { ...adopts, township } });
  expect(told(entered)).toBe('200');
  write(office, `${township}/shared`, {
    record: township,
    kind: 'unit',
    values: { name: '双泉乡', unitKind: 'township' },
  });
  const own = id();
  write(office, `${township}/shared`, { record: own, kind: 'unit', values: { name: '石坝村', unitKind: 'village' } });
  write(office, `${township}/office`, aMember(office.actor, township, 'office'));
  const [mine, other] = [id(), id()];
  for (const member of [mine, other]) {
    write(office, `${township}/office`, aMember(member, own, 'mediator', { caseDuty: true }));
  }
  const cookie = setCookieOf(entered);
  await syncBy(api, office, cookie);
  const carried = {
    ...requestOf(office),
    runs: runsOf([work]),
    heads: [signHead(village, work)],
    devices: [village.known],
  };
  const brought = await post(api, '/api/sync', carried, { cookie });
  expect(statesOf(brought.json<{ results: [] }>().results)).toEqual(['stored']);

  const invite = async (member: string) => {
    const answer = await post(api, '/api/invitations', { member }, { cookie });
    return answer.json<Invitation>().code;
  };
  const read = async (phone: Phone, member: string) => {
    const answer = await enrolBy(api, phone, { code: await invite(member), adopts });
    expect(told(answer)).toBe('200');
    const synced = await syncBy(api, phone, setCookieOf(answer));
    return synced.json<{ scopes: { [scope: string]: string } }>().scopes[`${unit}/work`];
  };
  expect(await read(aStranger(world, { member: other }), other)).not.toBe('write');
  expect(await read({ ...village, actor: mine }, mine)).toBe('write');
});

test('[D8] nobody brings along what is somebody else’s', async () => {
  const api = await aStaffedApi();
  const { world } = api;
  const bring = async (township: string, units: string[]) => {
    const { code } = await invited(api);
    return told(
      await enrolBy(api, aStranger(world), {
        code,
        adopts: { township, units: units.map((unit) => ({ id: unit, name: '村' })) },
      }),
    );
  };
  const [local, unit] = [id(), id()];
  expect(await bring(local, [unit])).toBe('200');
  // A second phone of the same village, restored from the first one's file.
  expect(await bring(local, [unit])).toBe('200');
  const elsewhere = await aStaffedWorld({ storage: world.storage });
  expect(await bring(id(), [elsewhere.villages[0]])).toBe('409 unitTaken');
  expect(await bring(elsewhere.township, [])).toBe('409 unitTaken');
  // A village of the township itself stays as it is: nothing is gained by naming it.
  expect(await bring(id(), [world.villages[1]])).toBe('200');
  const found = await world.storage.db.selectFrom('units').selectAll().where('unit', '=', world.villages[1]).execute();
  expect(found).toEqual([{ township: world.township, unit: world.villages[1], adopted: 0, owner: '' }]);
});

test('[X12] a fresh set-up link signs the office in when its last device is lost', async () => {
  const api = await aStaffedApi();
  const { world } = api;
  const member = world.office.actor;
  const setup = await newSetupToken(api.accounts, { township: world.township, member });
  const desktop = aStranger(world, { member });
  const answer = await enrolBy(api, desktop, { setup });
  expect(answer.json<EnrolAnswer>().account).toMatchObject({ member, role: 'office' });
  await sync(desktop);
  expect(desktop.log.size).toBeGreaterThan(0);
});
