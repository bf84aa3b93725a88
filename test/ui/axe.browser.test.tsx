import '#ui/tokens.css';
import '#ui/base.css';
import { cleanup, render, screen } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { scenes } from './scenes.tsx';

afterEach(() => {
  cleanup();
  delete document.documentElement.dataset['theme'];
  delete document.documentElement.dataset['type'];
});

document.documentElement.lang = 'zh-CN';
document.title = '样张 · 法治台账';

const looks = [
  ['light', 360, 740],
  ['dark', 1280, 800],
] as const;

for (const name of Object.keys(scenes)) {
  test.each(looks)(`axe finds nothing in ${name}, %s, %i wide`, async (theme, width, height) => {
    await page.viewport(width, height);
    document.documentElement.dataset['theme'] = theme;
    const Scene = scenes[name];
    if (Scene === undefined) throw new Error('No such scene');
    render(<Scene />);
    // What folds is looked at as well.
    for (const button of screen.queryAllByRole('button', { expanded: false }).slice(0, 4)) button.click();
    await settled();
    const { violations } = await axe.run(document, {
      resultTypes: ['violations'],
      selectors: false,
      preload: { assets: ['media'] },
    });
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 200))])).toEqual([]);
  });

  test(`nothing in ${name} is wider than a small phone, even at 1.6 times the type`, async () => {
    await page.viewport(360, 740);
    document.documentElement.style.fontSize = '170%';
    const Scene = scenes[name];
    if (Scene === undefined) throw new Error('No such scene');
    render(<Scene />);
    await settled();
    const { scrollWidth } = document.documentElement;
    document.documentElement.style.fontSize = '';
    expect(scrollWidth).toBeLessThanOrEqual(360);
  });
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 250));
