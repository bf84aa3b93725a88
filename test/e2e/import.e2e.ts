/**
 * A large ledger goes in through the worker while the screen stays free; figures are printed, not asserted: machines differ. Between the
 * steps nothing of Playwright's runs in the page: its own looking for words takes longer at a quarter of the speed than anything the app does.
 */
import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { aWorkbook, type MadeCell } from '#test/help/workbooks.ts';
import { expect, test } from './fixtures.ts';
import { watchMainThread } from './main-thread.ts';
import { watchMemory } from './page-memory.ts';
import { beginTownship, goTo, SIX_VILLAGES } from './steps.ts';

/** Enough for several pieces of each step. `IMPORT_ROWS=10000` prints what ten thousand rows take. */
const ROWS = Number(process.env['IMPORT_ROWS'] ?? 2500);
/** A phone at a quarter of the speed needs so much longer for the same work. */
const SLOWER = 4;
const TYPES = ['邻里', '婚姻家庭纠纷', '山林土地', '合同纠纷', '民间借贷', '宅基地'];

function largeLedger(): Buffer {
  const rows: MadeCell[][] = [
    ['双泉乡2025年人民调解案件台账'],
    [
      '序号',
      '村',
      '受理时间',
      '甲方',
      '甲方身份证号',
      '甲方电话',
      '乙方',
      '纠纷类型',
      '简要案情',
      '调解结果',
      '协议金额',
      '履行情况',
    ],
  ];
  for (let i = 0; i < ROWS; i++) {
    rows.push([
      i + 1,
      SIX_VILLAGES[i % 6] ?? '',
      { date: 45_658 + (i % 360) },
      `甲${i}`,
      i % 10 === 0 ? '999999199003070012' : '',
      '13800000001',
      `乙${i}`,
      TYPES[i % 6] ?? '',
      `因第${i}件事发生争吵，经调解双方互相谅解`,
      i % 9 === 0 ? '调解不成' : '达成书面协议',
      i % 3 === 0 ? i : '',
      '已履行',
    ]);
  }
  return Buffer.from(aWorkbook([{ name: '台账', rows }]));
}

/** Resolves in the page as soon as it says some words. */
const said = (page: Page, words: string): Promise<void> =>
  page.evaluate(
    (sought) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (document.querySelector('main')?.textContent?.includes(sought) !== true) return;
          observer.disconnect();
          resolve();
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, { childList: true, subtree: true, characterData: true });
        look();
      }),
    words,
  );

const press = (page: Page, label: string): Promise<void> =>
  page.evaluate(
    (words) => [...document.querySelectorAll('button')].find(({ textContent }) => textContent === words)?.click(),
    label,
  );

/** What the main thread of a slow phone would have been busy with. */
function spent({ tasks, workers }: Awaited<ReturnType<Awaited<ReturnType<typeof watchMainThread>>['stop']>>) {
  const slow = tasks.map((task) => SLOWER * task);
  return {
    tasksOver50: slow.filter((task) => task > 50).length,
    longest: Math.round(Math.max(0, ...slow)),
    mainThread: Math.round(slow.reduce((sum, task) => sum + task, 0)),
    workers: Math.round(SLOWER * workers),
  };
}

test('thousands of cases come in from a table while the screen stays free, leave as one, and are taken back', async ({
  page,
}, info) => {
  test.setTimeout(600_000);
  await page.goto('/');
  await beginTownship(page);
  await goTo(page, '台账');
  await page.getByRole('link', { name: '从表格导入' }).click();
  const file = info.outputPath('台账.xlsx');
  writeFileSync(file, largeLedger());
  const input = page.getByLabel('选择表格文件');
  await expect(input).toBeEnabled();
  const cdp = await page.context().newCDPSession(page);
  const memory = await watchMemory(page);
  const mainThread = await watchMainThread(cdp);
  const times: { [step: string]: number } = {};
  const timed = async (step: string, words: string, work: () => Promise<void>) => {
    const began = performance.now();
    const end = said(page, words);
    await work();
    await end;
    times[step] = Math.round(performance.now() - began);
  };
  await timed('read', '列有去处', () => input.setInputFiles(file));
  await timed('check', `读了 ${ROWS} 行，能导入调解案件 ${ROWS} 条。`, () => press(page, '核对'));
  await timed('store', '已存本机：导入调解案件', () => press(page, `导入 ${ROWS} 条`));
  const imported = { ...spent(await mainThread.stop()), megabytes: memory?.() ?? null };

  await page.getByRole('link', { name: '看调解案件' }).click();
  const out = page.getByRole('button', { name: '导出表格' });
  await expect(page.getByText(`共 ${ROWS} 条`).first()).toBeVisible({ timeout: 120_000 });
  await expect(out).toBeEnabled();
  const exportMemory = await watchMemory(page);
  const exporting = await watchMainThread(cdp);
  const began = performance.now();
  const arriving = page.waitForEvent('download');
  await press(page, '导出表格');
  await arriving;
  times['export'] = Math.round(performance.now() - began);
  const exported = { ...spent(await exporting.stop()), megabytes: exportMemory?.() ?? null };
  const figures = { ...times, import: imported, export: { ms: times['export'], ...exported } };
  info.annotations.push({ type: 'figures', description: JSON.stringify(figures) });
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  await page.goBack();
  await page.getByRole('button', { name: '撤销这次导入' }).click();
  await page.getByRole('button', { name: '撤销', exact: true }).click();
  await expect(page.getByText(`已存本机：撤销了 ${ROWS} 条。`)).toBeVisible({ timeout: 400_000 });
});
