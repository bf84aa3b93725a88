import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { beginVillage, fillCase, goTo, sideName } from './steps.ts';

const ways: [name: string, go: (page: Page) => Promise<Page>][] = [
  ['reloaded', async (page) => page.reload().then(() => page)],
  [
    'closed',
    async (page) => {
      const { href } = new URL('/', page.url());
      const context = page.context();
      await page.close();
      return openAt(await context.newPage(), href);
    },
  ],
  ['left for another address', async (page) => openAt(page, new URL('/', page.url()).href)],
  [
    'left by 返回',
    async (page) => {
      await page.getByRole('button', { name: '返回' }).click();
      return page;
    },
  ],
];

for (const [name, go] of ways) {
  test(`[D9] a page ${name} right after a keystroke has lost nothing, and holds one draft`, async ({ page }) => {
    await page.goto('/');
    await beginVillage(page);
    await page.getByRole('link', { name: '记调解' }).click();
    await fillCase(page);
    // Kept once, so that what follows stands against an older text of the same form.
    await goTo(page, '首页');
    await page.getByRole('link', { name: '继续填写' }).click();
    await sideName(page, '乙').fill('石三妹');
    const facts = page.getByRole('textbox', { name: '纠纷简要情况' });
    await facts.press('End');
    await facts.pressSequentially('，最后一笔');

    const after = await go(page);
    await goTo(after, '首页');
    await expect(after.getByRole('link', { name: '继续填写' })).toHaveCount(1);
    await after.getByRole('link', { name: '继续填写' }).click();
    await expect(after.getByRole('textbox', { name: '纠纷简要情况' })).toHaveValue('屋檐滴水，最后一笔');
    await expect(sideName(after, '甲')).toHaveValue('田大山');
    await expect(sideName(after, '乙')).toHaveValue('石三妹');
  });
}

async function openAt(page: Page, url: string): Promise<Page> {
  await page.goto(url);
  return page;
}
