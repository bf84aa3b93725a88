import { expect, test } from 'vitest';
import { publicityEvent } from '#kinds/index.ts';
import type { SlimRow } from '#store/projection.ts';
import { cardLine } from '#pages/ledger/card-line.ts';

test('a card does not say a village twice where the event was held in the village itself', () => {
  const names = { link: () => '', code: () => '' } as unknown as Parameters<typeof cardLine>[2]['names'];
  const lineAt = (place: string) =>
    cardLine(
      publicityEvent,
      {
        id: 'e',
        unit: 'u',
        values: { title: '院坝会', heldOn: '2026-03-09', place },
        missing: [],
      } as unknown as SlimRow,
      { names, unitName: '永祥村', standing: undefined },
    ).second;
  expect(lineAt('永祥村')).toBe('2026年3月9日 · 永祥村');
  expect(lineAt('永祥村文化广场')).toBe('2026年3月9日 · 永祥村 · 永祥村文化广场');
});
