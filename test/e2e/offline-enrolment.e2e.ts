/** SPEC X12: a phone that never had a connection joins by the QR code on the office's screen, and its file does the rest. */
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { startServer, type RunningServer } from '#test/help/server.ts';
import { expectAccessible, expectNoSidewaysScroll, expectTargets } from './a11y.ts';
import { expect, test } from './fixtures.ts';
import { appOnDevice, asFile, exportPlain, fillCase, goTo, openBackup, openForm, openLedger, save } from './steps.ts';
import { addAccount, foundTownship, invite, offlineCode, openDevice, sendNow, setupLink, takeUp } from './township.ts';

test.setTimeout(480_000);
test.use({ actionTimeout: 20_000 });

const VILLAGE = '永祥村';
const LATER = '田坎被挖，量过界';

interface Device {
  readonly context: BrowserContext;
  readonly page: Page;
}
interface World {
  readonly server: RunningServer;
  readonly office: Device;
  readonly phone: Device;
}

/** The office with an account for 王芳; her phone has got the app once, and no network ever since. */
async function inWorld(browser: Browser, work: (world: World) => Promise<void>): Promise<void> {
  const server = await startServer();
  const office = await openDevice(browser, server, { size: 'desktop' });
  const phone = await openDevice(browser, server);
  try {
    await office.page.goto(await setupLink(server));
    await foundTownship(office.page);
    await addAccount(office.page, '王芳', VILLAGE, '人民调解员');
    await phone.page.goto('/');
    await appOnDevice(phone.page);
    await phone.context.setOffline(true);
    await work({ server, office, phone });
  } finally {
    await office.context.close();
    await phone.context.close();
    await server.stop();
  }
}

async function recordCase({ page }: Device, facts: string): Promise<void> {
  await openForm(page, '调解案件', '记调解');
  await fillCase(page, { facts });
  await save(page);
}

async function handOver(from: Device, { page }: Device): Promise<void> {
  const { name, path } = await exportPlain(from.page);
  await openBackup(page);
  await page.getByLabel('导入备份').setInputFiles(asFile(name, readFileSync(path)));
  await page.getByRole('button', { name: '合并' }).click();
  await expect(page.getByText(/已存本机：并入/)).toBeVisible();
  await sendNow(page);
}

async function expectScreen(page: Page, name: string): Promise<void> {
  await expectAccessible(page, name);
  await expectTargets(page, name);
  await expectNoSidewaysScroll(page, name);
}

test('[X12] [B3] a phone that never had a connection joins by a QR code, its file counts unasked, and a network finds it known', async ({
  browser,
}) => {
  await inWorld(browser, async ({ office, phone }) => {
    await invite(office.page, '王芳');
    const link = await offlineCode(office.page);
    await expectScreen(office.page, 'the offline code');
    await takeUp(phone.page, link, VILLAGE);
    await expectScreen(phone.page, 'after joining without a network');
    await phone.page.getByRole('button', { name: '去首页' }).click();
    await expect(phone.page.getByRole('heading', { level: 1, name: VILLAGE })).toBeVisible();
    await recordCase(phone, '屋檐滴水');
    await expect(phone.page.getByText(`${VILLAGE}人民调解委员会`).first()).toBeVisible();

    await handOver(phone, office);
    await openLedger(office.page, '调解案件');
    await expect(office.page.getByRole('link', { name: /邻里/ })).toBeVisible();
    await office.page.goto('/mine/accounts');
    await expect(office.page.getByRole('link', { name: /王芳.*1 台设备/ })).toBeVisible();
    await expect(office.page.getByText('这是谁的手机')).toBeHidden();

    // The power fails, and one day there is a network: nobody types anything.
    await phone.page.goto('/');
    await recordCase(phone, LATER);
    await phone.context.setOffline(false);
    await goTo(phone.page, '首页');
    await expect(phone.page.getByText(/已上报 2 *待上报 0/)).toBeVisible({ timeout: 60_000 });
    await goTo(phone.page, '我的');
    await expect(phone.page.getByText('王芳').first()).toBeVisible();
    await expect(phone.page.getByRole('link', { name: /这台手机的登记/ })).toBeHidden();
    await sendNow(office.page);
    await openLedger(office.page, '调解案件');
    await expect(office.page.getByRole('link', { name: /邻里/ })).toHaveCount(2);
  });
});

test('[X12] a code that was taken back meanwhile loses nothing: the office is asked whose phone it is, and says so', async ({
  browser,
}) => {
  await inWorld(browser, async ({ office, phone }) => {
    await invite(office.page, '王芳');
    await takeUp(phone.page, await offlineCode(office.page), VILLAGE);
    await recordCase(phone, '屋檐滴水');
    await office.page.getByRole('button', { name: '作废' }).click();
    await office.page.getByRole('button', { name: '作废' }).last().click();
    await expect(office.page.getByRole('img', { name: '离线邀请二维码' })).toBeHidden();

    await handOver(phone, office);
    await office.page.goto('/mine/accounts');
    const asked = office.page.getByRole('region', { name: '这是谁的手机' });
    await expect(asked.getByText('它扫过给王芳的邀请二维码，但这个邀请已经作废')).toBeVisible();
    await expectScreen(office.page, 'whose phone it is');
    await expect(asked.getByRole('combobox').locator('option:checked')).toHaveText(`王芳（${VILLAGE}）`);
    await asked.getByRole('button', { name: '确认' }).click();
    await expect(asked).toBeHidden();
    await sendNow(office.page);
    await openLedger(office.page, '调解案件');
    await expect(office.page.getByRole('link', { name: /邻里/ })).toBeVisible();

    await phone.context.setOffline(false);
    await goTo(phone.page, '首页');
    await expect(phone.page.getByText(/已上报 1 *待上报 0/)).toBeVisible({ timeout: 60_000 });
  });
});
