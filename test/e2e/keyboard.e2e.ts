import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { beginVillage, said, sideName } from './steps.ts';

test.use({ viewport: { width: 1280, height: 800 } });

test('a case is recorded, found and opened by the keyboard alone', async ({ page: first, context }) => {
  await first.goto('/');
  await beginVillage(first);
  // As the next morning: nothing has been clicked in this one.
  const page = await context.newPage();
  await page.goto('/');
  await expect(page.getByRole('link', { name: '记调解' })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: '跳到正文' })).toBeFocused();
  await tabTo(page, page.getByRole('link', { name: '记调解' }));
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { level: 1, name: '记调解' })).toBeVisible();
  await tabTo(page, sideName(page, '甲'));
  await page.keyboard.insertText('田大山');
  await tabTo(page, sideName(page, '乙'));
  await page.keyboard.insertText('彭秀英');
  // A group of choices is one stop; arrows choose in it.
  await tabTo(page, page.getByRole('radio', { name: '婚姻家庭纠纷' }));
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: '邻里纠纷' })).toBeChecked();
  await tabTo(page, page.getByRole('textbox', { name: '纠纷简要情况' }));
  await page.keyboard.insertText('屋檐滴水');
  await tabTo(page, page.getByRole('radio', { name: '登记' }));
  await page.keyboard.press('Space');
  await expect(page.getByRole('radio', { name: '登记' })).toBeChecked();
  await tabTo(page, page.getByRole('button', { name: '保存', exact: true }));
  await page.keyboard.press('Enter');
  await expect(said(page)).toBeVisible();
  await expect(page.getByRole('heading', { level: 2, name: '田大山与彭秀英邻里纠纷' })).toBeVisible();

  await tabTo(page, page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '台账' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('link', { name: /^调解案件/ }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('textbox', { name: '查找调解案件' }));
  await page.keyboard.type('tds');
  const row = page.getByRole('table', { name: '调解案件' }).getByRole('link', { name: /田\*山/ });
  await tabTo(page, row);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 2, name: '田大山与彭秀英邻里纠纷' })).toBeVisible();
});

test('a refused save leads the keyboard to what is missing', async ({ page }) => {
  await page.goto('/');
  await beginVillage(page);
  await page.getByRole('link', { name: '记调解' }).click();
  await tabTo(page, page.getByRole('button', { name: '保存', exact: true }));
  await page.keyboard.press('Enter');
  await expect(sideName(page, '甲')).toBeFocused();
  await expect(
    page
      .getByRole('alert')
      .filter({ hasText: /当事人/ })
      .first(),
  ).toBeVisible();
});

/** Tab, until it is there; and whoever looks sees where the keyboard is. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let stop = 0; stop < 80; stop++) {
    if (await target.evaluate((one) => one === document.activeElement)) return expectFocusSeen(page);
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to ${String(target)}`);
}

async function expectFocusSeen(page: Page): Promise<void> {
  const seen = await page.evaluate(() => {
    const focused = document.activeElement;
    if (focused === null) return false;
    // The ring stands at the control, at the box around it or at the chip after it.
    const around = [focused, focused.parentElement, focused.nextElementSibling].filter((one) => one !== null);
    return around.some((one) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
      return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
    });
  });
  expect(seen, 'the focus can be seen').toBe(true);
}
