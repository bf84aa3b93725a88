import type { BrowserContext, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { beginVillage, fillCase, goTo, recordsStored, save, sideName } from './steps.ts';

test('[D7] a full device is said plainly, the text stays, and saving works once there is room again', async ({
  page,
  context,
}) => {
  const device = await smallDevice(context, page);
  await page.goto('/');
  await beginVillage(page);
  await page.getByRole('link', { name: '记调解' }).click();
  await fillCase(page, { facts: '空间满之前写的' });
  // Kept already: home offers it.
  await goTo(page, '首页');
  await page.getByRole('link', { name: '继续填写' }).click();

  await device.fill();
  const facts = page.getByRole('textbox', { name: '纠纷简要情况' });
  await facts.fill('空间满了以后写的');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await expect(page.getByRole('main').getByText(/^手机空间满了，这一条还没存进去/)).toBeVisible();
  await expect(facts).toHaveValue('空间满了以后写的');
  await expect(sideName(page, '甲')).toHaveValue('田大山');

  await device.lift();
  await save(page);
  await expect(page.getByText('空间满了以后写的')).toBeVisible();
  await goTo(page, '首页');
  await expect(page.getByRole('link', { name: '继续填写' })).toBeHidden();
});

const blocked: [name: string, spoil: () => void][] = [
  ['there is no IndexedDB', () => Object.defineProperty(window, 'indexedDB', { value: undefined })],
  [
    'IndexedDB refuses to open, as in private windows',
    () => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('private', 'InvalidStateError');
      };
    },
  ],
  [
    'reading indexedDB is forbidden, as with blocked cookies',
    () =>
      Object.defineProperty(window, 'indexedDB', {
        get: () => {
          throw new DOMException('denied', 'SecurityError');
        },
      }),
  ],
];
for (const [name, spoil] of blocked) {
  test(`one plain screen where ${name}`, async ({ page }) => {
    await page.addInitScript(spoil);
    for (const path of ['/', '/ledger/mediationCase/new']) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1, name: '这个浏览器不让保存数据' })).toBeVisible();
      await expect(page.getByText('无痕浏览').first()).toBeVisible();
      await expect(page).toHaveTitle(/法治台账$/);
    }
  });
}

test('a database of a newer version is left alone', async ({ page }) => {
  await page.goto('/');
  await beginVillage(page);
  await page.goto('/backup.schema.json');
  await page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('fazhi-taizhang', 9990);
        opening.addEventListener('success', () => resolve(opening.result.close()));
        opening.addEventListener('error', () => reject(opening.error ?? new Error('not opened')));
      }),
  );
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1, name: '请刷新页面' })).toBeVisible();
  await expect(page.getByText('记录和没写完的内容都在')).toBeVisible();
});

test('[D7] a connection that the system cut is opened again, unnoticed', async ({ page }) => {
  await page.addInitScript(rememberConnections);
  await page.goto('/');
  await beginVillage(page);
  await page.getByRole('link', { name: '记调解' }).click();
  await fillCase(page, { facts: '断开以前写的' });
  await page.evaluate(cutConnections, false);
  await page.getByRole('textbox', { name: '纠纷简要情况' }).fill('断开以后写的');
  await save(page);
  await expect(page.getByText('断开以后写的')).toBeVisible();
});

test('[D7] where it cannot be opened again, reopening the page is asked for and the text is back', async ({ page }) => {
  await page.addInitScript(rememberConnections);
  await page.goto('/');
  await beginVillage(page);
  await page.getByRole('link', { name: '记调解' }).click();
  await fillCase(page, { facts: '断开以前写的' });
  // Leaving the field keeps what is in it at once.
  await goTo(page, '首页');
  await page.getByRole('link', { name: '继续填写' }).click();
  await expect(sideName(page, '甲')).toHaveValue('田大山');
  await page.evaluate(cutConnections, true);
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await expect(page.getByRole('main').getByText(/^手机断开了存储/)).toBeVisible();
  await page.getByRole('button', { name: '重新打开' }).first().click();
  await goTo(page, '首页');
  await page.getByRole('link', { name: '继续填写' }).click();
  await expect(page.getByRole('textbox', { name: '纠纷简要情况' })).toHaveValue('断开以前写的');
  await save(page);
});

test('[D7] a connection that is gone for good is said on whatever screen one is', async ({ page }) => {
  await page.addInitScript(rememberConnections);
  await page.goto('/');
  await beginVillage(page);
  await expect(recordsStored(page, 1)).toBeVisible();
  await page.evaluate(cutConnections, true);
  await expect(page.getByRole('alert').filter({ hasText: '手机断开了存储' })).toBeVisible();
  await goTo(page, '我的');
  await goTo(page, '首页');
  // What cannot be read is no zero.
  await expect(recordsStored(page, 0)).toHaveCount(0);
  await page.getByRole('button', { name: '重新打开' }).click();
  await expect(recordsStored(page, 1)).toBeVisible();
  await expect(page.getByText('手机断开了存储')).toBeHidden();
});

test('a device that is full from the start says so and begins once there is room', async ({ page, context }) => {
  const device = await smallDevice(context, page);
  await device.fill();
  await page.goto('/');
  await page.getByRole('button', { name: '单机使用' }).click();
  await page.getByRole('button', { name: '一个村' }).click();
  await page.getByRole('textbox', { name: '村名' }).fill('城墙村');
  await page.getByRole('button', { name: '开始使用' }).click();
  await expect(page.getByText(/没能存到本机，可能是空间满了/)).toBeVisible();
  await device.lift();
  await page.getByRole('button', { name: '开始使用' }).click();
  await expect(page.getByRole('link', { name: '记调解' })).toBeVisible();
});

interface Cut {
  connections?: IDBDatabase[];
}

function rememberConnections(): void {
  const connections: IDBDatabase[] = ((window as Cut).connections = []);
  // oxlint-disable-next-line typescript/unbound-method -- called with its own `this` below
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function opened(this: IDBFactory, ...args) {
    const request = open.apply(this, args);
    request.addEventListener('success', () => connections.push(request.result));
    return request;
  };
}

/** What a system does that needs memory: connections end, and each is told. */
function cutConnections(forGood: boolean): void {
  if (forGood) {
    IDBFactory.prototype.open = () => {
      throw new DOMException('gone', 'UnknownError');
    };
  }
  for (const connection of (window as Cut).connections ?? []) {
    connection.close();
    connection.dispatchEvent(new Event('close'));
  }
}

/**
 * Allots the origin a small quota before it stores anything; `fill` takes what is left of it with ballast, `lift` gives
 * the usual quota back. A quota lowered later would not be noticed for half a minute: Chromium remembers the room it saw.
 */
async function smallDevice(context: BrowserContext, page: Page) {
  await page.goto('/backup.schema.json');
  const devtools = await context.newCDPSession(page);
  const { origin } = new URL(page.url());
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 3_000_000 });
  return {
    fill: () => page.evaluate(fillWithBallast),
    lift: () => devtools.send('Storage.overrideQuotaForOrigin', { origin }),
  };
}

async function fillWithBallast(): Promise<void> {
  const db = await new Promise<IDBDatabase>((resolve) => {
    const opening = indexedDB.open('ballast');
    opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('bytes', { autoIncrement: true }));
    opening.addEventListener('success', () => resolve(opening.result));
  });
  const put = (size: number) =>
    new Promise<boolean>((resolve) => {
      const transaction = db.transaction('bytes', 'readwrite');
      transaction.objectStore('bytes').add(crypto.getRandomValues(new Uint8Array(size)));
      transaction.addEventListener('complete', () => resolve(true));
      transaction.addEventListener('abort', () => resolve(false));
    });
  for (const size of [65_536, 8192, 1024, 64]) while (await put(size));
  db.close();
}
