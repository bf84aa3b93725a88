/** What waits for the server: derived from the log and the acknowledgements, never queued apart from them (SPEC D3). */
import { MAX_PUSH_BYTES, MAX_PUSH_CHANGES } from '#core/exchange.ts';
import { utf8Length } from '#core/wire.ts';
import { stretchOf } from './acks.ts';
import type { Chain, LedgerDb, Refused, StoredChange } from './db.ts';

/** A chain of which something is held above its acknowledgement. */
export interface OpenChain extends Pick<Chain, 'device' | 'scope'> {
  /** Up to where the server has answered. */
  readonly ack: number;
  readonly top: number;
}

/** Chains are few, whatever their length: their ends and acknowledgements are read as a whole. */
export async function openChains(db: LedgerDb): Promise<OpenChain[]> {
  const [chains, acks] = await Promise.all([db.chains.toArray(), db.acks.toArray()]);
  const answered = new Map(acks.map(({ device, scope, n }) => [`${device} ${scope}`, n]));
  return chains
    .map(({ device, scope, n, beside = 0 }) => ({
      device,
      scope,
      top: Math.max(n, beside),
      ack: answered.get(`${device} ${scope}`) ?? 0,
    }))
    .filter(({ ack, top }) => top > ack);
}

const refusedIn = (refused: readonly Refused[], { device, scope, ack }: OpenChain): Refused[] =>
  refused.filter((one) => one.device === device && one.scope === scope && one.n > ack);

/** How many changes wait; those that the server has refused do not. */
export async function countWaiting(db: LedgerDb, scope?: string): Promise<number> {
  const refused = await db.refused.toArray();
  let waiting = 0;
  for (const chain of await openChains(db)) {
    if (scope !== undefined && chain.scope !== scope) continue;
    waiting += (await stretchOf(db, chain, chain.ack).count()) - refusedIn(refused, chain).length;
  }
  return waiting;
}

/** Chains in the order in which their first waiting change came to this device. */
async function oldestFirst(db: LedgerDb, chains: readonly OpenChain[]): Promise<OpenChain[]> {
  const firsts = await Promise.all(chains.map((chain) => stretchOf(db, chain, chain.ack).first()));
  return chains
    .map((chain, i) => ({ chain, seq: firsts[i]?.seq ?? Infinity }))
    .sort((a, b) => a.seq - b.seq)
    .map(({ chain }) => chain);
}

/** The contents of the next positions of a chain, in order; none at its end. */
async function positionsAfter(db: LedgerDb, chain: OpenChain, after: number): Promise<StoredChange[][]> {
  const slice = await stretchOf(db, chain, after).limit(MAX_PUSH_CHANGES).toArray();
  const last = slice[slice.length - 1]?.n;
  if (last === undefined) return [];
  // The slice may have been cut within a position: its last one is read whole.
  const whole = await stretchOf(db, chain, last - 1, last).toArray();
  const positions = new Map<number, StoredChange[]>();
  for (const change of [...slice.filter(({ n }) => n < last), ...whole]) {
    positions.set(change.n, [...(positions.get(change.n) ?? []), change]);
  }
  return [...positions.values()];
}

const bytesOf = ({ records: _records, seq: _seq, ...change }: StoredChange): number =>
  utf8Length(JSON.stringify(change));

/** Takes in positions until the request is full. */
class Batch {
  readonly changes: StoredChange[] = [];
  #bytes = 0;

  /** Whether there was room. */
  add(position: readonly StoredChange[]): boolean {
    const more = position.reduce((sum, change) => sum + bytesOf(change), 0);
    const isFull = this.changes.length + position.length > MAX_PUSH_CHANGES || this.#bytes + more > MAX_PUSH_BYTES;
    if (isFull && this.changes.length > 0) return false;
    this.changes.push(...position);
    this.#bytes += more;
    return true;
  }
}

/**
 * What the next request carries: whoever wrote it, oldest chain first, at most 500 changes or 256 KB. A position with two
 * contents goes whole or not at all: half of it would never be acknowledged. Inside a transaction, which an async generator would end.
 */
export async function nextBatch(db: LedgerDb): Promise<StoredChange[]> {
  const refused = new Set((await db.refused.toArray()).map(({ id }) => id));
  const batch = new Batch();
  for (const chain of await oldestFirst(db, await openChains(db))) {
    let positions = await positionsAfter(db, chain, chain.ack);
    while (positions.length > 0) {
      for (const position of positions) {
        if (!batch.add(position.filter(({ id }) => !refused.has(id)))) return batch.changes;
      }
      positions = await positionsAfter(db, chain, positions[positions.length - 1]?.[0]?.n ?? Infinity);
    }
  }
  return batch.changes;
}
