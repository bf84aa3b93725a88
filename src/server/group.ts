/**
 * What is asked at once is answered together. For pushes that is one commit (SPEC X2): on SQLite one waits for the disk after the other, and the disk takes as
 * long for twenty as for one. For whatever else it is one statement in place of many.
 */
import { isForAgain } from './storage.ts';

export interface Grouping<Q> {
  /** Only what has the same is answered together, one group after the other. */
  readonly laneOf?: (asked: Q) => string;
  /** How much of a group it takes up, of `HEAVIEST`; null where it has to be answered alone. */
  readonly weightOf?: (asked: Q) => number | null;
}

/** Others of a lane wait while a group is answered; on SQLite so does everybody else. */
const MOST_AT_ONCE = 32;
const HEAVIEST = 2000;

interface Waiting<Q, R> {
  readonly asked: Q;
  readonly weight: number;
  readonly done: (result: R) => void;
  readonly failed: (cause: unknown) => void;
}

/**
 * `answer` takes a group and answers each in its order, or rejects: then nothing of the group was done, and each is asked again alone, so that one that
 * fails fails nobody else. Not where the database gives up: whoever asked comes again.
 */
export function inGroups<Q, R>(
  answer: (group: readonly Q[]) => Promise<readonly R[]>,
  { laneOf = () => '', weightOf = () => 1 }: Grouping<Q> = {},
): (asked: Q) => Promise<R> {
  const lanes = new Map<string, Waiting<Q, R>[]>();

  async function drain(lane: string, queue: Waiting<Q, R>[]): Promise<void> {
    while (queue.length > 0) await answerGroup(queue.splice(0, sizeOfGroup(queue)));
    lanes.delete(lane);
  }

  async function answerGroup(group: readonly Waiting<Q, R>[]): Promise<void> {
    try {
      const results = await answer(group.map(({ asked }) => asked));
      group.forEach(({ done }, at) => done(results[at] as R));
    } catch (cause) {
      if (group.length === 1 || isForAgain(cause)) for (const { failed } of group) failed(cause);
      else for (const one of group) await answerGroup([one]);
    }
  }

  return (asked) =>
    new Promise((done, failed) => {
      const waiting: Waiting<Q, R> = { asked, weight: weightOf(asked) ?? HEAVIEST, done, failed };
      const lane = laneOf(asked);
      const queue = lanes.get(lane);
      if (queue !== undefined) {
        queue.push(waiting);
        return;
      }
      const fresh = [waiting];
      lanes.set(lane, fresh);
      // Whatever is asked in the same breath goes with it.
      setImmediate(() => void drain(lane, fresh));
    });
}

/** How many of a queue's first make up a group; one at least. */
function sizeOfGroup(queue: readonly { readonly weight: number }[]): number {
  let [size, weight] = [0, 0];
  for (const one of queue) {
    weight += one.weight;
    if (size > 0 && (weight > HEAVIEST || size === MOST_AT_ONCE)) break;
    size += 1;
  }
  return size;
}
