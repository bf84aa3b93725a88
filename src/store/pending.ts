/** Records of which something has not reached the server yet (SPEC F9): derived from outbox and photos. */
import { chainKey } from '#core/exchange.ts';
import { REMOVED } from '#core/fold.ts';
import { ledgerKinds } from '#kinds/index.ts';
import { stretchOf } from './acks.ts';
import type { LedgerDb, StoredChange } from './db.ts';
import { openChains, type OpenChain } from './outbox.ts';
import { waitingUses } from './photo-uses.ts';

type Entry = Pick<StoredChange, 'id' | 'n'> & {
  readonly touched: readonly (readonly [record: string, kind: string])[];
};

/** What was read of a chain's open end; changes never change. */
interface Known {
  readonly from: number;
  readonly entries: readonly Entry[];
}
const known = new WeakMap<LedgerDb, Map<string, Known>>();

const entryOf = ({ id, n, ops }: StoredChange): Entry => ({
  id,
  n,
  touched: [...new Map(ops.map(({ record, kind }) => [record, kind])).entries()],
});

/** The open end of a chain. While ten thousand changes wait, an answer to five hundred of them must not cost reading the rest again. */
async function openEnd(db: LedgerDb, chain: OpenChain, before: Known | undefined): Promise<Known> {
  const { ack } = chain;
  const kept = before !== undefined && before.from <= ack ? before.entries.filter(({ n }) => n > ack) : [];
  const after = kept[kept.length - 1]?.n ?? ack;
  const fresh = await stretchOf(db, chain, after).toArray();
  const entries = [...kept, ...fresh.map(entryOf)];
  // A file may have brought a second content for a position in between.
  if (entries.length === (await stretchOf(db, chain, ack).count())) return { from: ack, entries };
  return { from: ack, entries: (await stretchOf(db, chain, ack).toArray()).map(entryOf) };
}

/**
 * Kinds of the records that wait, by record id. Photos are noted by the exchange: a live query may write nothing, and until an exchange has
 * carried its text a photo's record waits anyway.
 */
export async function pendingRecords(db: LedgerDb): Promise<ReadonlyMap<string, string>> {
  return db.transaction(
    'r',
    [db.chains, db.acks, db.changes, db.refused, db.photoUses, db.blobs, db.sentPhotos, db.meta],
    async () => {
      const refused = new Set((await db.refused.toArray()).map(({ id }) => id));
      const before = known.get(db);
      const now = new Map<string, Known>();
      const pending = new Map<string, string>();
      for (const chain of await openChains(db)) {
        const end = await openEnd(db, chain, before?.get(chainKey(chain)));
        now.set(chainKey(chain), end);
        for (const { id, touched } of end.entries) {
          if (!refused.has(id)) for (const [record, kind] of touched) pending.set(record, kind);
        }
      }
      known.set(db, now);
      for (const { record, kind } of await waitingUses(db)) pending.set(record, kind);
      return pending;
    },
  );
}

export interface SyncCounts {
  /** 已存本机: listed records of the ledgers. */
  readonly stored: number;
  /** 已上报 and 待上报 add up to it. */
  readonly confirmed: number;
  readonly pending: number;
}

const LEDGERS: ReadonlySet<string> = new Set(ledgerKinds.map(({ name }) => name));

/** How many records stand where. */
export async function countRecords(db: LedgerDb): Promise<SyncCounts> {
  const counters = await db.counters.where('id').startsWith('records/').toArray();
  const stored = counters
    .filter(({ id }) => LEDGERS.has(id.split('/')[1] ?? ''))
    .reduce((sum, { value }) => sum + value, 0);
  const byKind = new Map<string, string[]>();
  for (const [record, kind] of await pendingRecords(db)) {
    if (LEDGERS.has(kind)) byKind.set(kind, [...(byKind.get(kind) ?? []), record]);
  }
  let pending = 0;
  for (const [kind, records] of byKind) {
    // A removal waits as well, but its record is counted nowhere.
    const rows = await db.rows(kind).bulkGet(records);
    pending += rows.filter((row) => row?.[REMOVED] === null).length;
  }
  return { stored, confirmed: stored - pending, pending };
}
