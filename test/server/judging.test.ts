import { expect, onTestFinished, test } from 'vitest';
import type { Json } from '#core/canonical.ts';
import { identified, SCHEMA } from '#core/change.ts';
import { takenUpCase } from '#core/handing-up.ts';
import { openStorage } from '#server/storage.ts';
import { aPostgres } from '#test/help/postgres.ts';
import {
  aCase,
  aMediator,
  aMember,
  aPhone,
  aStaffedWorld,
  aStranger,
  aVenue,
  carry,
  enrolled,
  id,
  rowOn,
  settle,
  signHead,
  statesOf,
  sync,
  verdictsOn,
  write,
  type Phone,
} from './phone.ts';

const said = (phone: Phone, change: string) => {
  const verdict = verdictsOn(phone).get(change);
  return verdict === undefined ? null : `${verdict.state} ${verdict.reason}`;
};

test('[X4] what is authentic is stored and then judged: misshapen values, missing rights, foreign actors', async () => {
  const world = await aStaffedWorld();
  const { office, township, villages } = world;
  const one = await aMediator(world);
  const villager = await enrolled(world, villages[0], 'lawSavvyPerson');
  const [work, cases] = [`${villages[0]}/work`, `${villages[0]}/cases`];
  const misshapen = write(one, work, aVenue({ not: 'a text' }));
  const foreign = write(one, `${villages[1]}/work`, aVenue());
  const asOffice = write(one, `${township}/shared`, { record: id(), kind: 'unit', values: { name: '我的村' } });
  const own = write(one, cases, aCase(world.committees[0]));
  one.actor = office.caller.member;
  const otherActor = write(one, work, aVenue());
  one.actor = one.caller.member;
  const denied = write(villager, cases, aCase(world.committees[0]));
  const { results } = await sync(one);
  expect(new Set(statesOf(results))).toEqual(new Set(['stored']));
  await settle(one, villager, office);
  expect(said(office, misshapen.id)).toBe('quarantined misshapen');
  expect(said(office, foreign.id)).toBe('quarantined noRight');
  expect(said(office, asOffice.id)).toBe('quarantined noRight');
  expect(said(office, otherActor.id)).toBe('quarantined otherActor');
  expect(said(office, denied.id)).toBe('quarantined noRight');
  expect(said(office, own.id)).toBeNull();
  expect(said(one, misshapen.id)).toBe('quarantined misshapen');
  expect(rowOn(office, misshapen.ops[0]?.record ?? '')).toBeNull();
});

test('[X4] never judged: other fields, dates ahead, open lists, kinds, fields and schemas that only a newer app knows', async () => {
  const world = await aStaffedWorld();
  const one = await aMediator(world);
  const scope = `${world.villages[0]}/work`;
  const record = id();
  const changes = [
    write(one, scope, { record: id(), kind: 'somethingNew', values: { anything: { deep: [1, 2] } } }),
    write(one, scope, { record, kind: 'venue', values: { notYet: 'x', 'sessions.a': { b: 1 } } }),
    write(
      one,
      `${world.villages[0]}/cases`,
      aCase(world.committees[0], { acceptedOn: '2099-01-01', closedOn: '2001-01-01' }),
    ),
    write(one, `${world.villages[0]}/cases`, aCase(world.committees[0], { disputeType: 'aTypeOfNextYear' })),
  ];
  await settle(one, world.office);
  expect(changes.map((change) => said(world.office, change.id))).toEqual(changes.map(() => null));
});

test('[C8] what was written under a newer schema is not judged by the form that a field has here', async () => {
  const world = await aStaffedWorld();
  const one = await aMediator(world);
  const { id: _, ...written } = write(one, `${world.villages[0]}/work`, aVenue({ zh: '文化广场' }));
  const newer = identified({ ...written, schema: SCHEMA + 1 });
  one.log.clear();
  one.waiting.clear();
  const { results } = await carry(one, [newer], { heads: [signHead(one, newer)] });
  expect(statesOf(results)).toEqual(['stored']);
  await settle(world.office);
  expect(said(world.office, newer.id)).toBeNull();
});

test('[X4] no device may speak as the server: a verdict by a device is refused', async () => {
  const world = await aStaffedWorld();
  const one = await aMediator(world);
  const scope = `${world.villages[0]}/work`;
  const bad = write(one, scope, aVenue({ not: 'a text' }));
  const pardon = write(one, scope, {
    record: bad.id,
    kind: 'verdict',
    values: { state: { state: 'accepted', reason: 'decided' } },
  });
  const { results } = await sync(one);
  expect(results[0]).toMatchObject({ states: ['stored', 'refused'], refusals: { 2: 'shape' } });
  await settle(world.office);
  expect(world.office.log.has(pardon.id)).toBe(false);
  expect(said(world.office, bad.id)).toBe('quarantined misshapen');
});

test('[X4] the office revises a verdict, and everybody sees the record as the office decided', async () => {
  const world = await aStaffedWorld();
  const [one, other] = [await aMediator(world), await aMediator(world)];
  const venue = aVenue();
  one.actor = 'somebody else';
  const change = write(one, `${world.villages[0]}/work`, venue);
  await settle(one, other, world.office);
  expect(rowOn(other, venue.record)).toBeNull();
  expect(await world.ledger.decide(one.caller, [change.id], 'accepted')).toEqual({ kind: 'forbidden' });
  for (const state of ['accepted', 'quarantined', 'accepted'] as const) {
    expect(await world.ledger.decide(world.office.caller, [change.id], state)).toEqual({ kind: 'done' });
    await settle(one, other, world.office);
    expect(said(other, change.id)).toBe(`${state} decided`);
    expect(rowOn(other, venue.record) === null).toBe(state === 'quarantined');
  }
});

test('[X4] rights are those of the member record as it is folded: one that is held back gives none', async () => {
  const world = await aStaffedWorld();
  const one = await aMediator(world);
  const made = write(one, `${world.township}/office`, aMember(one.caller.member, world.township, 'office'));
  await settle(one, world.office);
  expect(said(world.office, made.id)).toBe('quarantined noRight');
  const { account, scopes } = await sync(one);
  expect(account.role).toBe('mediator');
  expect(Object.keys(scopes).filter((scope) => scope.startsWith(world.villages[1]))).toEqual([]);
});

test('[X8] a right that ended: the scope is pushed only, what still arrives waits for the office', async () => {
  const world = await aStaffedWorld();
  const { office, township, villages } = world;
  const one = await aMediator(world);
  const cases = `${villages[0]}/cases`;
  write(one, cases, aCase(world.committees[0]));
  await settle(one, office);
  write(office, `${township}/office`, { record: one.caller.member, kind: 'member', values: { caseDuty: false } });
  await settle(office);
  const late = write(one, cases, aCase(world.committees[0]));
  const answer = await sync(one);
  expect(statesOf(answer.results)).toEqual(['stored']);
  expect(answer.scopes).toMatchObject({ [cases]: 'push', [`${villages[0]}/work`]: 'write' });
  expect(answer.pages.filter(({ scope }) => scope === cases)).toEqual([]);
  await settle(office);
  expect(said(office, late.id)).toBe('review rightEnded');
});

test('[X8] an office’s word written while the role was another one: what the account was once waits, what it is now stands', async () => {
  const world = await aStaffedWorld();
  const { office, township, villages, committees } = world;
  const [leaving, rising, never] = [
    await enrolled(world, villages[0], 'office'),
    await aMediator(world),
    await aMediator(world),
  ];
  const cases = `${villages[0]}/cases`;
  const file = aCase(committees[0]);
  write(never, cases, file);
  await settle(never, leaving, rising, office);
  const approve = (phone: Phone) =>
    write(phone, cases, { ...file, values: { review: { state: 'approved', by: '刘所长' } } });
  const words = [leaving, rising, never].map(approve);
  // None of them has a network meanwhile.
  const make = (phone: Phone, role: string) =>
    write(office, `${township}/office`, {
      record: phone.caller.member,
      kind: 'member',
      values: { role, caseDuty: true },
    });
  make(leaving, 'mediator');
  make(rising, 'office');
  await settle(office);
  await settle(leaving, rising, never, office);
  expect(words.map((change) => said(office, change.id))).toEqual(['review rightEnded', null, 'quarantined officeOnly']);
  expect(rowOn(office, file.record)?.values['review']).toEqual({ state: 'approved', by: '刘所长' });
  // Held back it is still there for its author to correct, and what follows from it is not.
  expect(said(never, words[2]?.id ?? '')).toBe('quarantined officeOnly');
});

test('[X8] an account that ended and a device reported lost see nothing, hand over what they hold, and clear themselves', async () => {
  const world = await aStaffedWorld();
  const { office, township, villages, storage } = world;
  const [ended, lost] = [await aMediator(world), await aMediator(world)];
  await settle(ended, lost);
  write(office, `${township}/office`, {
    record: ended.caller.member,
    kind: 'member',
    values: { endedOn: '2024-06-02' },
  });
  await settle(office);
  await storage.db.updateTable('devices').set({ state: 'lost' }).where('device', '=', lost.caller.device).execute();
  const reported: Phone = { ...lost, caller: { ...lost.caller, state: 'lost' } };
  for (const phone of [ended, reported]) {
    const change = write(phone, `${villages[0]}/work`, aVenue());
    const answer = await sync(phone);
    expect(new Set(Object.values(answer.scopes))).toEqual(new Set(['push']));
    expect(answer.pages).toEqual([]);
    expect(answer.clear).toBe(phone === reported ? true : undefined);
    await settle(office);
    expect(said(office, change.id)).toBe('review rightEnded');
  }
});

test('[B3] carried changes: a signed head proves the author, an unsigned chain waits for the office', async () => {
  const world = await aStaffedWorld();
  const { office, villages } = world;
  const [proved, silent] = [await aMediator(world), await aMediator(world)];
  const scope = `${villages[0]}/work`;
  const [first, second] = [write(proved, scope, aVenue()), write(proved, scope, aVenue())];
  const unsigned = write(silent, scope, aVenue());
  await carry(office, [first, second, unsigned], { heads: [signHead(proved, second)] });
  await settle(office);
  expect([first, second, unsigned].map((change) => said(office, change.id))).toEqual([
    null,
    null,
    'review unknownDevice',
  ]);
});

test('[B3] what a head vouches for may come after the head, through a gap', async () => {
  const world = await aStaffedWorld();
  const { office, villages } = world;
  const far = await aMediator(world);
  const scope = `${villages[0]}/work`;
  const changes = ['一', '二', '三'].map((name) => write(far, scope, aVenue(name)));
  const [first, second, third] = changes;
  if (first === undefined || second === undefined || third === undefined) throw new Error('Nothing was written');
  expect(statesOf((await carry(office, [third], { heads: [signHead(far, third)] })).results)).toEqual(['waiting']);
  expect(statesOf((await carry(office, [first, second])).results)).toEqual(['stored', 'stored']);
  await settle(office);
  expect(changes.map((change) => [office.log.has(change.id), said(office, change.id)])).toEqual(
    changes.map(() => [true, null]),
  );
});

test('[X2] what nobody signed cannot make a device a clone', async () => {
  const world = await aStaffedWorld();
  const { villages } = world;
  const [one, forger] = [await aMediator(world), await aMediator(world)];
  const scope = `${villages[0]}/work`;
  const fake = write({ ...one, log: new Map(), waiting: new Set() }, scope, aVenue('假'));
  expect(statesOf((await carry(forger, [fake])).results)).toEqual(['stored']);
  const real = write(one, scope, aVenue('真'));
  expect(statesOf((await sync(one)).results)).toEqual(['stored']);
  await settle(world.office);
  expect(said(world.office, fake.id)).toBe('review unknownDevice');
  expect(said(world.office, real.id)).toBeNull();
  // The device under whose name it stands has received it, and offers all that it holds after a new epoch.
  expect(statesOf((await carry(one, [fake])).results)).toEqual(['known']);
  await settle(world.office);
  expect(said(world.office, fake.id)).toBe('review unknownDevice');
});

test('[B3] a device that only files spoke of is judged once the office says whose it is', async () => {
  const world = await aStaffedWorld();
  const { office, villages, township } = world;
  const member = id();
  write(office, `${township}/office`, aMember(member, villages[0], 'mediator', { caseDuty: true }));
  await settle(office);
  const stranger = aStranger(world, { member });
  const venue = aVenue();
  const own = write(stranger, `${villages[0]}/work`, venue);
  const foreign = write(stranger, `${villages[1]}/work`, aVenue());
  const heads = [signHead(stranger, own), signHead(stranger, foreign)];
  await carry(office, [own, foreign], { heads, devices: [stranger.known] });
  await settle(office);
  expect(said(office, own.id)).toBe('review unknownDevice');
  expect(rowOn(office, venue.record)).toBeNull();
  await world.ledger.confirmDevice(office.caller, stranger.caller.device, member);
  await settle(office);
  expect(said(office, own.id)).toBe('accepted decided');
  expect(said(office, foreign.id)).toBe('quarantined noRight');
  expect(rowOn(office, venue.record)?.values).toEqual({ name: '文化广场' });
  // A device that is somebody's does not change its owner.
  await world.ledger.confirmDevice(office.caller, stranger.caller.device, id());
  expect(
    (
      await world.storage.db
        .selectFrom('devices')
        .select('member')
        .where('device', '=', stranger.caller.device)
        .execute()
    )[0],
  ).toEqual({ member });
});

test('[D8] what was written before joining is judged by its form alone, and only for those whose it is', async () => {
  const world = await aStaffedWorld();
  const { office, villages, township, storage } = world;
  const joining = await aMediator(world);
  const other = await aMediator(world, 1);
  const [localTownship, localVillage] = [id(), id()];
  const units = [localTownship, localVillage].map((unit) => ({
    township,
    unit,
    adopted: 1 as const,
    owner: villages[0],
  }));
  await storage.db.insertInto('units').values(units).execute();
  joining.actor = 'before';
  const before = [
    write(joining, `${localTownship}/shared`, { record: localVillage, kind: 'unit', values: { name: '我村' } }),
    write(joining, `${localTownship}/office`, aMember('before', localVillage, 'mediator')),
    write(joining, `${localVillage}/cases`, aCase('local')),
  ];
  const misshapen = write(joining, `${localVillage}/work`, aVenue({ not: 'a text' }));
  joining.actor = joining.caller.member;
  const after = write(joining, `${localVillage}/work`, aVenue());
  const noLonger = write(joining, `${localTownship}/shared`, {
    record: localVillage,
    kind: 'unit',
    values: { name: '改名' },
  });
  joining.actor = 'before';
  const pretended = write(joining, `${localVillage}/work`, aVenue());
  const { scopes } = await sync(joining);
  expect(scopes).toMatchObject({ [`${localVillage}/cases`]: 'write', [`${localTownship}/shared`]: 'read' });
  await settle(joining, office, other);
  expect(before.map((change) => said(office, change.id))).toEqual([null, null, null]);
  expect(said(office, misshapen.id)).toBe('quarantined misshapen');
  expect(said(office, after.id)).toBeNull();
  expect(said(office, noLonger.id)).toBe('quarantined noRight');
  expect(said(office, pretended.id)).toBe('quarantined otherActor');
  expect([...other.log.values()].filter(({ scope }) => scope.startsWith(localVillage))).toEqual([]);
  // A neighbour who carries forged changes into these scopes is not taken at their word.
  const forged = write(aStranger(world), `${localVillage}/work`, aVenue());
  await carry(other, [forged]);
  await settle(office);
  expect(said(office, forged.id)).toBe('review unknownDevice');
});

test('[D8, B3] nobody brings along unsigned what a device of the township is to have written', async () => {
  const world = await aStaffedWorld();
  const { office, villages, township, storage } = world;
  const [joining, victim] = [await aMediator(world), await aMediator(world)];
  const local = id();
  await storage.db.insertInto('units').values({ township, unit: local, adopted: 1, owner: villages[0] }).execute();
  const forged = write({ ...victim, log: new Map(), waiting: new Set() }, `${local}/work`, aVenue('假'));
  const colleague = write(aStranger(world), `${local}/work`, aVenue());
  await carry(joining, [forged, colleague]);
  await settle(joining, office);
  expect([forged, colleague].map((change) => said(office, change.id))).toEqual(['review unknownDevice', null]);
});

test('[D8] sameAs makes a unit that was brought along the own one of its village', async () => {
  const world = await aStaffedWorld();
  const { office, villages, township, storage } = world;
  const [joining, colleague] = [await aMediator(world), await aMediator(world, 1)];
  const local = id();
  await storage.db.insertInto('units').values({ township, unit: local, adopted: 1, owner: villages[0] }).execute();
  write(office, `${township}/shared`, { record: local, kind: 'unit', values: { sameAs: villages[1] } });
  await settle(office);
  expect((await sync(joining)).scopes).toHaveProperty(`${local}/work`, 'write');
  expect((await sync(colleague)).scopes).toHaveProperty(`${local}/work`, 'write');
});

test('[S3, C11] nobody gives themselves a right by claiming a unit or an account in a scope that they write', async () => {
  const world = await aStaffedWorld();
  const { office, villages, township, clock } = world;
  const one = await aMediator(world);
  await settle(one, office);
  const now = clock.ms;
  // Earlier than whatever is there: the earliest op says where a record belongs.
  clock.ms = Date.parse('2020-01-01');
  const claims = [
    write(one, `${villages[0]}/work`, { record: villages[0], kind: 'unit', values: { sameAs: villages[1] } }),
    write(one, `${villages[0]}/work`, aMember(office.caller.member, villages[0], 'mediator')),
    write(one, `${villages[0]}/work`, aCase(world.committees[0])),
  ];
  clock.ms = now;
  await settle(one, office);
  expect((await sync(one)).scopes).not.toHaveProperty(`${villages[1]}/work`);
  expect((await sync(office)).scopes).toHaveProperty(`${township}/office`, 'write');
  expect(claims.map((change) => said(office, change.id))).toEqual(Array(3).fill('quarantined noRight'));
  expect(rowOn(office, villages[0])?.scope).toBe(`${township}/shared`);
});

test('[C11] nobody takes a case away from its scope by an earlier record of another kind under its id', async () => {
  const world = await aStaffedWorld();
  const { office, villages, clock } = world;
  const [one, other] = [await aMediator(world), await aMediator(world)];
  const file = aCase(world.committees[0]);
  write(one, `${villages[0]}/cases`, file);
  await settle(one, office);
  const now = clock.ms;
  clock.ms = Date.parse('2020-01-01');
  const claim = write(other, `${villages[0]}/work`, { record: file.record, kind: 'venue', values: { name: '小广场' } });
  clock.ms = now;
  await settle(other, office);
  expect(said(office, claim.id)).toBe('quarantined noRight');
  expect(rowOn(office, file.record)?.scope).toBe(`${villages[0]}/cases`);
});

test('[M7, C11] nobody takes the id of the case that continues a handed-up one before the township does', async () => {
  const world = await aStaffedWorld();
  const { office, villages, township, committees } = world;
  const insider = await aMediator(world);
  const file = aCase(committees[0]);
  write(insider, `${villages[0]}/cases`, file);
  const taken = takenUpCase(township, file.record);
  const claims = [
    write(insider, `${villages[0]}/cases`, aCase(committees[0], { transferredFrom: file.record }, taken)),
    write(insider, `${villages[0]}/work`, { ...aVenue(), record: taken }),
  ];
  await settle(insider, office);
  expect(claims.map((change) => said(office, change.id))).toEqual(Array(2).fill('quarantined noRight'));
  const real = write(office, `${township}/cases`, aCase(committees[0], { transferredFrom: file.record }, taken));
  await settle(office, insider);
  expect(said(office, real.id)).toBe(null);
  expect(rowOn(office, taken)?.scope).toBe(`${township}/cases`);
});

for (const kind of ['sqlite', 'postgres'] as const) {
  test(`${kind} [C11] nobody takes a record away from its scope by an earlier stamp, whatever its kind`, async () => {
    const storage = await openStorage(
      kind === 'sqlite' ? { kind, path: ':memory:' } : { kind, url: await aPostgres() },
      id,
    );
    onTestFinished(() => storage.close());
    const world = await aStaffedWorld({ storage });
    const { office, villages, committees, clock } = world;
    const [one, insider] = [await aMediator(world), await aMediator(world, 1)];
    const [venue, later] = [aVenue(), aVenue()];
    const unknown = { record: id(), kind: 'kindOfTomorrow', values: { name: '新' } };
    write(one, `${villages[0]}/work`, venue, unknown);
    await settle(one, office);
    const now = clock.ms;
    clock.ms = Date.parse('2020-01-01');
    const work = `${villages[1]}/work`;
    const claims = [
      write(insider, work, { ...venue, values: { name: '小广场' } }),
      write(insider, work, { ...unknown, values: { name: '旧' } }),
      write(insider, `${villages[1]}/cases`, aCase(committees[1], {}, venue.record)),
      // Counts stand where their id says, before anything was counted there.
      write(insider, work, aVenue('数', `counts-${villages[0]}-2031`)),
    ];
    clock.ms = now;
    const mine = [write(insider, work, later), write(insider, work, { ...later, values: { name: '大广场' } })];
    await settle(insider, office);
    expect(claims.map((change) => said(office, change.id))).toEqual(Array(4).fill('quarantined noRight'));
    expect(mine.map((change) => said(office, change.id))).toEqual([null, null]);
    expect(rowOn(office, venue.record)?.scope).toBe(`${villages[0]}/work`);
    // What was held back says nothing of where a record stands: accepted by the office, it does.
    const elsewhere = write(insider, `${villages[0]}/work`, aVenue());
    await settle(insider, office);
    expect(said(office, elsewhere.id)).toBe('quarantined noRight');
    const { record } = elsewhere.ops[0] ?? { record: '' };
    const own = write(insider, work, { record, kind: 'venue', values: { name: '自家' } });
    await settle(insider, office);
    expect(said(office, own.id)).toBe(null);
  });
}

test('[S3, D8] what was written before joining gives no right over a village of the township', async () => {
  const world = await aStaffedWorld();
  const { office, villages, township, storage } = world;
  const joining = await aMediator(world);
  await settle(joining);
  const local = id();
  await storage.db.insertInto('units').values({ township, unit: local, adopted: 1, owner: villages[0] }).execute();
  joining.actor = id();
  const claim = write(joining, `${local}/shared`, { record: local, kind: 'unit', values: { sameAs: villages[1] } });
  const name = write(joining, `${local}/shared`, { record: local, kind: 'unit', values: { name: '老村' } });
  joining.actor = joining.caller.member;
  await settle(joining, office);
  expect((await sync(joining)).scopes).not.toHaveProperty(`${villages[1]}/work`);
  expect([claim, name].map((change) => said(office, change.id))).toEqual(['review officeOnly', null]);
  await world.ledger.decide(office.caller, [claim.id], 'accepted');
  expect((await sync(joining)).scopes).toHaveProperty(`${villages[1]}/work`, 'write');
});

test('[X11] after archiving, what others than the office write waits for the office', async () => {
  const world = await aStaffedWorld();
  const { office, villages } = world;
  const [one, other] = [await aMediator(world), await aMediator(world)];
  const cases = `${villages[0]}/cases`;
  const file = aCase(world.committees[0]);
  write(one, cases, file);
  await settle(one, other, office);
  const edit = (values: { [path: string]: string | null }) => ({ ...file, values });
  const late = write(other, cases, edit({ place: '村口' }));
  const sealing = write(one, cases, edit({ archivedOn: '2024-06-03' }));
  const behind = write(one, cases, edit({ place: '桥头' }));
  const amended = write(one, cases, { ...file, values: { 'amendments.a': { on: '2024-06-04', content: '更正' } } });
  const both = write(one, cases, {
    ...file,
    values: { 'amendments.b': { on: '2024-06-04', content: '更正' }, place: '祠堂' },
  });
  await settle(one, other, office);
  expect([sealing, behind, late, amended, both].map((change) => said(office, change.id))).toEqual([
    null,
    'review sealed',
    'review sealed',
    null,
    'review sealed',
  ]);
  const byOffice = write(office, cases, edit({ archivedOn: null }));
  await settle(office, one);
  const open = write(one, cases, edit({ place: '祠堂' }));
  await settle(one, office);
  expect([byOffice, open].map((change) => said(office, change.id))).toEqual([null, null]);
});

/** A unit that the first village's mediator has brought along, and what was written there before. */
async function aBroughtUnit() {
  const world = await aStaffedWorld();
  const joining = await aMediator(world);
  const unit = id();
  const { township, villages, storage } = world;
  await storage.db.insertInto('units').values({ township, unit, adopted: 1, owner: villages[0] }).execute();
  joining.actor = 'before';
  return { world, joining, cases: `${unit}/cases` };
}

test('[X11, D8] whoever worked alone opened files that the same device had archived; what others change waits for the office', async () => {
  const { world, joining, cases } = await aBroughtUnit();
  const { office } = world;
  const file = aCase('local');
  const edit = (phone: Phone, values: { [path: string]: Json }) => write(phone, cases, { ...file, values });
  const alone = [
    write(joining, cases, file),
    edit(joining, { archivedOn: '2024-06-01' }),
    edit(joining, { review: { state: 'approved' } }),
    edit(joining, { archivedOn: null }),
    edit(joining, { place: '桥头' }),
    edit(joining, { archivedOn: '2024-06-02' }),
  ];
  await settle(joining, office);
  expect(alone.map((change) => said(office, change.id))).toEqual(alone.map(() => null));
  expect(rowOn(office, file.record)?.values).toMatchObject({ place: '桥头', archivedOn: '2024-06-02' });

  // A colleague who never joined brings along what is to change it, and its own archiving of another one.
  const colleague = aStranger(world);
  for (const change of alone) colleague.log.set(change.id, change);
  const other = aCase('local');
  const brought = [edit(colleague, { place: '祠堂' }), write(colleague, cases, other)];
  brought.push(write(colleague, cases, { ...other, values: { archivedOn: '2024-06-02' } }));
  brought.push(write(colleague, cases, { ...other, values: { archivedOn: null } }));
  await carry(joining, brought);
  joining.actor = joining.caller.member;
  const joined = [edit(joining, { place: '村口' }), write(joining, cases, { ...other, values: { place: '村口' } })];
  const again = edit(joining, { archivedOn: null });
  await settle(joining, office);
  expect([...brought, ...joined, again].map((change) => said(office, change.id))).toEqual([
    'review sealed',
    null,
    null,
    null,
    'review sealed',
    null,
    'review sealed',
  ]);
});

test('[S3] a leader writes duty entries and nothing else', async () => {
  const world = await aStaffedWorld();
  const leader = await enrolled(world, world.township, 'leader');
  const scope = `${world.villages[0]}/work`;
  const duty = write(leader, scope, { record: id(), kind: 'dutyEntry', values: { note: '在岗' } });
  const venue = write(leader, scope, aVenue());
  await settle(leader, world.office);
  expect(said(world.office, duty?.id ?? '')).toBeNull();
  expect(said(world.office, venue.id)).toBe('quarantined noRight');
});

test('a set-up link founds a township: its first device acts for the office until its member record says so', async () => {
  const world = await aStaffedWorld();
  expect(verdictsOn(world.office).size).toBe(0);
  expect((await sync(world.office)).account).toMatchObject({ role: 'office', unit: world.township });
  const late = await aPhone(world, { founder: true });
  expect((await sync(late)).account.role).toBe('office');
  write(world.office, `${world.township}/office`, aMember(late.caller.member, world.villages[0], 'villageCadre'));
  await settle(world.office);
  expect((await sync(late)).account.role).toBe('villageCadre');
});
