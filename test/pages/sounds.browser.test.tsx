import { act, renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useSounds } from '#pages/shell/use-sounds.ts';

const pause = (ms: number) => act(() => new Promise((resolve) => setTimeout(resolve, ms)));

test('the table of sounds comes in a pause, not while somebody types', async () => {
  const { result } = renderHook(() => useSounds(true));
  for (let i = 0; i < 5; i++) {
    await pause(500);
    document.body.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
  expect(result.current).toBeUndefined();
  await expect.poll(() => result.current?.('李伟')[0], { timeout: 10_000 }).toBe(' li wei');
});
