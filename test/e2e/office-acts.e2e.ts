/** What the office may do that nobody else may: give a village its numbers, and have personal values erased by law. */
import { startServer } from '#test/help/server.ts';
import { expectAccessible, expectTargets } from './a11y.ts';
import { expect, test } from './fixtures.ts';
import { fillCase, goTo, openForm, openLedger, save } from './steps.ts';
import { openDevice, openMine, sendNow, townshipWithPhone } from './township.ts';

test.setTimeout(300_000);
test.use({ actionTimeout: 30_000 });

test('[X10] [C9] a phone numbers its cases without network, and what the office erases goes from the phone as well', async ({
  browser,
}) => {
  const server = await startServer();
  const office = await openDevice(browser, server, { size: 'desktop' });
  const phone = await openDevice(browser, server);
  try {
    await townshipWithPhone(server, office.page, phone.page);

    await office.page
      .getByRole('button', { name: /^由它编.*卷号/ })
      .first()
      .click();
    await expectAccessible(office.page, 'numbering, asked');
    await office.page
      .getByRole('button', { name: /^由它编.*卷号/ })
      .first()
      .click();
    await expect(office.page.getByText(/的卷号由它编/).first()).toBeVisible();
    await sendNow(phone.page);
    await expect(phone.page.getByRole('heading', { name: '由本机编的卷号' })).toBeVisible();
    await expectAccessible(phone.page, 'own numbers');
    await expectTargets(phone.page, 'own numbers');

    await phone.context.setOffline(true);
    await openForm(phone.page, '调解案件', '记调解');
    await fillCase(phone.page);
    await save(phone.page);
    await expect(phone.page.getByText(/人调字第1号/)).toBeVisible();
    await phone.context.setOffline(false);
    await sendNow(phone.page);

    await openLedger(office.page, '调解案件');
    await office.page.getByRole('link', { name: /邻里/ }).click();
    await expect(office.page.getByText(/人调字第1号/)).toBeVisible();
    await office.page.getByRole('button', { name: '依法删除个人信息' }).click();
    await expectAccessible(office.page, 'erasure, asked');
    await office.page.getByRole('radio', { name: '本人要求删除' }).check();
    await office.page.getByRole('button', { name: '删除，不能恢复' }).click();
    await expect(office.page.getByText(/个人信息已依法删除，原因：\s*本人要求删除（张伟/)).toBeVisible();
    await expectAccessible(office.page, 'erased');

    await sendNow(phone.page);
    await openLedger(phone.page, '调解案件');
    await phone.page.getByRole('main').getByRole('link', { name: /邻里/ }).first().click();
    await expect(phone.page.getByText(/个人信息已依法删除/)).toBeVisible();
    await expect(phone.page.getByText('田大山')).toBeHidden();
    // The number and the count stay.
    await expect(phone.page.getByText(/人调字第1号/)).toBeVisible();
    await expectAccessible(phone.page, 'erased, on the phone');

    // The number of a case that is removed is void, and the office is told.
    await openForm(phone.page, '调解案件', '记调解');
    await fillCase(phone.page);
    await save(phone.page);
    await expect(phone.page.getByText(/人调字第2号/)).toBeVisible();
    await phone.page.getByRole('button', { name: '移除', exact: true }).click();
    await phone.page.getByRole('radio', { name: '记重了' }).check();
    await phone.page.getByRole('button', { name: '移除', exact: true }).click();
    await expect(phone.page.getByText('这条记录已移除')).toBeVisible();
    await sendNow(phone.page);
    await openMine(office.page, '/mine/accounts');
    await expect(office.page.getByRole('heading', { name: '请核对卷号' })).toBeVisible();
    await expect(office.page.getByText('空号：案件移除了，或者改了号')).toBeVisible();
    await expectAccessible(office.page, 'numbers to check');
    await goTo(phone.page, '首页');
  } finally {
    await office.context.close();
    await phone.context.close();
    await server.stop();
  }
});
