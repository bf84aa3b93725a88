import { ledgerKinds } from '#kinds/index.ts';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible, expectTargets } from './a11y.ts';
import { expect, test } from './fixtures.ts';
import { startServer } from '#test/help/server.ts';
import { addAccount, foundTownship, invite, join, openDevice, setupLink } from './township.ts';
import { asFile, beginTownship, exportPlain, fillCase, goTo, openBackup, openForm, openLedger, save } from './steps.ts';

// A guard against hanging: eight times what each takes, where the whole suite runs beside it.
test.setTimeout(300_000);
const LONG_MS = 600_000;

const PHONE = { width: 360, height: 740 };
const DESKTOP = { width: 1280, height: 800 };

/**
 * Each state on a phone and, resized in place, on a desktop: reaching it twice would take longer than looking at it. `seen` is what
 * makes the state what it is and must not go by the other size; a list is a table where there is room.
 */
async function check(page: Page, name: string, seen?: Locator, seenWide = seen): Promise<void> {
  // The desktop begins where the phone ends: another theme draws everything anew.
  await expectAccessible(page, `${name}, phone`, ['light', 'dark']);
  await expectTargets(page, name);
  await page.setViewportSize(DESKTOP);
  await page.evaluate(twoFrames);
  if (seenWide !== undefined) await expect(seenWide).toBeVisible();
  await expectAccessible(page, `${name}, desktop`, ['dark', 'light']);
  await page.setViewportSize(PHONE);
  await page.evaluate(twoFrames);
  if (seen !== undefined) await expect(seen).toBeVisible();
}

/** In the page: whatever follows its width has followed. */
const twoFrames = () =>
  new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));

test('start, the empty ledger and its first steps', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('button', { name: '看看示例' })).toBeVisible();
  await check(page, 'start');
  for (const [way, heading] of [
    ['加入乡镇', '加入乡镇'],
    ['从备份恢复', '从备份恢复'],
    ['单机使用', '单机使用'],
  ] as const) {
    await page.getByRole('button', { name: way }).click();
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
    await check(page, way);
    await page.getByRole('button', { name: '返回' }).click();
  }
  await page.getByRole('button', { name: '单机使用' }).click();
  await page.getByRole('button', { name: '一个乡镇' }).click();
  await page.getByRole('button', { name: '开始使用' }).click();
  await expect(page.getByText('请填乡镇名')).toBeVisible();
  await check(page, 'names, refused', page.getByText('请填乡镇名'));
  await page.goto('/');
  await page.getByRole('button', { name: '返回' }).click();
  await page.getByRole('button', { name: '返回' }).click();
  await beginTownship(page, { villages: ['永祥村', '城墙村'], me: '张伟' });
  await check(page, 'home, empty');
  await openLedger(page, '调解案件');
  await check(page, 'list, empty');
  await goTo(page, '任务');
  await check(page, 'tasks, empty');
  await page.goto('/nothing');
  await check(page, 'no such page');
});

test('the sample township: home, lists and records', async ({ page }) => {
  test.setTimeout(LONG_MS);
  await page.goto('/');
  await page.getByRole('button', { name: '看看示例' }).click();
  await expect(page.getByRole('region', { name: '2024年任务进度' })).toBeVisible();
  await check(page, 'home');
  await goTo(page, '台账');
  await check(page, 'ledgers');
  for (const title of ['调解案件', '培训学法', '普法活动', '人员']) {
    await openLedger(page, title);
    const list = page.getByRole('list', { name: title });
    await expect(list).toBeVisible();
    await check(page, `list of ${title}`, list, page.getByRole('table', { name: title }));
    await list.getByRole('link').first().click();
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
    await check(page, `a record of ${title}`);
  }
  await openLedger(page, '调解案件');
  await page.getByRole('button', { name: '筛选' }).click();
  await page.getByRole('textbox', { name: '查找调解案件' }).fill('qqqq');
  await expect(page.getByText('没有找到')).toBeVisible();
  await check(page, 'list, filters, nothing found', page.getByText('没有找到'));
  await openForm(page, '服务记录', '记服务');
  await page.getByRole('button', { name: /^人员/ }).click();
  await expect(page.getByRole('combobox', { name: '查找人员' })).toBeVisible();
  await check(page, 'form with an open picker', page.getByRole('combobox', { name: '查找人员' }));
  await openLedger(page, '人员');
  await page.getByRole('list', { name: '人员' }).getByRole('link').first().click();
  await page.getByRole('button', { name: '和另一人是同一人' }).click();
  await expect(page.getByRole('combobox', { name: '查找同一人' })).toBeVisible();
  await check(page, 'a person, another one to be chosen', page.getByRole('combobox', { name: '查找同一人' }));
});

test('the sample township: tasks, charts, tables and reports', async ({ page }) => {
  test.setTimeout(LONG_MS);
  await page.goto('/');
  await page.getByRole('button', { name: '看看示例' }).click();
  await expect(page.getByRole('region', { name: '2024年任务进度' })).toBeVisible();
  await goTo(page, '任务');
  await expect(page.getByRole('link', { name: /^确定法律明白人/ })).toBeVisible();
  await check(page, 'tasks');
  await page.getByRole('link', { name: /^确定法律明白人/ }).click();
  await expect(page.getByRole('heading', { name: '怎么算的' })).toBeVisible();
  await check(page, 'a task');
  for (const [link, heading] of [
    ['图表', '任务完成情况'],
    ['各村对照', '各村对照'],
    ['排查报告', '各村报告'],
    ['队伍名册', '法律明白人'],
    ['统计表', '报送留存'],
    ['年度报告', '报送留存'],
    ['从报告任务里选', '编年度任务'],
  ] as const) {
    await goTo(page, '任务');
    await page.getByRole('link', { name: link }).click();
    await expect(page.getByRole('heading', { name: heading })).toBeVisible();
    await check(page, link);
  }
  for (const [address, heading] of [
    ['/tasks/coverage', '给他们排一场补训'],
    ['/ledger/person/same', '可能是同一人'],
    ['/tasks/calendar', '12月'],
    ['/tasks/duties', '乡司法所（示例）'],
    ['/ledger/sheets', '签到表'],
    ['/ledger/import', '从表格导入'],
  ] as const) {
    await page.goto(address);
    await expect(page.getByRole('heading', { name: heading })).toBeVisible();
    await check(page, address);
  }
  await page.goto('/tasks?unit=');
  await page.getByRole('combobox', { name: '村或单位' }).selectOption('城墙村');
  await page.getByRole('link', { name: '看这个单位的全年情况' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '城墙村' })).toBeVisible();
  await check(page, 'a village');
  await page.goto('/tasks/report?text=drafted');
  await expect(page.getByRole('heading', { name: '五、其他需要报告的情况' })).toBeVisible();
  await check(page, 'the report as drafted');
});

test('every form, folded out, refused, and a record that is changed', async ({ page }) => {
  test.setTimeout(LONG_MS);
  await page.goto('/');
  await beginTownship(page, { villages: ['永祥村', '城墙村'], me: '张伟' });
  for (const { title, action } of ledgerKinds) {
    await openForm(page, title, action);
    const more = page.getByRole('button', { name: /^更多信息/ });
    if (await more.isVisible()) await more.click();
    await check(page, `form of ${title}`);
  }
  await openForm(page, '调解案件', '记调解');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await expect(page.getByText('请选择纠纷类型')).toBeVisible();
  await check(page, 'form, refused', page.getByText('请选择纠纷类型'));
  await fillCase(page, { status: '调解成功' });
  await page.getByRole('button', { name: /^更多信息/ }).click();
  for (const item of ['添加乙方', '添加调解记录', '添加协议事项', '添加签名盖章', '添加回访']) {
    await page.getByRole('button', { name: item }).click();
  }
  await page.getByRole('button', { name: /^当事人（甲方）详情/ }).click();
  await check(page, 'form with items');
  await goTo(page, '首页');
  await expect(page.getByRole('link', { name: '继续填写' })).toBeVisible();
  await check(page, 'home with a draft');
});

test('a record with its history, its removal and a conflict', async ({ page, context }) => {
  await page.goto('/');
  await beginTownship(page, { villages: ['永祥村', '城墙村'], me: '张伟' });
  await page.getByRole('link', { name: '记调解' }).click();
  await fillCase(page);
  await save(page);
  const other = await context.newPage();
  await other.goto(page.url());
  for (const [each, facts] of [
    [page, '一'],
    [other, '二'],
  ] as const) {
    await each.getByRole('link', { name: '修改', exact: true }).click();
    await each.getByRole('textbox', { name: '纠纷简要情况' }).fill(facts);
  }
  await save(page);
  await save(other);
  await other.close();
  await expect(page.getByRole('heading', { name: '两处改动不一致，请选定' })).toBeVisible();
  await check(page, 'record with a conflict', page.getByRole('heading', { name: '两处改动不一致，请选定' }));
  await page.getByRole('button', { name: '移除', exact: true }).click();
  await page.getByRole('button', { name: '移除', exact: true }).click();
  await expect(page.getByText('请写明原因')).toBeVisible();
  await check(page, 'removal, refused', page.getByText('请写明原因'));
  await page.getByRole('radio', { name: '记重了' }).check();
  await page.getByRole('button', { name: '移除', exact: true }).click();
  await expect(page.getByText('这条记录已移除')).toBeVisible();
  await check(page, 'removed record');
  // Whoever looks over a shoulder or into the list of tabs sees no name.
  await expect(page).toHaveTitle('调解案件 · 法治台账');
});

test('the office of a joined township: set-up, accounts, an invitation, the exchange', async ({ browser }) => {
  const server = await startServer();
  const { context, page } = await openDevice(browser, server, { goesOffline: false });
  try {
    await page.goto(await setupLink(server));
    await expect(page.getByRole('button', { name: '第一次开通' })).toBeVisible();
    await check(page, 'set-up link');
    await foundTownship(page);
    await check(page, 'home, joined');
    await addAccount(page, '王芳', '永祥村', '法律明白人');
    await page.goto('/mine/accounts');
    await expect(page.getByText('未邀请').first()).toBeVisible();
    await check(page, 'accounts');
    await invite(page, '王芳');
    await check(page, 'an invitation', page.getByRole('img', { name: '邀请二维码' }));
    for (const path of ['/mine/sync', '/mine/refused', '/mine']) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await check(page, `office, ${path}`);
    }
  } finally {
    await context.close();
    await server.stop();
  }
});

test('a law-savvy villager: joining, and what may not be seen', async ({ browser }) => {
  const server = await startServer();
  const office = await openDevice(browser, server, { goesOffline: false });
  const { context, page } = await openDevice(browser, server, { goesOffline: false });
  try {
    await office.page.goto(await setupLink(server));
    await foundTownship(office.page);
    await addAccount(office.page, '王芳', '永祥村', '法律明白人');
    const code = await invite(office.page, '王芳');
    await page.goto('/');
    await page.getByRole('button', { name: '加入乡镇' }).click();
    await page.getByRole('button', { name: '加入', exact: true }).click();
    await expect(page.getByText('请填邀请码')).toBeVisible();
    await check(page, 'joining, refused', page.getByText('请填邀请码'));
    await page.getByRole('button', { name: '返回' }).click();
    await join(page, code, '永祥村');
    await check(page, 'home');
    for (const path of ['/mine/accounts', '/mine/me', '/ledger/mediationCase', '/ledger/mediationCase/new', '/tasks']) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await check(page, path);
    }
    await expect(office.page.getByText('已加入 1 台设备')).toBeVisible();
    await office.page.getByRole('button', { name: '手机丢了' }).click();
    await check(office.page, 'a device, asked');
  } finally {
    await office.context.close();
    await context.close();
    await server.stop();
  }
});

test('everything under 我的, backups and the lock', async ({ page }) => {
  await page.goto('/');
  await beginTownship(page, { villages: ['永祥村', '城墙村'], me: '张伟' });
  await goTo(page, '我的');
  await check(page, 'mine');
  for (const path of ['/mine/me', '/mine/units', '/mine/device', '/mine/about', '/mine/install']) {
    await page.locator(`a[href="${path}"]`).click();
    await expect(page).toHaveURL(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await check(page, path);
    await page.getByRole('button', { name: '返回' }).click();
    await expect(page).toHaveURL('/mine');
  }
  await openLedger(page, '人员');
  await page.getByRole('link', { name: '批量添加' }).click();
  await page.getByRole('textbox', { name: '姓名' }).fill('田大山\n彭秀英');
  await page.getByRole('button', { name: /^保存/ }).click();
  await expect(page.getByText('请选这些人的身份')).toBeVisible();
  await check(page, 'people, many at once', page.getByText('请选这些人的身份'));
  await openBackup(page);
  await page.getByRole('button', { name: '导出备份' }).click();
  await expect(page.getByText(/口令至少|请填口令/).first()).toBeVisible();
  await check(page, 'backup, refused passphrase', page.getByText(/口令至少|请填口令/).first());
  const { path } = await exportPlain(page);
  await check(page, 'backup, made');
  await page.getByLabel('导入备份').setInputFiles(path);
  await expect(page.getByRole('region', { name: '备份里有什么' })).toBeVisible();
  await check(page, 'import, looked over', page.getByRole('region', { name: '备份里有什么' }));
  await page.getByLabel('导入备份').setInputFiles(asFile('other.json', '{}'));
  await expect(page.getByText('不能导入')).toBeVisible();
  await check(page, 'import, refused', page.getByText('不能导入'));
  await goTo(page, '我的');
  await page.locator('a[href="/mine/pin"]').click();
  await expect(page.getByRole('textbox', { name: '设一个 PIN' })).toBeVisible();
  await check(page, 'PIN, off');
  await page.getByRole('textbox', { name: '设一个 PIN' }).fill('2580');
  await page.getByRole('textbox', { name: '再输一遍' }).fill('2580');
  await page.getByRole('button', { name: '开启 PIN' }).click();
  await expect(page.getByRole('heading', { name: '忘了 PIN 怎么办' })).toBeVisible();
  await check(page, 'PIN, on');
  await page.reload();
  await expect(page.getByRole('heading', { name: '请输入 PIN' })).toBeVisible();
  await check(page, 'locked');
  await page.keyboard.type('2581');
  await expect(page.getByText('PIN 不对')).toBeVisible();
  await check(page, 'locked, wrong PIN', page.getByText('PIN 不对'));
  await page.getByRole('button', { name: /忘/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await check(page, 'locked, forgotten');
});
