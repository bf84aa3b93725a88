/**
 * Several pushes in one commit (SPEC X2): on SQLite one waits for the disk after the other, and the disk takes as long for twenty as for one.
 * Each runs behind a savepoint of its own, so that one that fails takes back nothing but itself, and nobody is answered before the commit.
 */
import { sql } from 'kysely';
import { isForAgain, type Storage, type Tx } from './storage.ts';

/** What the pushes of one transaction have read; forgotten whenever one of them is taken back. */
export interface Shared {
  readonly forget: () => void;
}

/**
 * Runs `work` in a transaction that it may share with others of the same lane; without a lane in one of its own. Rejects when its own work, or
 * the commit, fails.
 */
export type Grouped<S extends Shared> = <T>(lane: string | null, work: (tx: Tx, shared: S) => Promise<T>) => Promise<T>;

/** Others of a lane wait while a transaction runs; a longer one would let nobody read meanwhile. */
const MOST_AT_ONCE = 32;

interface Waiting<S extends Shared> {
  readonly work: (tx: Tx, shared: S) => Promise<unknown>;
  readonly done: (result: unknown) => void;
  readonly failed: (cause: unknown) => void;
}

type Outcome = { readonly result: unknown } | { readonly cause: unknown };

/** `open` makes what the pushes of one transaction share. */
export function groupCommits<S extends Shared>(
  { transaction }: Pick<Storage, 'transaction'>,
  open: (tx: Tx) => S,
): Grouped<S> {
  const lanes = new Map<string, Waiting<S>[]>();

  async function drain(lane: string, queue: Waiting<S>[]): Promise<void> {
    while (queue.length > 0) {
      const group = queue.splice(0, MOST_AT_ONCE);
      try {
        const outcomes = await transaction((tx) => runEach(tx, open(tx), group));
        group.forEach(({ done, failed }, at) => {
          const outcome = outcomes[at];
          if (outcome !== undefined && 'result' in outcome) done(outcome.result);
          else failed(outcome?.cause);
        });
      } catch (cause) {
        for (const { failed } of group) failed(cause);
      }
    }
    lanes.delete(lane);
  }

  return (lane, work) => {
    if (lane === null) return transaction((tx) => work(tx, open(tx)));
    return new Promise((resolve, reject) => {
      const waiting: Waiting<S> = { work, done: resolve as (result: unknown) => void, failed: reject };
      const queue = lanes.get(lane);
      if (queue !== undefined) {
        queue.push(waiting);
        return;
      }
      const fresh = [waiting];
      lanes.set(lane, fresh);
      // Whatever was asked in the same breath goes with it: on SQLite nothing new is heard while a transaction runs.
      setImmediate(() => void drain(lane, fresh));
    });
  };
}

async function runEach<S extends Shared>(tx: Tx, shared: S, group: readonly Waiting<S>[]): Promise<Outcome[]> {
  const [first] = group;
  if (first !== undefined && group.length === 1) return [{ result: await first.work(tx, shared) }];
  const outcomes: Outcome[] = [];
  for (const { work } of group) outcomes.push(await runOne(tx, shared, work));
  return outcomes;
}

async function runOne<S extends Shared>(tx: Tx, shared: S, work: Waiting<S>['work']): Promise<Outcome> {
  await sql`savepoint push`.execute(tx);
  try {
    const result = await work(tx, shared);
    await sql`release savepoint push`.execute(tx);
    return { result };
  } catch (cause) {
    // The database gives the transaction up, or something moved beneath it: all of it runs again.
    if (isForAgain(cause)) throw cause;
    // Fails where the database has ended the transaction by itself, a full one does: then nobody's push is stored.
    await sql`rollback to savepoint push`.execute(tx);
    await sql`release savepoint push`.execute(tx);
    shared.forget();
    return { cause };
  }
}
