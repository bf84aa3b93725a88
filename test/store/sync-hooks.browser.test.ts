/** What screens are told of the exchange: counts, what waits, what came back (SPEC X4, F9, P5). */
import { expect, test } from 'vitest';
import type { Values } from '#kinds/field.ts';
import { mediationCase, venue } from '#kinds/index.ts';
import { countRecords, pendingRecords } from '#store/pending.ts';
import { createPhotoStore } from '#store/photo-store.ts';
import { removeRecord, saveDraft, saveValues } from '#store/records.ts';
import { dismiss, draftOfReturned, findReturned, resend, retry } from '#store/returned.ts';
import { HELD_BACK } from '#store/rows.ts';
import { leaseIn } from '#store/sync-state.ts';
import { syncAll } from '#test/help/suite-device.ts';
import { chainBy } from '#test/help/chains.ts';
import { aBlob } from '#test/help/backups.ts';
import { aSyncDevice } from '#test/help/sync-device.ts';
import { CASES, TINY_UNIT, TinyServer, WORK } from '#test/help/tiny-server.ts';

test('[F9] 已存本机 is 已上报 and 待上报 together, whatever was sent, removed or refused', async (t) => {
  const { store, device, write, open } = await aSyncDevice(t);
  const { db } = await open();
  const server = new TinyServer();
  const exchange = server.exchange(device);
  await write(WORK, 'a', '一');
  await write(CASES, 'b', '二');
  expect(await countRecords(db)).toEqual({ stored: 2, confirmed: 0, pending: 2 });
  await syncAll(store, exchange);
  expect(await countRecords(db)).toEqual({ stored: 2, confirmed: 2, pending: 0 });
  await write(WORK, 'a', '三');
  await write(WORK, 'c', '四');
  expect(new Set((await pendingRecords(db)).keys())).toEqual(new Set(['a', 'c']));
  expect(await countRecords(db)).toEqual({ stored: 3, confirmed: 1, pending: 2 });
  const row = await db.rows('venue').get('c');
  if (row === undefined) throw new Error('No row');
  await removeRecord(await open(), row, '重复');
  expect(await countRecords(db)).toEqual({ stored: 2, confirmed: 1, pending: 1 });
  await syncAll(store, exchange);
  expect(await countRecords(db)).toEqual({ stored: 2, confirmed: 2, pending: 0 });
});

test('[F9] what waits is known also when a file brings a second content in between', async (t) => {
  const { importFile, open } = await aSyncDevice(t);
  const { db } = await open();
  await importFile(chainBy('cloned', WORK, 4));
  expect((await pendingRecords(db)).size).toBe(4);
  await importFile(chainBy('cloned', WORK, 2, 'b'));
  expect((await pendingRecords(db)).size).toBe(6);
});

test('[P5] a record counts as 已上报 only when its photos are there, and they follow the text', async (t) => {
  const { store, device, open } = await aSyncDevice(t);
  const opened = await open();
  const { db } = opened;
  const server = new TinyServer();
  const photos = createPhotoStore(db);
  const blob = aBlob('a photo');
  await db.blobs.put(blob);
  const kept = { blob: blob.id, width: 1, height: 1, bytes: 7 };
  await saveValues(opened, [
    { kind: venue, record: 'v', unit: TINY_UNIT, values: { name: '讲堂', photos: { p1: kept } } },
  ]);
  expect(await photos.waiting()).toEqual([]);
  await syncAll(store, server.exchange(device));
  const places = [{ blob: blob.id, scope: WORK }];
  expect(await photos.waiting()).toEqual(places);
  expect(await countRecords(db)).toEqual({ stored: 1, confirmed: 0, pending: 1 });
  for (const place of places) await photos.markSent(place);
  expect(await photos.waiting()).toEqual([]);
  expect(await countRecords(db)).toEqual({ stored: 1, confirmed: 1, pending: 0 });
});

test('[P5][X9] a server that was restored, or set back unnoticed, is offered every photo again', async (t) => {
  const { store, device, open } = await aSyncDevice(t);
  const opened = await open();
  const server = new TinyServer();
  const photos = createPhotoStore(opened.db);
  const blob = aBlob('a photo');
  await opened.db.blobs.put(blob);
  const kept = { blob: blob.id, width: 1, height: 1, bytes: 7 };
  await saveValues(opened, [
    { kind: venue, record: 'v', unit: TINY_UNIT, values: { name: '讲堂', photos: { p1: kept } } },
  ]);
  const exchange = server.exchange(device);
  await syncAll(store, exchange);
  const places = await photos.waiting();
  for (const place of places) await photos.markSent(place);
  server.restore(WORK, 0, 'another');
  await syncAll(store, exchange);
  expect(await photos.waiting()).toEqual(places);
  for (const place of places) await photos.markSent(place);
  await store.rewind([WORK]);
  await syncAll(store, exchange);
  expect(await photos.waiting()).toEqual(places);
});

test('[P5] a photo that lies elsewhere is wanted until its thumbnail is here, and is never sent back', async (t) => {
  const { store, device, open } = await aSyncDevice(t);
  const { db } = await open();
  const server = new TinyServer();
  const photos = createPhotoStore(db);
  const blob = aBlob('theirs');
  const value = { blob: blob.id, width: 1, height: 1, bytes: 6 };
  server.write('other', WORK, [{ record: 'r', kind: 'venue', field: 'photos.p1', value, replaces: [] }]);
  await syncAll(store, server.exchange(device));
  const place = { blob: blob.id, scope: WORK };
  expect(await photos.wanted()).toEqual([place]);
  await photos.keepThumbnail(blob.id, new ArrayBuffer(2), 'image/jpeg');
  expect(await photos.wanted()).toEqual([]);
  await photos.keepOriginal(place, blob.bytes, blob.type);
  expect(await photos.waiting()).toEqual([]);
  expect((await db.blobs.get(blob.id))?.thumbnail?.byteLength).toBe(2);
});

const RECORD = 'case-1';
const aCase: Values = {
  parties: { a: { name: '张三' }, b: { name: '李四' } },
  committee: 'c',
  source: 'application',
  disputeType: 'neighbor',
  facts: '水沟',
  status: 'accepted',
  acceptedOn: '2026-02-27',
};

/** A device whose only case the server holds back. */
async function withReturnedCase(t: Parameters<typeof aSyncDevice>[0]) {
  const made = await aSyncDevice(t);
  const opened = await made.open();
  const server = new TinyServer();
  const exchange = server.exchange(made.device);
  await saveValues(opened, [{ kind: mediationCase, record: RECORD, unit: TINY_UNIT, values: aCase }]);
  await syncAll(made.store, exchange);
  const [change] = await opened.db.changes.where('records').equals(RECORD).toArray();
  if (change === undefined) throw new Error('No change');
  const verdict = server.judge(CASES, { change: change.id, state: 'quarantined', reason: 'misshapen' });
  await syncAll(made.store, exchange);
  return { ...made, opened, server, exchange, change, verdict };
}

test('[X4] a record that was held back as a whole is under 被退回 with all it says, corrected in a form, and leaves no ghost', async (t) => {
  const { store, opened, server, exchange, change, verdict } = await withReturnedCase(t);
  const { db } = opened;
  const returned = await findReturned(opened);
  expect(returned).toMatchObject([{ change: { id: change.id }, state: 'quarantined', reason: 'misshapen' }]);
  expect(await db.rows('mediationCase').get(RECORD)).toMatchObject({ removed: HELD_BACK, values: aCase });
  expect(await countRecords(db)).toMatchObject({ stored: 0 });
  const draft = await draftOfReturned(opened, returned[0]!, RECORD);
  if (draft === null) throw new Error('No draft');
  const saved = await saveDraft(opened, { ...draft, typed: { ...draft.typed, facts: '水沟改道' } });
  expect(saved).toEqual({ ok: true, record: RECORD });
  expect(await findReturned(opened)).toEqual([]);
  await syncAll(store, exchange);
  const right = await db.rows('mediationCase').get(RECORD);
  expect(right).toMatchObject({ removed: null, conflicts: {}, values: { ...aCase, facts: '水沟改道' } });
  // The office takes the first one after all: it was replaced, and stands against nothing.
  server.judge(CASES, { change: change.id, state: 'accepted', reason: 'decided' }, [verdict.id]);
  await syncAll(store, exchange);
  expect(await db.rows('mediationCase').get(RECORD)).toMatchObject({ conflicts: {}, values: { facts: '水沟改道' } });
});

test('[X4] sending again says the same values as a new change that replaces the returned one', async (t) => {
  const { store, opened, exchange, change } = await withReturnedCase(t);
  const [returned] = await findReturned(opened);
  await resend(opened, returned!);
  const changes = await opened.db.changes.where('records').equals(RECORD).toArray();
  expect(changes).toHaveLength(2);
  for (const op of changes[1]?.ops ?? []) expect(op.replaces).toContain(change.id);
  expect(await findReturned(opened)).toEqual([]);
  await syncAll(store, exchange);
  expect(await opened.db.rows('mediationCase').get(RECORD)).toMatchObject({ removed: null, values: aCase });
});

test('[X4] a returned edit is corrected beside the value that stood before it', async (t) => {
  const { store, device, open } = await aSyncDevice(t);
  const opened = await open();
  const server = new TinyServer();
  const exchange = server.exchange(device);
  const save = (values: Values, row = undefined as Awaited<ReturnType<typeof find>>) =>
    saveValues(opened, [
      { kind: mediationCase, record: RECORD, unit: TINY_UNIT, values, ...(row === undefined ? {} : { row }) },
    ]);
  const find = () => opened.db.rows('mediationCase').get(RECORD);
  await save(aCase);
  await save({ facts: '错的', parties: { a: { name: '张三' }, c: { name: '王五' } } }, await find());
  await syncAll(store, exchange);
  const edit = (await opened.db.changes.where('records').equals(RECORD).toArray())[1]!;
  server.judge(CASES, { change: edit.id, state: 'quarantined', reason: 'misshapen' });
  await syncAll(store, exchange);
  expect((await find())?.values).toMatchObject({ facts: '水沟' });
  const [returned] = await findReturned(opened);
  const draft = await draftOfReturned(opened, returned!, RECORD);
  expect(draft?.typed).toMatchObject({ facts: '错的', parties: { a: { name: '张三' }, c: { name: '王五' } } });
  await saveDraft(opened, { ...draft!, typed: { ...draft!.typed, facts: '对的' } });
  expect((await find())?.values).toMatchObject({ facts: '对的', status: 'accepted' });
  expect((await find())?.conflicts).toEqual({});
  expect(await findReturned(opened)).toEqual([]);
});

test('[X2] what the server refused is shown, and can be offered again', async (t) => {
  const { store, device, write, open } = await aSyncDevice(t);
  const opened = await open();
  const server = new TinyServer();
  const own = await write(WORK, 'r', '一');
  server.refuses.add(own.id);
  await syncAll(store, server.exchange(device));
  const returned = await findReturned(opened);
  expect(returned).toMatchObject([{ change: { id: own.id }, state: 'refused', reason: 'shape' }]);
  server.refuses.clear();
  await dismiss(opened, returned[0]!);
  expect(await findReturned(opened)).toEqual([]);
  await retry(opened, returned[0]!);
  expect(await store.countWaiting()).toBe(1);
  await syncAll(store, server.exchange(device));
  expect(server.has(own.id)).toBe(true);
  expect(await findReturned(opened)).toEqual([]);
});

test('[D4] the lease is held by one tab, and one from a wrong clock does not last', async (t) => {
  const { open } = await aSyncDevice(t);
  const lease = leaseIn((await open()).db);
  expect(await lease.take('one', 1000, 31_000)).toBe(true);
  expect(await lease.take('two', 2000, 32_000)).toBe(false);
  expect(await lease.take('two', 31_000, 61_000)).toBe(true);
  expect(await lease.take('one', 100, 30_100)).toBe(true);
  await lease.give('one');
  expect(await lease.take('two', 200, 30_200)).toBe(true);
});
