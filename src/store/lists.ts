/** What lists and histories read beside the projection, straight from the database. */
import { useLiveQuery } from 'dexie-react-hooks';
import type { Kind } from '#kinds/kind.ts';
import type { LedgerDb } from './db.ts';
import { useStore } from './hooks.ts';
import { HELD_BACK } from './rows.ts';
import { slimOf, type SlimRow } from './slim.ts';

const FIRST_PAGE = 30;
const NONE: readonly SlimRow[] = [];

/** The latest few records, from the date index, long before the projection is filled; undefined while they are read. */
export function useFirstRows(kind: Kind, wanted: boolean): readonly SlimRow[] | undefined {
  const { db } = useStore();
  return useLiveQuery(() => (wanted ? firstRows(db, kind) : NONE), [db, kind, wanted]);
}

async function firstRows(db: LedgerDb, kind: Kind): Promise<readonly SlimRow[]> {
  // A period is no key of an index: such kinds begin with what was written last.
  const byDay = kind.date !== undefined && kind.fields[kind.date]?.type === 'day';
  const latest = await db
    .rows(kind.name)
    .orderBy(byDay ? `values.${kind.date ?? ''}` : 'at')
    .reverse()
    .filter(({ removed }) => removed === null)
    .limit(FIRST_PAGE)
    .toArray();
  return latest.map((row) => slimOf(kind, row));
}

/** Removed records, looked up only when somebody asks for them; undefined while that lasts. */
export function useRemovedRows(kind: Kind, wanted: boolean): readonly SlimRow[] | undefined {
  const { db } = useStore();
  return useLiveQuery(async () => {
    if (!wanted) return NONE;
    const removed = await db
      .rows(kind.name)
      .filter((row) => row.removed !== null && row.removed !== HELD_BACK)
      .toArray();
    return removed.map((row) => slimOf(kind, row));
  }, [db, kind, wanted]);
}

/** What the devices are called that wrote here. */
export function useDeviceNames(): ReadonlyMap<string, string> | undefined {
  const { db } = useStore();
  return useLiveQuery(async () => new Map((await db.devices.toArray()).map(({ id, name }) => [id, name])), [db]);
}
