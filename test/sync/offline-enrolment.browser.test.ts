/** A phone that never had a network, the office's device and the real server (SPEC X12, B3). */
import { expect, test } from 'vitest';
import { mediationCase } from '#kinds/index.ts';
import { readDevicesAnswer, readInvitation } from '#core/enrolment-shape.ts';
import { readBackup } from '#files/backup-read.ts';
import { accessOf } from '#store/access.ts';
import { exportBackup } from '#store/backup-export.ts';
import { importBackup } from '#store/backup-import.ts';
import { rebuild } from '#store/incoming.ts';
import { joinOffline } from '#store/joining.ts';
import { countRecords } from '#store/pending.ts';
import { saveValues } from '#store/records.ts';
import { isAlone, newId } from '#store/store.ts';
import { openWorkspace } from '#store/workspace.ts';
import { createApi } from '#sync/api.ts';
import { askJson } from '#sync/ask.ts';
import { aStore, freshName, testPorts } from '#test/help/store.ts';
import { aTownship, type Device } from '#test/help/township.ts';

const CASE = { disputeType: 'neighbor', source: 'ownMotion', status: 'registered', acceptedOn: '2026-03-01' };

async function addCase(device: Device, facts: string): Promise<string> {
  const store = await device.open();
  const [unit = ''] = store.identity.units.slice(-1);
  const committees = await store.db.rows('committee').toArray();
  const committee = committees.find(({ values }) => values['unit'] === unit)?.id ?? '';
  const record = newId(store);
  const values = { ...CASE, facts, committee, parties: { p: { name: '张三', partyKind: 'person' } } };
  const saved = await saveValues(store, [{ kind: mediationCase, record, unit, values }]);
  if (!saved.ok) throw new Error(JSON.stringify(saved));
  return record;
}

async function fileOf(device: Device): Promise<string> {
  const exported = await exportBackup(await device.open(), { photos: true });
  if (!exported.ok) throw new Error(exported.failure);
  return (await exported.value.files[0]?.blob.text()) ?? '';
}

async function takeIn(device: Device, file: string): Promise<void> {
  const reading = await readBackup(file);
  if (reading.state !== 'read') throw new Error(reading.state);
  const done = await importBackup(await device.open(), reading.backup);
  if (!done.ok) throw new Error(done.failure);
}

const factsOn = async (device: Device, record: string): Promise<unknown> =>
  (await (await device.open()).db.rows('mediationCase').get(record))?.values['facts'];

async function villageOf(office: Device): Promise<string> {
  const { identity } = await office.open();
  return identity.units.find((unit) => unit !== identity.township) ?? '';
}

const withdraw = ({ session }: Device, member: string) => createApi(session).withdraw({ member });

const devicesOf = async ({ session }: Device) => {
  const called = await session.call(askJson('/api/devices', readDevicesAnswer));
  return called.kind === 'ok' ? called.body.devices : [];
};

test('[X12] [B3] a phone works as its member at once, its file is taken in without a question, and a network finds all of it reported', async (t) => {
  const { office, inviteOffline, takeOffline } = await aTownship(t);
  const village = await villageOf(office);
  const invitation = await inviteOffline(village);
  const phone = await takeOffline(invitation);
  const { db, identity } = await phone.open();
  expect(identity).toMatchObject({ actor: invitation.member, units: [village], mode: 'village' });
  expect(isAlone(identity)).toBe(true);
  expect(accessOf(identity, `${village}/cases`)).toBe('write');
  expect(accessOf(identity, `${identity.township}/office`)).toBe('none');
  expect((await db.rows('unit').get(village))?.values).toMatchObject({ name: '岩口村' });
  expect(await db.changes.count()).toBe(0);
  const record = await addCase(phone, '屋檐滴水');

  const file = await fileOf(phone);
  expect(file).not.toContain(invitation.secret);
  await takeIn(office, file);
  expect(await office.sync()).toMatchObject({ kind: 'ok' });
  expect(await factsOn(office, record)).toBe('屋檐滴水');
  expect(await (await office.open()).db.verdicts.count()).toBe(0);
  expect(await devicesOf(office)).toMatchObject([{}, { id: identity.device, member: invitation.member, seenAt: null }]);

  const second = await addCase(phone, '田埂');
  expect(await phone.sync()).toMatchObject({ kind: 'ok' });
  const now = await phone.open();
  expect(now.identity.joined).toMatchObject({ account: { name: '王敏', member: invitation.member } });
  expect(now.identity.joined).not.toHaveProperty('invited');
  expect(await countRecords(now.db)).toMatchObject({ stored: 2, pending: 0 });
  expect(now.identity.device).toBe(identity.device);
  // The township's own record stands where its name was told.
  expect(Object.keys((await now.db.rows('unit').get(village))?.heads ?? {})).toHaveLength(1);
  await office.sync();
  expect(await factsOn(office, second)).toBe('田埂');
});

test('[X12] without a file the first network lets it in by the secret that it kept, with nothing typed', async (t) => {
  const { office, inviteOffline, takeOffline } = await aTownship(t);
  const phone = await takeOffline(await inviteOffline(await villageOf(office)));
  const { identity } = await phone.open();
  const record = await addCase(phone, '屋檐滴水');
  expect(await phone.sync()).toMatchObject({ kind: 'ok' });
  await office.sync();
  expect(await factsOn(office, record)).toBe('屋檐滴水');
  const after = (await phone.open()).identity;
  expect(after.device).toBe(identity.device);
  expect(isAlone(after)).toBe(false);
  // Its file, carried later, brings nothing and asks nothing.
  await takeIn(office, await fileOf(phone));
  expect(await office.sync()).toMatchObject({ kind: 'ok' });
  expect(await (await office.open()).db.verdicts.count()).toBe(0);
});

test('[X12] a code that was taken back: the phone keeps everything and says why; the office is asked about its file', async (t) => {
  const { office, inviteOffline, takeOffline } = await aTownship(t);
  const invitation = await inviteOffline(await villageOf(office));
  const phone = await takeOffline(invitation);
  const record = await addCase(phone, '屋檐滴水');
  await withdraw(office, invitation.member);
  expect(await phone.sync()).toMatchObject({ kind: 'unusable', code: 'codeWrong' });
  expect(await factsOn(phone, record)).toBe('屋檐滴水');
  await takeIn(office, await fileOf(phone));
  await office.sync();
  const [unknown] = (await devicesOf(office)).filter(({ state }) => state === 'unknown');
  expect(unknown).toMatchObject({ claim: { member: invitation.member, fault: 'withdrawn' } });
  expect(await factsOn(office, record)).toBeDefined();
  expect((await (await office.open()).db.rows('mediationCase').get(record))?.removed).toBe('heldBack');
});

test('[X12] [D8] what was recorded alone before stays, and is its unit’s when a network comes', async (t) => {
  const { office, inviteOffline, takeOffline } = await aTownship(t);
  const village = await villageOf(office);
  const alone = await aStore(t, { villages: ['岩口'] });
  const [own = ''] = alone.identity.units;
  const old = newId(alone);
  const committee = (await alone.db.rows('committee').toCollection().first())?.id ?? '';
  const values = { ...CASE, facts: '旧案', committee, parties: { p: { name: '李四', partyKind: 'person' } } };
  expect(await saveValues(alone, [{ kind: mediationCase, record: old, unit: own, values }])).toMatchObject({
    ok: true,
  });
  const phone = await takeOffline(await inviteOffline(village), alone);
  expect((await phone.open()).identity).toMatchObject({ units: [own, village], device: alone.identity.device });
  const fresh = await addCase(phone, '新案');
  await takeIn(office, await fileOf(phone));
  await office.sync();
  for (const record of [old, fresh]) expect(await factsOn(office, record)).toBeDefined();
  expect(await phone.sync()).toMatchObject({ kind: 'ok' });
  expect(await factsOn(phone, old)).toBe('旧案');
  const { identity } = await phone.open();
  expect(accessOf(identity, `${own}/cases`)).toBe('write');
  expect(await (await office.open()).db.verdicts.count()).toBe(0);
});

test('[X12] [D8] the same without a file: what was recorded alone goes in with the first network', async (t) => {
  const { office, inviteOffline, takeOffline } = await aTownship(t);
  const alone = await aStore(t, { villages: ['岩口'] });
  const phone = await takeOffline(await inviteOffline(await villageOf(office)), alone);
  const record = await addCase(phone, '新案');
  expect(await phone.sync()).toMatchObject({ kind: 'ok' });
  const { db, identity } = await phone.open();
  expect(await db.refused.count()).toBe(0);
  expect(accessOf(identity, `${alone.identity.units[0]}/work`)).toBe('write');
  await office.sync();
  expect(await factsOn(office, record)).toBe('新案');
});

test('[X12] [D1] what the code told is shown, is sent to nobody, and outlives a rebuilding from the log', async (t) => {
  const { office, inviteOffline, takeOffline } = await aTownship(t);
  const phone = await takeOffline(await inviteOffline(await villageOf(office)));
  await addCase(phone, '屋檐滴水');
  const store = await phone.open();
  const rowsOf = async () =>
    Promise.all(
      ['unit', 'committee', 'mediationCase'].map(async (kind) =>
        (await store.db.rows(kind).toArray()).map(({ at: _at, ...row }) => row),
      ),
    );
  const counters = () => store.db.counters.toArray();
  const before = [await rowsOf(), await counters()];
  await rebuild(store);
  expect([await rowsOf(), await counters()]).toEqual(before);
  const scopes = new Set((await store.db.changes.toArray()).map(({ scope }) => scope));
  expect([...scopes]).toEqual([`${store.identity.units[0]}/cases`]);
});

test('[X12] [D5] a device that is somebody’s takes no other member’s code; its own next one it does', async (t) => {
  const { office, inviteOffline, takeOffline } = await aTownship(t);
  const village = await villageOf(office);
  const [first, second] = [await inviteOffline(village), await inviteOffline(village)];
  const phone = await takeOffline(first);
  expect(await joinOffline(await phone.open(), second)).toEqual({ kind: 'otherMember' });
  const again = { ...first, secret: 'AAAAAAAAAAAAAAAAAAAAAA' };
  expect(await joinOffline(await phone.open(), again)).toMatchObject({ kind: 'ok' });
  const { db, identity } = await phone.open();
  const proof = (await db.devices.get(identity.device))?.proof;
  expect(identity.joined?.invited?.secret).toBe(again.secret);
  expect(proof).toMatch(/^[0-9a-f]{64}$/);
  await phone.sync();
  expect(await joinOffline(await office.open(), first)).toEqual({ kind: 'otherMember' });
});

test('[X12] it is open at the next start, with nothing recorded yet', async (t) => {
  const { office, inviteOffline } = await aTownship(t);
  const invitation = await inviteOffline(await villageOf(office));
  const name = freshName();
  const opened = await openWorkspace(name, testPorts());
  if (opened.kind !== 'empty') throw new Error(opened.kind);
  await joinOffline({ db: opened.db, ports: testPorts() }, invitation);
  opened.db.close();
  const again = await openWorkspace(name, testPorts());
  expect(again).toMatchObject({ kind: 'open', store: { identity: { actor: invitation.member } } });
  if (again.kind === 'open') t.onTestFinished(() => again.store.db.delete());
});

test('[X12] a new code, typed with a network, joins with all that the first one began', async (t) => {
  const { office, inviteOffline, takeOffline, join } = await aTownship(t);
  const invitation = await inviteOffline(await villageOf(office));
  const phone = await takeOffline(invitation);
  const record = await addCase(phone, '屋檐滴水');
  await withdraw(office, invitation.member);
  expect(await phone.sync()).toMatchObject({ kind: 'unusable', code: 'codeWrong' });
  const again = await office.session.call(askJson('/api/invitations', readInvitation, { member: invitation.member }));
  if (again.kind !== 'ok') throw new Error(again.kind);
  const joined = await join({ code: again.body.code }, await phone.open());
  expect(await joined.sync()).toMatchObject({ kind: 'ok' });
  expect(await countRecords((await joined.open()).db)).toMatchObject({ stored: 1, pending: 0 });
  await office.sync();
  expect(await factsOn(office, record)).toBe('屋檐滴水');
  expect(await (await office.open()).db.verdicts.count()).toBe(0);
});
