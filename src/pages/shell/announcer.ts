/** One quiet line for the whole app: 已存本机. It outlives the change of screens that usually follows. */
import { createContext, useContext, useEffect, useSyncExternalStore } from 'react';

const SHOWN_MS = 4000;

export interface Announcer {
  readonly say: (message: string) => void;
  /** What was said of the last record must not stand over a form that nobody has saved yet. */
  readonly hush: () => void;
  readonly subscribe: (listener: () => void) => () => void;
  readonly snapshot: () => string;
}

export function createAnnouncer(): Announcer {
  const listeners = new Set<() => void>();
  let message = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = (words: string) => {
    message = words;
    for (const listener of listeners) listener();
  };
  return {
    say: (words) => {
      clearTimeout(timer);
      // Emptied first, so that the same words twice are two announcements.
      show('');
      timer = setTimeout(() => {
        show(words);
        timer = setTimeout(() => show(''), SHOWN_MS);
      }, 30);
    },
    hush: () => {
      clearTimeout(timer);
      if (message !== '') show('');
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    snapshot: () => message,
  };
}

export const AnnouncerContext = createContext<Announcer>(createAnnouncer());

export const useSay = (): Announcer['say'] => useContext(AnnouncerContext).say;

/** For a form that opens. */
export function useHush(): void {
  const { hush } = useContext(AnnouncerContext);
  useEffect(() => hush(), [hush]);
}

export function useSaid(): string {
  const announcer = useContext(AnnouncerContext);
  return useSyncExternalStore(announcer.subscribe, announcer.snapshot);
}
