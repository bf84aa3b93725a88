import '#ui/tokens.css';
import '#ui/base.css';
import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { Disclosure } from '#ui/Disclosure.tsx';

test('on a narrow phone the small print gives way, and the label stays on one line', () => {
  render(
    <div style={{ width: 260 }}>
      <Disclosure label="各列放到哪里" note="12 列有去处，13 列不要">
        里面
      </Disclosure>
    </div>,
  );
  const [label, note] = ['各列放到哪里', '12 列有去处，13 列不要'].map((text) => screen.getByText(text));
  const lineOf = (element: HTMLElement | undefined) =>
    element === undefined ? NaN : Number.parseFloat(getComputedStyle(element).lineHeight);
  expect(label?.getBoundingClientRect().height).toBeLessThan(1.5 * lineOf(label));
  const button = screen.getByRole('button');
  expect(button.scrollWidth).toBeLessThanOrEqual(button.clientWidth);
  expect(note?.getBoundingClientRect().right).toBeLessThanOrEqual(button.getBoundingClientRect().right);
});
