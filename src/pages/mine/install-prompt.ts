/** The browser's own offer to install, kept until somebody asks for it. It comes early and once: main.tsx listens. */
import { useSyncExternalStore } from 'react';

interface InstallEvent extends Event {
  readonly prompt: () => Promise<unknown>;
}

let offer: InstallEvent | null = null;
const listeners = new Set<() => void>();
const set = (next: InstallEvent | null) => {
  offer = next;
  for (const listener of listeners) listener();
};

export function keepInstallOffer(): void {
  window.addEventListener('beforeinstallprompt', (event) => {
    // Without this the browser asks by itself, in the middle of work.
    event.preventDefault();
    set(event as InstallEvent);
  });
  window.addEventListener('appinstalled', () => set(null));
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Asks the browser to install; null where it has not offered to. */
export function useInstall(): (() => Promise<void>) | null {
  const event = useSyncExternalStore(subscribe, () => offer);
  if (event === null) return null;
  return async () => {
    await event.prompt();
    // An offer can be taken up once.
    set(null);
  };
}
