import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Rule {
  readonly selectors: string;
  readonly body: string;
}
const RULE = /([^{}]+)\{([^{}]*)\}/g;
const rulesOf = (path: string): Rule[] => {
  const css = readFileSync(path, 'utf8').replaceAll(/\/\*[^]*?\*\//g, '');
  return Array.from(css.matchAll(RULE), ([, selectors = '', body = '']) => ({ selectors: selectors.trim(), body }));
};

const sheets = globSync('src/**/*.css');
const found = (isWrong: (rule: Rule) => boolean): string[] =>
  sheets.flatMap((path) =>
    rulesOf(path)
      .filter(isWrong)
      .map(({ selectors }) => `${path}: ${selectors}`),
  );

test('there are styles to look at', () => expect(sheets.length).toBeGreaterThan(50));

test('items of a flex layout stand apart in Safari 14.0 as well, which knows no gap between them', () => {
  const isFlex = /display:\s*(inline-)?flex/;
  expect(found(({ body }) => isFlex.test(body) && /(^|[;\s])(row-|column-)?gap:/.test(body))).toEqual([]);
});

test('where focus is depends on no selector that Safari before 15.4 drops: only taking a ring away may', () => {
  const wrong = found(
    ({ selectors, body }) => selectors.includes(':focus-visible') && !/outline:\s*(none|0)/.test(body),
  );
  expect(wrong).toEqual([]);
});
