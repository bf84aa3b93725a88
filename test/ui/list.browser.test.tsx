import '#ui/tokens.css';
import '#ui/base.css';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { LinkProps } from '#ui/link.ts';
import { RecordList, type CardLine } from '#ui/RecordList.tsx';

afterEach(() => {
  cleanup();
  window.scrollTo(0, 0);
});

const Link = ({ to, children, ...rest }: LinkProps) => (
  <a {...rest} href={to}>
    {children}
  </a>
);
const lineOf = ({ at }: { readonly at: number }): CardLine => ({
  title: `案件 ${at}`,
  second: '3月9日 · 城墙村',
  state: { text: '调解成功', tone: 'done' },
  ...(at % 2 === 0 ? { missing: '还缺：纠纷简要情况' } : {}),
  ...(at === 1 ? { standing: 'refused' as const } : {}),
});

function open(count: number) {
  const rows = Array.from({ length: count }, (_, at) => ({ id: `r${at}`, at }));
  return render(<RecordList title="调解案件" rows={rows} lineOf={lineOf} hrefOf={({ id }) => `#${id}`} link={Link} />);
}

test('the list is named by its kind, and a card says what, who and when, state, and what is missing', () => {
  open(3);
  const list = screen.getByRole('list', { name: '调解案件' });
  const [first, second] = within(list).getAllByRole('listitem');
  expect(first?.textContent).toBe('案件 0调解成功3月9日 · 城墙村还缺：纠纷简要情况');
  expect(second?.textContent).toContain('被退回');
});

test('where a line is too long it is broken between its parts: no number stands apart from its unit', () => {
  const line = { title: '宪法宣誓', second: '2024年12月4日 · 双泉乡 · 法律知识考试 · 13人次' };
  for (let width = 200; width <= 400; width += 10) {
    const { container, unmount } = render(
      <div style={{ width }}>
        <RecordList title="培训学法" rows={[{ id: 'a' }]} lineOf={() => line} hrefOf={() => '#a'} link={Link} />
      </div>,
    );
    expect(screen.getByText('13人次').getBoundingClientRect().height, `${width} px`).toBeLessThan(32);
    expect(container.textContent).toBe(`${line.title}${line.second}`);
    unmount();
  }
});

test('of 100,000 records only those near the window are drawn, to the very last', async () => {
  open(100_000);
  expect(screen.getAllByRole('listitem').length).toBeLessThan(40);
  expect(screen.getAllByRole('listitem')[0]?.getAttribute('aria-setsize')).toBe('100000');
  window.scrollTo(0, document.documentElement.scrollHeight);
  await waitFor(() => expect(screen.getByText('案件 99999')).toBeTruthy());
  expect(screen.getAllByRole('listitem').length).toBeLessThan(60);
});
