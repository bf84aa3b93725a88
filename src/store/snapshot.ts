/**
 * Projections kept as text, in parts. A part holds the slim rows of one kind that were written under numbers (`at`) in a span; what no part
 * covers is read from the rows themselves. So a part is only ever added: by what takes in many records at once, and by a
 * projection that had to read many rows. It is a cache of a cache: one that is missing, or of a build that slims
 * in another way, costs time and nothing else.
 */
import Dexie from 'dexie';
import type { Kind } from '#kinds/kind.ts';
import { kindByName } from '#kinds/index.ts';
import type { SnapshotPart, StoredRow } from './db.ts';
import { readRange } from './raw-read.ts';
import { slimOf } from './slim.ts';
import { chunkOf, type Written } from './slim-chunk.ts';
import type { Store } from './store.ts';

/** So few that parsing a column of theirs is no long task at a quarter of the speed. */
const PART_ROWS = 2000;
/** Fewer are read as rows in no time. */
const WORTH_KEEPING = 300;

/** Another build may slim rows in another way, and what was kept before scopes were cleared must not come back. */
const nameOf = (kind: string, { ports, identity }: Store): string =>
  `${kind}@${ports.countedBy.split('.')[0] ?? ''}.${identity.cleared ?? 0}`;

const spanOf = ({ db }: Store, name: string, after: number, upTo: number) =>
  db.snapshots.where('[kind+part]').between([name, after], [name, upTo], false, true);

/** The next parts that reach beyond `after`, in order; so many at a time, for the browser hands all that was asked for over in one task. */
export const nextParts = (store: Store, kind: Kind, after: number, atOnce = 4): Promise<SnapshotPart[]> => {
  const name = nameOf(kind.name, store);
  return readRange(store.db, 'snapshots', IDBKeyRange.bound([name, after], [name, Infinity], true), atOnce);
};

/** What was written after `from`, in the order of its numbers, the last of which ends the span. */
function partsOf(store: Store, kind: Kind, from: number, written: readonly Written[]): SnapshotPart[] {
  const parts: SnapshotPart[] = [];
  for (let start = 0; start < written.length; start += PART_ROWS) {
    const some = written.slice(start, start + PART_ROWS);
    const before = parts[parts.length - 1]?.part ?? from;
    const part = some[some.length - 1]?.at ?? before;
    parts.push({ kind: nameOf(kind.name, store), part, from: before, ...chunkOf(kind, some) });
  }
  return parts;
}

export interface Span {
  readonly from: number;
  readonly written: readonly Written[];
}

export const isWorthKeeping = (spans: readonly Span[]): boolean =>
  spans.reduce((sum, { written }) => sum + written.length, 0) >= WORTH_KEEPING;

/** Adds parts; `instead`: they hold everything up to that number, and take the place of what there was. */
export async function keepSpans(store: Store, kind: Kind, spans: readonly Span[], instead = 0): Promise<void> {
  const parts: SnapshotPart[] = [];
  for (const { from, written } of spans) {
    for (let start = 0, after = from; start < written.length; start += PART_ROWS) {
      const [part] = partsOf(store, kind, after, written.slice(start, start + PART_ROWS));
      if (part === undefined) break;
      after = part.part;
      parts.push(part);
      // One part at a time: the screen stays responsive on a slow phone.
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }
  await put(store, parts, async () => {
    const name = nameOf(kind.name, store);
    await store.db.snapshots.where('[kind+part]').between([kind.name, 0], [name, 0], true, false).delete();
    await store.db.snapshots
      .where('[kind+part]')
      .between([name, Infinity], [`${kind.name}@~`, Infinity])
      .delete();
    if (instead > 0) await spanOf(store, name, 0, instead).delete();
  });
}

/** A failure is nobody's concern, and a connection that was closed is not opened again for this: the device may have been wiped. */
async function put({ db }: Store, parts: readonly SnapshotPart[], first?: () => Promise<void>): Promise<void> {
  if (!db.isOpen()) return;
  try {
    await db.transaction('rw', db.snapshots, async () => {
      await first?.();
      await db.snapshots.bulkPut([...parts]);
    });
  } catch {
    // No room: text that people type needs it more.
    await db.snapshots.clear().catch(() => undefined);
  }
}

/** What goes with the transactions that are running. */
const coming = new WeakMap<IDBTransaction, readonly SnapshotPart[]>();

/**
 * Keeps rows that a transaction has just written together, once it is stored: numbers of one that fails are given again. Inside a Dexie
 * transaction, with rows in the order of their numbers.
 */
export function keepAfterCommit(store: Store, kindName: string, rows: readonly StoredRow[]): void {
  const kind = kindByName(kindName);
  const [first] = rows;
  if (kind === undefined || first === undefined || rows.length < WORTH_KEEPING) return;
  const written = rows.map((row) => writtenAs(kind, row));
  const parts = partsOf(store, kind, first.at - 1, written);
  const { idbtrans } = Dexie.currentTransaction;
  const before = coming.get(idbtrans);
  coming.set(idbtrans, [...(before ?? []), ...parts]);
  if (before === undefined) idbtrans.addEventListener('complete', () => void put(store, coming.get(idbtrans) ?? []));
}

/**
 * Keeps rows that were stored together, in the order of their numbers, part by part. `atOnce`: rows of a part. On the page it is so few that
 * slimming them is no long task; where nobody waits for an answer, so
 * many that the parts need not be put together later, and that reading one back is no long task on the page either.
 */
export async function keepRows(
  store: Store,
  kindName: string,
  rows: readonly StoredRow[],
  atOnce: number,
): Promise<void> {
  const kind = kindByName(kindName);
  const [first] = rows;
  if (kind === undefined || first === undefined || rows.length < WORTH_KEEPING) return;
  let from = first.at - 1;
  for (let start = 0; start < rows.length; start += atOnce) {
    const written = rows.slice(start, start + atOnce).map((row) => writtenAs(kind, row));
    await put(store, partsOf(store, kind, from, written));
    from = written[written.length - 1]?.at ?? from;
  }
}

export const writtenAs = (kind: Kind, row: StoredRow): Written => ({
  id: row.id,
  at: row.at,
  slim: row.removed === null ? slimOf(kind, row) : null,
});
