import { expect, test } from 'vitest';
import { CHAIN_START, changesOf, type IdentifiedChange, type Op } from '#core/change.ts';
import { foldOwnRemoval, foldRecord, opsOf, type Row } from '#core/fold.ts';

let ms = 1_700_000_000_000;
const by = { device: 'd1', actor: 'a1', action: 'x', nextStamp: () => `${(ms += 1000)}-0000-d1` };
const op = (field: string, value: Op['value'], more: Partial<Op> = {}): Op => ({
  record: 'r',
  kind: 'mediationCase',
  field,
  replaces: [],
  ...(value === undefined ? {} : { value }),
  ...more,
});
const made = () => changesOf([op('facts', 'x'), op('parties.1', { name: 'a' })], 'u/cases', by, CHAIN_START);
const removal = (row: Row, end: IdentifiedChange, saw: readonly string[]) =>
  changesOf([op('removed', '撤销', { saw })], row.scope, by, { n: end.n, id: end.id });

test('[C6] a removal that saw everything gives the row that the whole history gives', () => {
  const first = made();
  const row = foldRecord(opsOf(first)) as Row;
  const removed = removal(row, first[0] as IdentifiedChange, Object.keys(row.heads));
  const [last] = opsOf(removed);
  if (last === undefined) throw new Error('no op');
  expect(foldOwnRemoval(row, last)).toEqual(foldRecord(opsOf([...first, ...removed])));
  expect(foldOwnRemoval(row, last)?.removed).toBe('撤销');
});

test('[C6] one that did not see a head is left to the history', () => {
  const first = made();
  const row = foldRecord(opsOf(first)) as Row;
  const [last] = opsOf(removal(row, first[0] as IdentifiedChange, []));
  if (last === undefined) throw new Error('no op');
  expect(foldOwnRemoval(row, last)).toBe(null);
  expect(foldOwnRemoval({ ...row, removed: 'x' }, last)).toBe(null);
});
