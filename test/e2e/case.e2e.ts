import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { beginVillage, fillCase, goTo, openForm, save } from './steps.ts';

/** Taps a step that the page offers and waits for its form. */
async function step(page: Page, name: string, title = name): Promise<void> {
  await page.getByRole('main').getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}

test('a risk stands on home until it is dealt with, and the day by which a case should be settled goes into a calendar file', async ({
  page,
}) => {
  await page.goto('/');
  await beginVillage(page);
  await openForm(page, '调解案件', '记调解');
  await fillCase(page, { status: '调解中' });
  await page.getByRole('button', { name: '更多信息' }).click();
  await page.getByRole('radio', { name: '可能激化' }).check();
  await save(page);
  await goTo(page, '首页');
  await page
    .getByRole('list', { name: '待办' })
    .getByRole('link', { name: /可能激化/ })
    .click();
  await step(page, '已报告有关部门');
  await page.getByRole('combobox', { name: '报告对象' }).fill('派出所');
  await save(page);

  const arriving = page.waitForEvent('download');
  await page.getByRole('button', { name: '存进手机日历' }).click();
  const download = await arriving;
  expect(download.suggestedFilename()).toMatch(/^调解期限-.*\.ics$/);
});
