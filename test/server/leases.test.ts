/** SPEC X10: one authority per committee and year. While a phone holds it, the server issues no number. */
import { expect, test } from 'vitest';
import { leaseOf, leaseRecord, NUMBER_LEASE, numberForm, wordOf } from '#core/file-numbers.ts';
import {
  aCase,
  aLedgerLike,
  aMediator,
  aStaffedWorld,
  enrolled,
  id,
  rowOn,
  settle,
  statesOf,
  sync,
  write,
  type Edit,
  type Phone,
  type Staffed,
} from './phone.ts';

const YEAR = 2024;
const scopeOf = (world: Staffed): string => `${world.villages[0]}/cases`;
const ofCommittee = (world: Staffed) => ({ committee: world.committees[0], year: YEAR });
const accepted = (world: Staffed, more: Edit['values'] = {}) =>
  aCase(world.committees[0], { status: 'accepted', ...more });
const numberOn = (phone: Phone, { record }: Edit) => rowOn(phone, record)?.values['fileNumber'];

const give = (world: Staffed, { caller }: Phone, by = world.office) =>
  world.ledger.giveLease(by.caller, { ...ofCommittee(world), device: caller.device });
const leaseOn = (phone: Phone, world: Staffed) =>
  leaseOf(rowOn(phone, leaseRecord(world.committees[0], YEAR))?.values ?? {});

const wordOn = (phone: Phone, world: Staffed): string => {
  const row = rowOn(phone, leaseRecord(world.committees[0], YEAR));
  return row === null ? '' : wordOf(row);
};
/** Gives back what the phone has read of the lease, unless another word is named. */
const end = (phone: Phone, world: Staffed, last: number, said = wordOn(phone, world)) =>
  world.ledger.endLease(phone.caller, { ...ofCommittee(world), held: { said, last } });

/** As the holder's app does without network: the next number, in the change that takes the case on. */
function issue(phone: Phone, world: Staffed, seq: number): Edit {
  const lease = leaseOn(phone, world);
  if (lease === null) throw new Error('There is no lease');
  const file = accepted(world, { fileNumber: numberForm(lease.before, lease.after).textOf(seq) });
  write(phone, scopeOf(world), file);
  return file;
}

test('[X10] a leased committee is numbered by its phone alone, above what was issued before; given back, the server goes on above it', async () => {
  const world = await aStaffedWorld();
  const [holder, other] = [await aMediator(world), await aMediator(world)];
  const first = accepted(world);
  write(holder, scopeOf(world), first);
  await settle(holder, other);
  expect(numberOn(holder, first)).toBe('（2024）双0人调字第1号');

  expect((await give(world, holder)).kind).toBe('done');
  await settle(holder, other);
  expect(leaseOn(holder, world)).toMatchObject({
    device: holder.caller.device,
    last: 1,
    before: '（2024）双0人调字第',
  });
  // Another phone's case waits for the holder.
  const theirs = accepted(world);
  write(other, scopeOf(world), theirs);
  await settle(other);
  expect(numberOn(other, theirs)).toBeUndefined();
  const offline = [issue(holder, world, 2), issue(holder, world, 3)];
  await settle(holder, other);
  expect(offline.map((file) => numberOn(other, file))).toEqual(['（2024）双0人调字第2号', '（2024）双0人调字第3号']);

  expect([
    (await end(other, world, 3)).kind,
    (await world.ledger.endLease(world.office.caller, ofCommittee(world))).kind,
  ]).toEqual(['noRight', 'leased']);
  expect((await end(holder, world, 3)).kind).toBe('done');
  await settle(holder, other);
  expect(numberOn(other, theirs)).toBe('（2024）双0人调字第4号');
  expect(leaseOn(other, world)).toMatchObject({ device: '' });
  const later = accepted(world);
  write(other, scopeOf(world), later);
  await settle(other);
  expect(numberOn(other, later)).toBe('（2024）双0人调字第5号');
  expect(await world.ledger.numberFindings(world.office.caller)).toEqual({
    kind: 'done',
    duplicates: [],
    voids: [],
    gaps: [],
  });
});

test('[X10] a number whose case is still on its way when the lease is given back is not issued by the server; it can only lie in the lease', async () => {
  const world = await aStaffedWorld();
  const [holder, other] = [await aMediator(world), await aMediator(world)];
  await settle(holder);
  await give(world, holder);
  await settle(holder);
  issue(holder, world, 1);
  await settle(holder);
  // Taken in another tab, and stored there only after the give-back.
  const late = issue(holder, world, 2);
  const nothingSaid = await world.ledger.endLease(holder.caller, ofCommittee(world));
  expect([nothingSaid.kind, (await end(holder, world, 1_000_000)).kind]).toEqual(['shape', 'shape']);
  expect((await end(holder, world, 2)).kind).toBe('done');
  const theirs = accepted(world);
  write(other, scopeOf(world), theirs);
  await settle(other, holder);
  expect([numberOn(other, theirs), numberOn(holder, late)]).toEqual([
    '（2024）双0人调字第3号',
    '（2024）双0人调字第2号',
  ]);

  // Never lower, whatever a holder says, and not below where the lease began.
  await give(world, holder);
  await settle(holder);
  expect((await end(holder, world, 2)).kind).toBe('shape');
  expect((await end(holder, world, 3)).kind).toBe('done');
  expect(await world.ledger.numberFindings(world.office.caller)).toMatchObject({ duplicates: [] });
});

test('[X10] a give-back that comes late ends nothing once the holder, or the office for it, has had the lease said anew; one that was heard needs no second', async () => {
  const world = await aStaffedWorld();
  const [holder, other] = [await aMediator(world), await aMediator(world)];
  const renew = ({ caller }: Phone) => world.ledger.renewLease(caller, ofCommittee(world));
  await give(world, holder);
  await settle(holder, other);
  for (const anew of [() => renew(holder), () => give(world, holder)]) {
    const former = wordOn(holder, world);
    expect((await anew()).kind).toBe('done');
    expect((await end(holder, world, 0, former)).kind).toBe('done');
    await settle(holder);
    expect(leaseOn(holder, world)).toMatchObject({ device: holder.caller.device });
    expect(wordOn(holder, world)).not.toBe(former);
  }
  expect((await renew(other)).kind).toBe('notFound');
  const theirs = accepted(world);
  write(other, scopeOf(world), theirs);
  await settle(other);
  expect(numberOn(other, theirs)).toBeUndefined();

  // The answer is lost: asked again, the server says the same, and the lease cannot be taken up again.
  expect([(await end(holder, world, 0)).kind, (await end(holder, world, 0)).kind]).toEqual(['done', 'done']);
  expect((await renew(holder)).kind).toBe('notFound');
  await settle(other);
  expect(numberOn(other, theirs)).toBe('（2024）双0人调字第1号');
});

test('[X10] one device at a time holds a lease; the office takes it only from one that is out of use', async () => {
  const world = await aStaffedWorld();
  const [holder, other] = [await aMediator(world), await aMediator(world)];
  await give(world, holder);
  expect([(await give(world, other)).kind, (await give(world, holder)).kind]).toEqual(['leased', 'done']);
  await world.storage.db
    .updateTable('devices')
    .set({ state: 'lost' })
    .where('device', '=', holder.caller.device)
    .execute();
  expect((await give(world, other)).kind).toBe('done');
  await settle(other);
  expect(leaseOn(other, world)).toMatchObject({ device: other.caller.device });
});

test('[X10] a holder who has lost the right to the cases does not keep the numbers: the office takes them, or gives them to another', async () => {
  const world = await aStaffedWorld();
  const other = await aMediator(world);
  const ends: Edit['values'][] = [{ caseDuty: false }, { unit: world.villages[1] }, { endedOn: '2024-01-01' }];
  for (const [round, lost] of ends.entries()) {
    const holder = await aMediator(world);
    expect((await give(world, holder)).kind).toBe('done');
    await settle(holder);
    const file = issue(holder, world, round * 2 + 1);
    await settle(holder, other);
    const take = () => world.ledger.endLease(world.office.caller, ofCommittee(world));
    expect([(await give(world, other)).kind, (await take()).kind]).toEqual(['leased', 'leased']);
    const { caller } = holder;
    write(world.office, `${world.township}/office`, { record: caller.member, kind: 'member', values: lost });
    await settle(world.office);
    expect((await (round === 0 ? give(world, other) : take())).kind).toBe('done');
    await settle(other);
    // The next number lies above all that have come, whoever gives it.
    const next = round === 0 ? issue(other, world, 2) : accepted(world);
    if (round > 0) write(other, scopeOf(world), next);
    await settle(other);
    expect([numberOn(other, file), numberOn(other, next)]).toEqual(
      [1, 2].map((n) => `（2024）双0人调字第${round * 2 + n}号`),
    );
    if (round === 0) await end(other, world, 2);
  }
  expect(await world.ledger.numberFindings(world.office.caller)).toEqual({
    kind: 'done',
    duplicates: [],
    voids: [],
    gaps: [],
  });
});

test('[X10] a lease goes to a device that writes the committee’s cases, by the office’s word, and not during a recovery', async () => {
  const world = await aStaffedWorld();
  const mediator = await aMediator(world);
  const cadre = await enrolled(world, world.villages[0], 'villageCadre');
  const foreign = await aMediator(world, 1);
  expect((await give(world, mediator, mediator)).kind).toBe('noRight');
  expect([(await give(world, cadre)).kind, (await give(world, foreign)).kind]).toEqual(['noRight', 'noRight']);
  const nowhere = { committee: id(), year: YEAR, device: mediator.caller.device };
  expect((await world.ledger.giveLease(world.office.caller, nowhere)).kind).toBe('notFound');
  await world.ledger.startEpoch(world.township);
  expect((await give(world, mediator)).kind).toBe('recovering');
});

test('[X10] no device may claim a lease', async () => {
  const world = await aStaffedWorld();
  const phone = await aMediator(world);
  const values = {
    committee: world.committees[0],
    year: YEAR,
    device: phone.caller.device,
    last: 0,
    before: '第',
    after: '号',
  };
  write(phone, scopeOf(world), { record: leaseRecord(world.committees[0], YEAR), kind: NUMBER_LEASE, values });
  expect(statesOf((await sync(phone)).results)).toEqual(['refused']);
});

test('[X9] a lease outlives a restoration: a device brings it back, and the server issues nothing beside it', async () => {
  const world = await aStaffedWorld();
  const holder = await aMediator(world);
  await settle(holder);
  const { db } = world.storage;
  const [rows, chains, counters] = [
    await db.selectFrom('rows').selectAll().execute(),
    await db.selectFrom('chains').selectAll().execute(),
    await db.selectFrom('counters').selectAll().execute(),
  ];
  await give(world, holder);
  await settle(holder);
  // Yesterday's database: none of what came since.
  const act = [...holder.log.values()].find(({ ops }) => ops.some(({ kind }) => kind === NUMBER_LEASE));
  if (act === undefined) throw new Error('The lease was not passed on');
  await db.deleteFrom('changes').where('id', '=', act.id).execute();
  await db.deleteFrom('stream').where('change', '=', act.id).execute();
  await db.deleteFrom('rows').execute();
  await db.insertInto('rows').values(rows).execute();
  await db.deleteFrom('records').where('change', '=', act.id).execute();
  await db.deleteFrom('chains').execute();
  await db.insertInto('chains').values(chains).execute();
  await db.deleteFrom('counters').execute();
  await db.insertInto('counters').values(counters).execute();
  const alive = { ...world, ledger: aLedgerLike(world) };
  await alive.ledger.startEpoch(world.township);
  const again = { ...holder, world: alive };
  again.waiting.add(act.id);
  await settle(again);
  await alive.ledger.closeRecovery(world.office.caller);
  const file = accepted(world);
  write(again, scopeOf(world), file);
  await settle(again);
  expect(numberOn(again, file)).toBeUndefined();
});

test('[X10] numbers of a lease that no case came with are listed once it was given back, and so is one whose case was removed; the server passes over all of them', async () => {
  const world = await aStaffedWorld();
  const { office } = world;
  const [holder, other] = [await aMediator(world), await aMediator(world)];
  await give(world, holder);
  await settle(holder);
  // Of five numbers one was given to a case that was never stored, and the last two as well.
  issue(holder, world, 1);
  const gone = issue(holder, world, 3);
  await settle(holder);
  // While it holds the lease, the cases may still be on their way.
  expect(await world.ledger.numberFindings(office.caller)).toEqual({
    kind: 'done',
    duplicates: [],
    voids: [],
    gaps: [],
  });
  write(holder, scopeOf(world), { ...gone, values: { removed: '重复登记' } });
  await settle(holder);
  const voids = [{ fileNumber: '（2024）双0人调字第3号', record: gone.record }];
  expect(await world.ledger.numberFindings(office.caller)).toEqual({ kind: 'done', duplicates: [], voids, gaps: [] });
  expect((await end(holder, world, 5)).kind).toBe('done');
  const found = {
    kind: 'done',
    duplicates: [],
    voids,
    gaps: [
      { first: '（2024）双0人调字第2号', last: '（2024）双0人调字第2号' },
      { first: '（2024）双0人调字第4号', last: '（2024）双0人调字第5号' },
    ],
  };
  expect(await world.ledger.numberFindings(office.caller)).toEqual(found);
  const next = accepted(world);
  write(other, scopeOf(world), next);
  await settle(other, holder);
  expect(numberOn(other, next)).toBe('（2024）双0人调字第6号');
  // A second lease, given back unused, hides nothing of the first; a case that comes late after all fills its place.
  await give(world, holder);
  await settle(holder);
  expect((await end(holder, world, 6)).kind).toBe('done');
  expect(await world.ledger.numberFindings(office.caller)).toEqual(found);
  write(holder, scopeOf(world), accepted(world, { fileNumber: '（2024）双0人调字第2号' }));
  await settle(holder);
  expect(await world.ledger.numberFindings(office.caller)).toEqual({ ...found, gaps: found.gaps.slice(1) });
});
