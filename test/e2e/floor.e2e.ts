/** The app where every name is missing that a kernel at the floor does not know: what breaks, and what has another way, shows here. */
import type { Browser, Page } from '@playwright/test';
import { startServer } from '#test/help/server.ts';
import { FLOORS, namesBeyond, takeAway, type Name } from '#test/help/floor-names.ts';
import { expect, test } from './fixtures.ts';
import { beginVillage, exportPlain, fillCase, goTo, openForm, openLedger, save } from './steps.ts';
import { foundTownship, setupLink } from './township.ts';

test.setTimeout(480_000);

/** A picture of two pixels by one. */
const PICTURE = 'iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAADUlEQVR4nGP4zwAE/wEHAAH/4iOeWQAAAABJRU5ErkJggg==';

interface OldPage {
  readonly page: Page;
  readonly complaints: string[];
  readonly close: () => Promise<void>;
}

/** Pages and workers without these names. The service worker stays away: it would bring workers' scripts past the test. */
async function openWithout(browser: Browser, baseURL: string, names: readonly Name[]): Promise<OldPage> {
  const context = await browser.newContext({ baseURL, viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', ({ message, stack }) => complaints.push(stack ?? message));
  const taking = `(${takeAway.toString()})(${JSON.stringify(names)});`;
  await page.addInitScript(taking);
  await page.route(/\.worker-[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${taking}${await response.text()}` });
  });
  return { page, complaints, close: () => context.close() };
}

// Playwright's own script in the page asks whether something is one of the arrays left out here; the app has none.
for (const [floor, versions] of Object.entries(FLOORS)) {
  const names = namesBeyond(versions).filter(({ name }) => !/^Big.*Array$/.test(name));

  test(`a village records, reads and takes along where the platform ends at ${floor}`, async ({ browser, server }) => {
    const { page, complaints, close } = await openWithout(browser, server.url, names);
    await page.goto('/');
    await beginVillage(page);
    await openForm(page, '调解案件', '记调解');
    await fillCase(page);
    await save(page);
    await openLedger(page, '调解案件');
    await page.getByRole('button', { name: '筛选' }).click();
    await page.getByRole('textbox', { name: '查找调解案件' }).fill('tds');
    await page.getByRole('list', { name: '调解案件' }).getByRole('link').click();
    await takePaper(page);
    await addPhoto(page);
    await goTo(page, '首页');
    await expect(page.getByRole('link', { name: '调解 1 件' })).toBeVisible();
    await expect(page.getByRole('link', { name: '普法 1 场' })).toBeVisible();
    await goTo(page, '任务');
    await page.getByRole('link', { name: '图表' }).click();
    await expect(page.getByRole('button', { name: '邻里纠纷 1件' })).toBeVisible();
    const { path } = await exportPlain(page);
    await page.getByLabel('导入备份').setInputFiles(path);
    await expect(page.getByText('这份备份里的改动本机都有了')).toBeVisible();
    await lockAndOpen(page);
    expect(complaints).toEqual([]);
    await close();
  });

  test(`a township is opened and a case reaches its server where the platform ends at ${floor}`, async ({
    browser,
  }) => {
    const server = await startServer();
    const { page, complaints, close } = await openWithout(browser, server.url, names);
    await page.goto(await setupLink(server));
    await foundTownship(page);
    await openForm(page, '调解案件', '记调解');
    await page.getByRole('main').getByRole('combobox', { name: '单位' }).selectOption({ label: '永祥村' });
    await fillCase(page);
    await save(page);
    await goTo(page, '首页');
    await expect(page.getByRole('link', { name: /已上报 [1-9] · 待上报 0/ })).toBeVisible();
    expect(complaints).toEqual([]);
    await close();
    await server.stop();
  });
}

async function takePaper(page: Page): Promise<void> {
  await page.getByRole('link', { name: /文书和整卷/ }).click();
  await page.getByRole('link', { name: /^整卷/ }).click();
  const arriving = page.waitForEvent('download');
  await page.getByRole('button', { name: '生成 .docx' }).click();
  expect((await arriving).suggestedFilename()).toMatch(/\.docx$/);
}

/** A photo is drawn anew in a worker, or on the page where a worker cannot. */
async function addPhoto(page: Page): Promise<void> {
  await openForm(page, '普法活动', '记普法');
  await page.getByRole('textbox', { name: '活动名称', exact: true }).fill('宪法宣传');
  for (const name of ['宪法', '法律咨询']) {
    await page.getByRole('main').getByRole('checkbox', { name, exact: true }).check();
  }
  await page.getByRole('textbox', { name: '地点', exact: true }).fill('文化广场');
  await page.getByRole('button', { name: /^更多信息/ }).click();
  const buffer = Buffer.from(PICTURE, 'base64');
  await page.getByLabel('从相册选').setInputFiles({ name: '照片.png', mimeType: 'image/png', buffer });
  await expect(page.getByRole('main').getByRole('img')).toBeVisible();
  await save(page);
}

async function lockAndOpen(page: Page): Promise<void> {
  await goTo(page, '我的');
  await page.locator('a[href="/mine/pin"]').click();
  await page.getByRole('textbox', { name: '设一个 PIN' }).fill('2580');
  await page.getByRole('textbox', { name: '再输一遍' }).fill('2580');
  await page.getByRole('button', { name: '开启 PIN' }).click();
  await expect(page.getByRole('heading', { name: '忘了 PIN 怎么办' })).toBeVisible();
  await page.reload();
  await page.getByRole('heading', { name: '请输入 PIN' }).waitFor();
  await page.keyboard.type('2580');
  await expect(page.getByRole('heading', { name: '请输入 PIN' })).toBeHidden();
}
