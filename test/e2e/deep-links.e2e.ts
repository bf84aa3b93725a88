import { ledgerKinds, settingKinds } from '#kinds/index.ts';
import { startServer } from '#test/help/server.ts';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { appOnDevice, beginTownship, fillCase, goTo, openLedger, save, sideName } from './steps.ts';

const everyKind = [...ledgerKinds, ...settingKinds];

/** Addresses of screens that need no record, each with its heading. */
const screens: readonly (readonly [path: string, heading: string | RegExp])[] = [
  ['/', '双泉乡'],
  ['/ledger', '台账'],
  ['/ledger/person/batch', '批量添加人员'],
  ...everyKind.map(({ name, title }) => [`/ledger/${name}`, title] as const),
  ...everyKind.map(({ name, action }) => [`/ledger/${name}/new`, action] as const),
  ['/tasks', '任务'],
  ['/ledger/person/same', '可能是同一人'],
  ['/tasks/coverage', '参训覆盖'],
  ['/tasks/rosters', '队伍名册'],
  ['/tasks/presets', '编年度任务'],
  ['/tasks/matrix', /对照/],
  ['/tasks/figures', '图表'],
  ['/mine', '我的'],
  ['/mine/backup', '备份与恢复'],
  ['/mine/install', '放到桌面'],
  ['/mine/pin', 'PIN 锁屏'],
  ['/mine/me', '我的姓名'],
  ['/mine/units', '单位与设置'],
  ['/mine/device', '本机与存储'],
  ['/mine/about', '关于'],
];

test('every address opens from a cold start with the server process gone and no network', async ({ browser }) => {
  test.setTimeout(480_000);
  const server = await startServer();
  const context = await browser.newContext({ baseURL: server.url, serviceWorkers: 'allow' });
  const page = await context.newPage();
  await page.goto('/');
  await beginTownship(page, { villages: ['永祥村', '城墙村'] });
  await page.getByRole('link', { name: '记调解' }).click();
  await fillCase(page);
  await save(page);
  const record = new URL(page.url()).pathname;
  await page.getByRole('link', { name: '修改', exact: true }).click();
  await sideName(page, '甲').fill('田大川');
  await goTo(page, '首页');
  const draft = await page.getByRole('link', { name: '继续填写' }).getAttribute('href');
  await appOnDevice(page);
  await page.close();
  await server.stop();
  await context.setOffline(true);

  const own: (readonly [string, string | RegExp])[] = [
    [record, '调解案件'],
    [`${record}/edit`, '修改调解案件'],
    [draft ?? '', '修改调解案件'],
  ];
  const cold = await context.newPage();
  const faults = faultsOf(cold);
  for (const [path, heading] of [...screens, ...own]) {
    await cold.goto(path);
    await expect.soft(cold.getByRole('heading', { level: 1 }), path).toHaveText(heading);
    await expect.soft(cold, path).toHaveTitle(/法治台账$/);
  }
  expect(faults).toEqual([]);
  await context.close();
});

test('an address that is none says so and leads home', async ({ page }) => {
  await page.goto('/');
  await beginTownship(page, { villages: ['永祥村'] });
  const unknown = '01900000-0000-7000-8000-000000000404';
  for (const path of [
    '/nothing',
    '/ledger/nothing',
    `/ledger/training/${unknown}`,
    `/draft/${unknown}`,
    `/tasks/${unknown}`,
  ]) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1, name: '没有这一页' }), path).toBeVisible();
  }
  await page.getByRole('link', { name: '回首页' }).click();
  await openLedger(page, '培训学法');
});

function faultsOf(page: Page): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  return faults;
}
