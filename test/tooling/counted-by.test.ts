import { expect, test } from 'vitest';
import { countedBy, sourcesOf } from '#scripts/counted-by.ts';

const slimmers = sourcesOf(['src/store/slim-chunk.ts', 'src/kinds/index.ts']);
const counters = sourcesOf(['src/store/slim-chunk.ts', 'src/core/ledger-figures.ts']);

test('[F18] what figures are counted by is named after every source that counts them', () => {
  expect(countedBy()).toMatch(/^[0-9a-f]{16}\.[0-9a-f]{16}$/);
  for (const path of ['src/kinds/mediation-case.ts', 'src/core/case-figures.ts', 'src/store/column-text.ts'])
    expect(counters).toContain(path);
});

test('[F18] a change of pages, forms on paper or the server keeps that name', () => {
  expect(
    counters.filter((path) => /^src\/(pages|ui|server|sync|files|core\/(papers|report|sheets))\//.test(path)),
  ).toEqual([]);
});

test('[D10] what rows are slimmed by is named after every kind, and not after what counts them', () => {
  for (const path of [
    'src/kinds/mediation-case.ts',
    'src/kinds/screening.ts',
    'src/core/validate.ts',
    'src/store/slim.ts',
  ])
    expect(slimmers).toContain(path);
  for (const path of ['src/core/case-figures.ts', 'src/core/figures.ts', 'src/core/contribution.ts'])
    expect(slimmers).not.toContain(path);
});
