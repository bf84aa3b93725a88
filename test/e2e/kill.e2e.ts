import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { aProfile, type Profile } from './profile.ts';
import { backupIn, beginVillage, exportPlain, fillCase, openLedger, recordsStored, rowsIn, sideName } from './steps.ts';

const ROUNDS = 20;

const killable = test.extend<{ profile: Profile }>({
  profile: async ({ launchOptions }, provide) => {
    const profile = aProfile(launchOptions);
    await provide(profile);
    await profile.remove();
  },
});

killable(
  '[D2] what was said to be stored outlives the browser, killed at that very moment, twenty times',
  async ({ profile, server }) => {
    killable.setTimeout(600_000);
    const rounds = Array.from({ length: ROUNDS }, (_, at) => `第${at + 1}次：屋檐滴水，${4096 + at * 37}元`);
    let page = await profile.start(server.url);
    await beginVillage(page);

    for (const [at, facts] of rounds.entries()) {
      await page.getByRole('link', { name: '记调解' }).click();
      await fillCase(page, { facts });
      const stored = whenStored(page);
      await page.getByRole('button', { name: '保存', exact: true }).click();
      await stored;
      await profile.kill();

      page = await profile.start(server.url);
      // The new case beside the cadre's own name on the roster.
      await expect(recordsStored(page, at + 2)).toBeVisible();
      await expect(page.getByRole('link', { name: '继续填写' })).toHaveCount(0);
    }

    await openLedger(page, '调解案件');
    await expect(page.getByRole('status').filter({ hasText: `共 ${ROUNDS} 条` })).toBeVisible();
    const { path } = await exportPlain(page);
    const cases = rowsIn(await backupIn(path), 'mediationCase');
    expect(cases).toHaveLength(ROUNDS);
    expect(new Set(cases.map(({ values }) => values['facts']))).toEqual(new Set(rounds));
  },
);

killable('[D9] a form killed while it was being filled is back with every value', async ({ profile, server }) => {
  let page = await profile.start(server.url);
  await beginVillage(page);
  await page.getByRole('link', { name: '记调解' }).click();
  await fillCase(page, { facts: '水沟改道，𠮷家与䶮家相争' });
  await page.getByRole('button', { name: '添加乙方' }).click();
  await thirdParty(page).fill('石三妹');
  await page.getByRole('button', { name: /^更多信息/ }).click();
  await page.getByRole('textbox', { name: '涉及金额' }).fill('12.5');
  await page.getByRole('button', { name: '添加调解记录' }).click();
  const session = page.getByRole('group', { name: '调解记录' });
  await session.getByRole('textbox', { name: '时间' }).fill('2026-03-05');
  await session.getByRole('textbox', { name: '地点' }).fill('村委会');
  await session.getByRole('textbox', { name: '正文' }).pressSequentially('双方到场');
  // The time within which every keystroke must have reached the device.
  await page.waitForTimeout(400);
  await profile.kill();

  page = await profile.start(server.url);
  await page.getByRole('link', { name: '继续填写' }).click();
  await expect(sideName(page, '甲')).toHaveValue('田大山');
  await expect(sideName(page, '乙').first()).toHaveValue('彭秀英');
  await expect(thirdParty(page)).toHaveValue('石三妹');
  await expect(page.getByRole('radio', { name: '邻里纠纷' })).toBeChecked();
  await expect(page.getByRole('radio', { name: '调解中' })).toBeChecked();
  await expect(page.getByRole('textbox', { name: '纠纷简要情况' })).toHaveValue('水沟改道，𠮷家与䶮家相争');
  await page.getByRole('button', { name: /^更多信息/ }).click();
  await expect(page.getByRole('textbox', { name: '涉及金额' })).toHaveValue('12.5');
  const kept = page.getByRole('group', { name: '调解记录' });
  await expect(kept.getByRole('textbox', { name: '时间' })).toHaveValue('2026-03-05');
  await expect(kept.getByRole('textbox', { name: '地点' })).toHaveValue('村委会');
  await expect(kept.getByRole('textbox', { name: '正文' })).toHaveValue('双方到场');
});

const thirdParty = (page: Page) => page.getByRole('group', { name: '当事人' }).getByRole('textbox').nth(2);

/** Answers in the same turn of the page in which the words appear, so that nothing can happen in between. */
function whenStored(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const look = () => {
          const words = Array.from(document.querySelectorAll('[role=status]'), (one) => one.textContent);
          if (words.some((text) => text.startsWith('已存本机'))) resolve();
        };
        new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
      }),
  );
}
