/** Before the report the office sees which villages' phones the server has not heard of. */
import { startServer } from '#test/help/server.ts';
import { expect, test } from './fixtures.ts';
import { foundTownship, openDevice, setupLink } from './township.ts';

test.setTimeout(240_000);

test('the check before the report names a village from which no phone has joined, with network and without', async ({
  browser,
}) => {
  const server = await startServer();
  const office = await openDevice(browser, server, { size: 'desktop', goesOffline: true });
  try {
    await office.page.goto(await setupLink(server));
    await foundTownship(office.page);
    await office.page.goto('/tasks/report');
    const checks = office.page.getByRole('list', { name: '报送前检查' });
    await expect(checks.getByText('没有联系上的村：永祥村（还没有手机加入），数字可能还少')).toBeVisible();
    // What the server said last is remembered: offline nobody becomes silent or heard by it.
    await office.page.getByRole('button', { name: '返回' }).click();
    await office.context.setOffline(true);
    await office.page.getByRole('link', { name: '年度报告' }).click();
    await expect(checks.getByText(/永祥村（还没有手机加入）/)).toBeVisible();
    await office.context.setOffline(false);
    await checks
      .getByRole('listitem')
      .filter({ hasText: '没有联系上的村' })
      .getByRole('link', { name: '去处理' })
      .click();
    await expect(office.page.getByRole('heading', { name: '账号与设备' })).toBeVisible();
  } finally {
    await office.context.close();
    await server.stop();
  }
});
