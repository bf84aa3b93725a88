/** What the server says itself: changes of its own device, in the scope and the transaction that they are about. */
import { changesOf, type ChainEnd, type IdentifiedChange, type Op } from '#core/change.ts';
import { nextStamp, parseStamp, stampText, type Stamp } from '#core/stamp.ts';
import { insertChanges, lockChains, rowOfChange, saveChains, type ChainRow, type Db } from './log.ts';
import type { Streams } from './streams.ts';

export interface Author {
  /** Writes ops into a scope whose stream is held. `after`: a stamp that these must follow, because they continue that record. */
  readonly write: (scope: string, ops: readonly Op[], after?: string) => Promise<readonly IdentifiedChange[]>;
}

export interface AuthorOf {
  readonly db: Db;
  readonly township: string;
  /** The server's device. */
  readonly device: string;
  readonly streams: Streams;
  readonly now: number;
  readonly newId: () => string;
}

export function createAuthor({ db, township, device, streams, now, newId }: AuthorOf): Author {
  const chains = new Map<string, ChainRow>();
  let stamp: Stamp = { ms: 0, counter: 0 };
  const action = newId();

  async function chainOf(scope: string): Promise<ChainRow> {
    const known = chains.get(scope);
    if (known !== undefined) return known;
    const [chain] = await lockChains(db, township, [{ device, scope }]);
    if (chain === undefined) throw new Error(`No chain for ${scope}`);
    chains.set(scope, chain);
    return chain;
  }

  async function write(scope: string, ops: readonly Op[], after?: string): Promise<readonly IdentifiedChange[]> {
    if (ops.length === 0) return [];
    const chain = await chainOf(scope);
    // A case written on a phone whose clock is ahead would else begin with what the server adds to it (SPEC C11). Its clock is not adopted.
    const floor = after === undefined ? null : parseStamp(after);
    let at: Stamp = floor !== null && floor.ms >= now ? floor : stamp;
    const next = (): string => {
      at = nextStamp(at, now);
      if (floor === null || floor.ms < now) stamp = at;
      return stampText(at, device);
    };
    const end: ChainEnd = { n: chain.n, id: chain.tip };
    const changes = changesOf(ops, scope, { device, action, actor: device, nextStamp: next }, end);
    const standing = { state: 'stored', proven: 1, fork: 0 } as const;
    await insertChanges(
      db,
      changes.map((change) => rowOfChange(township, change, standing)),
      changes,
    );
    for (const change of changes) {
      chain.n = change.n;
      chain.tip = change.id;
      streams.add(scope, change.id);
    }
    await saveChains(db, [chain]);
    return changes;
  }
  return { write };
}
