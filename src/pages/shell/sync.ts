/** The exchange with the server, as screens see and steer it. One tab does it for all (SPEC D4). */
import { setLocal, useStore } from '#store/hooks.ts';
import { askToSync, PAUSED } from '#store/sync-state.ts';
import { useSyncState, type SyncState } from '#store/sync-hooks.ts';

const OFF: SyncState = { phase: 'off', lastContact: null, failure: null, waiting: 0 };

export interface Sync extends SyncState {
  /** Now, whatever waits. */
  readonly ask: () => void;
  readonly pause: (paused: boolean) => void;
}

export function useSync(): Sync {
  const store = useStore();
  const state = useSyncState() ?? OFF;
  return {
    ...state,
    ask: () => void askToSync(store),
    pause: (paused) => void setLocal(store, PAUSED, paused),
  };
}
