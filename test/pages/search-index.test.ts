import { afterEach, expect, test, vi } from 'vitest';
import { IDLE_SLICE_MS, inSlices } from '#pages/ledger/search-index.ts';
import type { SlimRow } from '#store/projection.ts';

afterEach(() => vi.restoreAllMocks());

test('on a slow phone a slice that nobody waits for ends after a few rows, and all rows are gone through', async () => {
  const rows = Array.from({ length: 100 }, (_, at) => ({ id: String(at) }) as SlimRow);
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const seen: SlimRow[] = [];
  const slices: number[] = [];
  await new Promise<void>((resolve) => {
    let began = 0;
    inSlices(
      rows,
      (row) => {
        now += 2;
        seen.push(row);
      },
      (done) => {
        slices.push(now - began);
        began = now;
        if (done) resolve();
      },
      IDLE_SLICE_MS,
    );
  });
  expect(seen).toEqual(rows);
  expect(Math.max(...slices)).toBeLessThanOrEqual(IDLE_SLICE_MS + 10);
});
