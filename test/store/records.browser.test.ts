import { expect, test } from 'vitest';
import { canonical, type Json } from '#core/canonical.ts';
import { idOf } from '#core/change.ts';
import { changeFault } from '#core/wire.ts';
import { OFFICE_ONLY } from '#core/office-part.ts';
import type { StoredRow } from '#store/db.ts';
import { draftOfRow, keepDraft, newDraft, findDraft } from '#store/drafts.ts';
import { rebuild, receive } from '#store/incoming.ts';
import { projectionOf } from '#store/projection.ts';
import { chooseValue, historyOf, removeRecord, restoreRecord, saveDraft, saveValues } from '#store/records.ts';
import { newId, type Store } from '#store/store.ts';
import { openWorkspace } from '#store/workspace.ts';
import type { Values } from '#kinds/field.ts';
import { kindOf, kinds, mediationCase, person } from '#kinds/index.ts';
import { aWriter, writeVisits } from '#test/help/changes.ts';
import { markJoined } from '#test/help/joined.ts';
import { aStore, freshName, testPorts } from '#test/help/store.ts';

const unitOf = (store: Store): string => store.identity.units[0] ?? '';
const context = (store: Store) => ({ today: '2026-03-01', unit: unitOf(store), me: null, committee: 'c' });

const aCase = (more: { [field: string]: unknown } = {}) => ({
  parties: { p1: { name: '张三', side: 'partyA' }, p2: { name: '李四', side: 'partyB' } },
  disputeType: 'neighbor',
  facts: '两家为一条水沟争执',
  status: 'accepted',
  acceptedOn: '2026-02-27',
  ...more,
});

async function saveCase(store: Store, more: { [field: string]: unknown } = {}): Promise<StoredRow> {
  const draft = newDraft(store, mediationCase, context(store), aCase(more));
  await keepDraft(store, draft);
  const saved = await saveDraft(store, draft);
  if (!saved.ok) throw new Error(JSON.stringify(saved));
  return (await store.db.rows('mediationCase').get(draft.record)) as StoredRow;
}

const rowsOf = async (store: Store) => {
  const all: Json[] = [];
  for (const { name } of kinds) {
    for (const { at, ...row } of await store.db.rows(name).orderBy('id').toArray()) all.push(row as unknown as Json);
  }
  return canonical(all);
};
const counters = async (store: Store) => (await store.db.counters.toArray()).filter(({ value }) => value !== 0);

test('[D2] saving stores change, row and counter and ends the draft, all together', async (t) => {
  const store = await aStore(t);
  const draft = newDraft(store, mediationCase, context(store), aCase());
  await keepDraft(store, draft);
  expect(await saveDraft(store, draft)).toEqual({ ok: true, record: draft.record });
  expect(await findDraft(store, draft.id)).toBeUndefined();
  const row = await store.db.rows('mediationCase').get(draft.record);
  expect(row?.values).toMatchObject({ facts: '两家为一条水沟争执', status: 'accepted' });
  expect(row?.unit).toBe(unitOf(store));
  expect((await store.db.counters.get(`records/mediationCase/${unitOf(store)}`))?.value).toBe(1);
});

test('[C2][C9] the log is one unbroken chain per scope whose ids can be recomputed; sensitive values are salted', async (t) => {
  const store = await aStore(t);
  await saveCase(store);
  await saveCase(store, { facts: '第二件' });
  const changes = await store.db.changes.toArray();
  const byScope = new Map<string, typeof changes>();
  for (const change of changes) byScope.set(change.scope, [...(byScope.get(change.scope) ?? []), change]);
  expect([...byScope.keys()].filter((scope) => scope.endsWith('/cases'))).toHaveLength(1);
  for (const chain of byScope.values()) {
    chain.forEach((change, i) => {
      expect(change).toMatchObject({ n: i + 1, prev: chain[i - 1]?.id ?? '' });
      expect(idOf(change)).toBe(change.id);
    });
  }
  const ops = changes.flatMap(({ ops: all }) => all).filter(({ kind }) => kind === 'mediationCase');
  expect(ops.filter(({ salt }) => salt !== undefined).map(({ field }) => field.split('.')[0])).toEqual(
    expect.arrayContaining(['facts', 'parties']),
  );
  expect(ops.find(({ field }) => field === 'status')?.salt).toBeUndefined();
});

test('problems are answered and nothing is stored, the draft stays', async (t) => {
  const store = await aStore(t);
  const before = await store.db.changes.count();
  const draft = newDraft(store, mediationCase, context(store), aCase({ acceptedOn: '2024-02-30' }));
  await keepDraft(store, draft);
  const saved = await saveDraft(store, draft);
  expect(saved).toMatchObject({ ok: false, problems: [{ field: 'acceptedOn' }] });
  expect(await store.db.changes.count()).toBe(before);
  expect((await findDraft(store, draft.id))?.typed['acceptedOn']).toBe('2024-02-30');
});

test('[C3] a value that arrived while the form was open surfaces as a conflict, never overwritten unseen', async (t) => {
  const store = await aStore(t);
  const row = await saveCase(store);
  const open = draftOfRow(store, row);
  const other = draftOfRow(store, row);
  expect(await saveDraft(store, { ...other, typed: { status: 'inMediation' } })).toMatchObject({ ok: true });
  expect(
    await saveDraft(store, { ...open, typed: { status: 'terminated', terminationReason: 'withdrawn' } }),
  ).toMatchObject({ ok: true });
  const now = (await store.db.rows('mediationCase').get(row.id)) as StoredRow;
  expect(now.conflicts['status']?.map(({ value }) => value)).toEqual(['terminated', 'inMediation']);
  await chooseValue(store, now, 'status', 'inMediation');
  const chosen = (await store.db.rows('mediationCase').get(row.id)) as StoredRow;
  expect([chosen.values['status'], chosen.conflicts]).toEqual(['inMediation', {}]);
});

test('[S3] a village sends for review and applies; approving and granting are the office’s', async (t) => {
  const alone = await aStore(t);
  const row = await saveCase(alone);
  const village: Store = { ...alone, identity: await markJoined(alone, { role: 'mediator' }) };
  const save = (typed: Values) => saveDraft(village, { ...draftOfRow(village, row), typed });
  for (const typed of [{ review: { state: 'approved' } }, { review: { state: 'returned', opinion: '补签名' } }]) {
    expect(await save(typed)).toMatchObject({ ok: false, problems: [{ field: 'review', message: OFFICE_ONLY }] });
  }
  expect(await save({ review: { state: 'pending' }, subsidy: { state: 'applied' } })).toMatchObject({ ok: true });
  const office: Store = { ...alone, identity: await markJoined(alone) };
  const sent = (await alone.db.rows('mediationCase').get(row.id)) as StoredRow;
  const approved = { ...draftOfRow(office, sent), typed: { review: { state: 'approved' } } };
  expect(await saveDraft(office, approved)).toMatchObject({ ok: true });
});

test('[C3] only what was changed is written', async (t) => {
  const store = await aStore(t);
  const row = await saveCase(store);
  const before = await store.db.changes.count();
  await saveDraft(store, { ...draftOfRow(store, row), typed: { facts: '改了一个字', status: 'accepted' } });
  const last = await store.db.changes.orderBy('seq').last();
  expect(await store.db.changes.count()).toBe(before + 1);
  expect(last?.ops.map(({ field, replaces }) => [field, replaces.length])).toEqual([['facts', 1]]);
});

test('[C6] a removed record leaves lists and counters and can be brought back', async (t) => {
  const store = await aStore(t);
  const row = await saveCase(store);
  await removeRecord(store, row, '重复登记');
  const removed = (await store.db.rows('mediationCase').get(row.id)) as StoredRow;
  expect(removed.removed).toBe('重复登记');
  expect((await store.db.counters.get(`records/mediationCase/${row.unit}`))?.value).toBe(0);
  await restoreRecord(store, removed);
  expect(((await store.db.rows('mediationCase').get(row.id)) as StoredRow).removed).toBeNull();
  expect((await store.db.counters.get(`records/mediationCase/${row.unit}`))?.value).toBe(1);
});

test('[C6] a record with 3,000 heads is removed, is so on another device, and comes back', async (t) => {
  const [store, other] = [await aStore(t), await aStore(t)];
  const record = newId(store);
  const writer = aWriter('f'.repeat(32));
  writeVisits(writer, 3000, { record, scope: `${unitOf(store)}/cases` });
  await receive(store, { changes: writer.held });
  const rowIn = async ({ db }: Store) => (await db.rows('mediationCase').get(record)) as StoredRow;
  expect(Object.keys((await rowIn(store)).heads)).toHaveLength(3000);
  await removeRecord(store, await rowIn(store), '误记');
  expect((await rowIn(store)).removed).toBe('误记');
  expect((await store.db.counters.get(`records/mediationCase/${unitOf(store)}`))?.value).toBe(0);

  const changes = (await store.db.changes.toArray()).map(({ seq, records, ...change }) => change);
  expect(changes.map((change) => changeFault(change)).filter((fault) => fault !== null)).toEqual([]);
  for (const change of [...changes].reverse().slice(0, 2)) await receive(other, { changes: [change] });
  await receive(other, { changes });
  expect((await rowIn(other)).removed).toBe('误记');
  // One deed, however many changes it took.
  expect((await historyOf(store, record)).filter(({ path }) => path === 'removed')).toHaveLength(1);
  await restoreRecord(store, await rowIn(store));
  expect((await rowIn(store)).removed).toBeNull();
});

test('history says who changed what from what to what', async (t) => {
  const store = await aStore(t);
  const row = await saveCase(store);
  await saveDraft(store, { ...draftOfRow(store, row), typed: { facts: '后来的话' } });
  const [latest] = await historyOf(store, row.id);
  expect(latest).toMatchObject({
    path: 'facts',
    old: ['两家为一条水沟争执'],
    value: '后来的话',
    device: store.identity.device,
    actor: store.identity.actor,
  });
});

test('[D1] rebuilding from the log changes nothing', async (t) => {
  const store = await aStore(t);
  const row = await saveCase(store);
  await saveDraft(store, { ...draftOfRow(store, row), typed: { status: 'inMediation' } });
  await removeRecord(store, await saveCase(store), '误记');
  const [rows, counted] = [await rowsOf(store), await counters(store)];
  await rebuild(store);
  expect(await rowsOf(store)).toBe(rows);
  expect(await counters(store)).toEqual(counted);
});

test('[B2] receiving another device’s changes is a set union: twice and in any order gives equal rows', async (t) => {
  const [one, two, three] = [await aStore(t), await aStore(t), await aStore(t)];
  for (const facts of ['甲', '乙', '丙']) await saveCase(one, { facts });
  const row = (await one.db.rows('mediationCase').toCollection().first()) as StoredRow;
  await saveDraft(one, { ...draftOfRow(one, row), typed: { status: 'inMediation' } });
  const changes = (await one.db.changes.toArray()).map(({ seq, records, ...change }) => change);
  for (const part of [changes, changes]) await receive(two, { changes: part });
  for (const change of [...changes].reverse()) await receive(three, { changes: [change] });
  const casesOf = async (store: Store) =>
    (await store.db.rows('mediationCase').orderBy('id').toArray()).map(({ at, ...rest }) => rest);
  expect(await casesOf(two)).toEqual(await casesOf(one));
  expect(await casesOf(three)).toEqual(await casesOf(one));
  expect(await receive(two, { changes })).toBe(0);
});

test('[C10] two tabs writing at once never fork the chain', async (t) => {
  const name = freshName();
  const first = await aStore(t, { name });
  const opened = await openWorkspace(name, testPorts());
  if (opened.kind !== 'open') throw new Error(opened.kind);
  const tabs = [first, opened.store];
  await Promise.all(Array.from({ length: 20 }, (_, i) => saveCase(tabs[i % 2] as Store, { facts: `第${i}件` })));
  const chain = (await first.db.changes.toArray()).filter(({ scope }) => scope.endsWith('/cases'));
  expect(chain.map(({ n }) => n).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  expect(new Set(chain.map(({ stamp }) => stamp)).size).toBe(20);
  opened.store.db.close();
});

test('[D10] a projection loads once and then follows single changes, from any tab', async (t) => {
  const store = await aStore(t);
  await saveValues(
    store,
    Array.from({ length: 2500 }, (_, i) => ({
      kind: person,
      record: `p${i}`,
      unit: unitOf(store),
      values: { name: `示例${i}` },
    })),
  );
  const source = projectionOf(store, 'person');
  const stop = source.subscribe(() => {});
  await expect.poll(() => source.snapshot().ready, { timeout: 10_000 }).toBe(true);
  expect(source.snapshot().rows).toHaveLength(2500);
  await saveValues(store, [{ kind: person, record: 'late', unit: unitOf(store), values: { name: '后来' } }]);
  await expect.poll(() => source.snapshot().rows.length).toBe(2501);
  const row = (await store.db.rows('person').get('late')) as StoredRow;
  await saveValues(store, [{ kind: person, record: 'late', unit: unitOf(store), values: { name: '改名' }, row }]);
  await expect.poll(() => source.snapshot().rows.find(({ id }) => id === 'late')?.values['name']).toBe('改名');
  await removeRecord(store, (await store.db.rows('person').get('late')) as StoredRow, '误记');
  await expect.poll(() => source.snapshot().rows.length).toBe(2500);
  stop();
});

test('[D5] an existing workspace keeps its identity when it is opened again', async (t) => {
  const name = freshName();
  const store = await aStore(t, { name });
  const again = await openWorkspace(name, testPorts());
  if (again.kind !== 'open') throw new Error(again.kind);
  expect(again.store.identity).toEqual(store.identity);
  const key = (await store.db.meta.get('key'))?.value as CryptoKey;
  expect(key.extractable).toBe(false);
  again.store.db.close();
});

test('every kind has a table of its own', async (t) => {
  const store = await aStore(t);
  for (const { name } of kinds) expect(store.db.rows(kindOf(name).name).name).toBe(`rows_${name}`);
});

test('[C8] saving a draft leaves fields that this version does not know as they were, and what was typed there', async (t) => {
  const store = await aStore(t);
  const row = await saveCase(store);
  const later = { ...draftOfRow(store, row), before: { ...row.values, later: '以后的版本写的' } };
  const typed = { facts: '改过', later: '以后的版本写的', gone: '以前的版本写的', half: { a: 1.5 } };
  expect(await saveDraft(store, { ...later, typed })).toMatchObject({ ok: true });
  const ops = (await store.db.changes.toCollection().last())?.ops ?? [];
  expect(ops.map(({ field, value }) => [field, value])).toEqual([
    ['facts', '改过'],
    ['gone', '以前的版本写的'],
  ]);
});

test('ids sort in the order in which they were made, even within one millisecond', async (t) => {
  const { ports } = await aStore(t);
  const still = { ...ports, now: () => 1_800_000_000_000 };
  const ids = Array.from({ length: 50 }, () => newId({ ports: still }));
  expect([...ids].sort()).toEqual(ids);
});
