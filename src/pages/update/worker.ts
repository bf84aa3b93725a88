/**
 * The service worker seen from a page: finds new versions, starts them when asked, and follows when another tab started
 * one. No page ever reloads before what is typed in it lies on the device.
 */
import { isWriting } from '#pages/shell/flush.ts';
import { reopen } from '#pages/shell/reopen.ts';
import type { Updates } from '#pages/shell/updates.ts';

/** The browser itself looks only once a day, and an installed app may stay open for weeks. */
const LOOK_AGAIN_MS = 60 * 60_000;

/** Where the worker did not take over within this time, a plain reload shows whatever there is. */
const PATIENCE_MS = 10_000;

/** `drawing`: until then the page is idle only because it waits for the database. */
export async function watchWorker(updates: Updates, url: string, drawing: Promise<unknown>): Promise<void> {
  // Missing in WeChat on iOS and on plain http.
  if (!('serviceWorker' in navigator)) return;
  const container = navigator.serviceWorker;
  followController(updates, container);
  try {
    if (container.controller !== null) await drawing.then(isIdle);
    const { Workbox } = await import('workbox-window');
    const registration = await new Workbox(url, { updateViaCache: 'none' }).register({ immediate: true });
    if (registration === undefined) return;
    offerWaiting(updates, registration, container);
    lookAgain(registration);
  } catch {
    // Without a worker the app works while the server is reachable; the install guide says so.
  }
}

/** What keeps the app here already need not be asked while the first screen opens: that costs a weak phone as much as a part of it. */
const isIdle = (): Promise<unknown> =>
  new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(resolve, { timeout: 5000 });
    else setTimeout(resolve, 2000);
  });

function lookAgain(registration: ServiceWorkerRegistration): void {
  const look = () => {
    if (navigator.onLine) registration.update().catch(() => {});
  };
  setInterval(look, LOOK_AGAIN_MS);
  document.addEventListener('visibilitychange', () => !document.hidden && look());
}

/**
 * Offers whichever version waits. Not by the events of workbox-window, which overlook a version that is still being
 * stored when the page opens (minutes, on a weak network) and every one after the first.
 */
export function offerWaiting(
  updates: Updates,
  registration: Pick<ServiceWorkerRegistration, 'waiting' | 'installing' | 'addEventListener'>,
  container: Pick<ServiceWorkerContainer, 'controller'>,
  open: typeof reopen = reopen,
): void {
  const offer = () => {
    // The very first version waits for nobody.
    if (registration.waiting === null || container.controller === null) return;
    updates.found(() => {
      // Another tab may have started it meanwhile.
      if (registration.waiting === null) {
        void open();
        return;
      }
      registration.waiting.postMessage({ type: 'SKIP_WAITING' });
      setTimeout(() => void open(), PATIENCE_MS);
    });
  };
  const follow = () => {
    const coming = registration.installing;
    coming?.addEventListener('statechange', () => {
      if (coming.state === 'installed') offer();
    });
  };
  offer();
  follow();
  registration.addEventListener('updatefound', follow);
}

/** Exported for its test: `container` is navigator.serviceWorker. */
export function followController(
  updates: Updates,
  container: Pick<ServiceWorkerContainer, 'controller' | 'addEventListener'>,
  open: typeof reopen = reopen,
): void {
  let controlled = container.controller !== null;
  container.addEventListener('controllerchange', () => {
    // The very first worker takes over a page of its own version: nothing is new.
    const first = !controlled;
    controlled = true;
    if (first) return;
    const { opening } = updates.snapshot();
    if (opening || document.hidden || !isWriting()) {
      void open().then((done) => !done && updates.replacedBelow());
      return;
    }
    // Somebody is writing here: the old version keeps its chunks until the page is left or its reader agrees.
    updates.replacedBelow();
    document.addEventListener('visibilitychange', () => document.hidden && void open());
  });
}
