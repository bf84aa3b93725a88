/**
 * Figures kept between visits, so that a screen which opens again draws them before the records they are counted from are here. A cache beside
 * the parts of projections, and dropped with them: whatever makes those wrong without a number (lawful erasure, a cleared scope) makes these wrong.
 */
import type { Table } from 'dexie';
import { FIGURES, glanceOf } from './glance.ts';
import { TICKS } from './meta-keys.ts';
import { sameTicks, ticksOf, type Store, type Ticks } from './store.ts';

/** Places among the parts, each for what was looked at last: what charts draw, and the year's tasks. */
const PLACES = { charts: 0, tasks: 1 } as const;
export type KeptPlace = keyof typeof PLACES;
const keyOf = (place: KeptPlace): [kind: string, part: number] => [FIGURES, PLACES[place]];

/** Another build may slim rows or count them in another way, and what was kept before scopes were cleared must not come back. */
const nameOf = (of: string, { ports, identity }: Store): string => `${of}@${ports.countedBy}.${identity.cleared ?? 0}`;

export interface StoredFigures {
  readonly kind: string;
  readonly part: number;
  /** What they are of, and what counted them. */
  readonly of: string;
  /** Of every kind they depend on: each row that was written under a number up to this one is counted. */
  readonly upTo: ReadonlyMap<string, number>;
  /** When they were seen to be current: with the same ticks nothing at all was written since. */
  readonly ticks: Ticks | null;
  readonly figures: unknown;
}

const tableIn = ({ db }: Store): Table<StoredFigures, [string, number]> => db.table('snapshots');

export interface Kept<T> {
  readonly figures: T;
  /** Whether nothing that they depend on was written since. */
  readonly isCurrent: boolean;
}

/** What `keepFigures` kept under this name; null where there is none that this build would count alike. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- what comes out is what keepFigures put in under this name
export async function readKept<T>(store: Store, of: string, place: KeptPlace = 'charts'): Promise<Kept<T> | null> {
  const [kept, ticks] = await Promise.all([tableIn(store).get(keyOf(place)), readTicks(store)]);
  if (kept === undefined || kept.of !== nameOf(of, store)) return null;
  const isCurrent = (kept.ticks !== null && sameTicks(kept.ticks, ticks)) || (await holdsAll(store, kept.upTo));
  return { figures: kept.figures as T, isCurrent };
}

/** The same out of what was seen when the app started, where nothing at all was written since they were kept; else null, and to be read. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- as readKept
export function keptSeen<T>(store: Store, of: string, place: KeptPlace): Kept<T> | null {
  const glance = glanceOf(store.db);
  const kept = glance?.kept.find(({ part }) => part === PLACES[place]);
  if (kept === undefined || kept.of !== nameOf(of, store) || kept.ticks === null) return null;
  const ticks = glance?.meta.get(TICKS) as Ticks | undefined;
  const isCurrent = ticks !== undefined && sameTicks(kept.ticks, ticks);
  return isCurrent ? { figures: kept.figures as T, isCurrent } : null;
}

const readTicks = async ({ db }: Store): Promise<Ticks> => ticksOf(await db.meta.get(TICKS));

/** Whether no row was written above these numbers. */
async function holdsAll(store: Store, upTo: StoredFigures['upTo']): Promise<boolean> {
  const later = await Promise.all([...upTo].map(([kind, at]) => isWrittenAfter(store, kind, at)));
  return !later.includes(true);
}

const isWrittenAfter = async ({ db }: Store, kind: string, at: number): Promise<boolean> =>
  (await db.rows(kind).where('at').above(at).limit(1).primaryKeys()).length > 0;

/** Never fails: without room, or where the device is being wiped, the next visit counts. */
export async function keepFigures(
  store: Store,
  of: string,
  upTo: StoredFigures['upTo'],
  figures: unknown,
  place: KeptPlace = 'charts',
): Promise<void> {
  const [kind, part] = keyOf(place);
  if (!store.db.isOpen()) return;
  const keep = async () => {
    // Before the rows: what is written in between leaves other ticks.
    const seen = await readTicks(store);
    const ticks = (await holdsAll(store, upTo)) ? seen : null;
    await tableIn(store).put({ kind, part, of: nameOf(of, store), upTo, ticks, figures });
  };
  await keep().catch(() => undefined);
}
