import '#ui/tokens.css';
import '#ui/base.css';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { Button, type ButtonTone } from '#ui/Button.tsx';
import { Notice } from '#ui/Notice.tsx';

afterEach(cleanup);

test.for(['primary', 'secondary', 'quiet'] satisfies ButtonTone[])(
  'the words of a %s button wrap where the column ends',
  (tone) => {
    render(
      <div style={{ width: 240 }}>
        <Button tone={tone} icon={<svg width={20} height={20} />}>
          照上次的填（2026年12月4日 国家工作人员宪法宣誓仪式）
        </Button>
      </div>,
    );
    const { width, height } = screen.getByRole('button').getBoundingClientRect();
    expect(width).toBeLessThanOrEqual(240);
    expect(height).toBeGreaterThan(48);
  },
);

test('what a notice offers begins under its words, with a frame or without', () => {
  const lefts = (['secondary', 'quiet'] satisfies ButtonTone[]).map((tone) => {
    const { unmount } = render(
      <Notice actions={<Button tone={tone}>记为已报送</Button>}>
        <p>还没有报送</p>
      </Notice>,
    );
    const words = screen.getByText('还没有报送').getBoundingClientRect().left;
    const button = screen.getByRole('button');
    const shown = tone === 'quiet' ? button.querySelector('span') : button;
    const offset = (shown?.getBoundingClientRect().left ?? 0) - words;
    unmount();
    return offset;
  });
  for (const offset of lefts) expect(Math.abs(offset)).toBeLessThan(2);
});
