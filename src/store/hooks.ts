/** How screens read the store: live, one coarse query each. */
import { useLiveQuery } from 'dexie-react-hooks';
import { createContext, useContext, useMemo, useSyncExternalStore } from 'react';
import type { Draft, StoredRow } from './db.ts';
import { listDrafts } from './drafts.ts';
import { projectionOf, type Projection, type SlimRow } from './projection.ts';
import { historyOf, type HistoryEntry } from './records.ts';
import type { Store } from './store.ts';

export const StoreContext = createContext<Store | null>(null);

/** The open workspace. Throws above the start screen, where there is none. */
export function useStore(): Store {
  const store = useContext(StoreContext);
  if (store === null) throw new Error('useStore outside an open workspace');
  return store;
}

/** One record: undefined while loading, null when there is none. */
export function useRecord(kind: string, id: string): StoredRow | null | undefined {
  const { db } = useStore();
  return useLiveQuery(async () => (await db.rows(kind).get(id)) ?? null, [db, kind, id]);
}

/** Every listed record of a kind, slim and live. */
export function useRecords(kind: string): Projection {
  const source = projectionOf(useStore(), kind);
  return useSyncExternalStore(source.subscribe, source.snapshot);
}

/** Several kinds at once, by name; for figures. */
export function useRecordsOf(kinds: readonly string[]): {
  readonly rows: ReadonlyMap<string, readonly SlimRow[]>;
  readonly ready: boolean;
} {
  const store = useStore();
  const sources = useMemo(() => kinds.map((kind) => projectionOf(store, kind)), [store, kinds]);
  const joined = useMemo(() => joinSources(kinds, sources), [kinds, sources]);
  return useSyncExternalStore(joined.subscribe, joined.snapshot);
}

function joinSources(kinds: readonly string[], sources: readonly ReturnType<typeof projectionOf>[]) {
  let parts: readonly Projection[] = [];
  let joined = { rows: new Map<string, readonly SlimRow[]>(), ready: false };
  return {
    subscribe: (listener: () => void) => {
      const stops = sources.map((source) => source.subscribe(listener));
      return () => stops.forEach((stop) => stop());
    },
    // The same object as long as no part changed: React asks on every render.
    snapshot: () => {
      const now = sources.map((source) => source.snapshot());
      if (now.length !== parts.length || now.some((part, i) => part !== parts[i])) {
        parts = now;
        joined = {
          rows: new Map(kinds.map((kind, i) => [kind, now[i]?.rows ?? []])),
          ready: now.every(({ ready }) => ready),
        };
      }
      return joined;
    },
  };
}

export function useHistory(record: string): readonly HistoryEntry[] | undefined {
  const store = useStore();
  return useLiveQuery(() => historyOf(store, record), [store, record]);
}

export function useDrafts(): readonly Draft[] | undefined {
  const store = useStore();
  return useLiveQuery(() => listDrafts(store), [store]);
}

/** Counters by id, for example `records/mediationCase/<unit>`. Cheap: what the home screen opens with. */
export function useCounters(): ReadonlyMap<string, number> | undefined {
  const { db } = useStore();
  return useLiveQuery(async () => new Map((await db.counters.toArray()).map(({ id, value }) => [id, value])), [db]);
}

/** A small setting of this device and workspace, never exchanged; undefined while loading, null when unset. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- what comes out is what setLocal put in under this id
export function useLocal<T>(id: string): T | null | undefined {
  const { db } = useStore();
  return useLiveQuery(async () => ((await db.meta.get(`local/${id}`))?.value as T | undefined) ?? null, [db, id]);
}

export const setLocal = ({ db }: Store, id: string, value: unknown): Promise<string> =>
  db.meta.put({ id: `local/${id}`, value });
