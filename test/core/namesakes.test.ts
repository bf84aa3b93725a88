import { expect, test } from 'vitest';
import type { Row } from '#core/fold.ts';
import { namesakesOf, standsFor } from '#core/namesakes.ts';

const touch = { stamp: '', actor: '', device: '' };
const aUnit = (id: string, unit: string, values: Row['values'], removed: string | null = null): Row => ({
  id,
  unit,
  values,
  removed,
  kind: 'unit',
  scope: `${unit}/shared`,
  heads: {},
  conflicts: {},
  erased: [],
  created: touch,
  changed: touch,
});

const own = aUnit('own', 'town', { name: '城墙村', unitKind: 'village' });
const joined = aUnit('joined', 'elsewhere', { name: ' 城墙村', unitKind: 'village' });

test('[D8] a village that came with a file under a name that is here is pointed out', () => {
  expect(namesakesOf([own, joined], 'town')).toEqual([{ joined, own }]);
});

test('[D8] not when it is settled, removed, of another type or name, or the township itself', () => {
  const others = [
    aUnit('a', 'elsewhere', { name: '城墙村', unitKind: 'village', sameAs: 'own' }),
    aUnit('b', 'elsewhere', { name: '城墙村', unitKind: 'village' }, '误加'),
    aUnit('c', 'elsewhere', { name: '城墙村', unitKind: 'townshipOffice' }),
    aUnit('d', 'elsewhere', { name: '双石村', unitKind: 'village' }),
    aUnit('e', 'elsewhere', { name: '双泉乡', unitKind: 'township' }),
    aUnit('f', 'town', { name: '城墙村', unitKind: 'village' }),
    aUnit('g', 'elsewhere', { unitKind: 'village' }),
  ];
  expect(namesakesOf([own, aUnit('t', 'town', { name: '双泉乡', unitKind: 'township' }), ...others], 'town')).toEqual(
    [],
  );
});

test('[D8] a unit stands for all that point to it, and a circle ends', () => {
  const units = [
    own,
    aUnit('a', 'x', { sameAs: 'own' }),
    aUnit('b', 'x', { sameAs: 'a' }),
    aUnit('c', 'x', { sameAs: 'd' }),
    aUnit('d', 'x', { sameAs: 'c' }),
  ];
  expect(['own', 'a', 'b', 'unknown'].map(standsFor(units))).toEqual(['own', 'own', 'own', 'unknown']);
  expect(['c', 'd']).toContain(standsFor(units)('c'));
});
