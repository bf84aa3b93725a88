/** A township on its server, from the set-up link to two people who wrote the same thing differently. */
import type { BrowserContext } from '@playwright/test';
import { startServer } from '#test/help/server.ts';
import { expect, test } from './fixtures.ts';
import { appOnDevice, fillCase, goTo, openForm, openLedger, save } from './steps.ts';
import {
  addAccount,
  changeFacts,
  foundTownship,
  invite,
  join,
  openDevice,
  sendNow,
  setupLink,
  townshipWithPhone,
} from './township.ts';

test.setTimeout(480_000);
test.use({ actionTimeout: 20_000 });

const offline = (context: BrowserContext, gone: boolean) => context.setOffline(gone);

test('[X12] [C4] [X4] a township is opened, a phone joins, records offline, and what stands against each other is settled', async ({
  browser,
}) => {
  const server = await startServer();
  const office = await openDevice(browser, server, { size: 'desktop' });
  const phone = await openDevice(browser, server);
  try {
    await townshipWithPhone(server, office.page, phone.page);
    await offline(phone.context, true);
    await expect(phone.page.getByText('没有网络，照常记录，联网后自动上报')).toBeVisible();
    await openForm(phone.page, '调解案件', '记调解');
    await fillCase(phone.page);
    await save(phone.page);
    await goTo(phone.page, '首页');
    await expect(phone.page.getByText(/待上报 1/)).toBeVisible();
    await offline(phone.context, false);
    await expect(phone.page.getByText(/已上报 1/)).toBeVisible();
    await openLedger(office.page, '调解案件');
    await expect(office.page.getByRole('link', { name: /邻里/ })).toBeVisible();

    await offline(phone.context, true);
    await changeFacts(phone.page, '屋檐滴水，滴到邻家院子');
    await changeFacts(office.page, '屋檐滴水，已实地看过');
    await sendNow(office.page);
    await offline(phone.context, false);
    await sendNow(phone.page);
    await goTo(phone.page, '首页');
    await phone.page.getByRole('link', { name: /两处改动不一致，请选定/ }).click();
    const conflict = phone.page.getByRole('group', { name: '纠纷简要情况' });
    await expect(conflict.getByText('屋檐滴水，滴到邻家院子')).toBeVisible();
    await conflict
      .getByRole('listitem')
      .filter({ hasText: '已实地看过' })
      .getByRole('button', { name: '用这个' })
      .click();
    await expect(conflict).toBeHidden();
    await sendNow(phone.page);
    await sendNow(office.page);
    await openLedger(office.page, '调解案件');
    await office.page.getByRole('link', { name: /邻里/ }).first().click();
    await expect(office.page.getByText('屋檐滴水，已实地看过').first()).toBeVisible();
    await expect(office.page.getByText('两处改动不一致，请选定')).toBeHidden();
  } finally {
    await office.context.close();
    await phone.context.close();
    await server.stop();
  }
});

test('[X8] what was written after a right had ended waits for the office, and counts once it agrees', async ({
  browser,
}) => {
  const server = await startServer();
  const office = await openDevice(browser, server, { size: 'desktop' });
  const phone = await openDevice(browser, server);
  try {
    await office.page.goto(await setupLink(server));
    await foundTownship(office.page);
    await addAccount(office.page, '王芳', '永祥村', '人民调解员');
    await join(phone.page, await invite(office.page, '王芳'), '永祥村');
    await appOnDevice(phone.page);
    await offline(phone.context, true);
    await openForm(phone.page, '调解案件', '记调解');
    await fillCase(phone.page);
    await save(phone.page);

    await office.page.getByRole('link', { name: '修改或停用账号' }).click();
    await office.page.getByRole('checkbox', { name: /办理调解案件/ }).uncheck();
    await save(office.page);
    await sendNow(office.page);
    await offline(phone.context, false);
    await goTo(phone.page, '首页');
    await expect(phone.page.getByRole('link', { name: '记调解' })).toBeHidden();
    await goTo(phone.page, '台账');
    await expect(phone.page.getByRole('link', { name: /^调解案件.*无权查看明细/ })).toBeVisible();

    await sendNow(office.page);
    await goTo(office.page, '首页');
    await office.page.getByRole('link', { name: /^被退回/ }).click();
    await expect(office.page.getByRole('heading', { name: '等司法所决定 1' })).toBeVisible();
    await expect(office.page.getByText('写的时候权限已经停了。')).toBeVisible();
    await office.page.getByRole('button', { name: '同意', exact: true }).click();
    await expect(office.page.getByText('没有被退回的')).toBeVisible();
    await openLedger(office.page, '调解案件');
    await expect(office.page.getByRole('link', { name: /邻里/ })).toBeVisible();
  } finally {
    await office.context.close();
    await phone.context.close();
    await server.stop();
  }
});
