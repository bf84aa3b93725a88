import '#ui/tokens.css';
import '#ui/base.css';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useMemo, useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { columnsOf } from '#core/columns.ts';
import { NO_NAMES } from '#core/text.ts';
import { mediationCase, publicityEvent } from '#kinds/index.ts';
import { ColumnChoice } from '#ui/ColumnChoice.tsx';
import type { LinkProps } from '#ui/link.ts';
import { RecordTable } from '#ui/RecordTable.tsx';
import { sortRows, type Sort } from '#ui/sort-rows.ts';

afterEach(cleanup);

const columns = columnsOf(mediationCase);
const Link = ({ to, children, ...rest }: LinkProps) => (
  <a {...rest} href={to}>
    {children}
  </a>
);
const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    id: `r${at}`,
    values: {
      acceptedOn: `2024-01-${String(1 + (at % 28)).padStart(2, '0')}`,
      ...(at % 3 === 0 ? {} : { amountInvolved: 100 * ((at * 7) % 50) }),
      status: 'settled',
    },
  }));

test('no total is cut off, however long the sum', () => {
  const events = columnsOf(publicityEvent);
  const values = { heldOn: '2024-12-04', audience: 1_234_567, materials: 98_765_432 };
  render(
    <div style={{ width: 700 }}>
      <RecordTable
        title="普法活动"
        rows={[{ id: 'r', values }]}
        columns={events}
        shown={['heldOn', 'audience', 'materials']}
        names={NO_NAMES}
        sort={null}
        onSort={() => undefined}
        leadOf={({ id }) => id}
        hrefOf={({ id }) => `#${id}`}
        link={Link}
      />
    </div>,
  );
  const rows = screen.getAllByRole('row');
  const cells = within(rows[rows.length - 1] as HTMLElement).getAllByRole('cell');
  expect(cells.map((cell) => cell.textContent)).toContain('98,765,432份');
  expect(cells.filter((cell) => cell.scrollWidth > cell.clientWidth).map((cell) => cell.textContent)).toEqual([]);
});

function Ledger({ count }: { readonly count: number }) {
  const [sort, setSort] = useState<Sort | null>(null);
  const [shown, setShown] = useState<readonly string[]>(['acceptedOn', 'status', 'amountInvolved']);
  const rows = useMemo(
    () =>
      sortRows(
        rowsOf(count),
        columns.find(({ id }) => id === sort?.id),
        sort?.desc === true,
        NO_NAMES,
      ),
    [count, sort],
  );
  return (
    <>
      <ColumnChoice columns={columns} shown={shown} onShown={setShown} />
      <RecordTable
        title="调解案件"
        rows={rows}
        columns={columns}
        shown={shown}
        names={NO_NAMES}
        sort={sort}
        onSort={setSort}
        leadOf={({ id }) => `案件 ${id}`}
        hrefOf={({ id }) => `#${id}`}
        link={Link}
      />
    </>
  );
}

const cells = (row: HTMLElement) =>
  within(row)
    .getAllByRole('cell')
    .map((cell) => cell.textContent);
/** The rows drawn, in their order, without head and totals. */
const drawn = () =>
  screen
    .getAllByRole('row')
    .filter((row) => row.dataset['index'] !== undefined)
    .sort((a, b) => Number(a.dataset['index']) - Number(b.dataset['index']));

test('the table is named by its kind and says how many rows it has, drawn or not', () => {
  render(<Ledger count={5000} />);
  const table = screen.getByRole('table', { name: '调解案件' });
  expect(table.getAttribute('aria-rowcount')).toBe('5002');
  expect(screen.getAllByRole('row').length).toBeLessThan(60);
  expect(screen.getAllByRole('columnheader').map((head) => head.textContent)).toEqual([
    '名称',
    '结果',
    '受理日期',
    '涉及金额',
  ]);
});

test('a click on the head sorts, another turns the order round, empty cells stay last', async () => {
  const user = userEvent.setup();
  render(<Ledger count={9} />);
  const amount = screen.getByRole('columnheader', { name: '涉及金额' });
  await user.click(within(amount).getByRole('button'));
  const first = amount.getAttribute('aria-sort');
  const order = () => drawn().map((row) => cells(row)[3]);
  const amounts = order();
  expect(amounts.slice(6)).toEqual(['', '', '']);
  await user.click(within(amount).getByRole('button'));
  expect(new Set([first, amount.getAttribute('aria-sort')])).toEqual(new Set(['ascending', 'descending']));
  expect(order()).toEqual([...amounts.slice(0, 6).reverse(), '', '', '']);
});

test('the totals row adds up every row, not only those drawn', () => {
  render(<Ledger count={300} />);
  const totals = screen.getAllByRole('row').find((row) => row.textContent?.startsWith('合计'));
  const sum = rowsOf(300).reduce(
    (all, { values }) => all + ('amountInvolved' in values ? (values.amountInvolved ?? 0) : 0),
    0,
  );
  expect(totals?.textContent).toContain('合计 300 条');
  expect(totals?.textContent).toContain((sum / 100).toLocaleString('zh-CN'));
});

test('columns are chosen by name', async () => {
  const user = userEvent.setup();
  render(<Ledger count={3} />);
  await user.click(screen.getByRole('button', { name: `选择列 3/${columns.length}` }));
  await user.click(screen.getByRole('checkbox', { name: '结果' }));
  expect(screen.queryByRole('columnheader', { name: '结果' })).toBeNull();
  await user.click(screen.getByRole('checkbox', { name: '卷号' }));
  expect(screen.getByRole('columnheader', { name: '卷号' })).toBeTruthy();
});

test('arrow keys walk from record to record, also to the last of thousands', async () => {
  const user = userEvent.setup();
  render(<Ledger count={3000} />);
  screen.getByRole('link', { name: '案件 r0' }).focus();
  await user.keyboard('{ArrowDown}{ArrowDown}');
  await waitFor(() => expect(document.activeElement?.textContent).toBe('案件 r2'));
  await user.keyboard('{End}');
  await waitFor(() => expect(document.activeElement?.textContent).toBe('案件 r2999'));
});
