import { expect, test } from 'vitest';
import { elect, type LeaseStore } from '#sync/leader.ts';

/** One lease for all tabs, and a clock that is moved by hand. */
function aHouse() {
  let ms = 0;
  let held: { tab: string; until: number } | null = null;
  let timers: { at: number; work: () => void }[] = [];
  const lease: LeaseStore = {
    take: async (tab, now, until) => {
      if (held !== null && held.tab !== tab && held.until > now) return false;
      held = { tab, until };
      return true;
    },
    give: async (tab) => {
      if (held?.tab === tab) held = null;
    },
  };
  const after = (wait: number, work: () => void) => {
    const timer = { at: ms + wait, work };
    timers.push(timer);
    return () => void (timers = timers.filter((one) => one !== timer));
  };
  const pass = async (by: number) => {
    for (const until = ms + by; ms < until; ms += 1000) {
      const due = timers.filter(({ at }) => at <= ms);
      timers = timers.filter(({ at }) => at > ms);
      for (const { work } of due) work();
      for (let i = 0; i < 10; i++) await Promise.resolve();
    }
  };
  return {
    pass,
    ports: (tab: string) => ({ locks: undefined, lease, now: () => ms, after, tab }),
    freeze: () => (timers = []),
  };
}

test('[D4] without Web Locks one tab holds the lease, and another takes over when it is closed or frozen', async () => {
  const { pass, ports, freeze } = aHouse();
  const leading = new Set<string>();
  const join = (tab: string) =>
    elect(ports(tab), 'x', () => {
      leading.add(tab);
      return () => void leading.delete(tab);
    });
  const leaveOne = join('one');
  await pass(1000);
  const leaveTwo = join('two');
  await pass(60_000);
  expect([...leading]).toEqual(['one']);
  leaveOne();
  await pass(15_000);
  expect([...leading]).toEqual(['two']);
  // Frozen by the system: it renews nothing, and cannot even say that it has stopped.
  freeze();
  join('three');
  await pass(20_000);
  expect([...leading]).toEqual(['two']);
  await pass(25_000);
  expect(leading.has('three')).toBe(true);
  leaveTwo();
});
