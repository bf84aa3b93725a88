import fc from 'fast-check';
import { expect, test } from 'vitest';
import { standIns } from '#core/stand-in.ts';

const id = fc.integer({ min: 0, max: 7 }).map((n) => `p${n}`);
const claims = fc.array(fc.tuple(id, id), { maxLength: 12 }).map((pairs) => new Map(pairs));

test('[N3] whoever is said to be another has the same stand-in as that one, and a stand-in stands for itself', () => {
  fc.assert(
    fc.property(claims, id, (said, one) => {
      const standIn = standIns(said);
      expect(standIn(standIn(one))).toBe(standIn(one));
      expect(standIn(said.get(one) ?? one)).toBe(standIn(one));
    }),
  );
});

test('[N3] of two merged into each other the earlier stands; who was asked first makes no difference', () => {
  const said = new Map([
    ['p2', 'p1'],
    ['p1', 'p2'],
    ['p3', 'p2'],
  ]);
  for (const order of [
    ['p1', 'p2', 'p3'],
    ['p3', 'p2', 'p1'],
  ]) {
    const standIn = standIns(said);
    expect(order.map(standIn)).toEqual(['p1', 'p1', 'p1']);
  }
});
