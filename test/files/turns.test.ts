import { expect, test, vi } from 'vitest';
import { createTurns } from '#files/turns.ts';

test('work goes on for a turn before the screen is let in, however long the pieces of it are', async () => {
  const waits = vi.spyOn(globalThis, 'setTimeout');
  let clock = 0;
  const waitsFor = async (milliseconds: number) => {
    const before = waits.mock.calls.length;
    const pause = createTurns(() => clock);
    for (let piece = 0; piece < 60; piece++) {
      clock += milliseconds;
      await pause();
    }
    return waits.mock.calls.length - before;
  };
  expect([await waitsFor(1), await waitsFor(3), await waitsFor(20)]).toEqual([15, 30, 60]);
  waits.mockRestore();
});
