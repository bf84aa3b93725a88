import { PrecacheController, PrecacheRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

/**
 * Keeps the app on the device and brings new versions; it touches nothing but GET and never the API.
 *
 * Old tabs and new workers never mix chunks:
 * - a new worker waits until every tab is closed, or until a tab sends SKIP_WAITING;
 * - index.html always comes from the same precache as the chunks it names;
 * - what the version before left behind is kept for tabs that still show it, until the version after next.
 */
declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] };

const previousCache = 'fazhi-previous';
const manifest = self.__WB_MANIFEST;
const precache = new PrecacheController();

precache.addToCacheList(manifest);

/** The library asks for one file after the other: over a mobile network each costs its way there and back. The page needs connections as well. */
const LANES = 4;

self.addEventListener('install', (event) => {
  for (let lane = 0; lane < LANES; lane++) {
    // Into the same cache; `precache` alone says what stays there.
    const part = new PrecacheController();
    part.addToCacheList(manifest.filter((_, i) => i % LANES === lane));
    event.waitUntil(part.install(event));
  }
});

self.addEventListener('activate', (event) => {
  event.waitUntil(activate(event));
});

self.addEventListener('message', (event) => {
  const message: unknown = event.data;
  if (typeof message === 'object' && message !== null && 'type' in message && message.type === 'SKIP_WAITING') {
    event.waitUntil(self.skipWaiting());
  }
});

registerRoute(new PrecacheRoute(precache, { cleanURLs: false }));

registerRoute(
  new NavigationRoute(precache.createHandlerBoundToURL('/index.html'), {
    // Files and the API answer for themselves; every other address is a screen of the app.
    denylist: [/^\/api\//, /\/[^/?]+\.[^/?]+$/],
  }),
);

registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/assets/'),
  // In every cache: Chromium asks while the worker still activates, and then a chunk may be at its old place or its new.
  async ({ request }) => (await caches.match(request)) ?? fetch(request),
);

async function activate(event: ExtendableEvent): Promise<void> {
  // Before the precache forgets them: a tab of the version before may still ask for a chunk it has not loaded yet.
  await keepPreviousAssets();
  await precache.activate(event);
  await self.clients.claim();
}

async function keepPreviousAssets(): Promise<void> {
  const current = new Set(precache.getCachedURLs().map((url) => precache.getCacheKeyForURL(url)));
  const kept = await caches.open(precache.strategy.cacheName);
  const outdated = (await kept.keys()).filter(
    ({ url }) => !current.has(url) && new URL(url).pathname.startsWith('/assets/'),
  );
  // A first visit, or a worker that starts anew without a new version: nothing is outdated, and nothing is dropped.
  if (outdated.length === 0) return;

  await caches.delete(previousCache);
  const previous = await caches.open(previousCache);
  for (const request of outdated) {
    const response = await kept.match(request);
    if (response) await previous.put(request, response);
  }
}
