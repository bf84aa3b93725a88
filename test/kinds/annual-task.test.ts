import { expect, test } from 'vitest';
import { warningsOf } from '#core/validate.ts';
import type { Values } from '#kinds/field.ts';
import { annualTask } from '#kinds/index.ts';

test('[F7] typed parts that do not add up to the target are pointed out; of a share each village has its own', () => {
  const warned = (more: Values) =>
    warningsOf(annualTask, {
      target: 12,
      metric: { measure: 'count' },
      split: { over: 'village', manner: 'typed' },
      splitTargets: { east: { target: 7 }, west: { target: 4 } },
      ...more,
    }).map(({ field }) => field);
  expect(warned({})).toEqual(['splitTargets']);
  expect(warned({ target: 11 })).toEqual([]);
  expect(warned({ metric: { measure: 'coverage' } })).toEqual([]);
  expect(warned({ split: { over: 'village', manner: 'equal' } })).toEqual([]);
  expect(warned({ splitTargets: {} })).toEqual([]);
});
