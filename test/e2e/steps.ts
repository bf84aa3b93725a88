/** What tests do by hand again and again, by role and name; every step ends when a person would see that it is done. */
import { readFileSync } from 'node:fs';
import { backupText, rowsOfKinds, type Backup } from '#core/backup.ts';
import type { Row } from '#core/fold.ts';
import { readSound } from '#test/help/backups.ts';
import { expect, type Locator, type Page } from '@playwright/test';

export interface Township {
  readonly township?: string;
  readonly villages?: readonly string[];
  readonly me?: string;
}

/** The villages of 双泉乡 (domain.md §5). */
export const SIX_VILLAGES = ['永祥村', '天马村', '菖蒲村', '箐口村', '双石村', '城墙村'];

/** 单机使用 → 一个乡镇, as a newcomer does. */
export async function beginTownship(
  page: Page,
  { township = '双泉乡', villages = SIX_VILLAGES, me = '' }: Township = {},
): Promise<void> {
  await page.getByRole('button', { name: '单机使用' }).click();
  await page.getByRole('button', { name: '一个乡镇' }).click();
  await page.getByRole('textbox', { name: '乡镇名' }).fill(township);
  for (const [at, village] of villages.entries()) {
    const box = page.getByRole('textbox', { name: `村名 ${at + 1}`, exact: true });
    if (!(await box.isVisible())) await page.getByRole('button', { name: '再加一个村' }).click();
    await box.fill(village);
  }
  await begin(page, me);
}

/** 单机使用 → 一个村. */
export async function beginVillage(page: Page, { village = '城墙村', me = '李伟' } = {}): Promise<void> {
  await page.getByRole('button', { name: '单机使用' }).click();
  await page.getByRole('button', { name: '一个村' }).click();
  await page.getByRole('textbox', { name: '村名' }).fill(village);
  await begin(page, me);
}

async function begin(page: Page, me: string): Promise<void> {
  await page.getByRole('textbox', { name: '您的姓名' }).fill(me);
  await page.getByRole('button', { name: '开始使用' }).click();
  await expect(page.getByRole('link', { name: '记调解' })).toBeVisible();
}

/** Waits until the worker has stored the whole app: from then on no server is needed. */
export async function appOnDevice(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
}

export const goTo = (page: Page, tab: '首页' | '台账' | '任务' | '我的'): Promise<void> =>
  page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: tab, exact: true }).click();

/** 台账 → the list of a kind. */
export async function openLedger(page: Page, title: string): Promise<void> {
  await goTo(page, '台账');
  await page
    .getByRole('main')
    .getByRole('link', { name: new RegExp(`^${title}`) })
    .click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}

/** 台账 → a kind → its empty form. */
export async function openForm(page: Page, title: string, action: string): Promise<void> {
  await openLedger(page, title);
  await page.getByRole('link', { name: action, exact: true }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: action })).toBeVisible();
}

export interface QuickCase {
  readonly a?: string;
  readonly b?: string;
  readonly type?: string;
  readonly facts?: string;
  readonly status?: string;
}

export const sideName = (page: Page, side: '甲' | '乙'): Locator =>
  page.getByRole('textbox', { name: `当事人（${side}方） 姓名` });

/** The one screen of 记调解; the form is open. */
export async function fillCase(
  page: Page,
  { a = '田大山', b = '彭秀英', type = '邻里纠纷', facts = '屋檐滴水', status = '调解中' }: QuickCase = {},
): Promise<void> {
  await sideName(page, '甲').fill(a);
  await sideName(page, '乙').fill(b);
  await page.getByRole('radio', { name: type }).check();
  await page.getByRole('textbox', { name: '纠纷简要情况' }).fill(facts);
  await page.getByRole('radio', { name: status, exact: true }).check();
}

export const said = (page: Page): Locator => page.getByRole('status').filter({ hasText: '已存本机' }).first();

/** How many records home says are stored here. */
export const recordsStored = (page: Page, count: number): Locator =>
  page.getByRole('main').getByText(`已存本机 ${count}`, { exact: true });

/** 保存, until the durable commit has been announced and the record stands in place of its form. */
export async function save(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: '保存', exact: true });
  // The words stand for seconds only: on a busy machine whoever looks after the click comes too late.
  const announced = page.waitForFunction(() =>
    [...document.querySelectorAll('[role=status]')].some(({ textContent }) => textContent?.includes('已存本机')),
  );
  await Promise.all([announced, button.click()]);
  await expect(button).toBeHidden();
}

/** 我的 → 备份与恢复. */
export async function openBackup(page: Page): Promise<void> {
  await goTo(page, '我的');
  await page.getByRole('link', { name: /^备份与恢复/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: '备份与恢复' })).toBeVisible();
}

export interface Exported {
  readonly path: string;
  readonly name: string;
}

/** 导出备份 without encryption. */
export async function exportPlain(page: Page): Promise<Exported> {
  await openBackup(page);
  await page.getByRole('checkbox', { name: /^加密/ }).uncheck();
  return exported(page);
}

export async function exportSealed(page: Page, passphrase: string, hint: string): Promise<Exported> {
  await openBackup(page);
  await page.getByRole('textbox', { name: '备份口令' }).fill(passphrase);
  await page.getByRole('textbox', { name: '再输一遍' }).fill(passphrase);
  await page.getByRole('textbox', { name: '口令提示' }).fill(hint);
  return exported(page);
}

async function exported(page: Page): Promise<Exported> {
  const arriving = page.waitForEvent('download');
  await page.getByRole('button', { name: '导出备份' }).click();
  const download = await arriving;
  return { path: await download.path(), name: download.suggestedFilename() };
}

/** A file as a person chooses it. */
export const asFile = (name: string, text: string | Buffer) => ({
  name,
  mimeType: 'application/json',
  buffer: typeof text === 'string' ? Buffer.from(text) : text,
});

/** From the start screen: 从备份恢复, until home is there. */
export async function restore(page: Page, file: string | ReturnType<typeof asFile>): Promise<void> {
  await page.getByRole('button', { name: '从备份恢复' }).click();
  await page.getByLabel('选择备份文件').setInputFiles(file);
  await page.getByRole('button', { name: '恢复到这台设备' }).click();
  await expect(page.getByRole('link', { name: '记调解' })).toBeVisible({ timeout: 20_000 });
}

export const backupIn = (path: string): Promise<Backup> => readSound(readFileSync(path, 'utf8'));

/** Records of a kind as another program reads them out of a file. */
export const rowsIn = ({ changes, verdicts }: Backup, kind: string): readonly Row[] =>
  rowsOfKinds(changes, verdicts, [kind]);

export const fileOf = (backup: Backup): ReturnType<typeof asFile> => asFile('fazhi.json', backupText(backup));
