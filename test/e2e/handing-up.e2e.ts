/** 移交乡镇调委会 between two devices: the village says so without network, the office finds it and takes it, nothing is typed again (SPEC M7). */
import { startServer } from '#test/help/server.ts';
import { expectAccessible, expectNoSidewaysScroll, expectTargets } from './a11y.ts';
import { expect, test } from './fixtures.ts';
import { fillCase, goTo, openForm, openLedger, save } from './steps.ts';
import { openDevice, sendNow, townshipWithPhone } from './township.ts';

test.setTimeout(300_000);
test.use({ actionTimeout: 30_000 });

test('[M7] a village hands a case up, the township takes it with all that was written, and its papers say where it came from', async ({
  browser,
}) => {
  const server = await startServer();
  const office = await openDevice(browser, server, { size: 'desktop' });
  const phone = await openDevice(browser, server);
  try {
    await townshipWithPhone(server, office.page, phone.page);

    await phone.context.setOffline(true);
    await openForm(phone.page, '调解案件', '记调解');
    await fillCase(phone.page, { type: '房屋宅基地纠纷', facts: '两户争宅基地界线，涉及两个村' });
    await save(phone.page);
    await phone.page.getByRole('button', { name: '移交乡镇调委会' }).click();
    await phone.page.getByRole('textbox', { name: '移交原因' }).fill('涉及两个村');
    await expectAccessible(phone.page, 'handing up, asked');
    await phone.page.getByRole('button', { name: '移交', exact: true }).click();
    await expect(phone.page.getByText(/移交乡镇调委会，原因：涉及两个村，等乡镇接收/)).toBeVisible();
    await expectAccessible(phone.page, 'handed up, waiting');
    await expectNoSidewaysScroll(phone.page, 'handed up, waiting');
    await phone.context.setOffline(false);
    await sendNow(phone.page);

    await goTo(office.page, '首页');
    await office.page.getByRole('list', { name: '待办' }).getByRole('link', { name: /移交/ }).click();
    await expect(office.page.getByText(/村里.*移交，原因：涉及两个村/)).toBeVisible();
    await expect(office.page.getByRole('button', { name: '接收移交' })).toBeVisible();
    await expectAccessible(office.page, 'handed up, at the office');
    await office.page.getByRole('button', { name: '接收移交' }).click();
    await expect(office.page.getByText('两户争宅基地界线，涉及两个村')).toBeVisible();
    await expect(office.page.getByRole('button', { name: '接收移交' })).toBeHidden();
    await expectAccessible(office.page, 'taken up');
    await expectTargets(office.page, 'taken up');

    await office.page.getByRole('link', { name: /文书和整卷/ }).click();
    await office.page.getByRole('link', { name: /^人民调解受理登记表/ }).click();
    await expect(office.page.getByRole('region', { name: '预览' })).toContainText(
      '双泉乡人民调解委员会依双泉乡城墙村人民调解委员会移交，经当事人同意，调解田大山与彭秀英之间的纠纷',
    );

    await sendNow(phone.page);
    await openLedger(phone.page, '调解案件');
    await phone.page
      .getByRole('main')
      .getByRole('link', { name: /房屋宅基地/ })
      .first()
      .click();
    await expect(phone.page.getByText(/乡镇调委会已接收，以后在乡镇那一件里记/)).toBeVisible();
    await expect(phone.page.getByRole('link', { name: '达成协议' })).toBeHidden();
    await expectAccessible(phone.page, 'taken up, in the village');
    // The village's file is closed as it stands.
    await phone.page.getByRole('link', { name: '归档', exact: true }).click();
    await save(phone.page);
    await expect(phone.page.getByRole('region', { name: '归档', exact: true })).toContainText('与本机账本相符');
  } finally {
    await office.context.close();
    await phone.context.close();
    await server.stop();
  }
});
