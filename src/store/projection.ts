/**
 * The projection: every listed record of a kind, slimmed to what lists, search and figures need, held in memory and
 * kept up to date from any tab. It is filled once, from its snapshot and what was written since, and then follows the `at` of rows that were
 * written since, so that one change costs one row and not a table.
 */
import { liveQuery, type Subscription } from 'dexie';
import { missingOf } from '#core/validate.ts';
import { itemEntries } from '#kinds/conditions.ts';
import type { Field, Value, Values } from '#kinds/field.ts';
import { kindByName } from '#kinds/index.ts';
import type { Kind } from '#kinds/kind.ts';
import type { StoredRow } from './db.ts';
import { guarded } from './guarded.ts';
import { isWorthKeeping, readSnapshot, writeSnapshot } from './snapshot.ts';
import type { Store } from './store.ts';

/** A record without what only its own page shows: long texts, heads, history. */
export interface SlimRow {
  readonly id: string;
  readonly kind: string;
  readonly unit: string;
  readonly values: Values;
  /** Labels of what the record still lacks before it is complete. */
  readonly missing: readonly string[];
  readonly conflict: boolean;
  readonly created: string;
  readonly changed: string;
}

export interface Projection {
  /** Grows while loading; a new array whenever anything changed. */
  readonly rows: readonly SlimRow[];
  /** false while figures would still be incomplete: then the screen says 仍在载入. */
  readonly ready: boolean;
}

/** So few that reading and slimming them stays under 50 ms at a quarter of the speed: somebody may be typing. */
const BATCH = 150;
const FIRST_SHOWN = 1000;
/** After the first figures are on the screen. */
const QUIET_MS = 3000;

/** Fields that the projection carries. */
export function slimFields(kind: Kind): string[] {
  return Object.keys(kind.fields).filter((id) => {
    const field = kind.fields[id];
    return (
      field !== undefined &&
      (field.column !== false || field.counted === true || (field.first === true && field.type !== 'longText'))
    );
  });
}

export function slimOf(kind: Kind, fields: readonly string[], row: StoredRow): SlimRow {
  const values: Record<string, unknown> = {};
  for (const field of fields) {
    const value = row.values[field];
    if (value !== undefined) values[field] = withoutLongTexts(kind.fields[field], value);
  }
  return {
    id: row.id,
    kind: row.kind,
    unit: row.unit,
    values: values as Values,
    missing: missingOf(kind, row.values as Values).map(({ label }) => label),
    conflict: Object.keys(row.conflicts).length > 0,
    created: row.created.stamp,
    changed: row.changed.stamp,
  };
}

/** Items without what only the record's page shows: an agreement keeps its days, not its sentences; what figures read stays. */
function withoutLongTexts(field: Field | undefined, value: unknown): unknown {
  if (field?.type !== 'items') return value;
  const long = Object.keys(field.fields).filter((id) => {
    const inner = field.fields[id];
    return inner?.type === 'longText' && inner.counted !== true;
  });
  if (long.length === 0) return value;
  const slim: Record<string, unknown> = {};
  for (const [id, item] of itemEntries(value as Value)) {
    const kept: Record<string, unknown> = { ...item };
    for (const one of long) delete kept[one];
    slim[id] = kept;
  }
  return slim;
}

/** One kind's projection as an external store for React: subscribe and snapshot. */
export interface ProjectionSource {
  readonly subscribe: (listener: () => void) => () => void;
  readonly snapshot: () => Projection;
}

const EMPTY: Projection = { rows: [], ready: false };

/** Another build slims rows in another way, and what was kept before scopes were cleared must not come back. */
const versionOf = ({ ports, identity }: Store): number => ports.builtAt + (identity.cleared ?? 0);

function createSource(store: Store, kind: Kind): ProjectionSource {
  const fields = slimFields(kind);
  const table = store.db.rows(kind.name);
  const places = new Map<string, number>();
  const listeners = new Set<() => void>();
  let rows: (SlimRow | null)[] = [];
  let current = EMPTY;
  let watermark = 0;
  let following: Subscription | null = null;
  let loading = false;
  let behind = false;

  const take = (row: StoredRow) => {
    watermark = Math.max(watermark, row.at);
    const place = places.get(row.id);
    const slim = row.removed === null ? slimOf(kind, fields, row) : null;
    if (place !== undefined) rows[place] = slim;
    else if (slim !== null) {
      places.set(row.id, rows.length);
      rows.push(slim);
    }
  };
  const publish = (ready: boolean) => {
    current = { rows: rows.filter((row): row is SlimRow => row !== null), ready };
    for (const listener of listeners) listener();
  };
  const follow = () => {
    following = liveQuery(() => nextAfter(watermark)).subscribe((fresh) => {
      if (fresh.length === 0 && current.ready && !behind) return;
      fresh.forEach(take);
      // Of thousands at once (an import) only the last batch is drawn.
      behind = fresh.length === BATCH;
      if (!behind) publish(true);
      // The query's lower bound is the old watermark: start anew so that it never rereads what was taken.
      if (fresh.length > 0) restart();
    });
  };
  const restart = () => {
    following?.unsubscribe();
    if (listeners.size > 0) follow();
  };
  const nextAfter = (at: number) => table.where('at').above(at).limit(BATCH).toArray();
  const readBeside = async (): Promise<number> => {
    let beside = 0;
    let next = FIRST_SHOWN;
    for (let batch = await nextAfter(watermark); ;) {
      const last = batch[batch.length - 1];
      // The next batch is on its way while this one is slimmed.
      const coming = last !== undefined && batch.length === BATCH ? nextAfter(last.at) : null;
      batch.forEach(take);
      beside += batch.length;
      if (coming === null) return beside;
      // Ever more seldom: each time, whatever shows the rows is drawn anew.
      if (rows.length >= next) {
        publish(false);
        next = 2 * rows.length;
      }
      batch = await coming;
    }
  };
  const takeSnapshot = async () => {
    const kept = await readSnapshot(store.db, kind.name, versionOf(store));
    if (kept === null) return;
    watermark = kept.watermark;
    rows = [...kept.rows];
    kept.rows.forEach(({ id }, place) => places.set(id, place));
  };
  const load = async () => {
    loading = true;
    if (watermark === 0) await takeSnapshot();
    const beside = await readBeside();
    loading = false;
    // Written while nobody listened: the query that follows starts above it and would never tell.
    if (beside > 0 && current.ready) publish(true);
    restart();
    if (isWorthKeeping(rows.length, beside)) setTimeout(() => void keep(), QUIET_MS);
  };
  const keep = async () => {
    const kept = { watermark, rows: current.rows };
    const done = await guarded(store, () => writeSnapshot(store.db, kind.name, versionOf(store), kept));
    // Text that people type needs the room more.
    if (!done.ok && done.failure === 'full') await store.db.snapshots.clear();
  };

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      if (following === null && !loading) void load();
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

const sources = new WeakMap<Store, Map<string, ProjectionSource>>();

/** The projection of a kind in a store; made once and shared by every screen. */
export function projectionOf(store: Store, kindName: string): ProjectionSource {
  const kind = kindByName(kindName);
  if (kind === undefined) throw new Error(`No kind ${kindName}`);
  const map = sources.get(store) ?? new Map<string, ProjectionSource>();
  sources.set(store, map);
  const source = map.get(kindName) ?? createSource(store, kind);
  map.set(kindName, source);
  return source;
}
