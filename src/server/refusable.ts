import type { ProblemCode } from '#core/problem-code.ts';
import { Refused } from '#server/problem.ts';
import type { Storage, Tx } from '#server/storage.ts';

/** One transaction that leaves nothing behind when it answers with a problem. */
export async function refusable<Outcome extends object>(
  storage: Storage,
  work: (tx: Tx) => Promise<Outcome | ProblemCode>,
): Promise<Outcome | ProblemCode> {
  try {
    return await storage.transaction(async (tx) => {
      const outcome = await work(tx);
      if (typeof outcome === 'string') throw new Refused(outcome);
      return outcome;
    });
  } catch (cause) {
    if (cause instanceof Refused) return cause.problem;
    throw cause;
  }
}
