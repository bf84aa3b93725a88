import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** WCAG 2.2: texts 4.5:1, edges of controls and marks 3:1. */
const TEXTS = ['ink', 'soft', 'faint', 'act', 'pace-ink', 'done', 'soon', 'late'];
const MARKS = ['edge', 'pace', 'act-fill', 'done'];
const GROUNDS = ['paper', 'surface', 'sunk'];
const PAIRS = [
  ['on-act', 'act-fill'],
  ['on-act', 'act-fill-down'],
  ['act', 'act-wash'],
  ['ink', 'act-wash'],
  ['soft', 'act-wash'],
  ['pace-ink', 'pace-wash'],
  ['done', 'done-wash'],
  ['soon', 'soon-wash'],
  ['late', 'late-wash'],
  ['ink', 'late-wash'],
  ['ink', 'soon-wash'],
  ['ink', 'done-wash'],
] as const;

const css = readFileSync(new URL('../../src/ui/tokens.css', import.meta.url), 'utf8');

type Tokens = ReadonlyMap<string, string>;
const tokensIn = (block: string): Tokens =>
  new Map(Array.from(block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g), ([, name = '', value = '']) => [name, value]));
/** The declarations between a selector and its closing brace. */
const blockOf = (selector: string): string => {
  const from = css.indexOf(`${selector} {`);
  return css.slice(from, css.indexOf('}', from));
};

const light = tokensIn(blockOf(':root'));
const dark = tokensIn(blockOf(":root[data-theme='dark']"));
const systemDark = tokensIn(blockOf(":root:not([data-theme='light'])"));

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(tokens: Tokens, front: string, back: string): number {
  const colour = (name: string) => tokens.get(name) ?? light.get(name) ?? '';
  const [a, b] = [luminance(colour(front)), luminance(colour(back))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

test.each([
  ['light', light],
  ['dark', dark],
])('every text and mark of the %s theme can be read', (_name, tokens) => {
  const weak: string[] = [];
  const ask = (front: string, back: string, least: number) => {
    const ratio = contrast(tokens, front, back);
    if (!(ratio >= least)) weak.push(`${front} on ${back}: ${ratio.toFixed(2)}`);
  };
  for (const ground of GROUNDS) {
    for (const text of TEXTS) ask(text, ground, 4.5);
    for (const mark of MARKS) ask(mark, ground, 3);
  }
  for (const [front, back] of PAIRS) ask(front, back, 4.5);
  expect(weak).toEqual([]);
});

test('the dark theme is the same whether the system or the reader asks for it', () => {
  expect([...systemDark]).toEqual([...dark]);
});
