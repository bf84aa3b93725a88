/** How the exchange stands, as the tab that does it tells all others; and what they ask of it. */
import type { LedgerDb } from './db.ts';
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

export const readAsked = async (db: LedgerDb): Promise<number> =>
  ((await db.meta.get(ASKED))?.value as number | undefined) ?? 0;

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
