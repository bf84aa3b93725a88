/** What every screen must hold: no finding of axe in either theme, a title without names, targets for a thumb. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';

/** The rules whose outcome depends on the theme. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];
const TARGET = 48;

type Theme = 'light' | 'dark';

/** In each of the themes, by all rules in the light one; the page stands in the last of them afterwards. */
export async function expectAccessible(
  page: Page,
  name: string,
  themes: readonly Theme[] = ['dark', 'light'],
): Promise<void> {
  await expect(page, name).toHaveTitle(/法治台账$/);
  await bringAxe(page);
  for (const theme of themes) {
    // Motion is off; what still moves are colours that follow the theme.
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    const rules = theme === 'light' ? null : COLOUR_RULES;
    expect.soft(await page.evaluate(findings, rules), `${name}, ${theme}`).toEqual([]);
  }
}

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Once a document. Axe's own builder sends and parses its half megabyte at every question and carries every passed rule
 * back: five sixths of the time that these journeys took.
 */
async function bringAxe(page: Page): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
}

/** In the page: what axe finds by all its rules, or by the ones named. */
async function findings(rules: readonly string[] | null): Promise<string[]> {
  const { axe } = window as unknown as { readonly axe: typeof import('axe-core') };
  const { violations } = await axe.run(document, {
    resultTypes: ['violations'],
    // An address for every element looked at, and all styles fetched anew for no rule that is on: half of the time.
    selectors: false,
    preload: { assets: ['media'] },
    ...(rules === null ? {} : { runOnly: { type: 'rule', values: [...rules] } }),
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any }) => `${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ''}`),
  );
}

/** Every control can be hit by a thumb: 48 px in both directions. */
export async function expectTargets(page: Page, name: string): Promise<void> {
  expect.soft(await page.evaluate(smallTargets, TARGET), `${name}, targets`).toEqual([]);
}

/** Nothing makes the page wider than the screen. */
export async function expectNoSidewaysScroll(page: Page, name: string): Promise<void> {
  const wide = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const over = [...document.querySelectorAll('body *')].filter(
      (one) => one.getBoundingClientRect().right > clientWidth + 1,
    );
    return [`${scrollWidth} px`, ...over.slice(0, 5).map((one) => one.outerHTML.slice(0, 120))];
  });
  expect.soft(wide, `${name}, width`).toEqual([]);
}

function smallTargets(least: number): string[] {
  const controls = document.querySelectorAll<HTMLElement>(
    'a[href], button, input, select, textarea, summary, [role=option], [tabindex="0"]',
  );
  const isLarge = ({ width, height }: DOMRect): boolean =>
    // The border of the box around a control belongs to it.
    (width >= least - 2 && height >= least - 2) ||
    // A column of a chart: twelve months share the width of a phone.
    (width >= 24 && height >= 2 * least);
  const answers = (control: HTMLElement, x: number, y: number): boolean => {
    const hit = document.elementFromPoint(x, y);
    return hit !== null && control.contains(hit);
  };
  return [...controls].flatMap((control) => {
    // The label is as good to hit as the control in it.
    const target = control.closest('label') ?? control;
    const box = target.getBoundingClientRect();
    // Seen by nobody: pixels for screen readers, the skip link above the page.
    if (box.width <= 1 || box.height <= 1 || box.bottom < 0 || isLarge(box)) return [];
    // A number within a sentence (WCAG 2.5.8, inline): the report lists the same ones at full size under each section.
    if (control.matches('article p > a')) return [];
    target.scrollIntoView({ block: 'center', inline: 'center' });
    const { left, top, width, height } = target.getBoundingClientRect();
    const [x, y, reach] = [left + width / 2, top + height / 2, least / 2 - 1];
    const across = width >= least || (answers(target, x - reach, y) && answers(target, x + reach, y));
    const along = height >= least || (answers(target, x, y - reach) && answers(target, x, y + reach));
    if (across && along) return [];
    const name = control.getAttribute('aria-label') ?? (target.textContent || control.outerHTML);
    return [`${name.trim().slice(0, 40)} <${control.localName}> ${width.toFixed(0)}×${height.toFixed(0)}`];
  });
}
