/** How screens read the store: live, one coarse query each. Only what the first screen needs; see record-hooks.ts. */
import { useLiveQuery } from 'dexie-react-hooks';
import { createContext, useContext, useState, type DependencyList } from 'react';
import type { Counter, Draft, StoredRow } from './db.ts';
import { glanceOf, type Glance } from './glance.ts';
import { localKey, UNIT, YEAR } from './meta-keys.ts';
import type { Store } from './store.ts';

export const StoreContext = createContext<Store | null>(null);

/** The open workspace. Throws above the start screen, where there is none. */
export function useStore(): Store {
  const store = useContext(StoreContext);
  if (store === null) throw new Error('useStore outside an open workspace');
  return store;
}

/** A live query that, when the app has just started, begins with what was seen of the database then; else undefined while it is read. */
export function useLive<T>(read: () => Promise<T>, seen: (glance: Glance) => T, deps: DependencyList): T | undefined {
  const { db } = useStore();
  const [first] = useState(() => {
    const glance = glanceOf(db);
    return glance === null ? undefined : seen(glance);
  });
  return useLiveQuery(read, [...deps], first);
}

/** One record: undefined while loading, null when there is none. */
export function useRecord(kind: string, id: string): StoredRow | null | undefined {
  const { db } = useStore();
  return useLiveQuery(async () => (await db.rows(kind).get(id)) ?? null, [db, kind, id]);
}

export interface PlaceParts {
  /** The units of the township, few and needed by every screen: read as they are, without the projection. */
  readonly units: readonly StoredRow[];
  /** The unit one has chosen; null before. */
  readonly unit: string | null;
  readonly year: number | null;
}

const placeParts = (rows: readonly StoredRow[], unit: unknown, year: unknown): PlaceParts => ({
  units: rows.filter(({ removed }) => removed === null),
  unit: (unit as string | undefined) ?? null,
  year: (year as number | undefined) ?? null,
});

/** What says where one works; undefined while it is being read. */
export function usePlaceParts(): PlaceParts | undefined {
  const { db } = useStore();
  return useLive(
    async () => {
      const [rows, [unit, year]] = await Promise.all([
        db.rows('unit').toArray(),
        db.meta.bulkGet([localKey(UNIT), localKey(YEAR)]),
      ]);
      return placeParts(rows, unit?.value, year?.value);
    },
    ({ units, meta }) => placeParts(units, meta.get(localKey(UNIT)), meta.get(localKey(YEAR))),
    [db],
  );
}

/** Unfinished forms, the latest first. */
export function useDrafts(): readonly Draft[] | undefined {
  const { db } = useStore();
  return useLiveQuery(() => db.drafts.orderBy('changedAt').reverse().toArray(), [db]);
}

const byId = (counters: readonly Counter[]) => new Map(counters.map(({ id, value }) => [id, value]));

/** Counters by id, for example `records/mediationCase/<unit>`. Cheap: what the home screen opens with. */
export function useCounters(): ReadonlyMap<string, number> | undefined {
  const { db } = useStore();
  return useLive(
    async () => byId(await db.counters.toArray()),
    ({ counters }) => byId(counters),
    [db],
  );
}

/** A small setting of this device and workspace, never exchanged; undefined while loading, null when unset. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- what comes out is what setLocal put in under this id
export function useLocal<T>(id: string): T | null | undefined {
  const { db } = useStore();
  return useLiveQuery(async () => ((await db.meta.get(localKey(id)))?.value as T | undefined) ?? null, [db, id]);
}

export const setLocal = ({ db }: Store, id: string, value: unknown): Promise<string> =>
  db.meta.put({ id: localKey(id), value });
