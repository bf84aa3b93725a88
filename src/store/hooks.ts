/** How screens read the store: live, one coarse query each. Only what the first screen needs; see record-hooks.ts. */
import { useLiveQuery } from 'dexie-react-hooks';
import { createContext, useContext } from 'react';
import type { Draft, StoredRow } from './db.ts';
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

/** The units of the township, few and needed by every screen: read as they are, without the projection. */
export function useUnits(): readonly StoredRow[] | undefined {
  const { db } = useStore();
  return useLiveQuery(async () => (await db.rows('unit').toArray()).filter(({ removed }) => removed === null), [db]);
}

/** Unfinished forms, the latest first. */
export function useDrafts(): readonly Draft[] | undefined {
  const { db } = useStore();
  return useLiveQuery(() => db.drafts.orderBy('changedAt').reverse().toArray(), [db]);
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
