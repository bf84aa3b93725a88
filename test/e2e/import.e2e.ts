/** A large ledger goes in through the worker while the screen stays free; figures are printed, not asserted: machines differ. */
import { aWorkbook, type MadeCell } from '#test/help/workbooks.ts';
import { expect, test } from './fixtures.ts';
import { beginTownship, goTo, SIX_VILLAGES } from './steps.ts';

const ROWS = 10_000;
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

test('ten thousand cases come in from a table, at a quarter of the speed, and are taken back', async ({
  page,
}, info) => {
  test.setTimeout(600_000);
  await page.goto('/');
  await beginTownship(page);
  await goTo(page, '台账');
  await page.getByRole('link', { name: '从表格导入' }).click();
  await page.evaluate(() => {
    const seen: number[] = [];
    (globalThis as unknown as { longTasks: number[] }).longTasks = seen;
    new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => seen.push(duration))).observe({
      type: 'longtask',
    });
  });
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const buffer = largeLedger();
  const times: { [step: string]: number } = {};
  const timed = async (step: string, work: () => Promise<void>) => {
    const began = performance.now();
    await work();
    times[step] = Math.round(performance.now() - began);
  };
  await timed('read', async () => {
    await page.getByLabel('选择表格文件').setInputFiles({ name: '台账.xlsx', mimeType: '', buffer });
    await expect(page.getByRole('button', { name: '核对' })).toBeVisible({ timeout: 120_000 });
  });
  await timed('check', async () => {
    await page.getByRole('button', { name: '核对' }).click();
    await expect(page.getByText(`读了 ${ROWS} 行，能导入调解案件 ${ROWS} 条。`)).toBeVisible({ timeout: 120_000 });
  });
  await timed('store', async () => {
    await page.getByRole('button', { name: `导入 ${ROWS} 条` }).click();
    await expect(page.getByText(/^已存本机：导入调解案件/)).toBeVisible({ timeout: 400_000 });
  });
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  const longTasks = await page.evaluate(() => (globalThis as unknown as { longTasks: number[] }).longTasks);
  const figures = { ...times, tasksOver50: longTasks.length, longest: Math.round(Math.max(0, ...longTasks)) };
  info.annotations.push({ type: 'figures', description: JSON.stringify(figures) });
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  await page.getByRole('button', { name: '撤销这次导入' }).click();
  await page.getByRole('button', { name: '撤销', exact: true }).click();
  await expect(page.getByText(`已存本机：撤销了 ${ROWS} 条。`)).toBeVisible({ timeout: 400_000 });
});
