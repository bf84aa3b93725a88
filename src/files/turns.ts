/** Long work on the page in turns with the screen. */

/**
 * How long a turn may be, in milliseconds: four times as much, which is what a cheap phone needs for the same work, stays under the 50 ms
 * after which somebody who types feels it.
 */
const TURN_MS = 6;

/**
 * What long work waits for between two pieces: nothing while its turn lasts, then the screen. Pieces may be as small as they like, since
 * only the turn's end costs time; where they have a size of their own, a slow phone makes a long task of each.
 */
export function createTurns(
  now: () => number = () => performance.now(),
  rest: () => Promise<void> = () => new Promise((resolve) => setTimeout(resolve, 0)),
): () => Promise<void> {
  let began = now();
  return async () => {
    if (now() - began < TURN_MS) return;
    await rest();
    began = now();
  };
}
