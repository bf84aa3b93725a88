import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import type { IdentifiedChange } from '#core/change.ts';
import { openStorage } from '#server/storage.ts';
import { aFolder } from './help.ts';
import {
  aCase,
  aLedgerLike,
  aMediator,
  aStaffedWorld,
  aVenue,
  aWorld,
  id,
  rowOn,
  settle,
  signHead,
  sync,
  verdictsOn,
  write,
  type Phone,
  type Staffed,
  type World,
} from './phone.ts';

/** A world in a file that can be copied as a backup and put back. */
async function aRestorable() {
  const folder = aFolder();
  const path = join(folder, 'fazhi.sqlite');
  const storage = await openStorage({ kind: 'sqlite', path }, id);
  const world = await aStaffedWorld({ storage });
  const backup = join(folder, 'backup.sqlite');
  const backUp = async () => {
    await sql`VACUUM INTO ${backup}`.execute(storage.db);
  };
  const restore = async (): Promise<World> => {
    await storage.close();
    for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
    copyFileSync(backup, path);
    const restored = await openStorage({ kind: 'sqlite', path }, id);
    onTestFinished(() => restored.close());
    return { ...world, storage: restored, ledger: aLedgerLike({ storage: restored, clock: world.clock }) };
  };
  return { world, backUp, restore };
}

/** What a device does when a new epoch begins: it offers what the server no longer has, whoever wrote it. */
function offerAgain(phone: Phone, world: World): Phone {
  return { ...phone, world, waiting: new Set(phone.log.keys()) };
}

const held = async (world: World): Promise<Set<string>> =>
  new Set((await world.storage.db.selectFrom('stream').select('change').execute()).map(({ change }) => change));

test('[X9] yesterday’s server, restored: a new epoch and key, bases and ends of chains, and the devices bring everything back', async () => {
  const { world, backUp, restore } = await aRestorable();
  const { villages, committees } = world;
  const [one, other] = [await aMediator(world), await aMediator(world)];
  const [work, cases] = [`${villages[0]}/work`, `${villages[0]}/cases`];
  const early = write(one, work, aVenue('早'));
  await settle(one, other, world.office);
  await backUp();
  const bad = write(one, work, aVenue({ not: 'a text' }));
  const file = aCase(committees[0], { status: 'accepted' });
  const late: IdentifiedChange[] = [write(one, work, aVenue('晚')), write(other, cases, file), bad];
  await settle(one, other, world.office);
  const number = rowOn(other, file.record)?.values['fileNumber'];
  const before = [...one.log.keys()];

  const restored = await restore();
  expect(late.some((change) => one.log.has(change.id))).toBe(true);
  const epoch = await restored.ledger.startEpoch(world.township);
  const phones = [one, other, world.office].map((phone) => offerAgain(phone, restored));
  const [again] = phones as [Phone, Phone, Phone];
  const answer = await sync({ ...again, cursors: new Map(again.cursors), log: new Map(again.log) });
  expect(answer.epoch).toBe(epoch);
  expect(answer.account.servers).toHaveLength(2);
  expect(answer.start?.bases[work]).toBe(1);
  // The cursor stood above: with the same answer the stream is read anew, without another round.
  expect(answer.pages.find(({ scope }) => scope === work)).toMatchObject({ after: 0 });
  // As the restored server began, not with what has come back since: a set-back that it does not know of may take that away again.
  expect(answer.start?.vector[`${one.caller.device} ${work}`]).toEqual({ n: 1, id: early.id });
  await settle(...phones);
  const now = await held(restored);
  expect(before.filter((change) => !now.has(change))).toEqual([]);
  expect(now.has(early.id)).toBe(true);
  // What the server of before had said still holds, and nothing is said twice.
  const said = await restored.storage.db.selectFrom('verdicts').selectAll().execute();
  expect(said.filter(({ state }) => state !== 'accepted').map(({ change }) => change)).toEqual([bad.id]);
  expect(said.find(({ change }) => change === bad.id)).toMatchObject({ state: 'quarantined', reason: 'misshapen' });
  const [office] = phones.slice(2) as [Phone];
  expect(rowOn(office, file.record)?.values['fileNumber']).toBe(number);
});

test('[X9, X4] what the office had decided before the restoration holds again once a device brings it', async () => {
  const { world, backUp, restore } = await aRestorable();
  const [one, other] = [await aMediator(world), await aMediator(world)];
  await settle(one, other, world.office);
  await backUp();
  one.actor = 'somebody else';
  const file = aCase(world.committees[0], { status: 'accepted' });
  const change = write(one, `${world.villages[0]}/cases`, file);
  await settle(one, other, world.office);
  await world.ledger.decide(world.office.caller, [change.id], 'accepted');
  await settle(one, other, world.office);
  const number = rowOn(other, file.record)?.values['fileNumber'];

  const restored = await restore();
  world.clock.ms += 86_400_000;
  await restored.ledger.startEpoch(world.township);
  // The author is first and brings nothing but the change, which is judged as it was before the office looked at it.
  const alone = { ...one, world: restored, waiting: new Set([change.id]) };
  await settle(alone);
  const standing = () => restored.storage.db.selectFrom('cases').select('fileNumber').execute();
  expect(verdictsOn(alone).get(change.id)?.state).toBe('quarantined');
  expect(await standing()).toEqual([]);
  await settle(alone, offerAgain(other, restored));
  expect(verdictsOn(alone).get(change.id)).toMatchObject({ state: 'accepted', reason: 'decided' });
  expect(await standing()).toEqual([{ fileNumber: number }]);
  expect(number).toBe('（2024）双0人调字第1号');
});

test('[X9] while the recovery is open no number is issued; closing it issues those that are due', async () => {
  const world: Staffed = await aStaffedWorld();
  const { office, villages, committees, township } = world;
  const one = await aMediator(world);
  await world.ledger.startEpoch(township);
  const file = aCase(committees[0], { status: 'accepted' });
  write(one, `${villages[0]}/cases`, file);
  await settle(one);
  expect(rowOn(one, file.record)?.values['fileNumber']).toBeUndefined();
  expect(await world.ledger.recovery(office.caller)).toMatchObject({ kind: 'done', state: 'open', unnumbered: 1 });
  expect(await world.ledger.closeRecovery(one.caller)).toEqual({ kind: 'forbidden' });
  await world.ledger.closeRecovery(office.caller);
  await settle(one);
  expect(rowOn(one, file.record)?.values['fileNumber']).toBe('（2024）双0人调字第1号');
  expect(await world.ledger.recovery(office.caller)).toMatchObject({ state: 'closed', unnumbered: 0 });
});

test('[X9] a server that was set back without saying so is noticed: the scope is read anew from 0', async () => {
  const { world, backUp, restore } = await aRestorable();
  const [one, other] = [await aMediator(world), await aMediator(world)];
  const work = `${world.villages[0]}/work`;
  write(one, work, aVenue('早'));
  await settle(one, other);
  await backUp();
  write(one, work, aVenue('晚'));
  await settle(one, other);
  const restored = await restore();
  const ahead = { ...other, world: restored };
  // The stream ends below the cursor.
  expect((await restored.ledger.exchange(ahead.caller, requestAt(ahead))).rewound).toEqual([work]);
  write({ ...one, world: restored }, work, aVenue('另'));
  const lost = [...one.log.values()].find(({ ops }) => ops[0]?.value === '晚');
  one.waiting.delete(lost?.id ?? '');
  await sync({ ...one, world: restored, waiting: new Set(one.log.keys()) });
  // The same change stands there again; what came before it this time the cursor does not say.
  expect((await sync(ahead)).rewound).toEqual([work]);
  expect((await sync(ahead)).rewound ?? []).toEqual([]);
});

test('[X9] so is one that does not know a unit any more: what was read of it is offered again, and not cleared', async () => {
  const { world, backUp, restore } = await aRestorable();
  const { township, villages, storage } = world;
  const one = await aMediator(world);
  await settle(one);
  await backUp();
  const local = id();
  await storage.db.insertInto('units').values({ township, unit: local, adopted: 1, owner: villages[0] }).execute();
  write(one, `${local}/work`, aVenue());
  await settle(one);
  const restored = await restore();
  const ahead = { ...one, world: restored };
  expect((await restored.ledger.exchange(ahead.caller, requestAt(ahead))).rewound).toEqual([`${local}/work`]);
});

test('[X9] so it is when the same change has come to stand at the same number again, behind another one', async () => {
  const { world, backUp, restore } = await aRestorable();
  const [early, late, reader, fresh] = [
    await aMediator(world),
    await aMediator(world),
    await aMediator(world),
    await aMediator(world),
  ];
  const work = `${world.villages[0]}/work`;
  await settle(early, late, reader, fresh);
  await backUp();
  write(early, work, aVenue('早'));
  await settle(early);
  write(late, work, aVenue('晚'));
  await settle(late, reader);
  const before = reader.cursors.get(work);
  const restored = await restore();
  write(fresh, work, aVenue('另'));
  await sync({ ...fresh, world: restored });
  const last = [...late.log.values()].find(({ ops }) => ops.some(({ value }) => value === '晚'));
  await sync({ ...late, world: restored, waiting: new Set([last?.id ?? '']) });
  const there = await restored.storage.db
    .selectFrom('stream')
    .select('change')
    .where('scope', '=', work)
    .where('seq', '=', before?.seq ?? 0)
    .execute();
  expect(there).toEqual([{ change: before?.id }]);
  expect((await restored.ledger.exchange(reader.caller, requestAt(reader))).rewound).toEqual([work]);
});

const requestAt = (phone: Phone) => ({
  version: 1,
  epoch: phone.epoch,
  runs: [],
  heads: [],
  devices: [],
  cursors: Object.fromEntries(phone.cursors),
});

test('[X9] of several restorations the lowest base counts, and an epoch that nobody knows counts as the first', async () => {
  const world = await aStaffedWorld();
  const { township, villages, ledger } = world;
  const one = await aMediator(world);
  const work = `${villages[0]}/work`;
  write(one, work, aVenue());
  await settle(one);
  await ledger.startEpoch(township);
  const absent: Phone = { ...one, cursors: new Map(one.cursors), log: new Map(one.log), waiting: new Set() };
  write(one, work, aVenue());
  await settle(one);
  await ledger.startEpoch(township);
  const baseFor = async (epoch: string | null) =>
    (await ledger.exchange(absent.caller, { ...requestAt(absent), epoch })).start?.bases[work];
  expect(await baseFor(absent.epoch)).toBe(1);
  expect(await baseFor(one.epoch)).toBe(2);
  expect(await baseFor('lost with the disk')).toBe(1);
  expect(await baseFor(null)).toBeUndefined();
});

test('[X9] nothing is taken in the server’s name that its key has not signed', async () => {
  const world = await aStaffedWorld();
  const one = await aMediator(world);
  const { servers } = (await sync(one)).account;
  const impostor: Phone = {
    ...one,
    log: new Map(),
    waiting: new Set(),
    caller: { ...one.caller, device: servers[0] ?? '' },
  };
  const change = write(impostor, `${world.villages[0]}/work`, aVenue());
  one.log.set(change.id, change);
  one.waiting.add(change.id);
  const { results } = await sync(one, { heads: [signHead(impostor, change)] });
  expect(results[0]).toMatchObject({ states: ['refused'], refusals: { 1: 'unproven' } });
});

test('each township has its own streams, servers and accounts', async () => {
  const first = await aStaffedWorld();
  const second = await aWorld({ storage: first.storage });
  const stranger = await aMediator(first);
  const foreign = { ...stranger, caller: { ...stranger.caller, township: second.township } };
  const answer = await second.ledger.exchange(foreign.caller, requestAt(foreign));
  expect(answer.pages).toEqual([]);
  expect(answer.account.servers).not.toEqual((await sync(stranger)).account.servers);
  expect(verdictsOn(stranger).size).toBe(0);
});
