/** The exchange of an open workspace: who drives it, what it tells, and what stops it (SPEC D4, X7, X8). */
import { expect, test, type TestContext } from 'vitest';
import type { SyncRequest } from '#core/exchange.ts';
import { setLocal } from '#store/hooks.ts';
import { askToSync, PAUSED, readSyncState } from '#store/sync-state.ts';
import { startEngine, type EnginePorts } from '#pages/sync-engine.ts';
import { aSyncDevice, type SyncDevice } from '#test/help/sync-device.ts';
import { TinyServer, WORK } from '#test/help/tiny-server.ts';

const json = (body: unknown): Response =>
  new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });

interface Line {
  up: boolean;
  clear: boolean;
  calls: number;
}

/** A browser in which time runs a hundred times as fast, on a line to a server in the page. */
function portsTo(server: TinyServer, line: Line, { device }: SyncDevice, over: Partial<EnginePorts> = {}): EnginePorts {
  return {
    fetch: async (input, init) => {
      if (!line.up) throw new TypeError('Failed to fetch');
      line.calls += 1;
      if (input !== '/api/sync') return new Response(null, { status: 404 });
      const isPacked = new Headers(init?.headers).get('content-encoding') === 'gzip';
      const sent = new Response(init?.body);
      const body = isPacked ? sent.body?.pipeThrough(new DecompressionStream('gzip')) : sent.body;
      const text = await new Response(body ?? null).text();
      const answer = server.answer(JSON.parse(text) as SyncRequest, await device());
      return json(line.clear ? { ...answer, clear: true } : answer);
    },
    patienceMs: 5000,
    now: () => Date.now(),
    chance: () => 1,
    after: (ms, work) => {
      const timer = setTimeout(work, ms / 100);
      return () => clearTimeout(timer);
    },
    locks: navigator.locks,
    tab: String(Math.random()),
    onBack: () => () => {},
    onPoke: () => () => {},
    onWifi: () => null,
    onFault: (error) => {
      throw error;
    },
    ...over,
  };
}

async function aRunning(t: TestContext, over: Partial<EnginePorts> = {}) {
  const made = await aSyncDevice(t);
  const server = new TinyServer();
  const line: Line = { up: true, clear: false, calls: 0 };
  const store = await made.open();
  const cleared = { times: 0 };
  const start = () => {
    const engine = startEngine(store, portsTo(server, line, made, over), () => void (cleared.times += 1));
    t.onTestFinished(engine.stop);
    return engine;
  };
  return { ...made, server, line, opened: store, cleared, start };
}

test('[X7] what is saved is with the server soon after, and every tab can tell how it stands', async (t) => {
  const { server, opened, start, write } = await aRunning(t);
  start();
  const change = await write(WORK, 'r', '一');
  await expect.poll(() => server.has(change.id)).toBe(true);
  await expect.poll(async () => (await readSyncState(opened.db)).phase).toBe('idle');
  expect((await readSyncState(opened.db)).lastContact).not.toBeNull();
});

test('[X7] without a line it says so, and catches up by itself', async (t) => {
  const { server, line, opened, start, write } = await aRunning(t);
  line.up = false;
  start();
  const change = await write(WORK, 'r', '一');
  await expect.poll(() => readSyncState(opened.db)).toMatchObject({ phase: 'failed', failure: { kind: 'offline' } });
  line.up = true;
  await expect.poll(() => server.has(change.id)).toBe(true);
});

test('[X7] a pause holds until it is taken back, also over a new start', async (t) => {
  const { server, line, opened, start, write } = await aRunning(t);
  await setLocal(opened, PAUSED, true);
  start();
  const change = await write(WORK, 'r', '一');
  await askToSync(opened);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(line.calls).toBe(0);
  expect(server.has(change.id)).toBe(false);
  await setLocal(opened, PAUSED, false);
  await expect.poll(() => server.has(change.id)).toBe(true);
});

for (const [how, locks] of [
  ['by Web Locks', navigator.locks],
  ['by a lease', undefined],
] as const) {
  test(`[D4] of two tabs one exchanges, ${how}, and the other takes over`, async (t) => {
    const { server, line, start, write, opened } = await aRunning(t, { locks });
    const [first] = [start(), start()];
    const one = await write(WORK, 'r', '一');
    await expect.poll(() => server.has(one.id)).toBe(true);
    await expect.poll(async () => (await readSyncState(opened.db)).phase).toBe('idle');
    line.calls = 0;
    await askToSync(opened);
    await expect.poll(() => line.calls).toBe(1);
    first.stop();
    const two = await write(WORK, 'r', '二');
    await expect.poll(() => server.has(two.id)).toBe(true);
  });
}

test('[X7] an exchange under way when the workspace is closed ends without a fault', async (t) => {
  const faults: unknown[] = [];
  let answer = (): void => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  let asked = 0;
  const fetch: EnginePorts['fetch'] = async () => {
    asked += 1;
    await held;
    throw new TypeError('Failed to fetch');
  };
  const { opened, start } = await aRunning(t, { fetch, onFault: (error) => void faults.push(error) });
  const { stop } = start();
  await expect.poll(() => asked).toBeGreaterThan(0);
  stop();
  await opened.db.delete();
  answer();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(faults).toEqual([]);
});

test('[X8] a device that was reported lost is cleared when nothing waits here any more', async (t) => {
  const { server, line, start, write, cleared } = await aRunning(t);
  const change = await write(WORK, 'r', '一');
  line.clear = true;
  start();
  await expect.poll(() => cleared.times).toBe(1);
  expect(server.has(change.id)).toBe(true);
});
