/** Search and the projection over many records; and a workspace for the app itself to be measured with. */
import { parseQuery, matches, searchKey, wordsOf, type SearchKey } from '#core/search.ts';
import { soundsOf } from '#core/pinyin.ts';
import { mediationCase } from '#kinds/index.ts';
import { FIGURES } from '#store/glance.ts';
import { receive } from '#store/incoming.ts';
import { EMPTY, projectionOf, type Projection } from '#store/projection.ts';
import type { Store } from '#store/store.ts';
import { newDraft } from '#store/drafts.ts';
import { saveDraft, saveValues } from '#store/records.ts';
import { REAL_DB } from '#store/schema.ts';
import { openWorkspace } from '#store/workspace.ts';
import { fullValues } from '#test/help/paper-cases.ts';
import { timed } from './bare.ts';
import { FULL_CASE } from './full-case.ts';
import { caseChanges } from './make.ts';
import { aStore, bigStore, ports, typedCase } from './storage.ts';

const ready = (store: Store): Promise<Projection> =>
  new Promise((resolve) => {
    const source = projectionOf(store, 'mediationCase');
    const stop = source.subscribe(() => {
      if (!source.snapshot().ready) return;
      stop();
      resolve(source.snapshot());
    });
  });

export interface Filling {
  readonly loadMs: number;
  readonly keysMs: number;
  /** The slowest of several questions over every key. */
  readonly searchMs: number;
  readonly found: number;
}

/** Loads the projection of `count` cases, makes their search keys, and searches as typed. */
export async function filling(count: number): Promise<Filling> {
  const store = await bigStore(count);
  let projection = EMPTY;
  const loadMs = await timed(async () => {
    projection = await ready(store);
  });
  const rows = projection.rows.slice(0, count);
  let keys: SearchKey[] = [];
  const keysMs = await timed(async () => {
    keys = rows.map(({ values }) =>
      searchKey(
        wordsOf(mediationCase.fields, values, () => undefined),
        soundsOf,
      ),
    );
  });
  let found = 0;
  const times: number[] = [];
  // One after the other: started together, each would wait for all that follow.
  for (const typed of ['李', '伟', 'liwei', 'lw', 'wei', '邻里', '城墙', 'zzz']) {
    const query = parseQuery(typed);
    const start = performance.now();
    found += query === null ? 0 : keys.filter((key) => matches(key, query)).length;
    times.push(performance.now() - start);
  }
  return { loadMs, keysMs, searchMs: Math.max(...times), found };
}

/** Saves one more case into the app's own workspace, as another tab would; the moment of its commit. */
export async function saveOne(i: number): Promise<number> {
  const opened = await openWorkspace(REAL_DB, ports);
  if (opened.kind !== 'open') throw new Error(opened.kind);
  const { store } = opened;
  const unit = store.identity.units[0] ?? '';
  const context = { today: null, unit, me: null, committee: 'c' };
  const draft = newDraft(store, mediationCase, context, { ...typedCase(i), acceptedOn: '2026-03-01' });
  const saved = await saveDraft(store, draft);
  if (!saved.ok) throw new Error(JSON.stringify(saved));
  return Date.now();
}

/** Makes the app's own workspace with `count` cases in it. */
export async function seedReal(count: number): Promise<number> {
  const store = await aStore(REAL_DB);
  for (let from = 0, part = 1; from < count; from += 10_000, part++) {
    const changes = caseChanges(
      Math.min(10_000, count - from),
      store.identity.units[0] ?? '',
      String(part).repeat(32).slice(0, 32),
      part,
    );
    await receive(store, { changes });
  }
  // What is kept of the rows follows their transaction.
  await new Promise((resolve) => setTimeout(resolve, 0));
  await store.db.snapshots.count();
  store.db.close();
  return count;
}

/** Makes the app's own workspace with one case in it whose file is whole. */
export async function seedDossier(): Promise<number> {
  const store = await aStore(REAL_DB);
  const [committee] = await store.db.rows('committee').toCollection().primaryKeys();
  const values = { ...fullValues(), ...(committee === undefined ? {} : { committee }) };
  const done = await saveValues(store, [
    { kind: mediationCase, record: FULL_CASE, unit: store.identity.units[0] ?? '', values },
  ]);
  if (!done.ok) throw new Error(done.failure);
  store.db.close();
  return 1;
}

/** Drops what the app kept of rows and figures: a version that slims rows in another way begins like this. */
export const forgetKept = (): Promise<number> => forget(() => true);

/** Drops what it kept of figures: a version that counts in another way from rows that are slimmed alike begins like this. */
export const forgetFigures = (): Promise<number> => forget((kind) => kind === FIGURES);

/** Answers how much was kept. */
async function forget(isMeant: (kind: string) => boolean): Promise<number> {
  const opened = await openWorkspace(REAL_DB, ports);
  if (opened.kind !== 'open') throw new Error(opened.kind);
  const { db } = opened.store;
  const kept = await db.snapshots.filter(({ kind }) => isMeant(kind)).delete();
  db.close();
  return kept;
}
