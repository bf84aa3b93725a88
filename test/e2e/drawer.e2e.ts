/**
 * Several cases of different types from the dispute to the archived file, on a phone without network, and their papers read
 * back as they would go into the drawer: the .docx as it was made, and what this browser prints.
 */
import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import type { Page } from '@playwright/test';
import { pagesOfPdf, plainText } from '#test/help/libre-office.ts';
import { expect, test } from './fixtures.ts';
import { appOnDevice, beginVillage, fillCase, openForm, save, type QuickCase } from './steps.ts';

test.setTimeout(120_000);
test.use({ actionTimeout: 20_000, serviceWorkers: 'allow' });

async function step(page: Page, name: string): Promise<void> {
  await page.getByRole('main').getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

async function begin(page: Page, quick: QuickCase): Promise<void> {
  await openForm(page, '调解案件', '记调解');
  await fillCase(page, quick);
}

/** 归档, and the words of the file's .docx. */
async function filed(page: Page): Promise<string> {
  await step(page, '归档');
  await page.getByRole('radio', { name: '30年' }).check();
  await save(page);
  await page.getByRole('link', { name: /文书和整卷/ }).click();
  await page.getByRole('link', { name: /^整卷/ }).click();
  const arriving = page.waitForEvent('download');
  await page.getByRole('button', { name: '生成 .docx' }).click();
  const parts = unzipSync(new Uint8Array(readFileSync(await (await arriving).path())));
  const text = (path: string | undefined): string =>
    path === undefined ? '' : new TextDecoder().decode(parts[path]).replace(/<[^>]+>/g, '');
  const foot = Object.keys(parts).find((path) => path.startsWith('word/footer'));
  return text('word/document.xml') + text(foot);
}

/** Each paper of the contents begins on the page that they say, in print as well. */
async function expectPrintedAsListed(page: Page, papers: readonly (readonly [title: string, page: number])[]) {
  const printed = pagesOfPdf(await page.pdf({ preferCSSPageSize: true })).map(plainText);
  const [, contents = ''] = printed;
  for (const [title, at] of papers) {
    expect(contents).toContain(`${title}${at}`);
    // Cover and contents stand before the numbered pages.
    expect(printed[at + 1], `${title} on page ${at}`).toMatch(new RegExp(`^${title}.*(${at}—)?$`, 's'));
  }
  expect(printed[printed.length - 1]).toContain('归档校验码');
  // Every page bears the foot, and none bears nothing else: the seal's beginning and a provisional code are no paper.
  const FOOT = 50;
  expect(printed.filter((one) => !one.includes('归档校验码') || one.length < FOOT)).toEqual([]);
}

test('cases settled on the doorstep, refused and not taken go into the drawer, offline on a phone', async ({
  page,
  context,
}) => {
  await page.goto('/');
  await beginVillage(page);
  await appOnDevice(page);
  await context.setOffline(true);

  await begin(page, { type: '邻里纠纷', facts: '屋檐滴水', status: '调解成功' });
  await page.getByRole('radio', { name: '口头协议' }).check();
  await save(page);
  await page.getByRole('link', { name: '协议内容' }).click();
  await page.getByRole('button', { name: '通道由双方共同使用，任何一方不得堵塞' }).click();
  await save(page);
  await step(page, '已全部履行');
  await save(page);
  const settled = await filed(page);
  expect(settled).toContain('田大山与彭秀英邻里纠纷');
  expect(settled).toContain('通道由双方共同使用，任何一方不得堵塞');
  expect(settled).toMatch(/归档校验码([0-9a-f]{8} ?){8}/);
  expect(settled).toMatch(/归档校验码 [0-9a-f]{8} [0-9a-f]{8}/);
  await expectPrintedAsListed(page, [
    ['人民调解受理登记表', 1],
    ['人民调解口头协议登记表', 2],
    ['人民调解结案报告表', 3],
  ]);

  await begin(page, { a: '冉光明', b: '石玉兰', type: '房屋宅基地纠纷', facts: '界线不清', status: '调解中' });
  await save(page);
  await step(page, '终止调解');
  await page.getByRole('radio', { name: '一方明确拒绝' }).check();
  await page.getByRole('checkbox', { name: '诉讼' }).check();
  await save(page);
  expect(await filed(page)).toContain('本案终止调解，原因：一方明确拒绝，已告知当事人诉讼途径。');

  await begin(page, { a: '杨海', b: '白云', type: '合同纠纷', facts: '法院已经立案', status: '登记' });
  await save(page);
  await step(page, '不予受理');
  await page.getByRole('radio', { name: /已经受理或解决/ }).check();
  await page.getByRole('checkbox', { name: '行政' }).check();
  await save(page);
  const declined = await filed(page);
  expect(declined).toContain('本案不予受理，原因：法院、公安机关或其他行政机关已经受理或解决，已告知当事人行政途径。');
  expect(declined).not.toContain('人民调解受理登记表');
});
