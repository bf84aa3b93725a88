/** The new year begins in China while the device stands in a zone where it is still the old one. */
import { expect, test } from './fixtures.ts';
import { beginVillage, fillCase, goTo, save } from './steps.ts';

test.use({ timezoneId: 'America/Los_Angeles' });

/** Half past midnight of 1 January in China; there it is still the morning of 31 December. */
const NEXT_YEAR = new Date(Date.now()).getUTCFullYear() + 1;
const NEW_YEAR_MS = Date.UTC(NEXT_YEAR - 1, 11, 31, 16, 30);

test('[C7] a case of the first hour of the year is of the new year, on any device', async ({ page }) => {
  await page.addInitScript((off) => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + off;
  }, NEW_YEAR_MS - Date.now());
  await page.goto('/');
  await beginVillage(page);
  expect(await page.evaluate(() => new Date(Date.now()).getDate())).toBe(31);
  await page.getByRole('link', { name: '记调解' }).click();
  await expect(page.getByRole('textbox', { name: '受理日期' })).toHaveValue(`${NEXT_YEAR}-01-01`);
  await fillCase(page);
  await save(page);

  await goTo(page, '任务');
  const year = page.getByRole('combobox', { name: '年度' });
  await expect(year).toHaveValue(String(NEXT_YEAR));
  await page.getByRole('link', { name: '年度报告' }).click();
  await expect(page.getByRole('article', { name: `${NEXT_YEAR}年年度报告` })).toContainText('受理案件1件');
  await year.selectOption(String(NEXT_YEAR - 1));
  const last = page.getByRole('article', { name: `${NEXT_YEAR - 1}年年度报告` });
  await expect(last).toBeVisible();
  await expect(last).not.toContainText('受理案件');
});
