/** A township on its real server, by hand: opening it, inviting, joining. */
import type { Browser, Page } from '@playwright/test';
import decodeQR from 'qr/decode.js';
import type { RunningServer } from '#test/help/server.ts';
import { expect } from './fixtures.ts';
import { appOnDevice, goTo, openLedger, save } from './steps.ts';

const SIZES = { phone: { width: 360, height: 740 }, desktop: { width: 1280, height: 800 } };

/** A profile of its own: a phone or a desktop of one person. `goesOffline`: it stores the app. */
export async function openDevice(
  browser: Browser,
  server: RunningServer,
  { size = 'phone', goesOffline = size === 'phone' }: { size?: keyof typeof SIZES; goesOffline?: boolean } = {},
) {
  const serviceWorkers = goesOffline ? 'allow' : 'block';
  const context = await browser.newContext({ baseURL: server.url, viewport: SIZES[size], serviceWorkers });
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

/** 我的 → 单位与设置, or 账号与设备. */
export async function openMine(page: Page, path: '/mine/units' | '/mine/accounts'): Promise<void> {
  await goTo(page, '我的');
  await page.locator(`a[href="${path}"]`).click();
  await expect(page).toHaveURL(path);
}

/** 加一个村, 加账号, 邀请: what the office does for a new cadre. */
async function addVillage(page: Page, name: string): Promise<void> {
  await openMine(page, '/mine/units');
  await page.getByRole('link', { name: '加一个村或单位' }).click();
  await page.getByRole('textbox', { name: '名称' }).first().fill(name);
  await save(page);
  await openMine(page, '/mine/units');
  await page.getByRole('button', { name: '建好调委会' }).click();
  await expect(page.getByText('还没有调解委员会')).toBeHidden();
}

export async function addAccount(page: Page, name: string, unit: string, role: string): Promise<void> {
  await openMine(page, '/mine/accounts');
  await page.getByRole('link', { name: '加账号' }).click();
  await page.getByRole('textbox', { name: '姓名' }).fill(name);
  await page.getByRole('radio', { name: unit }).check();
  await page.getByRole('radio', { name: role }).check();
  await page.getByRole('checkbox', { name: /办理调解案件/ }).check();
  await save(page);
}

export async function invite(page: Page, name: string): Promise<string> {
  await openMine(page, '/mine/accounts');
  await page.getByRole('link', { name: new RegExp(name) }).click();
  await page.getByRole('button', { name: '邀请' }).click();
  await expect(page.getByRole('img', { name: '邀请二维码' })).toBeVisible();
  const code = await page.getByText(/^\d{3} \d{3} \d{3}$/).textContent();
  return code ?? '';
}

/** The invitation that is shown, as a phone without a network takes it: the screen seen as a camera sees it, and what its code says. */
export async function offlineCode(page: Page): Promise<string> {
  await page.getByRole('button', { name: '手机没有网络，换离线二维码' }).click();
  const code = page.getByRole('img', { name: '离线邀请二维码' });
  await expect(code).toBeVisible();
  const png = (await code.screenshot()).toString('base64');
  const { width, height, data } = await page.evaluate(pixelsOf, png);
  return decodeQR({ width, height, data: Uint8ClampedArray.from(data) });
}

/** In the page. */
async function pixelsOf(base64: string) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const { width, height } = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const drawing = new OffscreenCanvas(width, height).getContext('2d');
  if (drawing === null) throw new Error('No canvas');
  drawing.drawImage(await createImageBitmap(new Blob([bytes], { type: 'image/png' })), 0, 0);
  return { width, height, data: Array.from(drawing.getImageData(0, 0, width, height).data) };
}

/** The phone's camera opens the address, its owner taps once; without a network. `link`: whole, or what stands behind the address. */
export async function takeUp(page: Page, link: string, village: string): Promise<void> {
  await page.goto(link.startsWith('#') ? `/join${link}` : link);
  await expect(page).toHaveURL(/\/join$/);
  await expect(page.getByText(`双泉乡 ${village} · 人民调解员`)).toBeVisible();
  await page.getByRole('button', { name: '加入', exact: true }).click();
  await expect(page.getByText(`这台手机登记给${village}的人民调解员了`)).toBeVisible();
}

export async function join(page: Page, code: string, village: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: '加入乡镇' }).click();
  await page.getByRole('textbox', { name: '邀请码' }).fill(code);
  await page.getByRole('button', { name: '加入', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: village })).toBeVisible();
}

/** The office has opened its township, and 王芳, mediator of 城墙村, has joined with her phone. */
export async function townshipWithPhone(server: Pick<RunningServer, 'said'>, office: Page, phone: Page): Promise<void> {
  await office.goto(await setupLink(server));
  await foundTownship(office);
  await addVillage(office, '城墙村');
  await addAccount(office, '王芳', '城墙村', '人民调解员');
  await join(phone, await invite(office, '王芳'), '城墙村');
  await expect(office.getByText('已加入 1 台设备')).toBeVisible();
  await appOnDevice(phone);
}

/** 我的 → 同步 → 现在上报, until nothing waits. */
export async function sendNow(page: Page): Promise<void> {
  await goTo(page, '我的');
  await page.getByRole('link', { name: /^同步/ }).click();
  // What stood there before the exchange says nothing of it.
  const answered = page.waitForResponse((response) => response.url().includes('/api/sync') && response.ok(), {
    timeout: 60_000,
  });
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
