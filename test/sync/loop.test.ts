import { expect, test } from 'vitest';
import { createLoop, QUIET_MS, retryAfter, SAVED_MS, type Loop, type LoopParts } from '#sync/loop.ts';
import type { SyncOutcome } from '#sync/step.ts';

const done = { kind: 'ok', sent: 0, received: 0, more: false, cleared: [], clear: false } as const;

/** A clock that stands until it is moved. */
class Clock {
  ms = 1_000_000;
  #timers: { at: number; work: () => void }[] = [];
  readonly ports = {
    now: () => this.ms,
    chance: () => 1,
    after: (ms: number, work: () => void) => {
      const timer = { at: this.ms + ms, work };
      this.#timers.push(timer);
      return () => void (this.#timers = this.#timers.filter((one) => one !== timer));
    },
  };

  async pass(ms: number): Promise<void> {
    const until = this.ms + ms;
    await settled();
    for (;;) {
      const next = this.#timers.sort((a, b) => a.at - b.at)[0];
      if (next === undefined || next.at > until) break;
      this.#timers = this.#timers.filter((one) => one !== next);
      this.ms = Math.max(this.ms, next.at);
      next.work();
      await settled();
    }
    this.ms = until;
  }
}

const settled = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await Promise.resolve();
};

function aLoop(
  outcomes: (Awaited<ReturnType<LoopParts['exchange']>> | Promise<SyncOutcome>)[],
  more: Partial<LoopParts> = {},
) {
  const clock = new Clock();
  const times: number[] = [];
  const start = clock.ms;
  const loop: Loop = createLoop({
    ports: clock.ports,
    exchange: async () => {
      times.push(clock.ms - start);
      return outcomes.shift() ?? done;
    },
    onClear: () => {},
    onFault: () => {},
    ...more,
  });
  return { clock, loop, times };
}

test('[X7] it exchanges at the start, and every five minutes', async () => {
  const { clock, loop, times } = aLoop([]);
  await clock.pass(0);
  expect(loop.state()).toEqual({ phase: 'idle', lastContact: clock.ms, failure: null });
  await clock.pass(2 * QUIET_MS);
  expect(times).toEqual([0, QUIET_MS, 2 * QUIET_MS]);
});

test('[X7] saves that follow one another are one exchange, two seconds after the first', async () => {
  const { clock, loop, times } = aLoop([]);
  await clock.pass(10_000);
  loop.saved();
  await clock.pass(1000);
  loop.saved();
  await clock.pass(10_000);
  expect(times).toEqual([0, 10_000 + SAVED_MS]);
});

test('[X7] what is saved during an exchange goes with the next one', async () => {
  let end: (outcome: SyncOutcome) => void = () => {};
  const slow = new Promise<SyncOutcome>((resolve) => {
    end = resolve;
  });
  const { clock, loop, times } = aLoop([slow]);
  await clock.pass(500);
  expect(loop.state().phase).toBe('syncing');
  loop.saved();
  end(done);
  await clock.pass(SAVED_MS);
  expect(times).toEqual([0, 500 + SAVED_MS]);
});

test('[X7] whatever is left on either side follows at once', async () => {
  const { clock, times } = aLoop([{ ...done, more: true }, { ...done, more: true }, done]);
  await clock.pass(1000);
  expect(times).toEqual([0, 0, 0]);
});

test('[X7] failures make it wait ever longer, up to a quarter of an hour, and a success forgets them', async () => {
  const offline: SyncOutcome = { kind: 'offline' };
  const { clock, loop, times } = aLoop(Array.from({ length: 12 }, () => offline));
  await clock.pass(36_000);
  expect(times).toEqual([0, 5000, 15_000, 35_000]);
  expect(loop.state()).toMatchObject({ phase: 'failed', failure: { kind: 'offline' }, lastContact: null });
  await clock.pass(3 * 3_600_000);
  const waits = times.slice(1).map((at, i) => at - (times[i] ?? 0));
  expect(Math.max(...waits)).toBe(15 * 60_000);
  expect(loop.state().phase).toBe('idle');
  expect([retryAfter(1, 0), retryAfter(1, 1), retryAfter(40, 0)]).toEqual([2500, 5000, 450_000]);
});

test('[X7] a save does not shorten a back-off; the network coming back and a person do', async () => {
  const { clock, loop, times } = aLoop([{ kind: 'offline' }, { kind: 'offline' }, { kind: 'offline' }]);
  await clock.pass(1000);
  loop.saved();
  await clock.pass(3900);
  expect(times).toEqual([0]);
  await clock.pass(200);
  expect(times).toEqual([0, 5000]);
  loop.wake('poke');
  await clock.pass(100);
  expect(times).toHaveLength(2);
  loop.wake('back');
  await clock.pass(0);
  expect(times).toHaveLength(3);
  loop.wake('asked');
  await clock.pass(0);
  expect(times).toHaveLength(4);
  expect(loop.state().phase).toBe('idle');
});

test('[X7] a server that asks to wait is not asked before', async () => {
  const { clock, times } = aLoop([{ kind: 'busy', afterMs: 60_000 }]);
  await clock.pass(59_000);
  expect(times).toEqual([0]);
  await clock.pass(1000);
  expect(times).toEqual([0, 60_000]);
});

test('[X7] a pause holds everything back until it ends', async () => {
  const { clock, loop, times } = aLoop([], { paused: true });
  await clock.pass(QUIET_MS);
  loop.saved();
  loop.wake('asked');
  await clock.pass(QUIET_MS);
  expect(times).toEqual([]);
  expect(loop.state().phase).toBe('paused');
  loop.pause(false);
  await clock.pass(0);
  expect(times).toHaveLength(1);
  loop.pause(true);
  await clock.pass(2 * QUIET_MS);
  expect(times).toHaveLength(1);
});

test('[X7] a pause during an exchange ends with it, and nothing follows', async () => {
  const { clock, loop, times } = aLoop(
    [
      { ...done, more: true },
      { ...done, more: true },
    ],
    {},
  );
  loop.subscribe(() => {
    if (times.length === 1 && loop.state().phase === 'syncing') loop.pause(true);
  });
  await clock.pass(2 * QUIET_MS);
  expect(loop.state().phase).toBe('paused');
  expect(times).toHaveLength(1);
});

test('[X8] a device reported lost clears itself and exchanges no more', async () => {
  let cleared = 0;
  const { clock, loop, times } = aLoop([{ ...done, clear: true }], { onClear: () => void (cleared += 1) });
  await clock.pass(QUIET_MS);
  loop.wake('asked');
  await clock.pass(QUIET_MS);
  expect([cleared, times.length]).toEqual([1, 1]);
});

test('[X7] photos follow the text, and their failure is one of the exchange', async () => {
  const order: string[] = [];
  const { clock, loop } = aLoop([{ ...done, more: true }, done], {
    afterwards: async () => {
      order.push('photos');
      return { kind: 'offline' };
    },
  });
  await clock.pass(0);
  expect(order).toEqual(['photos']);
  expect(loop.state()).toMatchObject({ phase: 'failed', failure: { kind: 'offline' } });
});

test('[X7] what nobody foresaw is told and tried again', async () => {
  const faults: unknown[] = [];
  const { clock, loop, times } = aLoop([Promise.reject(new Error('bug')), { kind: 'full' }], {
    onFault: (error) => void faults.push(error),
  });
  await clock.pass(0);
  expect(loop.state()).toMatchObject({ phase: 'failed', failure: { kind: 'fault' } });
  expect(faults).toMatchObject([{ message: 'bug' }]);
  await clock.pass(5000);
  expect(loop.state()).toMatchObject({ phase: 'failed', failure: { kind: 'full' } });
  await clock.pass(10_000);
  expect(times).toHaveLength(3);
  expect(loop.state().phase).toBe('idle');
});
