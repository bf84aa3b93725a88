/**
 * Phones that take an invitation without a network (SPEC X12): they work at once, their files prove it, and some of them get a network later. Sometimes
 * two take the same one.
 */
import { enrolText, proofKeyOf, proofOf } from '#core/enrolment.ts';
import { packInvitation, unpackInvitation, type OfflineInvitation } from '#core/offline-invitation.ts';
import { toBase64 } from '#core/base64.ts';
import { ServerDied } from './backend.ts';
import type { Device } from './device.ts';
import { carry } from './faults.ts';
import { must } from './invariants.ts';
import { signText } from './keys.ts';
import { enter } from './local.ts';
import type { MemoryStore } from './memory-store.ts';
import type { Offline } from './offline.ts';
import type { Truth } from './truth.ts';
import type { World } from './world.ts';

const OFTEN = 0.3;

/** The phones are there, with nothing on them. */
export function beginOffline(world: World, { phones, chance }: Offline): void {
  const town = { township: world.newId(), villages: [], committee: '', people: [] };
  for (let i = chance.is(0.4) ? 2 : 1; i > 0; i--) {
    const phone = world.addDevice({ member: world.newId(), role: 'mediator', unit: '', caseDuty: false, town });
    phone.state = 'alone';
    phones.push(phone);
  }
}

const isTaken = ({ disk }: Device): boolean => disk.account !== null;

/** Perhaps something happens to one of them; answers in words what. */
export async function perhapsOffline(world: World, offline: Offline): Promise<string | null> {
  const { chance, phones } = offline;
  if (!chance.is(OFTEN)) return null;
  if (offline.code === null) return invite(world, offline);
  const phone = chance.pick(phones);
  if (phone.state === 'alone') return take(world, offline, phone);
  if (phone.state !== 'offline') return null;
  const what = chance.weighted({ carry: 5, network: 2, withdraw: 1 });
  if (what === 'withdraw') return withdraw(world, offline);
  if (what === 'network') return connect(world, offline, phone);
  const near = world.living.filter(
    ({ state, disk }) => state === 'online' && disk.account?.township === offline.person.town.township,
  );
  return near.length === 0 ? null : `${phone.name} hands over: ${await carry(world, phone, chance.pick(near))}`;
}

/** The office writes an invitation and shows its code. */
async function invite(world: World, offline: Offline): Promise<string | null> {
  const { member, unit, role, caseDuty, town } = offline.person;
  const servers = world.living.find(({ disk }) => disk.account?.township === town.township)?.disk.account?.servers;
  if (servers === undefined) return null;
  const secret = toBase64(offline.chance.bytes(16)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  offline.expiresAt = await world.backend.invite(town.township, member, secret);
  const named = (id: string) => ({ id, name: '长岭村' });
  offline.code = packInvitation({
    secret,
    expiresAt: offline.expiresAt,
    member,
    role,
    caseDuty,
    township: named(town.township),
    unit: { ...named(unit), unitKind: 'village' },
    committee: named(town.committee),
    servers,
  });
  must(offline.code !== null, '[X12] an invitation cannot be packed');
  return 'the office shows a code';
}

/** A phone reads the code; the power may fail over it. */
function take(world: World, { code, chance, person, taken }: Offline, phone: Device): string {
  const invitation = unpackInvitation(code ?? '');
  if (invitation === null) throw new Error('An invitation cannot be read');
  if (chance.is(0.5)) phone.store.power.failsIn = chance.between(1, 6);
  const survived = phone.survives(
    () => world.parts.takeBy?.(phone.store, invitation) ?? takeInvitation(phone.store, invitation),
  );
  // Whether it has taken it is what lies on its disk.
  if (isTaken(phone)) {
    phone.state = 'offline';
    taken.add(phone.id);
    world.people.set(phone, person);
    must(phone.disk.identity.actor === person.member, `[X12] ${phone.name} has taken half of an invitation`);
  } else must(phone.disk.identity.actor !== person.member, `[X12] ${phone.name} has taken half of an invitation`);
  return `${phone.name} takes an invitation${survived ? '' : ', and crashes'}`;
}

/** As the app does (`joinOffline`): one transaction. */
function takeInvitation({ disk, power }: MemoryStore, invitation: OfflineInvitation): void {
  const { secret, member, role, caseDuty, township, unit, servers } = invitation;
  power.transaction((put) => {
    const { device } = disk.identity.key;
    const known = disk.devices.get(device);
    if (known === undefined) throw new Error('A device does not know itself');
    put(() => disk.devices.set(device, { ...known, proof: proofOf(device, proofKeyOf(secret)) }));
    put(() => (disk.identity = { ...disk.identity, actor: member, township: township.id }));
    const account = { member, name: '', person: '', unit: unit.id, role, caseDuty, township: township.id, servers };
    put(() => (disk.account = account));
  });
}

async function withdraw(world: World, offline: Offline): Promise<string> {
  const { town, member } = offline.person;
  await world.backend.withdraw(town.township, member);
  offline.withdrawnAt = Math.min(offline.withdrawnAt, world.now);
  return 'the office takes its invitation back';
}

/** It has a network: it signs in where the server knows it by a file, and else enrols with the secret that it kept. */
async function connect(world: World, offline: Offline, phone: Device): Promise<string> {
  const caller = await world.backend.callerOf(phone.id);
  if (caller === 'revoked') return `${phone.name} is not answered`;
  if (caller === null) {
    const { key } = phone.disk.identity;
    const code = unpackInvitation(offline.code ?? '')?.secret ?? '';
    const device = { id: key.device, publicKey: key.publicKey, name: phone.name };
    const request = { code, device, signature: signText(key, enrolText(key.device, code)) };
    const answer = await world.backend.join(request).catch((error: unknown) => {
      if (error instanceof ServerDied) return 'died' as const;
      throw error;
    });
    if (typeof answer === 'string') return `${phone.name} asks to come in: ${answer}`;
    const { account, serverTime } = answer;
    if (!phone.survives(() => enter(phone.store, account, serverTime))) return `${phone.name} crashes coming in`;
  }
  phone.session = phone.id;
  phone.state = 'online';
  return `${phone.name} has a network`;
}

/** One invitation lets in one phone, in time and while it stands; and nobody but its member's (SPEC X12). */
export async function checkOffline(world: World, { taken, person, expiresAt, withdrawnAt }: Offline): Promise<void> {
  const rows = await world.backend.devices([...taken]);
  const owned = rows.filter(({ member }) => member !== null);
  for (const { device, member } of owned)
    must(member === person.member, `[X12] the phone ${device.slice(0, 6)} is another member's`);
  for (const { fault } of rows)
    must(fault !== 'late' || world.now >= expiresAt, '[X12] a proof in time is held for late');
  // A server that was set back forgets who had it; whoever is online then enrols anew.
  if (world.restores > 0) return;
  for (const { device, member, fault } of rows) {
    must(
      member !== null || fault !== null,
      `[X12] ${device.slice(0, 6)} has proved its invitation, and nothing came of it`,
    );
  }
  must(owned.length <= 1, '[X12] one invitation has let two phones in');
  for (const { since } of owned) {
    must(since < expiresAt, '[X12] a phone came in that was not heard of in time');
    must(since <= withdrawnAt, '[X12] a phone came in by an invitation that was taken back');
  }
}

/** The office says whose they are, where their invitation does not. */
export async function confirmOffline(world: World, { phones, person, ended }: Offline): Promise<void> {
  for (const phone of phones.filter(isTaken)) {
    const [row] = await world.backend.devices([phone.id]);
    if (row === undefined || row.member !== null) continue;
    const problem = await world.backend.confirm(person.town.township, phone.id, person.member);
    if (problem !== null) ended.add(phone);
    world.say(`  the office says whose ${phone.name} is: ${problem ?? 'done'}`);
  }
}

/** What they wrote counts by now as their member's. */
export function checkTaken(world: World, { phones, ended }: Offline, { verdicts }: Truth): void {
  for (const phone of phones) {
    if (!isTaken(phone) || ended.has(phone)) continue;
    for (const { id, device } of phone.disk.log.values()) {
      if (device !== phone.id || world.forged.has(id)) continue;
      must(verdicts.get(id)?.reason !== 'unknownDevice', `[X12] nobody knows whose ${phone.name} is`);
    }
  }
}
