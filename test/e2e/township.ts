/** A township on its real server, by hand: opening it, inviting, joining. */
import type { Browser, Page } from '@playwright/test';
import type { RunningServer } from '#test/help/server.ts';
import { expect } from './fixtures.ts';
import { goTo, openLedger, save } from './steps.ts';

/** A profile of its own: a phone or a desktop of one person. */
export async function openDevice(browser: Browser, server: RunningServer, wide = false) {
  const viewport = wide ? { width: 1280, height: 800 } : { width: 360, height: 740 };
  const context = await browser.newContext({ baseURL: server.url, viewport });
  return { context, page: await context.newPage() };
}

export async function setupLink(server: Pick<RunningServer, 'said'>): Promise<string> {
  await expect.poll(() => server.said()).toMatch(/\/join#s=\S+/);
  return /https?:\/\/\S+\/join#s=[\w-]+/.exec(server.said())?.[0] ?? '';
}

/** From the opened set-up link. */
export async function foundTownship(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/join$/);
  await page.getByRole('button', { name: '第一次开通' }).click();
  await page.getByRole('textbox', { name: '乡镇名' }).fill('双泉乡');
  await page.getByRole('textbox', { name: '村名 1', exact: true }).fill('永祥村');
  await page.getByRole('textbox', { name: '您的姓名' }).fill('张伟');
  await page.getByRole('button', { name: '开通' }).click();
  await expect(page.getByRole('link', { name: '记调解' })).toBeVisible();
  await expect(page.getByText(/待上报 0/)).toBeVisible();
}

/** 加一个村, 加账号, 邀请: what the office does for a new cadre. */
export async function addVillage(page: Page, name: string): Promise<void> {
  await page.goto('/ledger/unit/new');
  await page.getByRole('textbox', { name: '名称' }).first().fill(name);
  await save(page);
  await page.goto('/mine/units');
  await page.getByRole('button', { name: '建好调委会' }).click();
  await expect(page.getByText('还没有调解委员会')).toBeHidden();
}

export async function addAccount(page: Page, name: string, unit: string, role: string): Promise<void> {
  await page.goto('/mine/accounts');
  await page.getByRole('link', { name: '加账号' }).click();
  await page.getByRole('textbox', { name: '姓名' }).fill(name);
  await page.getByRole('radio', { name: unit }).check();
  await page.getByRole('radio', { name: role }).check();
  await page.getByRole('checkbox', { name: /办理调解案件/ }).check();
  await save(page);
}

export async function invite(page: Page, name: string): Promise<string> {
  await page.goto('/mine/accounts');
  await page.getByRole('link', { name: new RegExp(name) }).click();
  await page.getByRole('button', { name: '邀请' }).click();
  await expect(page.getByRole('img', { name: '邀请二维码' })).toBeVisible();
  const code = await page.getByText(/^\d{3} \d{3} \d{3}$/).textContent();
  return code ?? '';
}

export async function join(page: Page, code: string, village: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: '加入乡镇' }).click();
  await page.getByRole('textbox', { name: '邀请码' }).fill(code);
  await page.getByRole('button', { name: '加入', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: village })).toBeVisible();
}

/** 我的 → 同步 → 现在上报, until nothing waits. */
export async function sendNow(page: Page): Promise<void> {
  await goTo(page, '我的');
  await page.getByRole('link', { name: /^同步/ }).click();
  // What stood there before the exchange says nothing of it.
  const answered = page.waitForResponse((response) => response.url().includes('/api/sync') && response.ok());
  await page.getByRole('button', { name: '现在上报' }).click();
  await answered;
  await expect(page.getByRole('status').getByText('都上报了')).toBeVisible();
}

export async function changeFacts(page: Page, facts: string): Promise<void> {
  await openLedger(page, '调解案件');
  await page.getByRole('link', { name: /邻里/ }).first().click();
  await page.getByRole('link', { name: '修改' }).click();
  await page.getByRole('textbox', { name: '纠纷简要情况' }).fill(facts);
  await save(page);
}
