/** `npm run screenshots`: the pictures of the README, taken of the sample township in a real browser. */
import { type Browser, chromium, type Page } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { startServer } from '#test/help/server.ts';
import { bringBrowser, browserFlags } from './browser.ts';
import { buildApp } from './build.ts';
import { isStale } from './stale.ts';

const folder = 'docs/images';

async function openSample(browser: Browser, url: string, viewport: { width: number; height: number }): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  const page = await context.newPage();
  await page.goto('/');
  await page.getByText('看看示例').click();
  await page.getByRole('link', { name: '记调解' }).waitFor();
  return page;
}

/** Figures stream in; a picture shows them settled. */
async function settled(page: Page): Promise<void> {
  await page.waitForTimeout(1500);
  await page.getByText('仍在载入').waitFor({ state: 'hidden' });
}

async function take(page: Page, name: string, path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole('heading').first().waitFor();
  await settled(page);
  await page.screenshot({ path: `${folder}/${name}.png` });
}

/** 看看示例 → 任务 → a figure → its records → the sentence of the report: what the README shows tap by tap. */
async function takeJourney(browser: Browser, url: string): Promise<void> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 360, height: 740 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  const page = await context.newPage();
  let tap = 0;
  const picture = async () => {
    await settled(page);
    await page.screenshot({ path: `${folder}/tap-${(tap += 1)}.png` });
  };
  await page.goto('/');
  await page.getByText('看看示例').click();
  await page.getByRole('link', { name: '记调解' }).waitFor();
  await picture();
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '任务', exact: true }).click();
  const task = page.getByRole('link', { name: /确定法律明白人/ });
  await task.scrollIntoViewIfNeeded();
  await picture();
  await task.click();
  await page.getByRole('heading', { name: '确定法律明白人' }).waitFor();
  await picture();
  await page.getByRole('link', { name: /^(全部 30 条记录|查看记录和算法)$/ }).click();
  await page.getByRole('list', { name: '人员' }).waitFor();
  await picture();
  await page.getByRole('link', { name: '看年度报告里的这一句' }).click();
  await page.getByRole('link', { name: /^30名/ }).first().waitFor();
  await picture();
  await context.close();
}

if (isStale()) await buildApp();
mkdirSync(folder, { recursive: true });
const server = await startServer();
const browser = await chromium.launch({ executablePath: bringBrowser(), args: browserFlags });
try {
  const phone = await openSample(browser, server.url, { width: 360, height: 740 });
  await take(phone, 'home', '/');
  await take(phone, 'case', '/ledger/mediationCase/new');
  await take(phone, 'list', '/ledger/mediationCase');
  await take(phone, 'tasks', '/tasks');
  await takeJourney(browser, server.url);
  const desktop = await openSample(browser, server.url, { width: 1280, height: 800 });
  await take(desktop, 'desktop', '/ledger/mediationCase');
  await take(desktop, 'matrix', '/tasks/matrix');
  await take(desktop, 'figures', '/tasks/figures');
} finally {
  await browser.close();
  await server.stop();
}
