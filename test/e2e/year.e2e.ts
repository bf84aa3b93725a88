/** The screens of the year that the plan, a village and the charts have of their own: axe, thumbs and width, on both sizes. */
import { expectAccessible, expectNoSidewaysScroll, expectTargets } from './a11y.ts';
import { expect, test } from './fixtures.ts';
import { goTo } from './steps.ts';

for (const [size, viewport] of [
  ['phone', { width: 360, height: 740 }],
  ['desktop', { width: 1280, height: 800 }],
] as const) {
  test(`a village's page, the plan and the charts with their tables, ${size}`, async ({ page }) => {
    test.setTimeout(300_000);
    const check = async (name: string) => {
      await expectAccessible(page, `${name}, ${size}`);
      await expectNoSidewaysScroll(page, `${name}, ${size}`);
      if (size === 'phone') await expectTargets(page, `${name}, ${size}`);
    };
    await page.setViewportSize(viewport);
    await page.goto('/');
    await page.getByRole('button', { name: '看看示例' }).click();
    await goTo(page, '任务');
    await page.getByRole('link', { name: '各村对照' }).click();
    await page.getByRole('columnheader', { name: '城墙村' }).getByRole('link').click();
    await expect(page.getByRole('heading', { name: '城墙村' })).toBeVisible();
    await expect(page.getByRole('list', { name: /的任务$/ }).first()).toBeVisible();
    await check('village');

    await goTo(page, '任务');
    await page.getByRole('link', { name: '从去年任务里选' }).click();
    // The address decides what is chosen: the mark follows the tap.
    await page.getByRole('radio', { name: '去年报告' }).click({ force: true });
    await page
      .getByRole('textbox', { name: /报告的第三部分/ })
      .fill('召开人民调解员培训会2场。修缮乡综治中心办公用房。');
    await expect(page.getByRole('checkbox', { name: /修缮乡综治中心办公用房/ })).toBeVisible();
    await check('plan');

    await goTo(page, '任务');
    await page.getByRole('link', { name: '图表' }).click();
    await page.getByRole('button', { name: '看数字表' }).first().click();
    await page.getByRole('button', { name: /比较2024年和2023年/ }).click();
    await expect(page.getByText('台账里没有2023年的记录')).toBeVisible();
    await check('charts');

    await goTo(page, '任务');
    await page.getByRole('link', { name: '统计表' }).click();
    await page
      .getByRole('row', { name: /^案件总数/ })
      .getByRole('link')
      .first()
      .click();
    await expect(page.getByText(/受理（案件总数）：38，从下面的记录来/)).toBeVisible();
    await check('records of a cell');
  });
}
