/** A fresh real workspace per test, on the browser's own IndexedDB; only time and chance are given. */
import { createStandalone } from '#store/standalone.ts';
import { openWorkspace } from '#store/workspace.ts';
import type { Ports, Store } from '#store/store.ts';

/** 2026-03-01 08:00 in China. */
export const START = Date.UTC(2026, 2, 1);

export interface TestClock {
  ms: number;
}

let made = 0;

/** Time moves one second per reading, so that stamps differ and tests do not wait. */
export function testPorts(clock: TestClock = { ms: START }): Ports {
  return {
    now: () => (clock.ms += 1000),
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    builtAt: Date.UTC(2026, 0, 1),
    countedBy: 'test',
  };
}

export const freshName = (): string => `test-${Date.now()}-${(made += 1)}-${Math.floor(Math.random() * 1e9)}`;

/** Opens a fresh standalone village and forgets it when the test ends. */
export async function aStore(
  context: { onTestFinished: (work: () => Promise<void>) => void },
  {
    name = freshName(),
    clock,
    villages = ['城墙村'],
    township = '双泉乡',
  }: { name?: string; clock?: TestClock; villages?: string[]; township?: string } = {},
): Promise<Store> {
  const ports = testPorts(clock);
  const opened = await openWorkspace(name, ports);
  if (opened.kind !== 'empty') throw new Error(`Expected a fresh database, got ${opened.kind}`);
  const store = await createStandalone(opened.db, ports, {
    mode: villages.length > 1 ? 'township' : 'village',
    township,
    villages,
  });
  context.onTestFinished(async () => {
    await store.db.delete();
  });
  return store;
}
