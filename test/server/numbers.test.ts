import { expect, test } from 'vitest';
import { readCounts } from '#core/case-counts.ts';
import {
  aCase,
  aMediator,
  aStaffedWorld,
  enrolled,
  id,
  rowOn,
  settle,
  sync,
  verdictsOn,
  write,
  type Edit,
  type Phone,
  type Staffed,
} from './phone.ts';

const numberOn = (phone: Phone, { record }: Edit) => rowOn(phone, record)?.values['fileNumber'];
const accepted = (world: Staffed, more: Edit['values'] = {}, committee = world.committees[0]) =>
  aCase(committee, { status: 'accepted', ...more });

test('[X10] a number is issued when a case is taken on, by committee and by the year of 受理, in the same exchange', async () => {
  const world = await aStaffedWorld();
  const one = await aMediator(world);
  const cases = `${world.villages[0]}/cases`;
  const registered = aCase(world.committees[0]);
  const files = [accepted(world), accepted(world, { acceptedOn: '2023-12-31' }), accepted(world), registered];
  for (const file of files) write(one, cases, file);
  await sync(one);
  const numbers = files.map((file) => numberOn(one, file));
  expect(new Set(numbers)).toEqual(
    new Set(['（2024）双0人调字第1号', '（2024）双0人调字第2号', '（2023）双0人调字第1号', undefined]),
  );
  expect(numbers[1]).toBe('（2023）双0人调字第1号');
  write(one, cases, { ...registered, values: { status: 'inMediation' } });
  await sync(one);
  expect(numberOn(one, registered)).toBe('（2024）双0人调字第3号');
  const { servers } = (await sync(one)).account;
  const heads = rowOn(one, registered.record)?.heads ?? {};
  const author = Object.keys(heads).find((change) => heads[change]?.includes('fileNumber') === true) ?? '';
  expect(servers).toContain(one.log.get(author)?.device);
});

test('[X10] a number that was entered by hand is kept, and the counter goes on above it', async () => {
  const world = await aStaffedWorld();
  const one = await aMediator(world);
  const cases = `${world.villages[0]}/cases`;
  const entered = accepted(world, { fileNumber: '（2024）双0人调字第7号' });
  const odd = accepted(world, { fileNumber: '旧档 12' });
  write(one, cases, entered);
  write(one, cases, odd);
  await sync(one);
  const next = accepted(world);
  write(one, cases, next);
  await sync(one);
  expect([entered, odd, next].map((file) => numberOn(one, file))).toEqual([
    '（2024）双0人调字第7号',
    '旧档 12',
    '（2024）双0人调字第8号',
  ]);
});

test('[X10] what a village brought along keeps its numbers; doubled ones and voids are listed, none is renamed or used again', async () => {
  const world = await aStaffedWorld();
  const { office, villages } = world;
  const one = await aMediator(world);
  const cases = `${villages[0]}/cases`;
  const [first, second] = [accepted(world), accepted(world)];
  write(one, cases, first);
  await sync(one);
  write(one, cases, second);
  await sync(one);
  const twin = accepted(world, { fileNumber: '（2024）双0人调字第1号' });
  write(one, cases, twin);
  write(one, cases, { ...second, values: { removed: '重复登记' } });
  const third = accepted(world);
  write(one, cases, third);
  await settle(one, office);
  const found = await world.ledger.numberFindings(office.caller);
  expect(found).toEqual({
    kind: 'done',
    duplicates: [{ fileNumber: '（2024）双0人调字第1号', records: [first.record, twin.record].sort() }],
    voids: [{ fileNumber: '（2024）双0人调字第2号', record: second.record }],
    gaps: [],
  });
  expect(numberOn(office, third)).toBe('（2024）双0人调字第3号');
  expect(await world.ledger.numberFindings(one.caller)).toEqual({ kind: 'forbidden' });
});

test('[X10] two committees with one short form never get the same number', async () => {
  const world = await aStaffedWorld();
  const { office, township, committees, villages } = world;
  write(office, `${township}/shared`, { record: committees[1], kind: 'committee', values: { short: '双0' } });
  await settle(office);
  const [one, two] = [await aMediator(world), await aMediator(world, 1)];
  const [here, there] = [accepted(world), accepted(world, {}, committees[1])];
  write(one, `${villages[0]}/cases`, here);
  write(two, `${villages[1]}/cases`, there);
  await settle(one, two, office);
  expect(numberOn(office, here)).not.toBe(numberOn(office, there));
});

test('[X10] the township chooses how numbers are written; a committee without a short form gives the name of its place', async () => {
  const world = await aStaffedWorld();
  const { office, township, committees, villages } = world;
  write(
    office,
    `${township}/shared`,
    { record: id(), kind: 'setting', values: { fileNumberPattern: '{short}[{year}]{seq}(号)' } },
    { record: committees[0], kind: 'committee', values: { short: null } },
  );
  await settle(office);
  const one = await aMediator(world);
  const file = accepted(world);
  write(one, `${villages[0]}/cases`, file);
  await sync(one);
  expect(numberOn(one, file)).toBe('双0[2024]1(号)');
});

test('[X10] a case that is held back gets its number only when the office accepts it', async () => {
  const world = await aStaffedWorld();
  const { office, villages } = world;
  const one = await aMediator(world);
  one.actor = 'somebody else';
  const file = accepted(world);
  const change = write(one, `${villages[0]}/cases`, file);
  await settle(one, office);
  expect(verdictsOn(office).has(change.id)).toBe(true);
  expect(await world.storage.db.selectFrom('issued').selectAll().execute()).toEqual([]);
  await world.ledger.decide(office.caller, [change.id], 'accepted');
  await settle(office);
  expect(numberOn(office, file)).toBe('（2024）双0人调字第1号');
});

test('[X10] a phone whose clock is years ahead gets its number without the server adopting its time', async () => {
  const world = await aStaffedWorld();
  const one = await aMediator(world);
  const file = accepted(world);
  const now = world.clock.ms;
  world.clock.ms = Date.parse('2026-06-03T08:00:00+08:00');
  write(one, `${world.villages[0]}/cases`, file);
  world.clock.ms = now;
  await sync(one);
  const row = rowOn(one, file.record);
  expect(row?.values['fileNumber']).toBe('（2024）双0人调字第1号');
  expect(row?.created.device).toBe(one.caller.device);
});

const countsOn = (phone: Phone, unit: string, year = 2024) =>
  readCounts(rowOn(phone, `counts-${unit}-${year}`)?.values ?? {}).map(
    ({ month, disputeType, source, status, handedUp, count }) =>
      [month, disputeType, source, status, count, ...(handedUp ? ['handedUp'] : [])].join(' '),
  );

test('[S2, S3] who may not see cases gets their counts by month, type, source and outcome, and nothing else of them', async () => {
  const world = await aStaffedWorld();
  const { villages, township } = world;
  const one = await aMediator(world);
  const [villager, leader] = [
    await enrolled(world, villages[0], 'lawSavvyPerson'),
    await enrolled(world, township, 'leader'),
  ];
  const cases = `${villages[0]}/cases`;
  const [first, second] = [accepted(world), accepted(world)];
  write(one, cases, first);
  write(one, cases, second);
  write(one, cases, accepted(world, { acceptedOn: '2023-12-31', disputeType: 'forestLand' }));
  await settle(one, villager, leader);
  for (const phone of [villager, leader, one]) {
    expect(countsOn(phone, villages[0])).toEqual(['06 neighbour ownMotion accepted 2']);
    expect(countsOn(phone, villages[0], 2023)).toEqual(['12 forestLand ownMotion accepted 1']);
  }
  write(one, cases, { ...first, values: { status: 'settled' } });
  write(one, cases, { ...second, values: { removed: '重复' } });
  await settle(one, villager);
  expect(countsOn(villager, villages[0])).toEqual(['06 neighbour ownMotion settled 1']);
  expect([...villager.log.values()].filter(({ scope }) => scope === cases)).toEqual([]);
});

test('[F5] a case that was handed up is marked in the counts of the unit that it came from', async () => {
  const world = await aStaffedWorld();
  const { office, township, villages } = world;
  const one = await aMediator(world);
  const old = accepted(world);
  write(one, `${villages[0]}/cases`, old);
  await settle(one, office);
  const next = accepted(world, { transferredFrom: old.record });
  write(office, `${township}/cases`, next);
  await settle(office, one);
  expect(countsOn(one, villages[0])).toEqual(['06 neighbour ownMotion accepted 1 handedUp']);
  write(office, `${township}/cases`, { ...next, values: { removed: '误移交' } });
  await settle(office, one);
  expect(countsOn(one, villages[0])).toEqual(['06 neighbour ownMotion accepted 1']);
});
