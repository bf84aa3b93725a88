import type { Page } from '@playwright/test';
import { checkDigit } from '#core/types/id-number.ts';
import { expect, test } from './fixtures.ts';
import { backupIn, beginVillage, exportPlain, fileOf, fillCase, openLedger, restore, rowsIn, save } from './steps.ts';

const IMAGE = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>';
const NAMES = ['__proto__', '<b>𠮷田</b>', '䶮'] as const;
/** Right to left, an override, a family of four, a flag, an astral letter, markup, formulas of spreadsheets. */
const FACTS = [
  IMAGE,
  'שלום עליכם \u202Eתיבה\u202C',
  '👨‍👩‍👧‍👦 🇨🇳 𠮷 䶮 ㆆ ½',
  '=HYPERLINK("http://x","y") {{7*7}} ${7*7} %s %00',
  '"};alert(1);//',
].join('\n');
const LONG = '长'.repeat(10_000);

test('text of any kind stays text: inert in every view, the same in the record, the list and a backup', async ({
  page,
  browser,
  server,
}) => {
  const alarms = watch(page);
  await page.goto('/');
  await beginVillage(page, { village: IMAGE.slice(0, 40), me: NAMES[0] });
  await page.getByRole('link', { name: '记调解' }).click();
  await fillCase(page, { a: NAMES[1], b: NAMES[2], facts: FACTS });
  await save(page);
  const shown = page.getByRole('definition').filter({ hasText: 'onerror' });
  await expect(page.getByRole('heading', { level: 2, name: '<b>𠮷田</b>与䶮邻里纠纷' })).toBeVisible();
  // A direction that does not end where the text ends could turn round what stands beside it.
  expect((await shown.first().innerText()).replaceAll(/[\u202A-\u202E\u2066-\u2069]/g, '')).toBe(
    FACTS.replaceAll(/[\u202A-\u202E\u2066-\u2069]/g, ''),
  );

  await openLedger(page, '调解案件');
  await expect(page.getByRole('list', { name: '调解案件' }).getByRole('link')).toHaveCount(1);
  await page.getByRole('textbox', { name: '查找调解案件' }).fill('<b>');
  await expect(page.getByRole('status').filter({ hasText: '找到 1 条' })).toBeVisible();

  const { path } = await exportPlain(page);
  const backup = await backupIn(path);
  const [kept] = rowsIn(backup, 'mediationCase');
  expect(Object.values(kept?.values['parties'] as object).map(({ name }: { name: string }) => name)).toEqual([
    NAMES[1],
    NAMES[2],
  ]);
  expect(withoutMarks(kept?.values['facts'])).toBe(withoutMarks(FACTS));

  const second = await browser.newContext({ baseURL: server.url });
  const other = await second.newPage();
  alarms.push(...watch(other));
  await other.goto('/');
  await restore(other, fileOf(backup));
  await openLedger(other, '调解案件');
  await other.getByRole('list', { name: '调解案件' }).getByRole('link').click();
  await expect(other.getByRole('heading', { level: 2, name: '<b>𠮷田</b>与䶮邻里纠纷' })).toBeVisible();
  for (const each of [page, other]) expect(await each.evaluate(() => 'hit' in window)).toBe(false);
  expect(await page.evaluate(() => Object.keys(Object.prototype))).toEqual([]);
  await second.close();
  expect(alarms).toEqual([]);
});

test('ten thousand characters are kept while they are typed, saved and shown', async ({ page }) => {
  await page.goto('/');
  await beginVillage(page);
  await page.getByRole('link', { name: '记调解' }).click();
  await fillCase(page, { facts: LONG });
  await save(page);
  await expect(page.getByRole('definition').filter({ hasText: '长长' })).toHaveText(LONG);
  await page.getByRole('link', { name: '修改', exact: true }).click();
  const facts = page.getByRole('textbox', { name: '纠纷简要情况' });
  await expect(facts).toHaveValue(LONG);

  // One more is too many: said beside the field, and nothing of it is taken away.
  await facts.fill(`${LONG}长`);
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await expect(
    page
      .getByRole('alert')
      .filter({ hasText: /10[,，]?000|一万|太长/ })
      .first(),
  ).toBeVisible();
  await expect(facts).toHaveValue(`${LONG}长`);
  await expect(facts).toHaveAttribute('aria-invalid', 'true');
});

test('what cannot be is said beside its field, and nothing that was typed is lost', async ({ page }) => {
  await page.goto('/');
  await beginVillage(page);
  await page.getByRole('link', { name: '记调解' }).click();
  await fillCase(page);
  await page.getByRole('button', { name: /^当事人（甲方）详情/ }).click();
  const idNumber = page.getByRole('textbox', { name: '身份证号' });
  await idNumber.fill('110101199003074518');
  await page.getByRole('button', { name: /^更多信息/ }).click();
  const amount = page.getByRole('textbox', { name: '涉及金额' });
  await amount.fill('-5');
  await page.getByRole('textbox', { name: '受理日期' }).fill('2099-01-01');
  await page.getByRole('button', { name: '保存', exact: true }).click();

  for (const field of [idNumber, amount, page.getByRole('textbox', { name: '受理日期' })]) {
    await expect(field).toHaveAttribute('aria-invalid', 'true');
  }
  await expect(idNumber).toHaveValue('110101199003074518');
  await expect(amount).toHaveValue('-5');
  await expect(page.getByRole('alert').filter({ hasText: '校验码不对' })).toBeVisible();
  await idNumber.fill('110101900307451');
  await expect(page.getByRole('alert').filter({ hasText: '15位的旧号码' })).toBeVisible();
  await idNumber.fill(`11010119900307451${checkDigit('11010119900307451')}`);
  await amount.fill('5');
  await page.getByRole('button', { name: '受理日期：今天' }).click();
  await save(page);
});

const withoutMarks = (text: unknown): string => String(text).replaceAll(/[\u202A-\u202E\u2066-\u2069]/g, '');

/** Collects whatever a page should never do. */
function watch(page: Page): string[] {
  const alarms: string[] = [];
  page.on('dialog', (dialog) => {
    alarms.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => alarms.push(error.message));
  page.on('console', (message) => message.type() === 'error' && alarms.push(message.text()));
  return alarms;
}
