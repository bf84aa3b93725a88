import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useTyping } from '#ui/use-typing.ts';

const box = document.createElement('input');
const button = document.createElement('button');

beforeEach(() => {
  const real = window.matchMedia.bind(window);
  vi.spyOn(window, 'matchMedia').mockImplementation((query) => real(query.includes('coarse') ? 'all' : query));
  document.body.append(box, button);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  box.remove();
  button.remove();
});

test('while a finger goes from a text to 保存 the tabs stay away, so that the button stays under it', async () => {
  const { result } = renderHook(useTyping);
  act(() => box.focus());
  expect(result.current).toBe(true);
  act(() => button.focus());
  expect(result.current).toBe(true);
  await waitFor(() => expect(result.current).toBe(false));
});

test('from one text to the next the tabs do not come back', async () => {
  const other = document.createElement('textarea');
  document.body.append(other);
  const { result } = renderHook(useTyping);
  act(() => box.focus());
  act(() => other.focus());
  await act(() => new Promise((resolve) => setTimeout(resolve, 400)));
  expect(result.current).toBe(true);
  act(() => other.remove());
});
