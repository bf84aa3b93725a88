/** How screens read the exchange: live, one coarse query each. undefined while it is being read, null where there is no server. */
import { useLiveQuery } from 'dexie-react-hooks';
import { useMemo } from 'react';
import { ledgerKinds } from '#kinds/index.ts';
import { useStore } from './hooks.ts';
import { countWaiting } from './outbox.ts';
import { countRecords, pendingRecords, type SyncCounts } from './pending.ts';
import type { SlimRow } from './projection.ts';
import { useRecordsOf } from './record-hooks.ts';
import { findReturned, type Returned } from './returned.ts';
import { readSyncState, type KeptSyncState } from './sync-state.ts';

/** 已上报, 待上报 and what lies here, in records. */
export function useSyncCounts(): SyncCounts | null | undefined {
  const { db, identity } = useStore();
  const isJoined = identity.joined !== undefined;
  return useLiveQuery(async () => (isJoined ? countRecords(db) : null), [db, isJoined]);
}

/** Records that wait, for the parts of figures (SPEC F9). The same set as long as nothing changed in it: figures count anew by it. */
export function usePendingRecords(): ReadonlySet<string> | null | undefined {
  const { db, identity } = useStore();
  const isJoined = identity.joined !== undefined;
  // A text is equal to itself, whichever query it came from.
  const ids = useLiveQuery(
    async () => (isJoined ? [...(await pendingRecords(db)).keys()].sort().join(' ') : null),
    [db, isJoined],
  );
  return useMemo(() => (typeof ids === 'string' ? new Set(ids.split(' ').filter((id) => id !== '')) : ids), [ids]);
}

/** 被退回, the latest first. */
export function useReturned(): readonly Returned[] | null | undefined {
  const store = useStore();
  return useLiveQuery(async () => (store.identity.joined === undefined ? null : findReturned(store)), [store]);
}

export interface SyncState extends KeptSyncState {
  /** Changes that the next exchanges will offer. */
  readonly waiting: number;
}

export function useSyncState(): SyncState | null | undefined {
  const { db, identity } = useStore();
  const isJoined = identity.joined !== undefined;
  return useLiveQuery(
    async () => (isJoined ? { ...(await readSyncState(db)), waiting: await countWaiting(db) } : null),
    [db, isJoined],
  );
}

const LEDGERS = ledgerKinds.map(({ name }) => name);

/** Listed records in which values stand against each other until somebody chooses; empty while they are loading. */
export function useConflicts(): readonly SlimRow[] {
  const { rows } = useRecordsOf(LEDGERS);
  return useMemo(() => [...rows.values()].flat().filter(({ conflict }) => conflict), [rows]);
}
