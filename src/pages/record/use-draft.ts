import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { Values } from '#kinds/field.ts';
import type { Kind } from '#kinds/kind.ts';
import { rawOf, type Raw } from '#core/raw.ts';
import type { Draft } from '#store/db.ts';
import { useStore } from '#store/hooks.ts';
import { onFlush, type Flushed } from '#pages/shell/flush.ts';
import type { WriteFailure } from '#pages/shell/try-write.ts';
import { asMap, withTyped } from '#ui/typed.ts';
import { createDraftKeeper } from './draft-keeper.ts';

export interface OpenDraft {
  /** As it stands now, to be saved. */
  readonly current: () => Draft;
  readonly storedAt: () => number | null;
  /** What stands at a path at this moment, typed or from the record. */
  readonly rawAt: (path: string) => unknown;
  /** Everything the form shows: what the record holds, and over it what was typed. */
  readonly typed: Raw;
  readonly unit: string;
  readonly setUnit: (unit: string) => void;
  readonly change: (path: string, raw: unknown) => void;
  readonly flush: () => Promise<void>;
  readonly close: () => void;
  readonly failure: WriteFailure | null;
  readonly forked: boolean;
}

/** One open form and its draft. `isKept`: the draft was read from the device, not just made. */
export function useDraft(kind: Kind, opened: Draft, isKept: boolean): OpenDraft {
  const store = useStore();
  const [keeper] = useState(() => createDraftKeeper(store, opened, isKept));
  const { draft, failure, forked } = useSyncExternalStore(keeper.subscribe, keeper.snapshot);
  const base = useMemo(() => rawOf(kind.fields, opened.before as Values), [kind, opened]);
  const change = useCallback(
    (path: string, raw: unknown) => {
      const field = path.split('.')[0] ?? path;
      keeper.set((now) => {
        const full = { [field]: field in now.typed ? now.typed[field] : base[field] };
        // null stays in the draft: a field that was emptied is not one that was never touched.
        return { ...now, typed: { ...now.typed, [field]: withTyped(full, path, raw)[field] ?? null } };
      });
    },
    [keeper, base],
  );
  const keep = useCallback(async (): Promise<Flushed> => {
    await keeper.flush();
    const { draft: now, failure: full } = keeper.snapshot();
    const written = isKept || now !== opened;
    return { safe: full === null, ...(written ? { resume: `/draft/${now.id}` } : {}) };
  }, [keeper, isKept, opened]);
  useFlushOnLeaving(keeper.flush, keeper.leave, keep);
  const { typed, unit } = draft;
  return {
    current: useCallback(() => keeper.snapshot().draft, [keeper]),
    storedAt: keeper.storedAt,
    rawAt: useCallback(
      (path: string) => {
        const { typed: now } = keeper.snapshot().draft;
        return path.split('.').reduce<unknown>((at, key) => asMap(at)[key], { ...base, ...now });
      },
      [keeper, base],
    ),
    typed: useMemo(() => ({ ...base, ...typed }), [base, typed]),
    unit,
    setUnit: useCallback((to: string) => keeper.set((now) => ({ ...now, unit: to })), [keeper]),
    change,
    flush: keeper.flush,
    close: keeper.close,
    failure,
    forked,
  };
}

/** A phone may end the page at any moment after it was hidden; nothing runs then. */
function useFlushOnLeaving(flush: () => Promise<void>, leave: () => void, keep: () => Promise<Flushed>): void {
  useEffect(() => {
    const now = () => void flush();
    const whenHidden = () => {
      if (document.visibilityState === 'hidden') now();
    };
    document.addEventListener('visibilitychange', whenHidden);
    document.addEventListener('focusout', now);
    window.addEventListener('pagehide', leave);
    window.addEventListener('blur', now);
    const stop = onFlush(keep);
    return () => {
      document.removeEventListener('visibilitychange', whenHidden);
      document.removeEventListener('focusout', now);
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('blur', now);
      stop();
      // A full device may refuse it, and then nothing else would hold it.
      leave();
    };
  }, [flush, leave, keep]);
}
