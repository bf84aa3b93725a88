/** Waits until what was saved here has gone up: some acts on the server need a record that may still be on its way. */
import { liveQuery } from 'dexie';
import { countWaiting } from './outbox.ts';
import type { Store } from './store.ts';
import { askToSync, readSyncState, type KeptSyncState } from './sync-state.ts';

/** late: nothing moved in time, for example because another act of the person has paused the exchange. */
export type Sent = 'sent' | 'late' | NonNullable<KeptSyncState['failure']>;

/** As long as a push over a weak signal may take. */
const PATIENCE_MS = 60_000;

/** Asks for an exchange at once, in whichever tab does it, and answers when nothing waits any more or the exchange has failed. */
export function sendNow(store: Store, patienceMs = PATIENCE_MS): Promise<Sent> {
  const { db } = store;
  return new Promise((resolve) => {
    const end = (how: Sent): void => {
      clearTimeout(timer);
      watching.unsubscribe();
      resolve(how);
    };
    const timer = setTimeout(() => end('late'), patienceMs);
    let asked = false;
    const look = async () => ({ waiting: await countWaiting(db), state: await readSyncState(db) });
    const watching = liveQuery(look).subscribe({
      next: ({ waiting, state: { phase, failure } }) => {
        if (waiting === 0) end('sent');
        // How an earlier exchange ended says nothing of this one.
        else if (!asked) void askToSync(store).catch(() => end('late'));
        else if (phase === 'paused') end('late');
        else if (phase === 'failed' && failure !== null) end(failure);
        asked = true;
      },
      error: () => end('late'),
    });
  });
}
