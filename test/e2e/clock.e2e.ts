import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { beginVillage, fillCase, goTo, save } from './steps.ts';

const YEAR_MS = 365 * 86_400_000;
/** In every page of the context from its next load on: the phone's clock is off by so much. */
const CLOCK = 'e2e-clock';

test.beforeEach(async ({ context }) => {
  await context.addInitScript((key) => {
    const off = Number(localStorage.getItem(key) ?? 0);
    const now = Date.now.bind(Date);
    Date.now = () => now() + off;
  }, CLOCK);
});

test('[C7] a clock a year behind: no date is proposed, home says why, and saving works', async ({ page }) => {
  await page.goto('/');
  await setClock(page, -YEAR_MS);
  await beginVillage(page);
  await page.getByRole('link', { name: '记调解' }).click();
  await expect(page.getByText('手机的日期不对，日期请自己选')).toBeVisible();
  await expect(page.getByRole('textbox', { name: '受理日期' })).toHaveValue('');
  await expect(page.getByRole('button', { name: '受理日期：今天' })).toHaveCount(0);
  await fillCase(page);
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await expect(page.getByText(/请.*受理日期/).first()).toBeVisible();
  await page.getByRole('textbox', { name: '受理日期' }).fill('2026-03-01');
  await save(page);

  await goTo(page, '首页');
  await expect(page.getByText(/日期不对/)).toBeVisible();
  await goTo(page, '任务');
  await expect(page.getByText(/日期不对/)).toBeVisible();
});

test('[C7] a clock a year ahead hides nothing that is written after it was put right', async ({ page }) => {
  await page.goto('/');
  await setClock(page, YEAR_MS);
  await beginVillage(page);
  await page.getByRole('link', { name: '记调解' }).click();
  await fillCase(page, { facts: '表快了一年时写的' });
  await save(page);
  const record = page.url();

  await setClock(page, 0);
  await page.goto(record);
  await expect(page.getByText('表快了一年时写的')).toBeVisible();
  await page.getByRole('link', { name: '修改', exact: true }).click();
  // The day that the wrong clock proposed lies ahead: it is pointed out, not swallowed.
  await page.getByRole('textbox', { name: '纠纷简要情况' }).fill('表调准以后写的');
  await page.getByRole('button', { name: '受理日期：今天' }).click();
  await save(page);
  await expect(page.getByRole('definition').filter({ hasText: '表调准以后写的' })).toBeVisible();
  await expect(page.getByRole('heading', { name: '两处改动不一致，请选定' })).toBeHidden();
  await page.reload();
  await expect(page.getByRole('definition').filter({ hasText: '表调准以后写的' })).toBeVisible();
});

async function setClock(page: Page, off: number): Promise<void> {
  await page.evaluate(([key, ms]) => localStorage.setItem(key, String(ms)), [CLOCK, off] as const);
  await page.reload();
}
