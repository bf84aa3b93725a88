import type { Page } from '@playwright/test';
import { startServer } from '#test/help/server.ts';
import { expect, test } from './fixtures.ts';
import * as facts from './journey-facts.ts';
import {
  appOnDevice,
  beginTownship,
  exportPlain,
  goTo,
  openBackup,
  openLedger,
  restore,
  SIX_VILLAGES,
} from './steps.ts';

test('a newcomer records the year 2024 with no network and no server, reads it, and carries it to another profile', async ({
  browser,
  server: second,
}) => {
  test.setTimeout(600_000);
  const server = await startServer();
  const context = await browser.newContext({ baseURL: server.url, serviceWorkers: 'allow' });
  const page = await context.newPage();
  await page.goto('/');
  await expect(page.getByRole('button', { name: '单机使用' })).toBeVisible();
  await appOnDevice(page);
  await server.stop();
  await context.setOffline(true);

  await beginTownship(page, { me: '张伟' });
  await chooseYear(page);
  await facts.addRosters(page);
  await facts.addTraining(page);
  await facts.addEvent(page);
  await facts.addCase(page);
  await facts.addScreening(page);
  await facts.addVenues(page);
  await facts.addDuty(page);
  await facts.addShortcomings(page);
  await facts.addService(page);
  await facts.addTasks(page);

  await expectProgress(page);
  const here = await everythingShown(page);
  const villages = await villagesOffered(page);
  const { path, name } = await exportPlain(page);
  expect(name).toMatch(/^fazhi-.*-\d{8}-\d{4}\.json$/);

  const profile = await browser.newContext({ baseURL: second.url });
  const other = await profile.newPage();
  await other.goto('/');
  await restore(other, path);
  await chooseYear(other);
  await expectProgress(other);
  expect(await everythingShown(other)).toEqual(here);
  expect(await villagesOffered(other)).toEqual(villages);

  // The same file once more, in both profiles: nothing is new.
  for (const each of [page, other]) {
    await openBackup(each);
    await each.getByLabel('导入备份').setInputFiles(path);
    await expect(each.getByText('这份备份里的改动本机都有了')).toBeVisible();
    await each.getByRole('button', { name: '合并' }).click();
    await expect(each.getByText('这些记录本机都有了，没有变化')).toBeVisible();
  }
  expect(await everythingShown(other)).toEqual(here);
  await context.close();
  await profile.close();
});

async function chooseYear(page: Page): Promise<void> {
  await goTo(page, '首页');
  await page.getByRole('combobox', { name: '年度' }).selectOption('2024');
}

/** What the report says, read in the list of tasks, in the table of villages and in the charts. */
async function expectProgress(page: Page): Promise<void> {
  await goTo(page, '任务');
  const done = (title: string, figure: string) =>
    expect(page.getByRole('main').getByRole('link', { name: new RegExp(`^${title} 完成 ${figure}`) })).toBeVisible();
  await done('确定法律明白人', '30名，目标 30名');
  await done('配备人民调解员', '6名，目标 6名');
  await done('人民调解员暨法律明白人培训会', '1场，目标 1场');
  await done('人民调解员、法律明白人培训人次', '50人次，目标 50人次');
  await done('平安建设宣传活动', '1场，目标 1场');
  await done('发放宣传资料', '500份，目标 500份');
  await done('各村配齐矛盾纠纷调解室', '100%（6/6），目标 100%');

  await page.getByRole('link', { name: '各村对照' }).click();
  const row = page.getByRole('table', { name: '各村对照' }).getByRole('row', { name: /^确定法律明白人/ });
  // All of them, none in the township's own office, five of five in each village.
  await expect(row.getByRole('cell')).toHaveText(['30', '0', ...SIX_VILLAGES.map(() => /^5\/5/)]);

  await goTo(page, '任务');
  await page.getByRole('link', { name: '图表' }).click();
  const main = page.getByRole('main');
  await expect(main.getByRole('button', { name: /^培训 1场 50 人次/ })).toBeVisible();
  await expect(main.getByRole('button', { name: /^普法活动 1场/ })).toBeVisible();
  await expect(main.getByRole('button', { name: '邻里纠纷 1件' })).toBeVisible();
  // Every figure opens the records behind it.
  await main.getByRole('button', { name: /^培训 1场/ }).click();
  await expect(main.getByRole('link', { name: /2024年人民调解员暨法律明白人培训会/ })).toBeVisible();
}

/** What a person can compare: the counts of all ledgers, every task, every figure. */
async function everythingShown(page: Page): Promise<string[]> {
  const shown: string[] = [];
  const take = async () => shown.push(await page.getByRole('main').evaluate(textOutsideSelects));
  await goTo(page, '台账');
  await expect(page.getByRole('link', { name: /^人员/ })).toHaveText(/37/);
  await take();
  await goTo(page, '任务');
  await expect(page.getByRole('link', { name: /^确定法律明白人/ })).toBeVisible();
  await take();
  await page.getByRole('link', { name: '图表' }).click();
  await expect(page.getByRole('button', { name: '邻里纠纷 1件' })).toBeVisible();
  await take();
  for (const title of ['培训学法', '普法活动', '调解案件', '服务记录']) {
    await openLedger(page, title);
    const list = page.getByRole('list', { name: title });
    await list.getByRole('link').first().click();
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
    // History and foot name the device, which is another one here.
    shown.push((await page.getByRole('definition').allInnerTexts()).join('\n'));
  }
  return shown;
}

/** Without the choices of selects, which come when they come. */
function textOutsideSelects(main: Element): string {
  const copy = main.cloneNode(true) as Element;
  for (const select of copy.querySelectorAll('select')) select.remove();
  return copy.textContent;
}

async function villagesOffered(page: Page): Promise<string[]> {
  await goTo(page, '首页');
  const options = page.getByRole('combobox', { name: '单位' }).getByRole('option');
  await expect(options).toHaveCount(1 + SIX_VILLAGES.length);
  // They are there before their names are read.
  await expect.poll(() => options.allTextContents()).not.toContain('');
  return options.allTextContents();
}
