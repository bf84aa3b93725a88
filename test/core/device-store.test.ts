import { expect, test } from 'vitest';
import { CHAIN_START, changesOf, type ChainEnd, type IdentifiedChange } from '#core/change.ts';
import { ackAfter } from '#core/device-store.ts';

function aChain(length: number, word: string, after: ChainEnd = CHAIN_START): IdentifiedChange[] {
  let end = after;
  return Array.from({ length }, () => {
    const op = { record: 'r', kind: 'venue', field: 'name', value: word, replaces: [] };
    const stamp = `${1e12 + end.n}-0000-phone`;
    const by = { device: 'phone', action: 'a', actor: 'me', nextStamp: () => stamp };
    const [change] = changesOf([op], 'v/work', by, end) as [IdentifiedChange];
    end = change;
    return change;
  });
}

test('[X9] a new epoch keeps acknowledged what the server still ends with, and nothing that only has the same number', () => {
  const chain = aChain(4, 'one');
  const clone = aChain(3, 'other', chain[0]);
  const end = (n: number, of = chain) => of.find((change) => change.n === n) as IdentifiedChange;
  expect(ackAfter(4, chain, end(3))).toBe(3);
  expect(ackAfter(2, chain, end(3))).toBe(2);
  // The server was set back to before the chain, or kept the other content of a cloned device.
  expect(ackAfter(4, chain, undefined)).toBe(0);
  expect(ackAfter(4, chain, end(3, clone))).toBe(0);
  // Both contents are here: a number cannot say which of them the server has.
  const both = [...chain, ...clone].sort((a, b) => a.n - b.n);
  expect(ackAfter(4, both, end(4))).toBe(0);
  expect(ackAfter(4, both, end(1))).toBe(1);
  // The server has more than this device, which cannot tell whether it is the same.
  expect(ackAfter(2, chain.slice(0, 2), end(4))).toBe(0);
});
