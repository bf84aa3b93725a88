/** What the server says itself: changes of its own device, in the scope and the transaction that they are about. */
import { changesOf, type ChainEnd, type IdentifiedChange, type Op } from '#core/change.ts';
import { nextStamp, parseStamp, stampText, type Stamp } from '#core/stamp.ts';
import { findChains, insertChanges, rowOfChange, saveChains, type ChainRow, type Db } from './log.ts';
import type { Streams } from './streams.ts';

export interface Author {
  /** Writes ops into a scope whose stream is held. `after`: a stamp that these must follow, because they continue that record. */
  readonly write: (scope: string, ops: readonly Op[], after?: string) => Promise<readonly IdentifiedChange[]>;
  /** Puts into the log what was written since: before the log is read, and at the end. */
  readonly flush: () => Promise<void>;
}

export interface AuthorOf {
  readonly db: Db;
  readonly township: string;
  /** The server's device. */
  readonly device: string;
  readonly streams: Streams;
  /** Those whose streams are held. */
  readonly scopes: readonly string[];
  readonly now: number;
  readonly newId: () => string;
}

export function createAuthor({ db, township, device, streams, scopes, now, newId }: AuthorOf): Author {
  let chains: Map<string, ChainRow> | null = null;
  let written: IdentifiedChange[] = [];
  let stamp: Stamp = { ms: 0, counter: 0 };
  const action = newId();

  /** Whoever holds a stream is alone with the server's chain in it: it needs no lock of its own. */
  async function chainOf(scope: string): Promise<ChainRow> {
    chains ??= new Map((await findChains(db, township, device, scopes)).map((row) => [row.scope, row]));
    const chain = chains.get(scope) ?? { township, device, scope, n: 0, tip: '', waiting: 0, joined: 0 };
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
    written.push(...changes);
    for (const change of changes) {
      chain.n = change.n;
      chain.tip = change.id;
      streams.add(scope, change.id);
    }
    return changes;
  }

  async function flush(): Promise<void> {
    if (written.length === 0) return;
    const changes = written;
    written = [];
    const standing = { state: 'stored', proven: 1, fork: 0 } as const;
    await insertChanges(
      db,
      changes.map((change) => rowOfChange(township, change, standing)),
      changes,
    );
    const touched = new Set(changes.map(({ scope }) => scope));
    await saveChains(
      db,
      [...(chains?.values() ?? [])].filter(({ scope }) => touched.has(scope)),
    );
  }
  return { write, flush };
}
