/** 看看示例 → 任务 → a figure → its records → the report sentence that uses it, in five taps. */
import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { expectAccessible, expectNoSidewaysScroll } from './a11y.ts';
import { expect, test } from './fixtures.ts';

test('five taps lead from the start screen through a figure and its records to its sentence in the report', async ({
  page,
}) => {
  await page.goto('/');
  await page.getByRole('button', { name: '看看示例' }).click();
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '任务', exact: true }).click();
  await page.getByRole('link', { name: /确定法律明白人/ }).click();
  await page.getByRole('link', { name: /^(全部 30 条记录|查看记录和算法)$/ }).click();
  await expect(page.getByRole('list', { name: '人员' }).getByRole('listitem')).not.toHaveCount(0);
  await page.getByRole('link', { name: '看年度报告里的这一句' }).click();

  const paper = page.getByRole('article', { name: '2024年年度报告' });
  await expect(paper.getByText(/全乡确定法律明白人30名（法律明白人，看记录），人民调解员6名/)).toBeVisible();
  const figure = paper.getByRole('link', { name: /^30名/ });
  await expect(figure).toBeFocused();
  await expect(figure).toBeInViewport();

  // And back again, as often as one likes.
  await figure.click();
  await expect(page.getByText('30名', { exact: true })).toBeVisible();
});

test('the report and the tables of the sample are taken along as files', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: '看看示例' }).click();
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '任务', exact: true }).click();
  await page.getByRole('link', { name: '年度报告' }).click();
  await expect(page.getByRole('heading', { name: '一、主要举措和成效' })).toBeVisible();
  await expectAccessible(page, 'report');
  await expectNoSidewaysScroll(page, 'report');
  const report = await saved(page, '下载报告（.docx）');
  expect(report.name).toBe('双泉乡2024年法治政府建设年度报告.docx');
  expect(strFromU8(report.files['word/document.xml'] ?? new Uint8Array())).toContain('全乡确定法律明白人30名');

  await page.goBack();
  await page.getByRole('link', { name: '统计表' }).click();
  await expect(page.getByRole('table', { name: '人民调解案件情况统计表（18类）' })).toBeVisible();
  await expectAccessible(page, 'tables');
  await expectNoSidewaysScroll(page, 'tables');
  const tables = await saved(page, '下载表格（.xlsx）');
  expect(tables.name).toMatch(/^双泉乡调解案件（18类）2024-01-01至2024-12-31\.xlsx$/);
  expect(strFromU8(tables.files['xl/sharedStrings.xml'] ?? new Uint8Array())).toContain('人民调解案件情况统计表');
});

test('charts are carried into the report as pictures made on the device, with their numbers as words', async ({
  page,
}) => {
  await page.goto('/');
  await page.getByRole('button', { name: '看看示例' }).click();
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '任务', exact: true }).click();
  await page.getByRole('link', { name: '年度报告' }).click();
  await page.getByLabel('后面附图').check();
  const drawn = await saved(page, '下载报告（.docx）');
  const pictures = Object.entries(drawn.files).filter(([name]) => /^word\/media\/.*\.png$/.test(name));
  expect(pictures.length).toBeGreaterThan(4);
  // A blank picture of this size would be a few hundred bytes.
  for (const [, bytes] of pictures) expect(bytes.length).toBeGreaterThan(5000);
  const words = strFromU8(drawn.files['word/document.xml'] ?? new Uint8Array());
  expect(words).toMatch(/descr="2024年各月受理和调解成功的案件：1月受理/);
  // Villages and few cases stay inside.
  await page.getByLabel(/公开版/).check();
  const open = await saved(page, '下载报告（.docx）');
  expect(strFromU8(open.files['word/document.xml'] ?? new Uint8Array())).not.toContain('各村调解成功率');
});

async function saved(page: Parameters<typeof expectAccessible>[0], button: string) {
  const arriving = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  const download = await arriving;
  return { name: download.suggestedFilename(), files: unzipSync(new Uint8Array(readFileSync(await download.path()))) };
}
