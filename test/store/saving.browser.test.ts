import fc from 'fast-check';
import { expect, test, type TestContext } from 'vitest';
import { canonical, type Json } from '#core/canonical.ts';
import { SEALED } from '#core/case-seal.ts';
import { idOf } from '#core/change.ts';
import type { StoredRow } from '#store/db.ts';
import { signHeads } from '#store/device.ts';
import { draftOfRow, findDraft, keepDraft, keepOpenDraft, newDraft } from '#store/drafts.ts';
import { rebuild, receive } from '#store/incoming.ts';
import { removeRecord, restoreRecord, saveDraft, saveValues } from '#store/records.ts';
import { TICKS } from '#store/meta-keys.ts';
import { newId, type Store } from '#store/store.ts';
import { openWorkspace } from '#store/workspace.ts';
import { kinds, mediationCase, person } from '#kinds/index.ts';
import { aPhone, anOp, writes, type Phone } from '#test/help/backups.ts';
import { aStore, freshName, testPorts } from '#test/help/store.ts';

const unitOf = ({ identity }: Store): string => identity.units[0] ?? '';

const aDraft = (store: Store, facts = '水沟') =>
  newDraft(
    store,
    mediationCase,
    { today: '2026-03-01', unit: unitOf(store), me: null, committee: 'c' },
    {
      parties: { a: { name: '张三', side: 'partyA' }, b: { name: '李四', side: 'partyB' } },
      disputeType: 'neighbor',
      facts,
      status: 'accepted',
      acceptedOn: '2026-02-27',
    },
  );

async function saveCase(store: Store, facts?: string): Promise<StoredRow> {
  const draft = aDraft(store, facts);
  expect(await saveDraft(store, draft)).toMatchObject({ ok: true });
  return (await store.db.rows('mediationCase').get(draft.record)) as StoredRow;
}

/** A second tab over the same database: its own connection, its own memory. */
async function anotherTab(t: TestContext, { db }: Store): Promise<Store> {
  const opened = await openWorkspace(db.name, testPorts());
  if (opened.kind !== 'open') throw new Error(opened.kind);
  t.onTestFinished(() => opened.store.db.close());
  return opened.store;
}

type Method = 'get' | 'put' | 'add';

/** Counts what is asked of a table, and may meet the request with a fault. */
function onRequest(t: TestContext, method: Method, table: string, fault?: () => void): { count: number } {
  const seen = { count: 0 };
  // oxlint-disable-next-line typescript/unbound-method -- called with its own `this` below
  const original = IDBObjectStore.prototype[method] as (this: IDBObjectStore, ...args: unknown[]) => IDBRequest;
  IDBObjectStore.prototype[method] = function request(this: IDBObjectStore, ...args: unknown[]) {
    if (this.name === table) {
      seen.count += 1;
      fault?.();
    }
    return original.apply(this, args);
  } as never;
  t.onTestFinished(() => void (IDBObjectStore.prototype[method] = original as never));
  return seen;
}

/** Everything that a save could leave, as text. */
async function everything({ db }: Store): Promise<string> {
  const tables = ['changes', 'chains', 'counters', 'meta', 'drafts', ...kinds.map(({ name }) => db.rows(name).name)];
  const all = await Promise.all(tables.map((table) => db.table(table).toArray()));
  return canonical(all.map((rows) => rows.filter(({ id }) => id !== 'key')));
}

const casesOf = async ({ db }: Store): Promise<Json> => {
  const rows = await db.rows('mediationCase').orderBy('id').toArray();
  return rows.map(({ at, ...row }) => row) as unknown as Json;
};

/** What holds of every sound device, whoever wrote when. */
async function expectSound(store: Store): Promise<void> {
  const { db, identity } = store;
  const changes = await db.changes.orderBy('[device+scope+n]').toArray();
  const own = changes.filter(({ device }) => device === identity.device);
  expect(new Set(own.map(({ stamp }) => stamp)).size).toBe(own.length);
  for (const scope of new Set(own.map((change) => change.scope))) {
    const chain = own.filter((change) => change.scope === scope);
    chain.forEach((change, i) => {
      expect([change.n, change.prev, change.id]).toEqual([i + 1, chain[i - 1]?.id ?? '', idOf(change)]);
    });
    const heads = (await db.heads.toArray()).filter((head) => head.scope === scope && head.device === identity.device);
    const { n, id } = chain[chain.length - 1] as (typeof chain)[number];
    expect(await db.chains.get([identity.device, scope])).toMatchObject({
      n,
      id,
      signed: Math.max(0, ...heads.map((head) => head.n)),
    });
  }
  const listed = await db
    .rows('mediationCase')
    .filter(({ removed }) => removed === null)
    .count();
  expect((await db.counters.get(`records/mediationCase/${unitOf(store)}`))?.value ?? 0).toBe(listed);
  const rows = await casesOf(store);
  await rebuild(store);
  expect(await casesOf(store)).toEqual(rows);
}

const must = (answer: { readonly ok: boolean }): void => {
  if (!answer.ok) throw new Error(JSON.stringify(answer));
};

/** What a tab may do next; `row` is one of the records that stand. */
const STEPS = {
  save: async (tab: Store) => void (await saveCase(tab)),
  people: async (tab: Store) =>
    must(await saveValues(tab, [{ kind: person, record: newId(tab), unit: unitOf(tab), values: { name: '王五' } }])),
  sign: (tab: Store) => signHeads(tab),
  rebuild: (tab: Store) => rebuild(tab),
  edit: async (tab: Store, row?: StoredRow) =>
    row && must(await saveDraft(tab, { ...draftOfRow(tab, row), typed: { facts: `改${Math.random()}` } })),
  remove: async (tab: Store, row?: StoredRow) => row && must(await removeRecord(tab, row, '误记')),
  restore: async (tab: Store, row?: StoredRow) => row && must(await restoreRecord(tab, row)),
  receive: async (tab: Store, row: StoredRow | undefined, phone: Phone) => {
    if (row === undefined) return;
    const ops = [anOp({ record: row.id, field: 'place', value: `会议室${phone.ms}` })];
    await receive(tab, { changes: [writes(phone, row.scope, ops)] });
  },
} as const;
const OFTEN = ['save', 'save', 'edit', 'edit', ...(Object.keys(STEPS) as (keyof typeof STEPS)[])] as const;

async function take(what: keyof typeof STEPS, tab: Store, pick: number, phone: Phone): Promise<void> {
  const rows = await tab.db.rows('mediationCase').orderBy('id').toArray();
  await STEPS[what](tab, rows[pick % Math.max(1, rows.length)], phone);
}

test('[C10][D1][D12] two tabs that save at random neither fork a chain nor skip a number, and count right', async (t) => {
  const step = fc.record({
    tab: fc.constantFrom(0, 1),
    what: fc.constantFrom(...OFTEN),
    pick: fc.nat(20),
    // Whether the next step starts before this one has ended.
    waits: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 24 }), async (steps) => {
      const first = await aStore(t, { name: freshName() });
      const tabs = [first, await anotherTab(t, first)];
      const phone = await aPhone('另一部');
      const running: Promise<void>[] = [];
      for (const { tab, what, pick, waits } of steps) {
        const done = take(what, tabs[tab] as Store, pick, phone);
        running.push(done);
        if (waits) await done;
      }
      await Promise.all(running);
      expect(await first.db.rows('mediationCase').count()).toBe(steps.filter(({ what }) => what === 'save').length);
      await expectSound(first);
    }),
    { numRuns: 25 },
  );
}, 120_000);

test('[D12] a tab that wrote last saves without reading first', async (t) => {
  const store = await aStore(t);
  const row = await saveCase(store);
  const reads = onRequest(t, 'get', 'chains');
  await saveCase(store, '第二件');
  await saveDraft(store, { ...draftOfRow(store, row), typed: { facts: '改过' } });
  expect(reads.count).toBe(0);
  expect(await casesOf(store)).toMatchObject([{ values: { facts: '改过' } }, { values: { facts: '第二件' } }]);
  await expectSound(store);
});

test('[D12] an attempt built on what another tab has overtaken leaves nothing, and the second stores once', async (t) => {
  const store = await aStore(t);
  await saveCase(store);
  const other = await anotherTab(t, store);
  await saveCase(other, '别处');
  const draft = aDraft(store);
  await keepDraft(store, draft);
  const before = await everything(store);
  const attempts = onRequest(t, 'add', 'rows_mediationCase');
  let full = true;
  const seconds = onRequest(t, 'put', 'rows_mediationCase', () => {
    if (full) throw new DOMException('full', 'QuotaExceededError');
  });
  expect(await saveDraft(store, draft)).toEqual({ ok: false, failure: 'full' });
  expect([attempts.count, seconds.count]).toEqual([1, 1]);
  expect(await everything(store)).toBe(before);
  full = false;
  expect(await saveDraft(store, draft)).toMatchObject({ ok: true });
  expect([attempts.count, seconds.count]).toEqual([2, 2]);
  expect(await store.db.changes.where('records').equals(draft.record).count()).toBe(1);
  expect(await findDraft(store, draft.id)).toBeUndefined();
  await expectSound(store);
});

test('[D7][D12] a device that is full while a tab writes ahead says so, and nothing of the save is left', async (t) => {
  const store = await aStore(t);
  await saveCase(store);
  const draft = aDraft(store);
  await keepDraft(store, draft);
  const before = await everything(store);
  let full = true;
  const writesOfTicks = onRequest(t, 'put', 'meta', () => {
    if (full) throw new DOMException('full', 'QuotaExceededError');
  });
  expect(await saveDraft(store, draft)).toEqual({ ok: false, failure: 'full' });
  full = false;
  expect(writesOfTicks.count).toBe(1);
  expect(await everything(store)).toBe(before);
  expect(await saveDraft(store, draft)).toMatchObject({ ok: true });
  await expectSound(store);
});

test('[D9][D12] a draft that another window wrote since stays, though the tab writes ahead', async (t) => {
  const store = await aStore(t);
  await saveCase(store);
  const draft = aDraft(store);
  const kept = await keepOpenDraft(store, draft, null);
  if (!kept.ok || kept.value === null) throw new Error('not kept');
  await keepOpenDraft(store, { ...draft, typed: { facts: '另一个窗口的话' } }, kept.value);
  expect(await saveDraft(store, draft, kept.value)).toMatchObject({ ok: true });
  expect((await findDraft(store, draft.id))?.typed).toEqual({ facts: '另一个窗口的话' });
  // Never kept by this form: whatever stands there is not its own.
  const second = aDraft(store);
  await keepDraft(store, second);
  expect(await saveDraft(store, second, null)).toMatchObject({ ok: true });
  expect(await findDraft(store, second.id)).toBeDefined();
  await expectSound(store);
});

test('[D12] a new record that was stored long ago is not stored over', async (t) => {
  const store = await aStore(t);
  const draft = aDraft(store);
  await saveDraft(store, draft);
  for (let i = 0; i < 10; i++) await saveCase(store, `第${i}件`);
  await saveDraft(store, { ...draft, typed: { ...draft.typed, facts: '第二次' } });
  const row = (await store.db.rows('mediationCase').get(draft.record)) as StoredRow;
  expect(row.conflicts['facts']?.map(({ value }) => value)).toEqual(['第二次', '水沟']);
  await expectSound(store);
});

test('[D12] a form that opened on a row that is no longer so does not bring it back', async (t) => {
  const store = await aStore(t);
  const row = await saveCase(store);
  expect(await saveDraft(store, { ...draftOfRow(store, row), typed: { facts: '改过' } })).toMatchObject({ ok: true });
  // As a page does whose live query has not answered yet.
  const late = draftOfRow(store, row);
  expect(await saveDraft(store, { ...late, typed: { place: '村委会' } })).toMatchObject({ ok: true });
  expect(await casesOf(store)).toMatchObject([{ values: { facts: '改过', place: '村委会' } }]);
  await expectSound(store);
});

test('[D6][D12] a chain that was signed stays signed when the tab goes on', async (t) => {
  const store = await aStore(t);
  await saveCase(store);
  await signHeads(store);
  await saveCase(store);
  expect(await store.db.chains.get([store.identity.device, `${unitOf(store)}/cases`])).toMatchObject({
    n: 2,
    signed: 1,
  });
});

test('[D12] whatever writes rows or chains leaves other ticks', async (t) => {
  const store = await aStore(t);
  const ticks = async () => canonical((await store.db.meta.get(TICKS)) as unknown as Json);
  const row = await saveCase(store);
  const own = (await store.db.changes.toArray()).filter(({ scope }) => scope.endsWith('/cases'));
  const writers = [
    () => saveCase(store),
    () => signHeads(store),
    () => rebuild(store),
    // A change that folds to nothing new still may lengthen a chain.
    () => receive(store, { changes: own }),
    () => removeRecord(store, row, '误记'),
  ];
  const seen = [await ticks()];
  for (const write of writers) {
    await write();
    seen.push(await ticks());
  }
  expect(new Set(seen).size).toBe(writers.length + 1);
});

/** The same device, whose account is a mediator's: what is the office's it may not. */
const asMediator = (store: Store): Store => ({
  ...store,
  identity: { ...store.identity, joined: { account: { role: 'mediator' } } as never },
});

test('[X11] a case archived after its form opened takes nothing of it, and the text stays', async (t) => {
  const store = asMediator(await aStore(t));
  const row = await saveCase(store);
  const draft = { ...draftOfRow(store, row), typed: { facts: '另一种说法' } };
  const storedAt = await keepOpenDraft(store, draft, null);
  const tab = await anotherTab(t, store);
  const values = { archivedOn: '2026-03-01' };
  await saveValues(tab, [{ kind: mediationCase, record: row.id, unit: row.unit, values, row }]);
  const before = await everything(store);
  const saved = await saveDraft(store, draft, storedAt.ok ? storedAt.value : null);
  expect(saved).toMatchObject({ ok: false, problems: [{ field: 'facts', message: SEALED }] });
  expect(await everything(store)).toBe(before);
});

test('[X11] a case that this tab itself has archived is refused as well', async (t) => {
  const store = asMediator(await aStore(t));
  const row = await saveCase(store);
  await saveValues(store, [
    { kind: mediationCase, record: row.id, unit: row.unit, values: { archivedOn: '2026-03-01' }, row },
  ]);
  const archived = (await store.db.rows('mediationCase').get(row.id)) as StoredRow;
  const draft = { ...draftOfRow(store, archived), typed: { facts: '另一种说法' } };
  expect(await saveDraft(store, draft)).toMatchObject({ ok: false, problems: [{ message: SEALED }] });
});

test('[D12] an edited case is saved on what its form showed, without being read again', async (t) => {
  const store = await aStore(t);
  const row = await saveCase(store);
  const draft = { ...draftOfRow(store, row), typed: { facts: '另一种说法' } };
  const reads = onRequest(t, 'get', 'rows_mediationCase');
  expect(await saveDraft(store, draft)).toMatchObject({ ok: true });
  expect(reads.count).toBe(0);
});
