import { expect, test } from 'vitest';
import { stampText } from '#core/stamp.ts';
import { writtenAt } from '#pages/shell/moment.ts';

const NOW = Date.UTC(2026, 2, 1);
const at = (ms: number): string => writtenAt(stampText({ ms, counter: 0 }, 'd'), NOW);

test('[C7] a time that cannot be true is shown with a word; one that is a little ahead is not', () => {
  expect(at(NOW)).toBe('2026年3月1日 08:00');
  expect(at(NOW + 5 * 60_000)).toBe('2026年3月1日 08:05');
  expect(at(NOW + 11 * 60_000)).toBe('2026年3月1日 08:11（时钟不准）');
  expect(at(Date.UTC(2010, 0, 1))).toBe('2010年1月1日 08:00（时钟不准）');
  expect(at(0)).toBe('时间不详（时钟不准）');
});
