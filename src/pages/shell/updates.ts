/** A new version waiting on the device: found by the service worker, taken only when the user says so. */
import { createContext, useContext, useSyncExternalStore } from 'react';
import { flushDrafts } from './flush.ts';

export interface UpdateState {
  /** A new version lies ready. */
  readonly ready: boolean;
  /** 稍后 was chosen; asked again at the next start. */
  readonly later: boolean;
}

export interface Updates {
  readonly subscribe: (listener: () => void) => () => void;
  readonly snapshot: () => UpdateState;
  /** Registers the worker and listens for its successor. */
  readonly register: (url: string) => void;
  /** Called by whoever found a new version; `take` starts it. */
  readonly found: (take: () => void) => void;
  readonly postpone: () => void;
  /** Keeps what is being typed, then starts the new version. */
  readonly takeNow: () => Promise<void>;
}

export function createUpdates(): Updates {
  const listeners = new Set<() => void>();
  let state: UpdateState = { ready: false, later: false };
  let take: (() => void) | null = null;
  const set = (next: UpdateState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const found = (start: () => void) => {
    take = start;
    set({ ready: true, later: false });
  };
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    snapshot: () => state,
    register: (url) => void register(url, found),
    found,
    postpone: () => set({ ...state, later: true }),
    takeNow: async () => {
      await flushDrafts();
      take?.();
    },
  };
}

async function register(url: string, found: Updates['found']): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const { Workbox } = await import('workbox-window');
  const workbox = new Workbox(url, { updateViaCache: 'none' });
  workbox.addEventListener('waiting', () => {
    found(() => {
      // Another tab may take the new version first; this page reloads only because its own user asked for it.
      workbox.addEventListener('controlling', () => location.reload());
      workbox.messageSkipWaiting();
    });
  });
  try {
    await workbox.register();
  } catch {
    // Without a worker the app works while the server is reachable; the install guide says so.
  }
}

export const UpdatesContext = createContext<Updates>(createUpdates());

export function useUpdates(): UpdateState & Pick<Updates, 'postpone' | 'takeNow'> {
  const updates = useContext(UpdatesContext);
  const state = useSyncExternalStore(updates.subscribe, updates.snapshot);
  return { ...state, postpone: updates.postpone, takeNow: updates.takeNow };
}
