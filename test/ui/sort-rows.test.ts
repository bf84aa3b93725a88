import { expect, test } from 'vitest';
import { columnsOf } from '#core/columns.ts';
import { NO_NAMES } from '#core/text.ts';
import { mediationCase } from '#kinds/index.ts';
import { sortRows } from '#ui/sort-rows.ts';

const column = (id: string) => columnsOf(mediationCase).find((one) => one.id === id);
const idsBy = (
  id: string,
  desc: boolean,
  rows: readonly { id: string; values: { [field: string]: string | number } }[],
) => sortRows(rows, column(id), desc, NO_NAMES).map((row) => row.id);

test('Chinese words stand in the order of their sounds, equal ones as they stood', () => {
  const rows = [
    { id: 'tian', values: { place: '田家沟' } },
    { id: 'none', values: {} },
    { id: 'an1', values: { place: '安坝' } },
    { id: 'an2', values: { place: '安坝' } },
    { id: 'ran', values: { place: '冉家坡' } },
  ];
  expect(idsBy('place', false, rows)).toEqual(['an1', 'an2', 'ran', 'tian', 'none']);
  expect(idsBy('place', true, rows)).toEqual(['tian', 'ran', 'an1', 'an2', 'none']);
});

test('numbers are sorted as numbers, and empty cells come last either way round', () => {
  const rows = [
    { id: 'none', values: {} },
    { id: '900', values: { amountInvolved: 900 } },
    { id: '10000', values: { amountInvolved: 10_000 } },
  ];
  expect(idsBy('amountInvolved', false, rows)).toEqual(['900', '10000', 'none']);
  expect(idsBy('amountInvolved', true, rows)).toEqual(['10000', '900', 'none']);
});

test('without a column rows stay as they are', () => {
  const rows = [
    { id: 'b', values: {} },
    { id: 'a', values: {} },
  ];
  expect(sortRows(rows, undefined, false, NO_NAMES)).toBe(rows);
});
