/**
 * Figures kept between visits, so that a screen which opens again draws them before the records they are counted from are here. A cache beside
 * the parts of projections, and dropped with them: whatever makes those wrong without a number (lawful erasure, a cleared scope) makes these wrong.
 */
import type { Table } from 'dexie';
import { nameOf } from './snapshot.ts';
import type { Store } from './store.ts';

/** The one place among the parts: what was looked at last. */
const PLACE: [string, number] = ['figures', 0];

interface StoredFigures {
  readonly kind: string;
  readonly part: number;
  /** What they are of, and what counted them. */
  readonly of: string;
  /** Of every kind they depend on: each row that was written under a number up to this one is counted. */
  readonly upTo: ReadonlyMap<string, number>;
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
export async function readKept<T>(store: Store, of: string): Promise<Kept<T> | null> {
  const kept = await tableIn(store).get(PLACE);
  if (kept === undefined || kept.of !== nameOf(of, store)) return null;
  const later = await Promise.all([...kept.upTo].map(([kind, at]) => isWrittenAfter(store, kind, at)));
  return { figures: kept.figures as T, isCurrent: !later.includes(true) };
}

const isWrittenAfter = async ({ db }: Store, kind: string, at: number): Promise<boolean> =>
  (await db.rows(kind).where('at').above(at).limit(1).primaryKeys()).length > 0;

/** Never fails: without room, or where the device is being wiped, the next visit counts. */
export async function keepFigures(
  store: Store,
  of: string,
  upTo: StoredFigures['upTo'],
  figures: unknown,
): Promise<void> {
  const [kind, part] = PLACE;
  if (!store.db.isOpen()) return;
  await tableIn(store)
    .put({ kind, part, of: nameOf(of, store), upTo, figures })
    .catch(() => undefined);
}
