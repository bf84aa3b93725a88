/** How screens read many records, and one record's history: with kinds and projections, which the first screen does without. */
import { useLiveQuery } from 'dexie-react-hooks';
import { useMemo, useSyncExternalStore } from 'react';
import { useStore } from './hooks.ts';
import { EMPTY, projectionOf, type Projection, type ProjectionSource, type SlimRow } from './projection.ts';
import { changeIdsOf, historyOf, type HistoryEntry } from './records.ts';

/** Every listed record of a kind, slim and live. */
export function useRecords(kind: string): Projection {
  const source = projectionOf(useStore(), kind);
  return useSyncExternalStore(source.subscribe, source.snapshot);
}

export interface Projections {
  readonly rows: ReadonlyMap<string, readonly SlimRow[]>;
  readonly ready: boolean;
  /** Of each kind, as its projection says. */
  readonly upTo: ReadonlyMap<string, number>;
}

/** Several kinds at once, by name; for figures. */
export function useRecordsOf(kinds: readonly string[]): Projections {
  const store = useStore();
  const sources = useMemo(() => kinds.map((kind) => projectionOf(store, kind)), [store, kinds]);
  const joined = useMemo(() => joinSources(kinds, sources), [kinds, sources]);
  return useSyncExternalStore(joined.subscribe, joined.snapshot);
}

/**
 * The same, each kind only when all of its records are loaded: nothing changes meanwhile, so that a form on which one
 * types is not drawn again with every batch.
 */
export function useWholeRecordsOf(kinds: readonly string[]): Projections {
  const store = useStore();
  const sources = useMemo(() => kinds.map((kind) => wholeOf(projectionOf(store, kind))), [store, kinds]);
  const joined = useMemo(() => joinSources(kinds, sources), [kinds, sources]);
  return useSyncExternalStore(joined.subscribe, joined.snapshot);
}

const wholeOf = ({ subscribe, snapshot }: ProjectionSource): ProjectionSource => ({
  subscribe,
  snapshot: () => {
    const now = snapshot();
    return now.ready ? now : EMPTY;
  },
});

function joinSources(kinds: readonly string[], sources: readonly ProjectionSource[]) {
  let parts: readonly Projection[] = [];
  let joined: Projections = { rows: new Map(), ready: false, upTo: new Map() };
  return {
    subscribe: (listener: () => void) => {
      const told = untilReady(sources, listener);
      const stops = sources.map((source) => source.subscribe(told));
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
          upTo: new Map(kinds.map((kind, i) => [kind, now[i]?.upTo ?? 0])),
        };
      }
      return joined;
    },
  };
}

/** Ledgers arrive one after the other: until all are here, a screen that counts them is drawn anew so often and no oftener. */
const DRAWN_MS = 120;

function untilReady(sources: readonly ProjectionSource[], listener: () => void): () => void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const tell = () => {
    clearTimeout(waiting);
    waiting = undefined;
    listener();
  };
  return () => {
    if (sources.every((source) => source.snapshot().ready)) tell();
    else waiting ??= setTimeout(tell, DRAWN_MS);
  };
}

export function useHistory(record: string): readonly HistoryEntry[] | undefined {
  const store = useStore();
  return useLiveQuery(() => historyOf(store, record), [store, record]);
}

/** Ids of all changes that this device holds of a record; undefined while loading. */
export function useChangeIds(record: string): readonly string[] | undefined {
  const store = useStore();
  return useLiveQuery(() => changeIdsOf(store, record), [store, record]);
}
