/** 被退回, without what somebody has put aside on this device. */
import { useMemo } from 'react';
import { setLocal, useLocal, useStore } from '#store/hooks.ts';
import type { Returned } from '#store/returned.ts';
import { useReturned } from '#store/sync-hooks.ts';

const ASIDE = 'putAside';
const NONE: readonly Returned[] = [];

/** The latest first; undefined while they are being read. */
export function useRefused(): readonly Returned[] | undefined {
  const returned = useReturned();
  const aside = useLocal<readonly string[]>(ASIDE);
  return useMemo(() => {
    if (returned === undefined || aside === undefined) return undefined;
    const hidden = new Set(aside);
    return returned?.filter(({ change }) => !hidden.has(change.id)) ?? NONE;
  }, [returned, aside]);
}

/** No longer listed here; the change itself stays where it is. */
export function usePutAside(): (change: string) => void {
  const store = useStore();
  const aside = useLocal<readonly string[]>(ASIDE);
  return (change) => void setLocal(store, ASIDE, [...(aside ?? []), change]);
}
