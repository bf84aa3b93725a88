import type { Page } from '@playwright/test';
import { startServer } from '#test/help/server.ts';
import { expectAccessible, expectNoSidewaysScroll, expectTargets } from './a11y.ts';
import { expect, test } from './fixtures.ts';
import {
  appOnDevice,
  backupIn,
  beginVillage,
  exportPlain,
  fillCase,
  goTo,
  openForm,
  rowsIn,
  save,
  openLedger,
} from './steps.ts';

/** Taps a step that the page offers and waits for its form. */
async function step(page: Page, name: string, title = name): Promise<void> {
  await page.getByRole('main').getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}

async function expectSound(page: Page, name: string): Promise<void> {
  // Between form and record stands what is being opened.
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectAccessible(page, name);
  await expectTargets(page, name);
  await expectNoSidewaysScroll(page, name);
}

test('a written case goes from the first word to the archived file on a phone without network, led by the page', async ({
  browser,
}) => {
  test.setTimeout(480_000);
  const server = await startServer();
  const context = await browser.newContext({ baseURL: server.url, acceptDownloads: true });
  const page = await context.newPage();
  await page.goto('/');
  await expect(page.getByRole('button', { name: '单机使用' })).toBeVisible();
  await appOnDevice(page);
  await server.stop();
  await context.setOffline(true);
  await beginVillage(page);

  await openForm(page, '调解案件', '记调解');
  await fillCase(page, { type: '合同纠纷', facts: '货款没有付清', status: '登记' });
  await save(page);
  await step(page, '受理');
  await save(page);
  await step(page, '记第1次调解');
  await page.getByRole('textbox', { name: '正文' }).fill('双方陈述，没有谈拢。');
  await save(page);
  await step(page, '记第2次调解');
  await page.getByRole('textbox', { name: '正文' }).last().fill('谈好分两期付。');
  await save(page);

  await step(page, '达成协议');
  await page.getByRole('radio', { name: '书面协议' }).check();
  await page.getByRole('textbox', { name: '内容' }).click();
  await page.getByRole('button', { name: '于＿年＿月＿日前付清货款＿＿元' }).click();
  await page.getByRole('button', { name: '添加协议事项' }).click();
  await page.getByRole('textbox', { name: '内容' }).nth(1).fill('第二期付清余款');
  await expectSound(page, '达成协议');
  await save(page);

  // Two parties, the mediator and the seal stand there already.
  await step(page, '记签名盖章');
  await expect(page.getByRole('button', { name: /^移去签名盖章 / })).toHaveCount(4);
  await save(page);
  await step(page, '已全部履行');
  await save(page);
  await step(page, '记回访');
  await page.getByRole('textbox', { name: '情况' }).fill('双方都满意');
  await save(page);
  await step(page, '送司法所审核');
  // What the office writes is not asked of the village.
  await expect(page.getByRole('textbox', { name: '审核人' })).toBeHidden();
  await save(page);
  await step(page, '审核通过');
  await save(page);
  await expectSound(page, '调解案件：审核通过');

  await step(page, '归档');
  await expect(page.getByText('卷宗检查过，不缺文书，日期顺序没有问题。')).toBeVisible();
  await save(page);
  const sealed = page.getByRole('region', { name: '归档', exact: true });
  await expect(sealed).toContainText('与本机账本相符');
  await expect(page.getByRole('link', { name: '修改' })).toBeHidden();
  await step(page, '补记');
  await page.getByRole('textbox', { name: '补记内容' }).fill('更正门牌号');
  await save(page);
  await expect(sealed).toContainText('与本机账本相符');
  await expectSound(page, '调解案件：已归档');

  const { path } = await exportPlain(page);
  const [row] = rowsIn(await backupIn(path), 'mediationCase');
  expect(row?.values).toMatchObject({ status: 'settled', performance: 'performed', agreementForm: 'written' });
  const { hash = 'none' } = (row?.values['seal'] ?? {}) as { hash?: string };
  await openLedger(page, '调解案件');
  await page.getByRole('list', { name: '调解案件' }).getByRole('link').first().click();
  expect((await sealed.innerText()).replace(/\s/g, '')).toContain(hash);
  await goTo(page, '首页');
  await expect(page.getByRole('list', { name: '待办' })).toBeHidden();
  await context.close();
});

test('a promise in instalments and a risk stand on home until they are dealt with, and go into a calendar file', async ({
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
  await page.getByRole('button', { name: '放进手机日历' }).click();
  const download = await arriving;
  expect(download.suggestedFilename()).toMatch(/^调解期限-.*\.ics$/);
});
