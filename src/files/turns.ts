/** Long work in short pieces, so that the screen gets its turn. */

/** So many milliseconds of work go before the screen is let in. */
const TURN = 4;

/**
 * To be awaited between pieces of some work: it waits only where a turn has gone by since it last did, because every wait costs a few
 * milliseconds itself. However slow the device, no stretch of work is longer than a turn and one piece.
 */
export function createTurns(now: () => number = () => performance.now()): () => Promise<void> {
  let began = now();
  return async () => {
    if (now() - began < TURN) return;
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
    began = now();
  };
}
