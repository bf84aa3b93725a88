import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { backupText } from '#core/backup.ts';
import { aVillageBackup, jsonOf } from '#test/help/backups.ts';
import { expect, test } from './fixtures.ts';
import { asFile, beginVillage, exportSealed, fillCase, goTo, openBackup, recordsStored, save } from './steps.ts';

/** A sound file, spoilt, and the one sentence it is refused with. */
const spoilt: [name: string, spoil: (text: string) => string | Buffer, sentence: RegExp][] = [
  ['a truncated file', (text) => text.slice(0, text.length * 0.7), /文件到这里就断了，不完整/],
  ['a file damaged on its way', (text) => text.replace('"changes":[', '"changes":[,'), /写法有错/],
  ['another program’s file', () => '{"format":"wechat-export","version":1}', /这不是法治台账的备份文件/],
  ['a photo', () => Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46]), /这不是法治台账的备份文件/],
  ['an empty file', () => '', /文件是空的/],
  ['a file of the future', (text) => change(text, (json) => (json.version = 99)), /请先更新法治台账/],
  [
    'a value that was changed',
    (text) => change(text, (json) => (json.changes.find(isFirstFact).ops[0].value = 'settled')),
    /接不上|校验码不符|被改动过/,
  ],
  [
    'a missing change',
    (text) => change(text, (json) => json.changes.splice(json.changes.findIndex(isFirstFact), 1)),
    /不完整|接不上/,
  ],
  [
    'names that would reach into the program',
    (text) => text.replace('"format":', '"__proto__":{"polluted":1},"format":'),
    /不允许的名称/,
  ],
];

test('[B2] a file that is not sound is refused with a plain sentence, on the start screen and in a ledger', async ({
  page,
}) => {
  const sound = backupText(await aVillageBackup());
  await page.goto('/');
  await page.getByRole('button', { name: '从备份恢复' }).click();
  for (const [name, spoil, sentence] of spoilt) {
    await page.getByLabel('选择备份文件').setInputFiles(asFile(`${name}.json`, spoil(sound)));
    await expectRefusal(page, name, sentence);
    await expect(page.getByRole('button', { name: '恢复到这台设备' })).toBeHidden();
  }
  await page.getByRole('button', { name: '返回' }).click();

  await beginVillage(page);
  await page.getByRole('link', { name: '记调解' }).click();
  await fillCase(page);
  await save(page);
  await openBackup(page);
  const before = await everything(page);
  for (const [name, spoil, sentence] of spoilt) {
    await page.getByLabel('导入备份').setInputFiles(asFile(`${name}.json`, spoil(sound)));
    await expectRefusal(page, name, sentence);
    await expect(page.getByRole('button', { name: '合并' })).toBeHidden();
  }
  expect(await everything(page)).toEqual(before);
  expect(await page.evaluate(() => 'polluted' in {})).toBe(false);
  await goTo(page, '首页');
  await expect(recordsStored(page, 2)).toBeVisible();
});

test('[B1] a sealed backup opens with its passphrase only, and shows the hint', async ({ page, browser, server }) => {
  await page.goto('/');
  await beginVillage(page);
  await page.getByRole('link', { name: '记调解' }).click();
  await fillCase(page);
  await save(page);
  const { path } = await exportSealed(page, '双泉乡门前的清水塘', '家门口的水');
  const sealed = readFileSync(path, 'utf8');
  for (const secret of ['田大山', '彭秀英', '屋檐滴水', '城墙村']) expect(sealed).not.toContain(secret);

  const second = await browser.newContext({ baseURL: server.url });
  const other = await second.newPage();
  await other.goto('/');
  await other.getByRole('button', { name: '从备份恢复' }).click();
  await other.getByLabel('选择备份文件').setInputFiles(path);
  await expect(other.getByText('提示：家门口的水')).toBeVisible();
  const passphrase = other.getByRole('textbox', { name: '备份口令' });
  await passphrase.fill('双泉乡门前的浑水塘');
  await other.getByRole('button', { name: '打开备份' }).click();
  await expect(other.getByText(/^口令不对/)).toBeVisible({ timeout: 20_000 });
  await expect(other.getByRole('button', { name: '恢复到这台设备' })).toBeHidden();
  await passphrase.fill('双泉乡门前的清水塘');
  await other.getByRole('button', { name: '打开备份' }).click();
  await other.getByRole('button', { name: '恢复到这台设备' }).click({ timeout: 20_000 });
  await expect(recordsStored(other, 2)).toBeVisible();
  await second.close();
});

async function expectRefusal(page: Page, name: string, sentence: RegExp): Promise<void> {
  const notice = page
    .getByRole('alert')
    .or(page.getByRole('status'))
    .filter({ hasText: `“${name}.json”不能导入` });
  await expect(notice).toBeVisible();
  await expect(notice.getByRole('listitem').filter({ hasText: sentence }).first()).toBeVisible();
  await expect(notice).toContainText('本机的记录没有变化');
}

/** Every entry of every store, counted and hashed by the browser itself. */
function everything(page: Page): Promise<Record<string, string>> {
  return page.evaluate(async () => {
    const opening = indexedDB.open('fazhi-taizhang');
    const answer = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error ?? new Error('no answer')));
      });
    const db = await answer(opening);
    const stores: Record<string, string> = {};
    for (const name of db.objectStoreNames) {
      if (name === 'meta') continue;
      stores[name] = JSON.stringify(await answer(db.transaction(name).objectStore(name).getAll()));
    }
    db.close();
    return stores;
  });
}

function change(text: string, spoil: (json: ReturnType<typeof jsonOf>) => unknown): string {
  const json = JSON.parse(text);
  spoil(json);
  return JSON.stringify(json);
}

const isFirstFact = ({ scope, n }: { scope: string; n: number }): boolean => scope.endsWith('/cases') && n === 1;
