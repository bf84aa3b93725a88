/** Which numbers of cases the public does not read (SPEC R7). */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fewIn, isSmall, type CaseNumbers } from '#core/report/few.ts';

const NUMBERS: CaseNumbers = {
  names: ['all', 'a', 'b', 'c', 'x', 'y'],
  sums: [
    { whole: 'all', parts: ['a', 'b', 'c'] },
    { whole: 'a', parts: ['x', 'y'] },
  ],
  shares: [{ name: 'a/all', of: ['a', 'all'] }],
};
const few = (counts: { readonly [name: string]: number }) =>
  [...fewIn(NUMBERS, (name) => counts[name] ?? 0)].sort((a, b) => (a < b ? -1 : 1));

describe('[R7] a small number', () => {
  test('takes another one with it, the next smallest, so that it cannot be subtracted', () => {
    expect(few({ all: 40, a: 34, b: 5, c: 1, x: 20, y: 14 })).toEqual(['b', 'c']);
    expect(few({ all: 35, a: 34, c: 1, x: 20, y: 14 })).toEqual(['a', 'a/all', 'c', 'y']);
  });
  test('of two lines with one each takes a third: their sum would say both', () =>
    expect(few({ all: 36, a: 34, b: 1, c: 1, x: 20, y: 14 })).toEqual(['a', 'a/all', 'b', 'c', 'y']));
  test('with nobody beside it takes the whole', () => expect(few({ all: 3, a: 1, b: 1, c: 1 })).toContain('all'));
  test('that nobody printed is one all the same: what is left over of a sum', () =>
    expect(few({ all: 40, a: 40, x: 30, y: 9 })).toEqual(['y']));
  test('of none is none', () => expect(few({ all: 40, a: 34, b: 6, x: 20, y: 14 })).toEqual([]));
});

test('[R7] whatever the numbers, no small one can be reckoned back from what is printed', () => {
  const count = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 40 }));
  fc.assert(
    fc.property(count, count, count, count, fc.integer({ min: 0, max: 4 }), (x, y, rest, b, c) => {
      const a = x + y + rest;
      const counts: { readonly [name: string]: number } = { all: a + b + c, a, b, c, x, y };
      const hidden = fewIn(NUMBERS, (name) => counts[name] ?? 0);
      const shown = Object.keys(counts).filter((name) => !hidden.has(name) || counts[name] === 0);
      expect(shown.filter((name) => isSmall(counts[name] ?? 0))).toEqual([]);
      // Everything that could stand behind what is printed: a hidden number is at least one.
      const possible = { a: new Set<number>(), b: new Set<number>(), c: new Set<number>() };
      const upTo = counts.all ?? 0;
      const range = (name: 'a' | 'b' | 'c') =>
        shown.includes(name) ? [counts[name] ?? 0] : Array.from({ length: upTo + 4 }, (_, at) => at + 1);
      for (const one of range('a'))
        for (const two of range('b'))
          for (const three of range('c')) {
            if (shown.includes('all') && one + two + three !== upTo) continue;
            possible.a.add(one);
            possible.b.add(two);
            possible.c.add(three);
          }
      const told = (['a', 'b', 'c'] as const).filter((name) => isSmall(counts[name] ?? 0) && possible[name].size < 2);
      expect(told).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
