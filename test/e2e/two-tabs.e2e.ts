import type { BrowserContext, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { beginVillage, fillCase, goTo, openLedger, save } from './steps.ts';

// Tabs share a database, not a worker.

const facts = (page: Page) => page.getByRole('textbox', { name: '纠纷简要情况' });

test('[C3][C4] one record changed in two tabs keeps both values until one tap chooses', async ({ page, context }) => {
  await page.goto('/');
  await beginVillage(page);
  await page.getByRole('link', { name: '记调解' }).click();
  await fillCase(page);
  await save(page);
  const other = await tab(context, page.url());
  await page.getByRole('link', { name: '修改', exact: true }).click();
  await other.getByRole('link', { name: '修改', exact: true }).click();
  await facts(page).fill('屋檐滴水到墙根');
  await facts(other).fill('屋檐滴水到院坝');
  await save(page);

  // The form that is still open is told; what it shows stays as typed.
  await expect(other.getByRole('status').filter({ hasText: /别处.*改了：纠纷简要情况/ })).toBeVisible();
  await expect(facts(other)).toHaveValue('屋檐滴水到院坝');
  await save(other);

  for (const each of [page, other]) {
    const conflict = each.getByRole('group', { name: '纠纷简要情况' });
    await expect(each.getByRole('heading', { name: '两处改动不一致，请选定' })).toBeVisible();
    await expect(conflict.getByText('屋檐滴水到墙根')).toBeVisible();
    await expect(conflict.getByText('屋檐滴水到院坝')).toBeVisible();
  }
  const earlier = page.getByRole('group', { name: '纠纷简要情况' }).getByRole('listitem');
  await earlier.filter({ hasText: '屋檐滴水到墙根' }).getByRole('button', { name: '用这个' }).click();
  for (const each of [page, other]) {
    await expect(each.getByRole('heading', { name: '两处改动不一致，请选定' })).toBeHidden();
    await expect(each.getByRole('definition').filter({ hasText: '屋檐滴水到墙根' })).toBeVisible();
  }
});

test('changes to different fields in two tabs are both there', async ({ page, context }) => {
  await page.goto('/');
  await beginVillage(page);
  await page.getByRole('link', { name: '记调解' }).click();
  await fillCase(page);
  await save(page);
  const other = await tab(context, page.url());
  await page.getByRole('link', { name: '修改', exact: true }).click();
  await other.getByRole('link', { name: '修改', exact: true }).click();
  await facts(page).fill('屋檐滴水到墙根');
  await save(page);
  await other.getByRole('radio', { name: '合同纠纷' }).check();
  await save(other);

  for (const each of [page, other]) {
    await expect(each.getByRole('heading', { level: 2, name: '田大山与彭秀英合同纠纷' })).toBeVisible();
    await expect(each.getByRole('definition').filter({ hasText: '屋檐滴水到墙根' })).toBeVisible();
    await expect(each.getByRole('heading', { name: '两处改动不一致，请选定' })).toBeHidden();
  }
});

test('[D4] what one tab stores appears in the list and on the home screen of the other', async ({ page, context }) => {
  await page.goto('/');
  await beginVillage(page);
  const other = await tab(context, '/');
  await openLedger(other, '调解案件');
  await expect(other.getByText('还没有案件')).toBeVisible();

  await page.getByRole('link', { name: '记调解' }).click();
  await fillCase(page);
  await save(page);
  await expect(other.getByRole('link', { name: /田\*山与彭\*英邻里纠纷/ })).toBeVisible();
  await expect(other.getByRole('status').filter({ hasText: '共 1 条' })).toBeVisible();
});

test('[D9] a draft opened in two tabs is kept twice when both go on with it', async ({ page, context }) => {
  await page.goto('/');
  await beginVillage(page);
  await page.getByRole('link', { name: '记调解' }).click();
  await fillCase(page, { facts: '两个窗口都写' });
  await goTo(page, '首页');
  const other = await tab(context, '/');
  for (const each of [page, other]) {
    await each.getByRole('link', { name: '继续填写' }).click();
    // Open in both before one of them goes on.
    await expect(facts(each)).toHaveValue('两个窗口都写');
  }

  await facts(page).fill('第一个窗口写的');
  await facts(page).blur();
  await expect(facts(other)).toHaveValue('两个窗口都写');
  const third = await tab(context, '/');
  await expect(third.getByRole('link', { name: '继续填写' })).toHaveCount(1);
  await facts(other).fill('第二个窗口写的');
  await expect(other.getByText('这份内容在另一个窗口里也改了')).toBeVisible();
  await expect(facts(other)).toHaveValue('第二个窗口写的');
  await expect(facts(page)).toHaveValue('第一个窗口写的');

  await expect(third.getByRole('link', { name: '继续填写' })).toHaveCount(2);
  const kept = [];
  for (const at of [0, 1]) {
    await third.goto('/');
    await third.getByRole('link', { name: '继续填写' }).nth(at).click();
    kept.push(await facts(third).inputValue());
  }
  expect(new Set(kept)).toEqual(new Set(['第一个窗口写的', '第二个窗口写的']));
});

test('[D5] two tabs on the start screen make one workspace', async ({ page, context }) => {
  await page.goto('/');
  const other = await tab(context, '/');
  await other.getByRole('button', { name: '单机使用' }).click();
  await other.getByRole('button', { name: '一个村' }).click();
  await other.getByRole('textbox', { name: '村名' }).fill('菖蒲村');
  await beginVillage(page);
  await other.getByRole('button', { name: '开始使用' }).click();
  await expect(other.getByRole('heading', { level: 1, name: '城墙村' })).toBeVisible();
});

async function tab(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  return page;
}
