import { expectAccessible } from './a11y.ts';
import { expect, test } from './fixtures.ts';
import { beginVillage, fillCase, openForm, save } from './steps.ts';

test.setTimeout(480_000);

test('print shows the paper alone, on A4, and hostile names stay text', async ({ page }) => {
  const hostile = '<img src=x onerror=alert(1)>';
  await page.goto('/');
  await beginVillage(page);
  await openForm(page, '调解案件', '记调解');
  await fillCase(page, { a: hostile, b: '彭秀英' });
  await save(page);
  await page.getByRole('link', { name: /文书和整卷/ }).click();
  await page.getByRole('link', { name: /^整卷/ }).click();
  const preview = page.getByRole('region', { name: '预览' });
  await expect(preview.getByText(hostile).first()).toBeVisible();
  expect(await page.locator('article img').count()).toBe(0);

  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('#root')).toBeHidden();
  const sheets = page.locator('body > div[aria-hidden] article');
  await expect(sheets.first()).toBeVisible();
  // 仿宋 of 16 pt, 28 pt from line to line.
  const sizes = await sheets
    .nth(2)
    .locator('p')
    .first()
    .evaluate((one) => {
      const { fontSize, lineHeight } = getComputedStyle(one);
      return [fontSize, lineHeight].map((size) => Math.round(parseFloat(size) * 0.75));
    });
  expect(sizes).toEqual([16, 28]);
  await page.emulateMedia({ media: 'screen' });
});

test('the platform view lists its fields in order and copies one', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/');
  await beginVillage(page);
  await openForm(page, '调解案件', '记调解');
  await fillCase(page, { a: '田大山', b: '彭秀英', facts: '屋檐滴水' });
  await save(page);
  await page.getByRole('link', { name: '按平台顺序复制' }).click();
  await expect(page.getByRole('heading', { level: 2, name: '案件' })).toBeVisible();
  expect((await page.getByRole('term').allTextContents()).slice(0, 7)).toEqual([
    '申请时间',
    '纠纷简要情况',
    '调解地点',
    '调解结果',
    '调解协议涉及金额',
    '协议内容',
    '协议履行情况',
  ]);
  await expectAccessible(page, 'platform');
  await page.getByRole('button', { name: '复制纠纷简要情况' }).click();
  await expect(page.getByText('纠纷简要情况已复制')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('屋檐滴水');
});
