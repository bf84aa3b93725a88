/** SPEC B3, B7: a phone that never had a network, and whose file an office carries to the server. */
import { expect, test } from 'vitest';
import { unitOfScope } from '#core/fold.ts';
import { readTownship } from '#server/standing.ts';
import {
  aCase,
  aMediator,
  aMember,
  aStaffedWorld,
  aStranger,
  aVenue,
  aWorld,
  carry,
  id,
  rowOn,
  settle,
  signHead,
  statesOf,
  verdictsOn,
  write,
  type Phone,
  type Staffed,
} from './phone.ts';

/** What a phone alone has written: its township and village, its own account, a venue and a case. */
function alone(world: Staffed, local = id()) {
  const phone = aStranger(world);
  const village = id();
  const changes = [
    write(phone, `${local}/shared`, { record: village, kind: 'unit', values: { name: '永祥村', unitKind: 'village' } }),
    write(phone, `${local}/office`, aMember(phone.actor, village, 'mediator')),
    write(phone, `${village}/work`, aVenue('文化广场')),
    write(phone, `${village}/cases`, aCase('')),
  ];
  const ends = changes.map((change) => signHead(phone, change));
  const handedTo = (carrier: Phone) => carry(carrier, changes, { heads: ends, devices: [phone.known] });
  return { phone, village, changes, handedTo };
}

const sameAs = (village: string, other: string) => ({ record: village, kind: 'unit', values: { sameAs: other } });

test('[B3] [B7] what an office carries for a phone without a network is taken in and counts', async () => {
  const world = await aStaffedWorld();
  const { phone, village, changes, handedTo } = alone(world);
  expect(statesOf((await handedTo(world.office)).results)).toEqual(changes.map(() => 'stored'));
  await settle(world.office);
  for (const { ops } of changes.slice(2)) expect(rowOn(world.office, ops[0]?.record ?? '')).not.toBeNull();
  expect(verdictsOn(world.office).size).toBe(0);

  // The village's own mediator sees it once the office says that it is the same village.
  const colleague = await aMediator(world);
  await settle(colleague);
  const later = write(phone, `${village}/work`, aVenue('旧戏台'));
  write(world.office, changes[0]?.scope ?? '', sameAs(village, world.villages[0]));
  await carry(world.office, [later], { heads: [signHead(phone, later)], devices: [phone.known] });
  await settle(world.office, colleague);
  for (const change of [...changes.slice(2), later]) expect(colleague.log.has(change.id)).toBe(true);
  // And what the phone hands over after somebody was said to be its owner is no other actor's.
  await world.ledger.confirmDevice(world.office.caller, phone.caller.device, colleague.actor);
  const last = write(phone, `${village}/work`, aVenue('农家书屋'));
  await carry(world.office, [last], { heads: [signHead(phone, last)], devices: [phone.known] });
  await settle(world.office);
  expect(verdictsOn(world.office).get(last.id)).toBeUndefined();
});

test('[B7] units that a later file names are taken in as well, whichever of its changes come first', async () => {
  const world = await aStaffedWorld();
  const { phone, village, changes, handedTo } = alone(world);
  const shared = changes[0]?.scope ?? '';
  const named = write(phone, shared, { record: unitOfScope(shared), kind: 'unit', values: { name: '本乡镇' } });
  const relay = (...some: typeof changes) =>
    carry(world.office, some, { heads: some.map((change) => signHead(phone, change)), devices: [phone.known] });
  // A server that was set back may hear of the phone's township again before it hears of the village.
  await relay(named);
  expect(statesOf((await handedTo(world.office)).results)).toEqual(changes.map(() => 'stored'));
  const second = id();
  const later = [
    write(phone, shared, { record: second, kind: 'unit', values: { name: '龙洞村', unitKind: 'village' } }),
    write(phone, `${second}/work`, aVenue('文化广场')),
  ];
  expect(statesOf((await relay(...later)).results)).toEqual(['stored', 'stored']);
  await settle(world.office);
  expect(verdictsOn(world.office).size).toBe(0);
  const { units } = await readTownship(world.storage.db, world.township);
  const owners = units.filter(({ adopted }) => adopted === 1).map(({ unit, owner }) => [unit, owner]);
  expect(new Map(owners as [string, string][])).toEqual(
    new Map([unitOfScope(shared), village, second].map((unit) => [unit, world.township])),
  );
});

test('[B7] units that a file brings are the office’s to take in, and never another township’s', async () => {
  const world = await aStaffedWorld();
  const mediator = await aMediator(world);
  const own = alone(world);
  expect(statesOf((await own.handedTo(mediator)).results)).toEqual(own.changes.map(() => 'refused'));

  const other = await aWorld({ storage: world.storage });
  const foreign = alone(world, other.township);
  expect(statesOf((await foreign.handedTo(world.office)).results)).toEqual(foreign.changes.map(() => 'refused'));
  const { units } = await readTownship(world.storage.db, world.township);
  expect(units.map(({ unit }) => unit)).not.toContain(foreign.village);
});

test('[B3] [D8] what such a phone writes first where nothing was written when the office said whose it is stands', async () => {
  const world = await aStaffedWorld();
  const { phone, village, changes } = alone(world);
  const relay = (...some: typeof changes) =>
    carry(world.office, some, { heads: some.map((change) => signHead(phone, change)), devices: [phone.known] });
  await relay(...changes.slice(0, 2));
  const colleague = await aMediator(world);
  await world.ledger.confirmDevice(world.office.caller, phone.caller.device, colleague.actor);
  await relay(...changes.slice(2));
  await settle(world.office);
  expect(verdictsOn(world.office).size).toBe(0);
  // By themselves its member's other devices do not write there under other names.
  colleague.actor = phone.actor;
  const pretended = write(colleague, `${village}/work`, aVenue('假'));
  await settle(colleague, world.office);
  expect(verdictsOn(world.office).get(pretended.id)?.state).toBe('quarantined');
});

test('[D6] [B3] nobody adds to what such a phone has written: what its key has not signed waits for the office', async () => {
  const world = await aStaffedWorld();
  const { phone, village, handedTo } = alone(world);
  await handedTo(world.office);
  const forged = write({ ...phone, log: new Map(phone.log), waiting: new Set() }, `${village}/work`, aVenue('假'));
  await carry(world.office, [forged], { heads: [], devices: [phone.known] });
  await settle(world.office);
  expect(verdictsOn(world.office).get(forged.id)).toMatchObject({ state: 'review', reason: 'unknownDevice' });
  const own = write(phone, `${village}/work`, aVenue('农家书屋'));
  await carry(world.office, [own], { heads: [signHead(phone, own)], devices: [phone.known] });
  // A phone without WebCrypto has no key with which it could sign.
  const keyless = aStranger(world);
  const unsigned = write(keyless, `${village}/work`, aVenue('旧戏台'));
  await carry(world.office, [unsigned], { heads: [], devices: [{ ...keyless.known, publicKey: null }] });
  await settle(world.office);
  expect([own, unsigned].map(({ id: change }) => verdictsOn(world.office).get(change))).toEqual([undefined, undefined]);
});

test('[B3] a file that takes several pushes is proved by the head at its end, whoever its phone belongs to', async () => {
  const world = await aStaffedWorld();
  const mine = await aMediator(world);
  const { phone, village, handedTo } = alone(world);
  await handedTo(world.office);
  for (const [writer, scope] of [
    [mine, `${world.villages[0]}/work`],
    [phone, `${village}/work`],
  ] as const) {
    const written = Array.from({ length: 5 }, (_, i) => write(writer, scope, aVenue(`场所${i}`)));
    const [last] = written.slice(-1);
    const proof = { heads: last === undefined ? [] : [signHead(writer, last)], devices: [writer.known] };
    for (const part of [written.slice(0, 2), written.slice(2, 4), written.slice(4)]) {
      await carry(world.office, part, proof);
    }
    await settle(world.office);
    const held = written.filter(({ id: change }) => verdictsOn(world.office).get(change)?.state === 'review');
    expect(held).toEqual([]);
  }
});
