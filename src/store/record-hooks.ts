/** How screens read many records, and one record's history: with kinds and projections, which the first screen does without. */
import { useLiveQuery } from 'dexie-react-hooks';
import { useMemo, useSyncExternalStore } from 'react';
import { useStore } from './hooks.ts';
import { projectionOf, type Projection, type SlimRow } from './projection.ts';
import { historyOf, type HistoryEntry } from './records.ts';

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
