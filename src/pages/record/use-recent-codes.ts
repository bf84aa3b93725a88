import { useCallback, useMemo } from 'react';
import type { Kind } from '#kinds/kind.ts';
import { useRecords } from '#store/record-hooks.ts';

/** So many of the latest records say what is usual here. */
const LATEST = 50;
const NONE: readonly string[] = [];

/** Ids of codes used lately in this kind, the newest first: their chips stand first. */
export function useRecentCodes(kind: Kind): (path: string) => readonly string[] {
  const { rows } = useRecords(kind.name);
  const latest = useMemo(() => [...rows].sort((a, b) => (a.changed < b.changed ? 1 : -1)).slice(0, LATEST), [rows]);
  return useCallback(
    (path) => {
      const type = kind.fields[path]?.type;
      if (type !== 'code' && type !== 'codes') return NONE;
      const used = latest
        .flatMap(({ values }) => values[path] ?? [])
        .filter((value): value is string => typeof value === 'string');
      return [...new Set(used)];
    },
    [kind, latest],
  );
}
