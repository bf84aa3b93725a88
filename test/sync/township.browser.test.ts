/** Devices in the browser and the real server (SPEC D8, X1–X12). */
import { expect, test } from 'vitest';
import { committee as committeeKind, mediationCase, person, venue } from '#kinds/index.ts';
import { dayOfMs } from '#core/day.ts';
import { waitsForTownship } from '#core/handing-up.ts';
import type { Values } from '#kinds/field.ts';
import { createPhotoExchange } from '#sync/photos.ts';
import { accessOf } from '#store/access.ts';
import type { StoredRow } from '#store/db.ts';
import { askToTakeUp, takeUp } from '#store/hand-up.ts';
import { createPhotoStore } from '#store/photo-store.ts';
import { countRecords } from '#store/pending.ts';
import { changeIdsOf, removeRecord, saveValues } from '#store/records.ts';
import { newId, type Store } from '#store/store.ts';
import { aBlob } from '#test/help/backups.ts';
import { aStore } from '#test/help/store.ts';
import { aTownship, type Device } from '#test/help/township.ts';

const villagesOf = async (device: Device): Promise<string[]> => {
  const { identity } = await device.open();
  return identity.units.filter((id) => id !== identity.township);
};
const add = (store: Store, record: string, unit: string, name: string) =>
  saveValues(store, [{ kind: venue, record, unit, values: { name } }]);
const nameOf = async (device: Device, record: string): Promise<unknown> =>
  (await (await device.open()).db.rows('venue').get(record))?.values['name'];
const rename = async (device: Device, record: string, name: string) => {
  const store = await device.open();
  const row = await store.db.rows('venue').get(record);
  if (row === undefined) throw new Error('No row');
  return saveValues(store, [{ kind: venue, record, unit: row.unit, values: { name }, row }]);
};
/** Everybody exchanges until nobody has anything new. */
const all = async (...devices: Device[]): Promise<void> => {
  for (let i = 0; i < 2; i++) for (const device of devices) expect(await device.sync()).toMatchObject({ kind: 'ok' });
};

test('[X12] a founded township takes in a phone by its code, and what either writes both have', async (t) => {
  const { office, invite, join } = await aTownship(t);
  const [village = ''] = await villagesOf(office);
  const phone = await join(await invite('mediator', village));
  await all(phone);
  const store = await phone.open();
  expect(store.identity).toMatchObject({
    units: [village],
    mode: 'village',
    joined: { account: { name: '王敏', role: 'mediator' } },
  });
  expect((await store.db.rows('unit').toArray()).map(({ values }) => values['name'])).toContain('岩口村');
  expect(await store.db.rows('member').count()).toBe(0);
  await add(store, 'v', village, '讲堂');
  await add(await office.open(), 'w', village, '大礼堂');
  await all(phone, office);
  expect(await nameOf(office, 'v')).toBe('讲堂');
  expect(await nameOf(phone, 'w')).toBe('大礼堂');
  expect(await countRecords((await phone.open()).db)).toMatchObject({ stored: 2, pending: 0 });
  expect(accessOf((await phone.open()).identity, `${village}/cases`)).toBe('write');
});

test('[C4] two who change the same at once see both values, and the choice of one is the choice of all', async (t) => {
  const { office, invite, join } = await aTownship(t);
  const [village = ''] = await villagesOf(office);
  const phone = await join(await invite('mediator', village));
  await all(phone);
  await add(await phone.open(), 'v', village, '讲堂');
  await all(phone, office);
  await rename(phone, 'v', '一号讲堂');
  await rename(office, 'v', '二号讲堂');
  await all(phone, office);
  for (const device of [phone, office]) {
    const row = await (await device.open()).db.rows('venue').get('v');
    expect(row?.conflicts['name']?.map(({ value }) => value).sort()).toEqual(['一号讲堂', '二号讲堂']);
  }
  await rename(office, 'v', '三号讲堂');
  await all(office, phone);
  expect(await nameOf(phone, 'v')).toBe('三号讲堂');
});

test('[D8] what was recorded alone comes along whole, and is the office’s to see', async (t) => {
  const { office, invite, join } = await aTownship(t);
  const [village = ''] = await villagesOf(office);
  const alone = await aStore(t, { villages: ['岩口村'] });
  const [own = ''] = alone.identity.units;
  const people = ['田大山', '彭秀英'].map((name) => ({
    kind: person,
    record: newId(alone),
    unit: own,
    values: { name },
  }));
  await saveValues(alone, people);
  const phone = await join(await invite('mediator', village), alone);
  await all(phone, office);
  const { db, identity } = await office.open();
  expect((await db.rows('person').toArray()).map(({ values }) => values['name'])).toEqual(
    expect.arrayContaining(['田大山', '彭秀英']),
  );
  expect(accessOf(identity, `${own}/work`)).toBe('write');
  const counts = await countRecords((await phone.open()).db);
  expect(counts).toEqual({ stored: 2, confirmed: 2, pending: 0 });
  await saveValues(await phone.open(), [{ kind: person, record: 'later', unit: own, values: { name: '冉光荣' } }]);
  await all(phone, office);
  expect((await db.rows('person').get('later'))?.removed).toBeNull();
});

test('[X4] what an account may not write is kept, held back on every device, and taken when the office says so', async (t) => {
  const { office, invite, join } = await aTownship(t);
  const [, village = ''] = await villagesOf(office);
  const phone = await join(await invite('lawSavvyPerson', village));
  await all(phone);
  const facts: Values = { facts: '水沟', status: 'accepted', acceptedOn: '2026-02-27', disputeType: 'neighbor' };
  await saveValues(await phone.open(), [{ kind: mediationCase, record: 'c', unit: village, values: facts }]);
  await all(phone, office);
  const { db } = await office.open();
  expect((await db.rows('mediationCase').get('c'))?.removed).toBe('heldBack');
  const [change] = await db.changes.where('records').equals('c').toArray();
  const done = await office.session.call({
    method: 'POST',
    path: '/api/decisions',
    content: async () => ({
      body: JSON.stringify({ changes: [change?.id], state: 'accepted' }),
      headers: { 'content-type': 'application/json' },
    }),
    take: async ({ ok }) => (ok ? { kind: 'ok', body: null } : null),
  });
  expect(done.kind).toBe('ok');
  await all(office);
  expect((await db.rows('mediationCase').get('c'))?.removed).toBeNull();
});

test('[M7] two offices that take one case up without network make one case of it, with one number', async (t) => {
  const { office, invite, join } = await aTownship(t);
  const [village = ''] = await villagesOf(office);
  const { township } = (await office.open()).identity;
  const phone = await join(await invite('mediator', village));
  const second = await join(await invite('office', township));
  await all(phone, second, office);
  const committee = 'c';
  await saveValues(await office.open(), [
    {
      kind: committeeKind,
      record: committee,
      unit: township,
      values: { name: '乡调委会', short: '乡', unit: township, committeeKind: 'township' },
    },
  ]);
  const values: Values = {
    parties: { a: { name: '田大山', side: 'partyA' }, b: { name: '彭秀英', side: 'partyB' } },
    disputeType: 'forestLand',
    facts: '山林界线不清',
    status: 'accepted',
    acceptedOn: '2026-02-03',
    source: 'ownMotion',
  };
  const caseIn = async (device: Device, id: string) => (await device.open()).db.rows('mediationCase').get(id);
  const atVillage = await phone.open();
  await saveValues(atVillage, [{ kind: mediationCase, record: 'case', unit: village, values }]);
  await askToTakeUp(atVillage, (await caseIn(phone, 'case')) as StoredRow, '涉及两个村');
  await all(phone, second, office);

  const takeUpOn = async (device: Device): Promise<string> => {
    const taken = await takeUp(await device.open(), (await caseIn(device, 'case')) as StoredRow, {
      reason: '',
      committee,
      mediator: null,
    });
    return taken.ok ? taken.value : '';
  };
  // It is accepted on the day it is taken up.
  const acceptedOn = dayOfMs(Date.now());
  const [one, other] = [await takeUpOn(office), await takeUpOn(second)];
  expect(other).toBe(one);
  await all(office, second, phone, office, second);
  for (const device of [office, second]) {
    const { db, identity } = await device.open();
    const rows = (await db.rows('mediationCase').toArray()).filter(({ unit }) => unit === identity.township);
    expect(rows.map(({ id, removed, conflicts }) => ({ id, removed, conflicts }))).toEqual([
      { id: one, removed: null, conflicts: {} },
    ]);
    const fileNumber = `（${acceptedOn.slice(0, 4)}）乡人调字第1号`;
    expect(rows[0]?.values).toMatchObject({ ...values, acceptedOn, transferredFrom: 'case', fileNumber });
    expect((await caseIn(device, 'case'))?.conflicts).toEqual({});
  }
  // Whoever hears of it late, on a screen that still offers it, names the case and writes nothing into it.
  const before = await changeIdsOf(await second.open(), one);
  expect(await takeUpOn(second)).toBe(one);
  expect(await changeIdsOf(await second.open(), one)).toEqual(before);
  await removeRecord(await second.open(), (await caseIn(second, one)) as StoredRow, '不用移交');
  await takeUpOn(second);
  expect((await caseIn(second, one))?.removed).toBeNull();
});

test('[X2] a server killed between exchanges loses nothing that was acknowledged', async (t) => {
  const { office, invite, join, kill } = await aTownship(t);
  const [village = ''] = await villagesOf(office);
  const phone = await join(await invite('mediator', village));
  for (let i = 0; i < 3; i++) {
    await add(await phone.open(), `v${i}`, village, `第${i}`);
    const sending = phone.sync().catch(() => null);
    if (i === 1) await kill();
    await sending;
  }
  await all(phone, office);
  for (let i = 0; i < 3; i++) expect(await nameOf(office, `v${i}`)).toBe(`第${i}`);
});

test('[P5] a photo follows its record to the other device: thumbnail first, the original when it is asked for', async (t) => {
  const { office, invite, join } = await aTownship(t);
  const [village = ''] = await villagesOf(office);
  const phone = await join(await invite('mediator', village));
  const photosOf = async (device: Device) =>
    createPhotoExchange({
      session: device.session,
      store: createPhotoStore((await device.open()).db),
      now: () => 0,
      mayUse: async () => true,
    });
  const blob = aBlob('a photo of a venue'.repeat(9000));
  const store = await phone.open();
  await store.db.blobs.put(blob);
  const photo = { blob: blob.id, width: 1, height: 1, bytes: blob.bytes.byteLength };
  await saveValues(store, [
    { kind: venue, record: 'v', unit: village, values: { name: '讲堂', photos: { p1: photo } } },
  ]);
  await all(phone);
  expect(await countRecords(store.db)).toMatchObject({ pending: 1 });
  expect(await (await photosOf(phone)).run()).toBeNull();
  expect(await countRecords(store.db)).toMatchObject({ pending: 0 });
  await all(office);
  const there = await photosOf(office);
  expect(await there.run()).toBeNull();
  const { db } = await office.open();
  expect((await db.thumbnails.get(blob.id))?.bytes.byteLength).toBe(2);
  expect(await there.fetchOriginal({ blob: blob.id, scope: `${village}/work` })).toBe('here');
  expect((await db.blobs.get(blob.id))?.bytes.byteLength).toBe(blob.bytes.byteLength);
});

test('[X8] a phone reported lost hands over what it has, and is told to clear itself', async (t) => {
  const { office, invite, join } = await aTownship(t);
  const [village = ''] = await villagesOf(office);
  const phone = await join(await invite('mediator', village));
  await all(phone);
  await add(await phone.open(), 'v', village, '讲堂');
  const { identity } = await phone.open();
  const told = await office.session.call({
    method: 'POST',
    path: `/api/devices/${identity.device}/revoke`,
    content: async () => ({ body: '{"lost":true}', headers: { 'content-type': 'application/json' } }),
    take: async ({ ok }) => (ok ? { kind: 'ok', body: null } : null),
  });
  expect(told.kind).toBe('ok');
  expect(await phone.sync()).toMatchObject({ kind: 'ok', clear: true });
  await all(office);
  expect((await (await office.open()).db.rows('venue').get('v'))?.removed).toBe('heldBack');
});

test('[M7] a village hands a case up from a joined phone, the office takes it, and each side has what is its own', async (t) => {
  const { office, invite, join } = await aTownship(t);
  const [village = ''] = await villagesOf(office);
  const phone = await join(await invite('mediator', village));
  await all(phone, office);
  const values: Values = {
    parties: { a: { name: '田大山', side: 'partyA' }, b: { name: '彭秀英', side: 'partyB' } },
    disputeType: 'forestLand',
    facts: '山林界线不清',
    status: 'inMediation',
    acceptedOn: '2026-02-03',
    source: 'ownMotion',
    sessions: { s: { heldOn: '2026-02-05', body: '没有谈拢' } },
  };
  const caseIn = async (device: Device, id: string) => (await device.open()).db.rows('mediationCase').get(id);
  const atVillage = await phone.open();
  await saveValues(atVillage, [{ kind: mediationCase, record: 'case', unit: village, values }]);
  await askToTakeUp(atVillage, (await caseIn(phone, 'case')) as StoredRow, '涉及两个村');
  await all(phone, office);

  const atOffice = await office.open();
  const asked = (await caseIn(office, 'case')) as StoredRow;
  expect(waitsForTownship(asked.values as Values)).toBe(true);
  const taken = await takeUp(atOffice, asked, { reason: '', committee: 'c', mediator: null });
  const id = taken.ok ? taken.value : '';
  await all(office, phone, office);

  const theirs = await caseIn(office, id);
  expect(theirs?.unit).toBe(atOffice.identity.township);
  expect(theirs?.values).toMatchObject({
    facts: '山林界线不清',
    sessions: values['sessions'],
    transferredFrom: 'case',
  });
  expect((await caseIn(phone, 'case'))?.values['handedUp']).toMatchObject({ newCase: id, reason: '涉及两个村' });
  // The township's file is none of the village's (SPEC S2), and nothing of it was held back.
  expect(await caseIn(phone, id)).toBeUndefined();
  expect([theirs?.removed, (await caseIn(office, 'case'))?.removed]).toEqual([null, null]);
  for (const device of [phone, office])
    expect(await countRecords((await device.open()).db)).toMatchObject({ pending: 0 });
});
