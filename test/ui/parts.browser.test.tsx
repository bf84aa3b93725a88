import '#ui/tokens.css';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { venue } from '#kinds/index.ts';
import { HBars } from '#ui/charts/HBars.tsx';
import { Matrix } from '#ui/charts/Matrix.tsx';
import { MonthBars } from '#ui/charts/MonthBars.tsx';
import { ConfirmInline } from '#ui/ConfirmInline.tsx';
import { Disclosure } from '#ui/Disclosure.tsx';
import type { PhotoPort } from '#ui/fields/form-api.ts';
import { FilterBar } from '#ui/FilterBar.tsx';
import { Loading } from '#ui/Loading.tsx';
import { ProgressBar } from '#ui/ProgressBar.tsx';
import type { Typed } from '#ui/typed.ts';
import { TryForm } from './TryForm.tsx';

afterEach(cleanup);

test('a short wait draws nothing, a longer one says what is awaited and how far it has come', async () => {
  render(<Loading what="正在导入备份" done={1200} of={5000} />);
  expect(screen.getByRole('status').textContent).toBe('');
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('正在导入备份 1200 / 5000'));
});

test('a slim wait over what is here already is one line', () => {
  render(<Loading slim what="仍在载入" after={0} />);
  expect(screen.getByRole('status').getBoundingClientRect().height).toBeLessThan(48);
});

test('the days of a filter are said in Chinese beside boxes that follow the system’s language', () => {
  const nothing = vi.fn<() => void>();
  const bar = (to: string) => (
    <FilterBar filters={[]} range={{ from: '2024-03-09', to }} onFilter={nothing} onRange={nothing} onClear={nothing} />
  );
  const { rerender } = render(bar(''));
  expect(screen.getByText('2024年3月9日起')).toBeTruthy();
  rerender(bar('2024-04-01'));
  expect(screen.getByText('2024年3月9日至4月1日')).toBeTruthy();
  expect(screen.getByLabelText('从')).toHaveProperty('value', '2024-03-09');
});

test('a removal asks in place and begins with the harmless answer', async () => {
  const user = userEvent.setup();
  const onConfirm = vi.fn<() => void>();
  render(<ConfirmInline label="删除" question="删除后列表里不再显示。" onConfirm={onConfirm} />);
  await user.click(screen.getByRole('button', { name: '删除' }));
  expect(document.activeElement).toBe(screen.getByRole('button', { name: '不，保留' }));
  await user.keyboard('{Escape}');
  expect(onConfirm).not.toHaveBeenCalled();
  expect(document.activeElement).toBe(screen.getByRole('button', { name: '删除' }));
  await user.keyboard('{Enter}');
  await user.click(screen.getByRole('button', { name: '删除' }));
  expect(onConfirm).toHaveBeenCalledOnce();
});

test('what takes nothing away is not asked in red', async () => {
  const user = userEvent.setup();
  render(<ConfirmInline label="停用" question="不能再上报。" onConfirm={() => undefined} />);
  render(<ConfirmInline label="交还" question="由服务器编号。" harmless onConfirm={() => undefined} />);
  for (const name of ['停用', '交还']) await user.click(screen.getByRole('button', { name }));
  const [red, plain] = ['停用', '交还'].map((name) => {
    const { borderTopColor, backgroundColor } = getComputedStyle(screen.getByRole('group', { name }));
    return { borderTopColor, backgroundColor };
  });
  expect(plain?.borderTopColor).not.toBe(red?.borderTopColor);
  expect(plain?.backgroundColor).not.toBe(red?.backgroundColor);
});

test('what was opened once keeps what was typed in it when it folds', async () => {
  const user = userEvent.setup();
  render(
    <Disclosure label="更多信息">
      <input aria-label="备注" />
    </Disclosure>,
  );
  const head = screen.getByRole('button', { name: '更多信息' });
  expect(document.querySelector('input')).toBeNull();
  await user.click(head);
  await user.type(screen.getByRole('textbox', { name: '备注' }), '三日后回访');
  await user.click(head);
  expect(screen.queryByRole('textbox', { name: '备注' })).toBeNull();
  await user.click(head);
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: '备注' }).value).toBe('三日后回访');
});

test('progress says in words what colour and mark say', () => {
  const { container } = render(<ProgressBar label="法治培训" done={2} target={12} unit="场" pace={5.5} />);
  expect(container.textContent).toContain('法治培训：2场，目标 12场，今天应到 5.5场，比序时进度少 3.5场');
  // Of a year that is over nobody is asked where it stands today.
  const none = render(<ProgressBar label="排查" done={0} target={12} unit="次" words="已过时限，还差12次" />);
  expect(none.container.textContent).toContain('排查：0次，目标 12次，已过时限，还差12次');
  const filled = (root: Element): number => root.querySelectorAll('div[style*="width"]').length;
  expect([filled(container), filled(none.container)]).toEqual([1, 0]);
  const past = render(<ProgressBar label="普法" done={2} target={12} unit="场" pace={12} paceWord="全年应到" />);
  expect(past.container.textContent).toContain('普法：2场，目标 12场，全年应到 12场');
});

test('a chart is a picture with its numbers as a table', () => {
  render(<HBars description="2024年调解案件按纠纷类型" bars={[{ id: 'a', label: '邻里纠纷', value: 46 }]} unit="件" />);
  expect(screen.getByRole('img', { name: '2024年调解案件按纠纷类型' })).toBeTruthy();
  expect(screen.getByRole('cell').textContent).toBe('46件');
});

test('every mark of a chart opens the records behind it', async () => {
  const user = userEvent.setup();
  const opened = vi.fn<(what: string | number) => void>();
  const onOpen = (what: string | number) => opened(what);
  const bars = [{ id: 'neighbor', label: '邻里纠纷', value: 46 }];
  render(
    <>
      <HBars description="按类型" bars={bars} unit="件" onOpen={onOpen} />
      <MonthBars description="按月" months={[8, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]} unit="件" onOpen={onOpen} />
      <Matrix
        title="各村任务进度"
        head="村"
        rows={[{ id: 'v1', label: '城墙村' }]}
        columns={[{ id: 't1', label: '培训' }]}
        cellOf={() => ({ text: '3 / 4', share: 0.75 })}
        onOpen={(row, column) => onOpen(`${row} ${column}`)}
      />
    </>,
  );
  await user.click(screen.getByRole('button', { name: '邻里纠纷 46件' }));
  await user.click(screen.getByRole('button', { name: /^2\s*月\s*5\s*件$/ }));
  await user.click(screen.getByRole('button', { name: '3 / 4' }));
  expect(opened.mock.calls).toEqual([['neighbor'], [2], ['v1 t1']]);
});

test('photos come from camera or gallery, and one taken away can be brought back', async () => {
  const user = userEvent.setup();
  const add = vi.fn<PhotoPort['add']>();
  let typed: Typed = {};
  render(
    <TryForm
      kind={venue}
      unfolded
      typed={{ photos: { one: { blob: 'abc', subject: 'event' } } }}
      photos={{ add, url: () => undefined, busy: [{ id: 'x', name: '', done: 0 }] }}
      onTyped={(next) => (typed = next)}
    />,
  );
  expect(screen.getByLabelText<HTMLInputElement>('拍照').getAttribute('capture')).toBe('environment');
  await user.upload(screen.getByLabelText('从相册选'), new File(['x'], '签到表.jpg', { type: 'image/jpeg' }));
  expect(add.mock.calls[0]?.[0]).toBe('photos');
  expect(add.mock.calls[0]?.[1].map(({ name }) => name)).toEqual(['签到表.jpg']);
  expect(screen.getByText('正在缩小照片…')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: '移去照片 1' }));
  expect(typed['photos']).toEqual({});
  await user.click(screen.getByRole('button', { name: '撤销' }));
  expect(typed['photos']).toEqual({ one: { blob: 'abc', subject: 'event' } });
});
