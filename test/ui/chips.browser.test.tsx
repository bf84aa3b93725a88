import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { ChipGroup } from '#ui/ChipGroup.tsx';
import { Segmented } from '#ui/Segmented.tsx';

afterEach(cleanup);

const choices = ['登记', '受理', '调解中', '调解成功'].map((label) => ({ id: label, label }));

function Chips({ multiple = false, required = false, limit = Infinity }) {
  const [value, setValue] = useState<readonly string[]>([]);
  return (
    <>
      <ChipGroup
        aria-label="结果"
        aria-required={required}
        multiple={multiple}
        limit={limit}
        choices={choices}
        value={value}
        onChange={setValue}
      />
      <output>{value.join('、')}</output>
    </>
  );
}
const chosen = () => screen.getByRole('status').textContent;

test('radio chips are chosen by arrow keys and cleared by Backspace', async () => {
  const user = userEvent.setup();
  render(<Chips />);
  await user.tab();
  await user.keyboard(' ');
  expect(chosen()).toBe('登记');
  await user.keyboard('{ArrowRight}');
  expect(chosen()).toBe('受理');
  await user.keyboard('{ArrowLeft}{ArrowLeft}');
  expect(chosen()).toBe('调解成功');
  await user.keyboard('{Backspace}');
  expect(chosen()).toBe('');
});

test('a second tap clears a choice that nobody asks for, and keeps one that is required', async () => {
  const user = userEvent.setup();
  const { rerender } = render(<Chips />);
  await user.click(screen.getByRole('radio', { name: '受理' }));
  await user.click(screen.getByRole('radio', { name: '受理' }));
  expect(chosen()).toBe('');
  rerender(<Chips required />);
  await user.click(screen.getByRole('radio', { name: '受理' }));
  await user.click(screen.getByRole('radio', { name: '受理' }));
  expect(chosen()).toBe('受理');
});

test('checkbox chips are chosen one by one with the space bar', async () => {
  const user = userEvent.setup();
  render(<Chips multiple />);
  await user.tab();
  await user.keyboard(' {Tab}{Tab} ');
  expect(chosen()).toBe('登记、调解中');
  expect(screen.getAllByRole('checkbox', { checked: true })).toHaveLength(2);
});

test('what does not fit at once waits behind one chip, a chosen one never', async () => {
  const user = userEvent.setup();
  render(<Chips limit={2} />);
  expect(screen.queryByRole('radio', { name: '调解成功' })).toBeNull();
  await user.click(screen.getByRole('button', { name: '其余 2 项…' }));
  await user.click(screen.getByRole('radio', { name: '调解成功' }));
  expect(chosen()).toBe('调解成功');
});

test('a segmented control is one choice of several', async () => {
  const user = userEvent.setup();
  function Views() {
    const [view, setView] = useState('登记');
    return <Segmented label="看法" choices={choices} value={view} onChange={setView} />;
  }
  render(<Views />);
  await user.click(screen.getByRole('radio', { name: '受理' }));
  expect(screen.getByRole<HTMLInputElement>('radio', { name: '受理' }).checked).toBe(true);
});
