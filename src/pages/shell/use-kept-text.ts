import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { guarded } from '#store/guarded.ts';
import { setLocal, useLocal, useStore } from '#store/hooks.ts';
import type { Store } from '#store/store.ts';
import { onFlush, type Flushed } from './flush.ts';
import { tryWrite, type WriteFailure } from './try-write.ts';

const PAUSE_MS = 250;

interface KeptText {
  /** null: nothing was typed since the page opened. */
  readonly typed: string | null;
  readonly failure: WriteFailure | null;
}

/** Text outside a record's form that must survive a killed browser all the same (SPEC D9). */
function createTextKeeper(store: Store, id: string) {
  const listeners = new Set<() => void>();
  let state: KeptText = { typed: null, failure: null };
  let stored: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = (change: Partial<KeptText>) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const flush = async (): Promise<Flushed> => {
    clearTimeout(timer);
    const { typed } = state;
    if (typed === null || typed === stored) return { safe: true };
    const done = await tryWrite(() => guarded(store, () => setLocal(store, id, typed)));
    if (done.ok) stored = typed;
    show({ failure: done.ok ? null : done.failure });
    return { safe: done.ok };
  };
  return {
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    snapshot: () => state,
    set: (typed: string) => {
      show({ typed });
      clearTimeout(timer);
      timer = setTimeout(() => void flush(), PAUSE_MS);
    },
    flush,
  };
}

export interface KeptTextState {
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly failure: WriteFailure | null;
}

/** `proposed` stands there as long as nobody has typed anything. */
export function useKeptText(id: string, proposed = ''): KeptTextState {
  const store = useStore();
  const kept = useLocal<string>(id);
  const [keeper] = useState(() => createTextKeeper(store, id));
  const { typed, failure } = useSyncExternalStore(keeper.subscribe, keeper.snapshot);
  useEffect(() => {
    const now = () => void keeper.flush();
    const stop = onFlush(keeper.flush);
    document.addEventListener('visibilitychange', now);
    document.addEventListener('focusout', now);
    window.addEventListener('pagehide', now);
    return () => {
      document.removeEventListener('visibilitychange', now);
      document.removeEventListener('focusout', now);
      window.removeEventListener('pagehide', now);
      stop();
      now();
    };
  }, [keeper]);
  const setText = useCallback((text: string) => keeper.set(text), [keeper]);
  return { text: typed ?? kept ?? proposed, setText, failure };
}
