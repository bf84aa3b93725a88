/** How the exchange stands, as the tab that does it tells all others; and what they ask of it. */
import { liveQuery } from 'dexie';
import type { LedgerDb } from './db.ts';
import { openChains } from './outbox.ts';
import type { Store } from './store.ts';

const STATE = 'sync/state';
const ASKED = 'sync/asked';
const LEASE = 'sync/lease';
/** Settings of this device, by `setLocal`. */
export const PAUSED = 'syncPaused';
export const WIFI_ONLY = 'photosWifiOnly';

/** As the loop says it (sync/loop.ts); the store knows no more of it than this. */
export interface KeptSyncState {
  readonly phase: 'off' | 'idle' | 'syncing' | 'failed' | 'paused';
  readonly lastContact: number | null;
  readonly failure: { readonly kind: string; readonly code?: string } | null;
}

const OFF: KeptSyncState = { phase: 'off', lastContact: null, failure: null };

export const readSyncState = async (db: LedgerDb): Promise<KeptSyncState> =>
  ((await db.meta.get(STATE))?.value as KeptSyncState | undefined) ?? OFF;

export const keepSyncState = (db: LedgerDb, state: KeptSyncState): Promise<string> =>
  db.meta.put({ id: STATE, value: state });

/** 立即同步, from any tab. */
export const askToSync = ({ db, ports }: Store): Promise<string> => db.meta.put({ id: ASKED, value: ports.now() });

const isOn = async (db: LedgerDb, setting: string): Promise<boolean> =>
  (await db.meta.get(`local/${setting}`))?.value === true;

export const isWifiOnly = (db: LedgerDb): Promise<boolean> => isOn(db, WIFI_ONLY);

export interface SyncWishes {
  readonly onPause: (paused: boolean) => void;
  readonly onAsked: () => void;
  /** Something new waits. */
  readonly onSaved: () => void;
  readonly onFault: (error: unknown) => void;
}

/** Follows what all tabs do: save, pause, ask. `onPause` is called at once with the setting. Answers with a function that ends it. */
export function watchWishes(db: LedgerDb, { onPause, onAsked, onSaved, onFault }: SyncWishes): () => void {
  let before: { readonly asked: number; readonly paused: boolean } | null = null;
  const read = async () => ({
    asked: ((await db.meta.get(ASKED))?.value as number | undefined) ?? 0,
    paused: await isOn(db, PAUSED),
  });
  const settings = liveQuery(read).subscribe((now) => {
    if (now.paused !== before?.paused) onPause(now.paused);
    else if (now.asked !== before.asked) onAsked();
    before = now;
  }, onFault);
  // Reads chain ends alone: it is asked after every save, and after every page.
  const saves = liveQuery(async () => (await openChains(db)).map(({ top }) => top).join(' ')).subscribe((open) => {
    if (open !== '') onSaved();
  }, onFault);
  return () => {
    settings.unsubscribe();
    saves.unsubscribe();
  };
}

interface Lease {
  readonly tab: string;
  readonly until: number;
}

/** The lease of the tab that exchanges, where a browser has no Web Locks (SPEC D4). */
export const leaseIn = (db: LedgerDb) => ({
  take: (tab: string, now: number, until: number): Promise<boolean> =>
    db.transaction('rw', db.meta, async () => {
      const held = (await db.meta.get(LEASE))?.value as Lease | undefined;
      // One that reaches further than any is given out was written under a clock that has been set since.
      const isHeld = held !== undefined && held.tab !== tab && held.until > now && held.until <= until;
      if (!isHeld) await db.meta.put({ id: LEASE, value: { tab, until } satisfies Lease });
      return !isHeld;
    }),
  give: (tab: string): Promise<void> =>
    db.transaction('rw', db.meta, async () => {
      const held = (await db.meta.get(LEASE))?.value as Lease | undefined;
      if (held?.tab === tab) await db.meta.delete(LEASE);
    }),
});
