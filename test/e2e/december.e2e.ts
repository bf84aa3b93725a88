/**
 * Issues 5 and 6, done when: the December folder of an empty township goes in by the app, on a phone and on a desktop, is corrected where the app
 * says, and the year's report that comes of it speaks of these records.
 */
import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { DECEMBER_TOWNSHIP, DECEMBER_VILLAGES, DECEMBER_YEAR, decemberFolder } from '#test/help/december.ts';
import { expectAccessible, expectNoSidewaysScroll } from './a11y.ts';
import { expectAtRest } from './at-rest.ts';
import { expect, test } from './fixtures.ts';
import { beginTownship, goTo } from './steps.ts';

const PHONE = { width: 360, height: 740 };
const DESKTOP = { width: 1280, height: 800 };

interface Step {
  readonly title: string;
  readonly viewport: { readonly width: number; readonly height: number };
  /** Done where the app asks, before the rows are looked at. */
  readonly answer?: (page: Page) => Promise<void>;
  readonly says: RegExp;
  readonly records: number;
}

const steps: { readonly [kind: string]: Step } = {
  person: { title: '人员', viewport: PHONE, says: /能导入人员 24 条/, records: 24 },
  mediationCase: { title: '调解案件', viewport: PHONE, says: /没有受理日期/, records: 42 },
  publicityEvent: { title: '普法活动', viewport: DESKTOP, says: /按活动名称记“三八妇女维权”/, records: 18 },
  training: {
    title: '培训学法',
    viewport: PHONE,
    answer: async (page) => {
      await page.getByRole('combobox', { name: '没写村名的行算作' }).selectOption(DECEMBER_TOWNSHIP);
      await page.getByRole('combobox', { name: '每行的对象' }).last().selectOption('法律明白人');
      await page.getByRole('combobox', { name: '每行的类型' }).last().selectOption('业务培训');
    },
    says: /名单上的人都记为到会/,
    records: 4,
  },
  screening: { title: '矛盾纠纷排查', viewport: DESKTOP, says: /能导入矛盾纠纷排查 72 条/, records: 72 },
};

test('the December folder of six villages goes in, and the report of the year speaks of it', async ({ page }, info) => {
  test.setTimeout(400_000);
  await page.goto('/');
  await beginTownship(page, { township: DECEMBER_TOWNSHIP, villages: DECEMBER_VILLAGES });
  for (const { name, kind, bytes } of decemberFolder) {
    const { title, viewport, answer, says, records } = steps[kind] as Step;
    await page.setViewportSize(viewport);
    await goTo(page, '台账');
    await page.getByRole('link', { name: '从表格导入' }).click();
    await page.getByRole('combobox', { name: '记到哪本台账' }).selectOption(title);
    const path = info.outputPath(name);
    writeFileSync(path, bytes());
    await page.getByLabel('选择表格文件').setInputFiles(path);
    await expect(page.getByRole('button', { name: '核对' })).toBeEnabled();
    await answer?.(page);
    await page.getByRole('button', { name: '核对' }).click();
    await expect(page.getByText(says).first()).toBeVisible();
    await expectAccessible(page, `import of ${kind}`);
    await expectNoSidewaysScroll(page, `import of ${kind}`);
    await page.getByRole('button', { name: `导入 ${records} 条` }).click();
    await expect(page.getByText(`已存本机：导入${title} ${records} 条。`)).toBeVisible();
  }

  await goTo(page, '任务');
  await page.getByRole('combobox', { name: '年度' }).selectOption(String(DECEMBER_YEAR));
  await page.getByRole('link', { name: '从报告任务里选' }).first().click();
  const all = page.getByRole('button', { name: '全选', exact: true });
  await expect(all.first()).toBeVisible();
  for (let left = await all.count(); left > 0; left -= 1) await all.first().click();
  await expectAtRest(page);
  await page.getByRole('button', { name: /^添加 \d+ 项到2025年$/ }).click();
  await expect(page.getByText(/已存本机，添加了2025年/)).toBeVisible();
  await page.setViewportSize(PHONE);
  await page.getByRole('link', { name: '年度报告' }).click();
  const paper = page.getByRole('article', { name: '2025年年度报告' });
  await expect(paper.getByRole('link', { name: /^42件/ })).toBeVisible();
  await expect(paper).toContainText(/调解成功34件.*调解不成8件/);
});
