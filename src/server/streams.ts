/** The streams of scopes (SPEC X3): numbered 1, 2, 3 … from a counter row that is raised last, in the transaction that stores the changes. */
import { randomBytes } from 'node:crypto';
import { byCode, inParts, type Db } from './log.ts';
import { statement } from './statement.ts';
import type { Tables } from './tables.ts';

/** Streams that this transaction alone may lengthen until it ends. */
export interface Streams {
  readonly holds: (scope: string) => boolean;
  /** Puts a change at the end of a scope's stream. */
  readonly add: (scope: string, change: string) => void;
  /** Writes what was added; answers with the scopes that have grown. */
  readonly flush: () => Promise<string[]>;
}

export type OpenStreams = (db: Db, township: string, scopes: readonly string[]) => Promise<Streams>;

/**
 * Locks the counter rows in sorted order. Whoever comes next waits for this commit, and so a number never becomes visible before a lower one:
 * with an auto-increment a reader's cursor would pass over a change that commits late.
 */
export const openStreams: OpenStreams = async (db, township, scopes) => {
  const fresh = [...new Set(scopes)].sort(byCode).map((scope) => ({ township, scope, seq: 0 }));
  const counters = await inParts(fresh, (part) => holdCounters(db, part));
  const ends = new Map(counters.map(({ scope, seq }) => [scope, seq]));
  const grown = new Set<string>();
  /** Drawn anew for every commit: a server that was set back never numbers twice under the same one (SPEC X9). */
  const mark = randomBytes(6).toString('base64url');
  let added: Tables['stream'][] = [];
  return {
    holds: (scope) => ends.has(scope),
    add: (scope, change) => {
      const end = ends.get(scope);
      if (end === undefined) throw new Error(`The stream of ${scope} is not held`);
      added.push({ township, scope, seq: end + 1, change, mark });
      ends.set(scope, end + 1);
      grown.add(scope);
    },
    flush: async () => {
      await inParts(added, (part) => lengthen(db, part));
      added = [];
      const raised = [...grown].sort(byCode);
      const rows = raised.map((scope) => ({ township, scope, seq: ends.get(scope) ?? 0 }));
      await inParts(rows, (part) => raiseCounters(db, part));
      return raised;
    },
  };
};

const holdCounters = statement((db, rows: readonly Tables['counters'][]) =>
  db
    .insertInto('counters')
    .values(rows)
    .onConflict((on) => on.columns(['township', 'scope']).doUpdateSet((eb) => ({ seq: eb.ref('counters.seq') })))
    .returning(['scope', 'seq']),
);
const raiseCounters = statement((db, rows: readonly Tables['counters'][]) =>
  db
    .insertInto('counters')
    .values(rows)
    .onConflict((on) => on.columns(['township', 'scope']).doUpdateSet((eb) => ({ seq: eb.ref('excluded.seq') }))),
);
const lengthen = statement((db, rows: readonly Tables['stream'][]) => db.insertInto('stream').values(rows));
