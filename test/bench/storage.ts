/** Saving, importing and the first page, each beside bare IndexedDB in the same run. */
import { mediationCase } from '#kinds/index.ts';
import type { Values } from '#kinds/field.ts';
import { draftOfRow, keepOpenDraft, newDraft } from '#store/drafts.ts';
import { receive } from '#store/incoming.ts';
import { saveDraft, saveValues } from '#store/records.ts';
import { newId, type Ports, type Store } from '#store/store.ts';
import { createStandalone } from '#store/standalone.ts';
import { openWorkspace } from '#store/workspace.ts';
import { lastByCursor, median, openBare, putAll, timed, type Put } from './bare.ts';
import { aCaseOf, caseChanges, chance } from './make.ts';

export const ports: Ports = {
  now: () => Date.now(),
  randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
  // The app's own: what this page takes in is what the app finds.
  builtAt: Number(import.meta.env['VITE_BUILT_AT']),
  countedBy: String(import.meta.env['VITE_COUNTED_BY']),
};

let made = 0;
const freshName = (): string => `bench-${Date.now()}-${(made += 1)}`;

export async function aStore(name = freshName()): Promise<Store> {
  const opened = await openWorkspace(name, ports);
  if (opened.kind !== 'empty') throw new Error(opened.kind);
  return createStandalone(opened.db, ports, { mode: 'village', township: '', villages: ['城墙村'] });
}

export interface Beside {
  readonly ms: number;
  readonly bareMs: number;
}

/** Nested values of a case, as a form gives them. */
export function typedCase(i: number): { [field: string]: unknown } {
  const typed: Record<string, unknown> = { parties: {} };
  const values = aCaseOf(chance(i), i);
  for (const path of Object.keys(values)) {
    const [field = '', item] = path.split('.');
    if (item === undefined) typed[field] = values[path];
    else (typed[field] as Record<string, unknown>)[item] = values[path];
  }
  return typed;
}

/** Rounds that are not counted: a page that has just been opened is not yet compiled, ours as the bare one. */
const WARM = 50;
const counted = (own: readonly number[], theirs: readonly number[]): Beside => ({
  ms: median(own.slice(WARM)),
  bareMs: median(theirs.slice(WARM)),
});

/** Median of a durable save of a new record, from its values to the commit, against its five writes alone. */
export async function saving(rounds: number): Promise<Beside> {
  const store = await aStore();
  const bare = await openBare(freshName());
  const unit = store.identity.units[0] ?? '';
  const [own, theirs]: [number[], number[]] = [[], []];
  for (let i = 0; i < rounds + WARM; i++) {
    const record = newId(store);
    const values = typedCase(i) as Values;
    own.push(
      await timed(async () => expectOk(await saveValues(store, [{ kind: mediationCase, record, unit, values }]))),
    );
    const puts = await writesOf(store, record);
    theirs.push(await timed(() => putAll(bare, puts)));
  }
  return counted(own, theirs);
}

const expectOk = (answer: { readonly ok: boolean }): void => {
  if (!answer.ok) throw new Error(JSON.stringify(answer));
};

/** The same from what stands in a form: read, checked, stored, and the form's kept draft ended. */
export async function savingForm(rounds: number): Promise<Beside> {
  const store = await aStore();
  const bare = await openBare(freshName());
  const unit = store.identity.units[0] ?? '';
  const [own, theirs]: [number[], number[]] = [[], []];
  for (let i = 0; i < rounds + WARM; i++) {
    const draft = newDraft(store, mediationCase, { today: '2026-03-01', unit, me: null, committee: 'c' }, typedCase(i));
    const kept = await keepOpenDraft(store, draft, null);
    const storedAt = kept.ok ? kept.value : null;
    own.push(await timed(async () => expectOk(await saveDraft(store, draft, storedAt))));
    const puts = await writesOf(store, draft.record);
    await putAll(bare, [{ table: 'drafts', value: { ...draft, changedAt: storedAt } }]);
    theirs.push(await timed(() => putAll(bare, puts, [{ table: 'drafts', key: draft.id }])));
  }
  return counted(own, theirs);
}

/** Median of a durable save of an edit, from the opened form to the commit, against its four writes alone. */
export async function editing(rounds: number): Promise<Beside> {
  const store = await aStore();
  const bare = await openBare(freshName());
  const unit = store.identity.units[0] ?? '';
  const records: string[] = [];
  for (let i = 0; i < 20; i++) {
    const draft = newDraft(store, mediationCase, { today: '2026-03-01', unit, me: null, committee: 'c' }, typedCase(i));
    await saveDraft(store, draft);
    records.push(draft.record);
  }
  const [own, theirs]: [number[], number[]] = [[], []];
  for (let i = 0; i < rounds + WARM; i++) {
    const rows = store.db.rows('mediationCase');
    // Ended, as it has long before anybody saves: a write to the same table waits for a reading that is still ending.
    const row = await store.db.transaction('r', rows, () => rows.get(records[i % records.length] ?? ''));
    if (row === undefined) throw new Error('nothing was saved');
    const typed = { facts: `第${i}次补充：双方约定水沟由村民小组维护。`, peopleInvolved: 3 + i };
    const draft = { ...draftOfRow(store, row), typed };
    own.push(await timed(async () => expectOk(await saveDraft(store, draft, null))));
    const puts = (await writesOf(store, row.id)).filter(({ table }) => table !== 'counters');
    theirs.push(await timed(() => putAll(bare, puts)));
  }
  return counted(own, theirs);
}

/** What the last save wrote. */
async function writesOf(store: Store, record: string): Promise<Put[]> {
  const unit = store.identity.units[0] ?? '';
  const change = await store.db.changes.orderBy('seq').last();
  if (change === undefined) throw new Error('nothing was saved');
  const { seq: _seq, ...bytes } = change;
  return [
    { table: 'changes', value: bytes },
    { table: 'chains', value: await store.db.chains.get([store.identity.device, `${unit}/cases`]) },
    { table: 'rows_mediationCase', value: await store.db.rows('mediationCase').get(record) },
    { table: 'counters', value: await store.db.counters.get(`records/mediationCase/${unit}`) },
    { table: 'meta', value: await store.db.meta.get('ticks') },
  ];
}

/** Taking in `count` records, against bare puts of the same changes and rows. */
export async function importing(count: number): Promise<Beside> {
  const store = await aStore();
  const changes = caseChanges(count, store.identity.units[0] ?? '', 'd'.repeat(32));
  const ms = await timed(async () => receive(store, { changes }));
  const rows = await store.db.rows('mediationCase').toArray();
  const stored = (await store.db.changes.toArray()).slice(-count);
  const bare = await openBare(freshName());
  const puts: Put[] = [
    ...stored.map(({ seq, ...value }) => ({ table: 'changes', value })),
    ...rows.map((value) => ({ table: 'rows_mediationCase', value })),
  ];
  return { ms, bareMs: await timed(() => putAll(bare, puts)) };
}

let big: Store | null = null;
/** A store with `count` cases, made once. */
export async function bigStore(count: number): Promise<Store> {
  if (big !== null && (await big.db.rows('mediationCase').count()) >= count) return big;
  big = await aStore();
  const unit = big.identity.units[0] ?? '';
  for (let from = 0, part = 1; from < count; from += 10_000, part++) {
    await receive(big, {
      changes: caseChanges(Math.min(10_000, count - from), unit, String(part).repeat(32).slice(0, 32), part),
    });
  }
  return big;
}

/** The first 50 of a list sorted by day, against a bare cursor over the same index. */
export async function firstPage(count: number): Promise<Beside> {
  const store = await bigStore(count);
  const [own, theirs]: [number[], number[]] = [[], []];
  for (let i = 0; i < 15; i++) {
    own.push(
      await timed(() => store.db.rows('mediationCase').orderBy('values.acceptedOn').reverse().limit(50).toArray()),
    );
    theirs.push(await timed(() => lastByCursor(store.db.backendDB(), 'rows_mediationCase', 'values.acceptedOn', 50)));
  }
  return { ms: median(own), bareMs: median(theirs) };
}
