import { readFileSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import {
  asFile,
  beginTownship,
  beginVillage,
  exportPlain,
  exportSealed,
  fillCase,
  goTo,
  openBackup,
  openLedger,
  save,
} from './steps.ts';

const PASSPHRASE = '双泉乡门前的清水塘';

test('[B2] a township merges its villages’ backups in any order and sees what each of them recorded', async ({
  browser,
  server,
}) => {
  const one = await villageBackup(browser, server.url, '永祥村', '田大山');
  const two = await villageBackup(browser, server.url, '城墙村', '石三妹', PASSPHRASE);
  const orders = [
    [one, two, one],
    [two, one],
  ];
  const seen: string[][] = [];
  for (const files of orders) {
    const page = await newPhone(browser, server.url);
    await beginTownship(page, { villages: ['菖蒲村'] });
    await openBackup(page);
    for (const file of files) await merge(page, file, file === two ? PASSPHRASE : null);
    seen.push(await whatTheTownshipSees(page));
    await page.context().close();
  }
  expect(seen[0]).toEqual(['彭*英与田*山邻里纠纷 永祥村', '彭*英与石*妹邻里纠纷 城墙村']);
  for (const other of seen) expect(other).toEqual(seen[0]);
});

test('[B2] a village does not take in what is another village’s', async ({ browser, server }) => {
  const other = await villageBackup(browser, server.url, '永祥村', '田大山');
  const page = await newPhone(browser, server.url);
  await beginVillage(page, { village: '城墙村' });
  await openBackup(page);
  await page.getByLabel('导入备份').setInputFiles(other);
  await expect(page.getByText(/处改动属于别的村，不会并进来/)).toBeVisible();
  await openLedger(page, '调解案件');
  await expect(page.getByText('还没有案件')).toBeVisible();
  await page.context().close();
});

async function newPhone(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, acceptDownloads: true });
  const page = await context.newPage();
  await page.goto('/');
  return page;
}

/** What a village phone hands over. */
async function villageBackup(
  browser: Browser,
  url: string,
  village: string,
  party: string,
  passphrase: string | null = null,
): Promise<ReturnType<typeof asFile>> {
  const page = await newPhone(browser, url);
  await beginVillage(page, { village, me: '' });
  await page.getByRole('link', { name: '记调解' }).click();
  await fillCase(page, { a: '彭秀英', b: party });
  await save(page);
  const { name, path } = await (passphrase === null ? exportPlain(page) : exportSealed(page, passphrase, ''));
  const file = asFile(name, readFileSync(path));
  await page.context().close();
  return file;
}

async function merge(page: Page, file: ReturnType<typeof asFile>, passphrase: string | null): Promise<void> {
  await page.getByLabel('导入备份').setInputFiles(file);
  if (passphrase !== null) {
    const open = page.getByRole('button', { name: '打开备份' });
    await expect(open).toBeVisible();
    // The other box of this name is for a backup that is made here.
    await page.getByRole('textbox', { name: '备份口令' }).last().fill(passphrase);
    await open.click();
  }
  await expect(page.getByRole('region', { name: '备份里有什么' })).toBeVisible({ timeout: 20_000 });
  await page.getByRole('button', { name: '合并' }).click();
  await expect(page.getByText(/已存本机：并入|这些记录本机都有了/)).toBeVisible();
}

/** Every case with its village, whatever their order. */
async function whatTheTownshipSees(page: Page): Promise<string[]> {
  await goTo(page, '首页');
  const villages = page.getByRole('combobox', { name: '单位' }).getByRole('option');
  await expect(villages.filter({ hasText: /永祥村|城墙村/ })).toHaveCount(2);
  await openLedger(page, '调解案件');
  const cards = page.getByRole('list', { name: '调解案件' }).getByRole('link');
  await expect(cards).toHaveCount(2);
  const texts = await cards.allInnerTexts();
  return texts
    .map((text) => `${/.*纠纷/.exec(text)?.[0] ?? ''} ${/永祥村|城墙村/.exec(text)?.[0] ?? ''}`)
    .sort((a, b) => (a < b ? -1 : 1));
}
