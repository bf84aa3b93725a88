import { expect, test } from 'vitest';
import { listSheet } from '#core/tables/list-sheet.ts';
import { NO_NAMES } from '#core/text.ts';
import { createTurns } from '#files/turns.ts';
import { xlsxOf } from '#files/xlsx-write.ts';
import { mediationCase } from '#kinds/index.ts';
import { aRow } from '#test/help/figures.ts';

test('[O1] long work gives the screen its turn by time, however many pieces it is in', async () => {
  let [clock, rests] = [0, 0];
  const pause = createTurns(
    () => clock,
    async () => {
      rests += 1;
    },
  );
  for (let piece = 0; piece < 100; piece++) {
    clock += 1;
    await pause();
  }
  expect(rests).toBe(16);
});

test('[O1] a list of thousands is made and written in pieces so small that none is a long task on a slow phone', async () => {
  const rows = Array.from({ length: 3000 }, (_, at) =>
    aRow({ acceptedOn: '2025-05-06', status: 'settled', place: `第${at}组` }),
  );
  let [making, writing] = [0, 0];
  const sheet = await listSheet({ kind: mediationCase, rows, columns: [], names: NO_NAMES, under: '' }, async () => {
    making += 1;
  });
  await xlsxOf([], [], [sheet], async () => {
    writing += 1;
  });
  expect(making).toBeGreaterThanOrEqual(rows.length / 10);
  expect(writing).toBeGreaterThanOrEqual(rows.length / 10);
});
