/** What the next exchanges will carry, for whoever pays for the data (sync page). */
import { useLiveQuery } from 'dexie-react-hooks';
import { utf8Length } from '#core/wire.ts';
import { stretchOf } from './acks.ts';
import type { LedgerDb, StoredChange } from './db.ts';
import { useStore } from './hooks.ts';
import { openChains } from './outbox.ts';
import { waitingUses } from './photo-uses.ts';

export interface Waiting {
  readonly records: number;
  readonly changes: number;
  /** Before they are packed. */
  readonly bytes: number;
  readonly photos: number;
}

/** undefined while it is being counted. */
export function useWaiting(): Waiting | undefined {
  const { db } = useStore();
  return useLiveQuery(async () => {
    const changes = await waitingChanges(db);
    const photos = new Set((await waitingUses(db)).map(({ blob }) => blob));
    return {
      records: new Set(changes.flatMap((change) => change.records)).size,
      changes: changes.length,
      bytes: changes.reduce((sum, change) => sum + bytesOf(change), 0),
      photos: photos.size,
    };
  }, [db]);
}

const bytesOf = ({ records: _, seq: __, ...change }: StoredChange): number => utf8Length(JSON.stringify(change));

async function waitingChanges(db: LedgerDb): Promise<StoredChange[]> {
  const refused = new Set((await db.refused.toArray()).map(({ id }) => id));
  const chains = await openChains(db);
  const stretches = await Promise.all(chains.map((chain) => stretchOf(db, chain, chain.ack).toArray()));
  return stretches.flat().filter(({ id }) => !refused.has(id));
}
