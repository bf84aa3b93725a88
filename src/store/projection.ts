/**
 * The projection: every listed record of a kind, slimmed to what lists, search and figures need, held in memory and
 * kept up to date from any tab. It is filled once, from its snapshot and what was written beside it, and then follows the `at` of rows that
 * were written since, so that one change costs one row and not a table.
 */
import { liveQuery, type Subscription } from 'dexie';
import { kindByName } from '#kinds/index.ts';
import type { Kind } from '#kinds/kind.ts';
import type { LedgerDb, StoredRow } from './db.ts';
import { rowsSeen } from './glance.ts';
import { isClosed } from './guarded.ts';
import { eachBatch } from './raw-read.ts';
import type { SlimRow } from './slim.ts';
import { writtenIn, type Written } from './slim-chunk.ts';
import { isWorthKeeping, keepSpans, nextParts, writtenAs, type Span } from './snapshot.ts';
import type { Store } from './store.ts';

export type { SlimRow } from './slim.ts';

export interface Projection {
  /** Grows while loading; a new array whenever anything changed. */
  readonly rows: readonly SlimRow[];
  /** false while figures would still be incomplete: then the screen says 仍在载入. */
  readonly ready: boolean;
  /** Of a ready one: it holds every row that was written under a number up to this one. */
  readonly upTo: number;
}

/** So few that reading and slimming them stays under 50 ms at a quarter of the speed: somebody may be typing. */
const BATCH = 150;
const FIRST_SHOWN = 1000;
/** After the first figures are on the screen. */
const QUIET_MS = 3000;
/** Parts hold about so many rows once they are made anew. */
const PART_ROWS = 2000;

/** One kind's projection as an external store for React: subscribe and snapshot. */
export interface ProjectionSource {
  readonly subscribe: (listener: () => void) => () => void;
  readonly snapshot: () => Projection;
}

export const EMPTY: Projection = { rows: [], ready: false, upTo: 0 };

/** The rows so far, each under the highest number that was met of it. */
function createHeld() {
  const places = new Map<string, number>();
  const rows: (SlimRow | null)[] = [];
  const ats: number[] = [];
  return {
    take: ({ id, at, slim }: Written): void => {
      const place = places.get(id);
      if (place !== undefined) {
        if (at < (ats[place] ?? 0)) return;
        rows[place] = slim;
        ats[place] = at;
      } else if (slim !== null) {
        places.set(id, rows.length);
        rows.push(slim);
        ats.push(at);
      }
    },
    size: () => rows.length,
    listed: () => rows.filter((row): row is SlimRow => row !== null),
    /** All that is listed, in the order of its numbers. */
    written: () => {
      const all: Written[] = [];
      rows.forEach((slim, place) => {
        if (slim !== null) all.push({ id: slim.id, at: ats[place] ?? 0, slim });
      });
      return all.sort((a, b) => a.at - b.at);
    },
  };
}

function createSource(store: Store, kind: Kind): ProjectionSource {
  const table = store.db.rows(kind.name);
  const listeners = new Set<() => void>();
  const held = createHeld();
  let current = EMPTY;
  let watermark = 0;
  let following: Subscription | null = null;
  let loading = false;
  let nextShown = FIRST_SHOWN;
  /** Read as rows, because no part covered them. */
  let spans: Span[] = [];
  const kept = { parts: 0, rows: 0 };

  const publish = (ready: boolean) => {
    current = { rows: held.listed(), ready, upTo: watermark };
    for (const listener of listeners) listener();
  };
  /** Ever more seldom: each time, whatever shows the rows is drawn anew. */
  const showMore = () => {
    if (current.ready || held.size() < nextShown) return;
    publish(false);
    nextShown = 4 * held.size();
  };
  const nextWritten = () => table.where('at').above(watermark).limit(BATCH).toArray();
  const takeRows = (batch: readonly StoredRow[]): Written[] => {
    const written = batch.map((row) => writtenAs(kind, row));
    written.forEach(held.take);
    watermark = Math.max(watermark, batch[batch.length - 1]?.at ?? 0);
    return written;
  };
  /** Reads what was written up to a number and no part holds; answers how much. */
  const readBeside = async (upTo: number): Promise<number> => {
    const span = { from: watermark, written: [] as Written[] };
    await eachBatch(store.db, kind.name, { after: watermark, upTo, size: BATCH }, (batch) => {
      for (const each of takeRows(batch)) span.written.push(each);
      if (batch.length === BATCH) showMore();
    });
    if (span.written.length > 0) spans.push(span);
    return span.written.length;
  };
  const readParts = async (): Promise<number> => {
    let taken = 0;
    // The first by itself: the sooner there are figures.
    for (let coming = nextParts(store, kind, watermark, 1); ;) {
      const parts = await coming;
      const last = parts[parts.length - 1];
      if (last === undefined) return taken;
      coming = nextParts(store, kind, last.part);
      for (const part of parts) {
        if (part.from > watermark) taken += await readBeside(part.from);
        const written = writtenIn(kind, part);
        written.forEach(held.take);
        watermark = Math.max(watermark, part.part);
        kept.parts += 1;
        kept.rows += written.length;
        taken += written.length;
        showMore();
        await pause();
      }
    }
  };
  const catchUp = async (): Promise<number> => (await readParts()) + (await readBeside(Infinity));
  const load = async () => {
    loading = true;
    const taken = await catchUp();
    loading = false;
    if (taken > 0 || !current.ready) publish(true);
    follow();
    setTimeout(() => void keep(), QUIET_MS);
  };
  /** A connection that goes meanwhile (a newer version in another tab, a device that forgets) leaves what is here: the next screen asks again. */
  const begin = () =>
    load().catch((error: unknown) => {
      loading = false;
      if (!isClosed(error)) throw error;
    });
  const follow = () => {
    following?.unsubscribe();
    following = null;
    if (listeners.size === 0) return;
    following = liveQuery(nextWritten).subscribe((fresh) => void takeFresh(fresh));
  };
  const takeFresh = async (fresh: readonly StoredRow[]) => {
    if (fresh.length === 0 && current.ready) return;
    // Thousands at once (an import) are not followed batch by batch: only all of them are drawn.
    if (fresh.length === BATCH) {
      following?.unsubscribe();
      loading = true;
      await catchUp();
      loading = false;
    } else takeRows(fresh);
    publish(true);
    // The query's lower bound is the old watermark: start anew so that it never rereads what was taken.
    if (fresh.length > 0) follow();
  };
  /** Keeps what had to be read as rows; where parts have become many, or hold much that is outdated, all of them are made anew. */
  const keep = async () => {
    const late = spans;
    spans = [];
    const live = current.rows.length;
    const scattered = kept.parts > 8 && kept.parts > (3 * live) / PART_ROWS;
    if (scattered || kept.rows > 2 * live + PART_ROWS) {
      kept.parts = kept.rows = 0;
      await keepSpans(store, kind, [{ from: 0, written: held.written() }], watermark);
    } else if (isWorthKeeping(late)) await keepSpans(store, kind, late);
  };

  // A kind of few records begins with what was seen when the app started.
  const seen = rowsSeen(store.db, kind.name);
  if (seen !== null) {
    takeRows(seen);
    publish(true);
  }

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      if (following === null && !loading) void begin();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) {
          following?.unsubscribe();
          following = null;
        }
      };
    },
    snapshot: () => current,
  };
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

const sources = new WeakMap<LedgerDb, Map<string, ProjectionSource>>();

/**
 * The projection of a kind in a store; made once and shared by every screen. It outlives whatever else changes of the device's identity (a
 * unit more, another right): only where scopes were cleared, records go without a number that could be followed.
 */
export function projectionOf(store: Store, kindName: string): ProjectionSource {
  const kind = kindByName(kindName);
  if (kind === undefined) throw new Error(`No kind ${kindName}`);
  const map = sources.get(store.db) ?? new Map<string, ProjectionSource>();
  sources.set(store.db, map);
  const key = `${kindName}@${store.identity.cleared ?? 0}`;
  const source = map.get(key) ?? createSource(store, kind);
  map.set(key, source);
  return source;
}
