import { useCallback } from 'react';
import type { Kind } from '#kinds/kind.ts';
import { useFirstRows } from '#store/lists.ts';

const NONE: readonly string[] = [];

/**
 * Ids of codes used lately in this kind, the newest first: their chips stand first. undefined while they are looked up:
 * chips keep their places from the moment they are shown.
 */
export function useRecentCodes(kind: Kind): ((path: string) => readonly string[]) | undefined {
  const latest = useFirstRows(kind, true);
  const recent = useCallback(
    (path: string) => {
      const type = kind.fields[path]?.type;
      if (type !== 'code' && type !== 'codes') return NONE;
      const used = (latest ?? [])
        .flatMap(({ values }) => values[path] ?? [])
        .filter((value): value is string => typeof value === 'string');
      return [...new Set(used)];
    },
    [kind, latest],
  );
  return latest === undefined ? undefined : recent;
}
