/** What screens read of the exchange, live, from a component. */
import { act, render } from '@testing-library/react';
import { useEffect } from 'react';
import { expect, test } from 'vitest';
import { useAccess } from '#store/access.ts';
import { setLocal, StoreContext } from '#store/hooks.ts';
import type { Store } from '#store/store.ts';
import { useConflicts, usePendingRecords, useReturned, useSyncCounts, useSyncState } from '#store/sync-hooks.ts';
import { isWifiOnly, keepSyncState, WIFI_ONLY } from '#store/sync-state.ts';
import { syncAll } from '#test/help/suite-device.ts';
import { aStore } from '#test/help/store.ts';
import { aSyncDevice } from '#test/help/sync-device.ts';
import { CASES, nameOp, TinyServer, WORK } from '#test/help/tiny-server.ts';

interface Seen {
  readonly counts: ReturnType<typeof useSyncCounts>;
  readonly pending: ReturnType<typeof usePendingRecords>;
  readonly returned: ReturnType<typeof useReturned>;
  readonly state: ReturnType<typeof useSyncState>;
  readonly conflicts: number;
  readonly access: ReturnType<typeof useAccess>;
}

/** Shows a store to the hooks; answers with what they say at the moment. */
function look(store: Store): () => Seen | undefined {
  let seen: Seen | undefined;
  function Probe() {
    const now = {
      counts: useSyncCounts(),
      pending: usePendingRecords(),
      returned: useReturned(),
      state: useSyncState(),
      conflicts: useConflicts().length,
      access: useAccess(CASES),
    };
    useEffect(() => {
      seen = now;
    });
    return null;
  }
  render(
    <StoreContext value={store}>
      <Probe />
    </StoreContext>,
  );
  return () => seen;
}

test('[F9] alone nothing is known of a server: neither sent nor waiting, and never zero', async (t) => {
  const store = await aStore(t);
  const seen = look(store);
  await expect.poll(() => seen()?.counts).toBeNull();
  await expect.poll(() => seen()?.pending).toBeNull();
  await expect.poll(() => seen()?.state).toBeNull();
  await expect.poll(() => seen()?.returned).toBeNull();
});

test('[D4] counts, what waits, what came back and how the exchange stands follow by themselves', async (t) => {
  const { store, device, write, open } = await aSyncDevice(t);
  const server = new TinyServer();
  const exchange = server.exchange(device);
  await syncAll(store, exchange);
  const opened = await open();
  const seen = look(opened);
  const first = await act(() => write(WORK, 'r', '一'));
  await expect.poll(() => seen()?.counts).toEqual({ stored: 1, confirmed: 0, pending: 1 });
  await expect.poll(() => [...(seen()?.pending ?? [])]).toEqual(['r']);
  const waiting = seen()?.pending;
  await write(WORK, 'r', '二');
  await expect.poll(() => seen()?.state?.waiting).toBe(2);
  // The very same set: figures would count anew for another one.
  expect(seen()?.pending).toBe(waiting);
  await syncAll(store, exchange);
  await expect.poll(() => seen()?.counts).toEqual({ stored: 1, confirmed: 1, pending: 0 });
  server.judge(WORK, { change: first.id, state: 'review', reason: 'rightEnded' });
  server.write('other', WORK, [nameOp('r', '三', [first.id])]);
  await syncAll(store, exchange);
  await keepSyncState(opened.db, { phase: 'failed', lastContact: 5, failure: { kind: 'offline' } });
  await expect.poll(() => seen()?.state).toMatchObject({ phase: 'failed', failure: { kind: 'offline' }, waiting: 0 });
  await expect.poll(() => seen()?.conflicts).toBe(1);
  // Replaced by whoever saw it: nothing is left to do.
  expect(seen()?.returned).toEqual([]);
  expect(seen()?.access).toBe('write');
  expect(await isWifiOnly(opened.db)).toBe(false);
  await setLocal(opened, WIFI_ONLY, true);
  expect(await isWifiOnly(opened.db)).toBe(true);
});
