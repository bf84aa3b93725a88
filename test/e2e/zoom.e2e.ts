import type { Page } from '@playwright/test';
import { expectNoSidewaysScroll } from './a11y.ts';
import { expect, test } from './fixtures.ts';
import { beginVillage, fillCase, goTo, openForm, openLedger, save } from './steps.ts';

test.setTimeout(240_000);

test('大字 stays chosen and makes no screen wider than 360 px', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: '看看示例' }).click();
  await goTo(page, '我的');
  const before = await fontSize(page);
  await page.getByRole('switch', { name: /^大字/ }).click();
  await expect.poll(() => fontSize(page)).toBeCloseTo(before * 1.25, 0);
  await page.reload();
  await expect.poll(() => fontSize(page)).toBeCloseTo(before * 1.25, 0);
  await walk(page);
});

test('nothing breaks when everything is written 1.6 times as large', async ({ page }) => {
  await page.addInitScript(() => {
    document.addEventListener('DOMContentLoaded', () => {
      const usual = parseFloat(getComputedStyle(document.documentElement).fontSize);
      document.documentElement.style.fontSize = `${usual * 1.6}px`;
    });
  });
  await page.goto('/');
  await expect(page.getByRole('button', { name: '看看示例' })).toBeVisible();
  await expectNoSidewaysScroll(page, 'start');
  await page.getByRole('button', { name: '看看示例' }).click();
  await walk(page);
});

test('a form can be filled and saved at 1.6 times the size', async ({ page }) => {
  await page.goto('/');
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '27.2px';
  });
  await beginVillage(page);
  await page.getByRole('link', { name: '记调解' }).click();
  await fillCase(page);
  await page.getByRole('button', { name: /^更多信息/ }).click();
  await expectNoSidewaysScroll(page, 'form, folded out');
  await save(page);
  await expectNoSidewaysScroll(page, 'record');
});

test('a phone held sideways leaves most of its height to what is written', async ({ page }) => {
  await page.setViewportSize({ width: 740, height: 360 });
  await page.goto('/');
  await page.getByRole('button', { name: '看看示例' }).click();
  await openForm(page, '培训学法', '记培训');
  await page.mouse.wheel(0, 200);
  const title = page.getByRole('heading', { level: 1, name: '记培训' });
  await expect(title).not.toBeInViewport();
  const bottom = await page.getByRole('button', { name: '保存', exact: true }).boundingBox();
  expect(bottom?.y).toBeGreaterThan(240);
  await expectNoSidewaysScroll(page, 'form, held sideways');
});

/** The main screens, with the sample township in them. */
async function walk(page: Page): Promise<void> {
  await goTo(page, '首页');
  await expect(page.getByRole('region', { name: '2024年任务进度' })).toBeVisible();
  await expectNoSidewaysScroll(page, 'home');
  await goTo(page, '台账');
  await expectNoSidewaysScroll(page, 'ledgers');
  for (const title of ['调解案件', '培训学法', '人员']) {
    await openLedger(page, title);
    const list = page.getByRole('list', { name: title });
    await expect(list).toBeVisible();
    await expectNoSidewaysScroll(page, `list of ${title}`);
    await list.getByRole('link').first().click();
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
    await expectNoSidewaysScroll(page, `a record of ${title}`);
  }
  for (const [title, action] of [
    ['调解案件', '记调解'],
    ['培训学法', '记培训'],
    ['矛盾纠纷排查', '记排查'],
  ] as const) {
    await openForm(page, title, action);
    await expectNoSidewaysScroll(page, action);
  }
  await goTo(page, '任务');
  await expect(page.getByRole('link', { name: /^确定法律明白人/ })).toBeVisible();
  await expectNoSidewaysScroll(page, 'tasks');
  await page.getByRole('link', { name: /^确定法律明白人/ }).click();
  await expect(page.getByRole('heading', { name: '怎么算的' })).toBeVisible();
  await expectNoSidewaysScroll(page, 'a task');
  for (const [link, heading] of [
    ['图表', '任务完成情况'],
    ['各村对照', '各村对照'],
  ] as const) {
    await goTo(page, '任务');
    await page.getByRole('link', { name: link }).click();
    await expect(page.getByRole('heading', { name: heading })).toBeVisible();
    await expectNoSidewaysScroll(page, link);
  }
  await goTo(page, '我的');
  await expect(page.getByRole('switch', { name: /^大字/ })).toBeVisible();
  await expectNoSidewaysScroll(page, 'mine');
}

const fontSize = (page: Page): Promise<number> =>
  page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
