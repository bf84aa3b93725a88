/** A new version waiting on the device: found by the service worker, taken only when the user says so. */
import { createContext, useContext, useSyncExternalStore } from 'react';
import { flushDrafts } from './flush.ts';
import { reopen } from './reopen.ts';

export interface UpdateState {
  /** A new version lies ready. */
  readonly ready: boolean;
  /** Another tab has started the new version; this one still shows the old. */
  readonly replaced: boolean;
  /** 稍后 was chosen; asked again at the next start. */
  readonly later: boolean;
  /** 现在更新 was chosen, and what is typed could not be stored. */
  readonly unsaved: boolean;
  /** The new version is being opened. */
  readonly opening: boolean;
}

export interface Updates {
  readonly subscribe: (listener: () => void) => () => void;
  readonly snapshot: () => UpdateState;
  /** Called by whoever found a new version; `take` starts it and reloads this page. */
  readonly found: (take: () => void) => void;
  /** The new version has taken over while something was being written here. */
  readonly replacedBelow: () => void;
  readonly postpone: () => void;
  /** Keeps what is being typed, then starts the new version. */
  readonly takeNow: () => Promise<void>;
}

const NOTHING_NEW: UpdateState = { ready: false, replaced: false, later: false, unsaved: false, opening: false };

export function createUpdates(open: typeof reopen = reopen): Updates {
  const listeners = new Set<() => void>();
  let state = NOTHING_NEW;
  let take: (() => void) | null = null;
  const set = (change: Partial<UpdateState>) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const takeNow = async () => {
    const { safe } = await flushDrafts();
    if (!safe) {
      set({ unsaved: true });
      return;
    }
    set({ unsaved: false, opening: true });
    if (state.replaced || take === null) await open();
    else take();
  };
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    snapshot: () => state,
    found: (start) => {
      take = start;
      set({ ready: true, later: false });
    },
    replacedBelow: () => set({ ready: true, replaced: true, later: false }),
    postpone: () => set({ later: true, unsaved: false }),
    takeNow,
  };
}

export const UpdatesContext = createContext<Updates>(createUpdates());

export function useUpdates(): UpdateState & Pick<Updates, 'postpone' | 'takeNow'> {
  const updates = useContext(UpdatesContext);
  const state = useSyncExternalStore(updates.subscribe, updates.snapshot);
  return { ...state, postpone: updates.postpone, takeNow: updates.takeNow };
}
