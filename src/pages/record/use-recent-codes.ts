import { useCallback } from 'react';
import type { Field } from '#kinds/field.ts';
import type { Kind } from '#kinds/kind.ts';
import { useFirstRows } from '#store/lists.ts';

const NONE: readonly string[] = [];

const asksRecent = (field: Field | undefined): boolean => field?.type === 'code' && field.recentFirst === true;

/**
 * Ids of codes used lately in this kind, the newest first, for the fields whose chips stand in that order. undefined
 * while they are looked up: chips keep their places from the moment they are shown.
 */
export function useRecentCodes(kind: Kind): ((path: string) => readonly string[]) | undefined {
  const latest = useFirstRows(kind, Object.values(kind.fields).some(asksRecent));
  const recent = useCallback(
    (path: string) => {
      if (!asksRecent(kind.fields[path])) return NONE;
      const used = (latest ?? []).map(({ values }) => values[path]);
      return [...new Set(used.filter((value): value is string => typeof value === 'string'))];
    },
    [kind, latest],
  );
  return latest === undefined ? undefined : recent;
}
