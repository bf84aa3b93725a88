/** Ten cases of ten types, each from the dispute to the archived file, on a phone without network, led by the page; and their papers. */
import { readFileSync } from 'node:fs';
import type { Download, Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { dossierOf } from '#core/dossier.ts';
import { isFilled } from '#kinds/conditions.ts';
import type { Values } from '#kinds/field.ts';
import { pagesOfPdf } from '#test/help/libre-office.ts';
import { startServer } from '#test/help/server.ts';
import { expectAccessible, expectNoSidewaysScroll, expectTargets } from './a11y.ts';
import { expect, test } from './fixtures.ts';
import { appOnDevice, backupIn, beginTownship, exportPlain, fillCase, goTo, openForm, rowsIn, save } from './steps.ts';
import { ago, disputes, handedUp, type Act, type Dispute, type Step } from './ten-cases.ts';

test.use({ actionTimeout: 30_000 });

test('ten cases of ten types go from the dispute to the archived file on a phone without network', async ({
  browser,
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
  await beginTownship(page, { villages: ['城墙村'], me: '李伟' });

  for (const one of [...disputes, handedUp]) await test.step(one.type, () => lead(page, one));

  await test.step('an archived case takes amendments alone', () => amend(page));
  await test.step('its papers, on the phone', () => papers(page));
  await goTo(page, '首页');
  await expect(page.getByRole('list', { name: '待办' })).toBeHidden();

  const { path } = await exportPlain(page);
  const filed = rowsIn(await backupIn(path), 'mediationCase')
    .map(({ values }) => values as Values)
    .filter(({ archivedOn }) => isFilled(archivedOn));
  const ending = ({ status, performance }: { readonly status?: unknown; readonly performance?: unknown }): string =>
    JSON.stringify([status, performance ?? '']);
  expect(filed.map(ending).sort()).toEqual([...disputes, handedUp].map(({ ends }) => ending(ends)).sort());
  for (const values of filed) {
    const { papers: asked, forbidden, warnings } = dossierOf(values, ago(0));
    const lacking = asked.filter(({ state }) => state === 'lacking').map(({ label }) => label);
    expect({ lacking, forbidden, warnings }, JSON.stringify(values.disputeType)).toEqual({
      lacking: [],
      forbidden: [],
      warnings: [],
    });
  }
  await context.close();
});

/** From the first word to the archived file. */
async function lead(page: Page, one: Dispute): Promise<void> {
  await begin(page, one);
  if (one === handedUp) {
    await page.getByRole('button', { name: '移交乡镇调委会' }).click();
    await page.getByRole('textbox', { name: '移交原因' }).fill('涉及两个村');
    await page.getByRole('button', { name: '移交', exact: true }).click();
  }
  for (const step of one.steps) await take(page, step);
  await expect(page.getByRole('region', { name: '归档', exact: true })).toContainText('与本机账本相符');
}

async function begin(page: Page, { more = [], ...quick }: Dispute): Promise<void> {
  await openForm(page, '调解案件', '记调解');
  await page.getByLabel('单位', { exact: true }).selectOption({ label: '城墙村' });
  const allTypes = page.getByRole('radiogroup', { name: '纠纷类型' }).getByRole('button');
  if (await allTypes.isVisible()) await allTypes.click();
  await fillCase(page, quick);
  for (const one of more) await act(page, one);
  await save(page);
}

async function take(page: Page, { tap, acts = [], sound = false }: Step): Promise<void> {
  await page.getByRole('main').getByRole('link', { name: tap, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: tap })).toBeVisible();
  for (const one of acts) await act(page, one);
  if (sound) await expectSound(page, tap);
  await save(page);
}

async function act(page: Page, one: Act): Promise<void> {
  if ('press' in one) return page.getByRole('main').getByRole('button', { name: one.press }).first().click();
  const named = (name: string) => page.locator('input, textarea').and(page.getByLabel(name, { exact: true }));
  const nth = one.nth ?? 0;
  if ('fill' in one) return named(one.fill).nth(nth).fill(one.with);
  return named(one.tick).nth(nth).check();
}

async function expectSound(page: Page, name: string): Promise<void> {
  await expectAccessible(page, name);
  await expectTargets(page, name);
  await expectNoSidewaysScroll(page, name);
}

async function amend(page: Page): Promise<void> {
  await expect(page.getByRole('link', { name: '修改' })).toBeHidden();
  await take(page, { tap: '补记', acts: [{ fill: '补记内容', with: '更正门牌号' }] });
  await expect(page.getByRole('region', { name: '归档', exact: true })).toContainText('与本机账本相符');
  await expectSound(page, '调解案件：已归档');
}

const made = async (page: Page): Promise<Download> => {
  const arriving = page.waitForEvent('download');
  await page.getByRole('button', { name: '生成 .docx' }).click();
  return arriving;
};

const textOf = async (download: Download): Promise<string> => {
  const parts = unzipSync(new Uint8Array(readFileSync(await download.path())));
  return new TextDecoder().decode(parts['word/document.xml']).replace(/<[^>]+>/g, '');
};

/** The case that was handed up: one paper, the whole file without names, and the file as the printer gets it. */
async function papers(page: Page): Promise<void> {
  await page.getByRole('link', { name: /文书和整卷/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: '文书' })).toBeVisible();
  await expectSound(page, 'papers');
  await page.getByRole('link', { name: /^人民调解受理登记表/ }).click();
  await expect(page.getByRole('region', { name: '预览' }).getByText('人民调解受理登记表')).toBeVisible();
  await expectSound(page, 'one paper');
  const download = await made(page);
  expect(download.suggestedFilename()).toMatch(/^临[0-9A-F]{8}-人民调解受理登记表（含个人信息）\.docx$/);
  expect(await textOf(download)).toContain(`依双泉乡城墙村人民调解委员会移交，经当事人同意，调解${handedUp.a}与`);
  await expect(page.getByText(/^已生成/)).toBeVisible();
  await expect(page.getByText(/^发微信：/)).toBeVisible();
  await expectAccessible(page, 'paper made');

  await page.getByRole('button', { name: '返回' }).click();
  await page.getByRole('link', { name: /^整卷/ }).click();
  await expect(page.getByRole('region', { name: '预览' }).getByText('卷内目录').first()).toBeVisible();
  const printed = pagesOfPdf(await page.pdf({ preferCSSPageSize: true }));
  // Provisional code and seal stand in one line at the foot of every page.
  expect(printed.filter((text) => !/临时编号 ?临[0-9A-F]{8}.*归档校验码 ?[0-9a-f]{8} [0-9a-f]{8}/.test(text))).toEqual(
    [],
  );

  await page.getByRole('button', { name: '返回' }).click();
  await page.getByRole('checkbox', { name: /^隐去姓名/ }).check();
  await page.getByRole('link', { name: /^整卷/ }).click();
  const masked = await made(page);
  expect(masked.suggestedFilename()).toMatch(/-整卷（隐名）\.docx$/);
  const text = await textOf(masked);
  expect(text).toContain('邓某');
  expect(text).not.toContain(handedUp.a);
  expect(text).not.toContain(handedUp.b);
  expect(page.url()).not.toMatch(/邓|%E/);
  await page.getByRole('button', { name: '返回' }).click();
}
