import type { Page } from '@playwright/test';
import { expect, test as base } from './fixtures.ts';
import { expectAccessible } from './a11y.ts';
import { aRelease, type Release } from './release.ts';
import { appOnDevice, beginVillage, fillCase, goTo, openLedger, save, sideName } from './steps.ts';

const test = base.extend<{ release: Release }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names a fixture needs from this pattern.
  release: async ({}, provide) => {
    const release = await aRelease();
    await provide(release);
    await release.close();
  },
});
test.use({ serviceWorkers: 'allow' });

test('稍后 leaves the form as it is, 现在更新 brings the new version and the form with all that was typed', async ({
  page,
  release,
}) => {
  await beginWith(page, release);
  const old = release.entry();
  await page.getByRole('link', { name: '记调解' }).click();
  await fillCase(page, { facts: '更新前写的' });
  await publish(page, release);
  await expectAccessible(page, 'a new version over a form');
  await page.getByRole('button', { name: '稍后' }).click();
  await expect(page.getByText('新版本已备好')).toBeHidden();
  await expectTyped(page, '更新前写的');
  await page.getByRole('textbox', { name: '纠纷简要情况' }).fill('更新前写的，又写了几句');
  expect(await scriptOf(page)).toBe(old);

  // 稍后 is asked again at the next start, where the form is still to be found.
  await goTo(page, '首页');
  await page.reload();
  await page.getByRole('link', { name: '继续填写' }).click();
  await expectTyped(page, '更新前写的，又写了几句');

  await goTo(page, '首页');
  await page.getByRole('link', { name: '记调解' }).click();
  await fillCase(page, { a: '冉大山', facts: '正在写' });
  await page.getByRole('button', { name: '现在更新' }).click();
  await expect.poll(() => scriptOf(page)).toBe(release.entry());
  await expectTyped(page, '正在写', '冉大山');
  await save(page);
  await expect(page.getByRole('heading', { level: 2, name: '冉大山与彭秀英邻里纠纷' })).toBeVisible();
  await goTo(page, '首页');
  await expect(page.getByRole('link', { name: '继续填写' })).toHaveCount(1);
});

test('of old tabs one follows by itself, one in which somebody writes goes on, and two versions later says so and has all that was typed', async ({
  page,
  context,
  release,
}) => {
  await beginWith(page, release);
  const old = release.entry();
  const idle = await context.newPage();
  await idle.goto(release.url);
  await page.getByRole('link', { name: '记调解' }).click();
  await fillCase(page, { facts: '旧窗口里写的' });
  const other = await context.newPage();
  await other.goto(release.url);
  await takeNext(other, release);

  await test.step('nobody writes', async () => {
    await expect.poll(() => scriptOf(idle)).toBe(release.entry());
    await expect(idle.getByRole('link', { name: '记调解' })).toBeVisible();
    await idle.close();
  });

  await test.step('somebody writes', async () => {
    await expect(page.getByText('新版本已在别的窗口启用')).toBeVisible();
    expect(await scriptOf(page)).toBe(old);
    await expectTyped(page, '旧窗口里写的');
    await page.getByRole('textbox', { name: '纠纷简要情况' }).fill('旧窗口里接着写');
    await save(page);
    // A part of the app that this tab has never loaded; only the worker still has it.
    await (await context.newCDPSession(page)).send('Network.clearBrowserCache');
    await openLedger(page, '培训学法');
    expect(await scriptOf(page)).toBe(old);
    await openLedger(other, '调解案件');
    await expect(other.getByRole('link', { name: /田\*山与彭\*英邻里纠纷/ })).toBeVisible();
  });

  await test.step('two versions old', async () => {
    await goTo(page, '首页');
    await page.getByRole('link', { name: '记调解' }).click();
    await fillCase(page, { facts: '两个版本之前写的' });
    await takeNext(other, release);
    // Its chunks are gone from the device and from the server; the browser's own cache may forget them at any time.
    await (await context.newCDPSession(page)).send('Network.clearBrowserCache');
    expect(await scriptOf(page)).toBe(old);
    await goTo(page, '我的');
    await expect.poll(() => scriptOf(page)).toBe(release.entry());
    await goTo(page, '首页');
    await page.getByRole('link', { name: '继续填写' }).click();
    await expectTyped(page, '两个版本之前写的');
  });
});

async function takeNext(page: Page, release: Release): Promise<void> {
  await publish(page, release);
  await page.getByRole('button', { name: '现在更新' }).click();
  await expect.poll(() => scriptOf(page)).toBe(release.entry());
}

async function beginWith(page: Page, release: Release): Promise<void> {
  await page.goto(release.url);
  await beginVillage(page);
  await appOnDevice(page);
}

/** Another version is published, and the browser looks for it as it does every hour. */
async function publish(page: Page, release: Release): Promise<void> {
  release.publish();
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  // All of it is on the device before it is offered.
  await expect(page.getByText('新版本已备好')).toBeVisible({ timeout: 60_000 });
}

async function expectTyped(page: Page, facts: string, a = '田大山'): Promise<void> {
  await expect(page.getByRole('textbox', { name: '纠纷简要情况' })).toHaveValue(facts);
  await expect(sideName(page, '甲')).toHaveValue(a);
  await expect(sideName(page, '乙')).toHaveValue('彭秀英');
  await expect(page.getByRole('radio', { name: '邻里纠纷' })).toBeChecked();
}

async function scriptOf(page: Page): Promise<string | null> {
  return page.locator('script[src*="/index-"]').getAttribute('src');
}
