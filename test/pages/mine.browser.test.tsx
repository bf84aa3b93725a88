import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { readLook } from '#pages/shell/look.ts';
import { person } from '#kinds/index.ts';
import { saveValues } from '#store/records.ts';
import { newId, type Store } from '#store/store.ts';
import { START, type TestClock } from '#test/help/store.ts';
import { openVillage } from './app.tsx';

const DAY = 86_400_000;
const link = (name: RegExp) => screen.findByRole('link', { name });
const button = (name: string) => screen.findByRole('button', { name });

async function addPeople(store: Store, ...names: readonly string[]): Promise<void> {
  const unit = store.identity.units[0] ?? '';
  for (const name of names) {
    await saveValues(store, [{ kind: person, record: newId(store), unit, values: { name, roles: {} } }]);
  }
}

test('the page says who works where, and leads to everything that belongs to the person and the phone', async (t) => {
  await openVillage(t, { path: '/mine' });
  expect(await link(/李伟/)).toBeTruthy();
  expect(await link(/城墙村.*单机使用 · 一个村/)).toBeTruthy();
  for (const name of [/备份与恢复/, /PIN 锁屏/, /放到桌面/, /本机与存储/, /关于/])
    expect(await link(name)).toBeTruthy();
  expect(document.title).toBe('我的 · 法治台账');
});

test('[B4] what exists only here is told by age and count in one quiet line', async (t) => {
  const clock: TestClock = { ms: START };
  await openVillage(t, {
    path: '/mine',
    clock,
    fill: async (store) => {
      await store.db.meta.put({ id: 'local/lastBackup', value: { at: START - 3 * DAY, changes: 1 } });
      await addPeople(store, '甲', '乙');
    },
  });
  expect(await link(/上次备份 3天前，之后 \d 处改动只在本机/)).toBeTruthy();
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(screen.queryByRole('alert')).toBeNull();
});

test('large type and colours hold at once and at the next start', async (t) => {
  localStorage.removeItem('fazhi-look');
  t.onTestFinished(() => {
    localStorage.removeItem('fazhi-look');
    delete document.documentElement.dataset['type'];
    delete document.documentElement.dataset['theme'];
  });
  const { user } = await openVillage(t, { path: '/mine' });
  const base = getComputedStyle(document.documentElement).fontSize;
  await user.click(await screen.findByRole('switch', { name: '大字' }));
  expect(document.documentElement.dataset['type']).toBe('large');
  expect(parseFloat(getComputedStyle(document.documentElement).fontSize) / parseFloat(base)).toBeCloseTo(1.25, 2);

  await user.click(within(screen.getByRole('radiogroup', { name: '颜色' })).getByRole('radio', { name: '深色' }));
  expect(document.documentElement.dataset['theme']).toBe('dark');
  expect(readLook()).toEqual({ type: 'large', theme: 'dark' });
});

test('at the largest type nothing is cut off at 360 points', async (t) => {
  document.documentElement.style.fontSize = '170%';
  t.onTestFinished(() => {
    document.documentElement.style.fontSize = '';
  });
  const app = await openVillage(t, { path: '/mine' });
  for (const path of [
    '/mine',
    '/mine/backup',
    '/mine/pin',
    '/mine/install',
    '/mine/units',
    '/mine/device',
    '/mine/about',
    '/mine/me',
  ]) {
    await app.router.navigate(path);
    await waitFor(() => expect(screen.getByRole('main').textContent?.length).toBeGreaterThan(20));
    expect([path, document.documentElement.scrollWidth]).toEqual([path, window.innerWidth]);
  }
});

test('one says who one is, and picks oneself from the roster', async (t) => {
  const { user, store } = await openVillage(t, { path: '/mine/me', fill: (empty) => addPeople(empty, '王小明') });
  const box = await screen.findByLabelText('姓名');
  await user.clear(box);
  await user.click(await button('保存'));
  expect(await screen.findByText('请填姓名')).toBeTruthy();
  await user.type(box, '王小明');
  await user.selectOptions(await screen.findByRole('combobox', { name: '我在人员名册里是' }), '王小明');
  await user.click(await button('保存'));
  expect(await screen.findByText('已存本机')).toBeTruthy();
  const row = await store.db.rows('member').get(store.identity.actor);
  const me = (await store.db.rows('person').toArray()).find(({ values }) => values['name'] === '王小明');
  expect(row?.values).toMatchObject({ name: '王小明', person: me?.id });
});

test('a device that was restored has no account yet: giving a name makes it', async (t) => {
  const { user, store } = await openVillage(t, {
    path: '/mine/me',
    fill: async ({ db, identity }) => {
      await db.meta.put({ id: 'identity', value: { ...identity, actor: '01900000-0000-7000-8000-00000000cccc' } });
    },
  });
  await user.type(await screen.findByLabelText('姓名'), '新来的');
  await user.click(await button('保存'));
  await screen.findByText('已存本机');
  const row = await store.db.rows('member').get('01900000-0000-7000-8000-00000000cccc');
  expect(row?.values).toMatchObject({ name: '新来的', role: 'mediator', caseDuty: true });
});

test('the device has a name that tells phones apart in a history', async (t) => {
  const { user, store } = await openVillage(t, { path: '/mine/device' });
  const box = await screen.findByLabelText('设备名称');
  await user.clear(box);
  await user.type(box, '李主任的手机');
  await user.click(await button('保存名称'));
  await waitFor(async () => expect((await store.db.devices.get(store.identity.device))?.name).toBe('李主任的手机'));
  expect(screen.getByText(new RegExp(store.identity.device.slice(0, 6), 'i'))).toBeTruthy();
  expect(await screen.findByText(/还可用/)).toBeTruthy();
});

test('a village renames itself, a township adds villages, both by the form of any record', async (t) => {
  const village = await openVillage(t, { path: '/mine/units' });
  const unit = village.store.identity.units[0] ?? '';
  expect((await link(/城墙村/)).getAttribute('href')).toBe(`/ledger/unit/${unit}/edit`);
  expect(screen.queryByRole('link', { name: /加一个村/ })).toBeNull();
  expect((await link(/调解委员会/)).getAttribute('href')).toBe('/ledger/committee');
});

test('a township sees all its villages and can add one', async (t) => {
  await openVillage(t, { path: '/mine/units', villages: ['城墙村', '龙洞村'] });
  for (const name of [/双泉乡/, /城墙村/, /龙洞村/]) expect(await link(name)).toBeTruthy();
  expect((await link(/加一个村/)).getAttribute('href')).toBe('/ledger/unit/new');
});

test('a PIN is set twice the same, changed, and taken away', async (t) => {
  const { user, store } = await openVillage(t, { path: '/mine/pin' });
  const pin = () => store.db.meta.get('pin/code');
  expect(await screen.findByText(/它不给数据加密/)).toBeTruthy();
  await user.type(await screen.findByLabelText('设一个 PIN'), '2580');
  await user.type(screen.getByLabelText('再输一遍'), '2508');
  await user.click(await button('开启 PIN'));
  expect(await screen.findByText('两次输入的不一样')).toBeTruthy();
  expect(await pin()).toBeUndefined();

  await user.clear(screen.getByLabelText('再输一遍'));
  await user.type(screen.getByLabelText('再输一遍'), '2580');
  await user.click(await button('开启 PIN'));
  // It locks from now on, not at once.
  await user.click(await screen.findByRole('radio', { name: '15 分钟' }));
  await waitFor(async () => expect((await pin())?.value).toMatchObject({ minutes: 15, length: 4 }));

  await user.click(await button('现在锁上'));
  expect(await screen.findByRole('heading', { name: '请输入 PIN' })).toBeTruthy();
  await user.keyboard('2580');
  await user.click(await button('关掉 PIN'));
  await user.click(await button('关掉 PIN'));
  await waitFor(async () => expect(await pin()).toBeUndefined());
});

test('the browser’s own offer to install is kept until it is asked for', async (t) => {
  const { keepInstallOffer } = await import('#pages/mine/install-prompt.ts');
  keepInstallOffer();
  let prompted = 0;
  const offer = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), {
    prompt: () => Promise.resolve((prompted += 1)),
  });
  window.dispatchEvent(offer);
  expect(offer.defaultPrevented).toBe(true);
  const { user } = await openVillage(t, { path: '/mine/install' });
  await user.click(await button('现在就装'));
  expect(prompted).toBe(1);
  await waitFor(() => expect(screen.queryByRole('button', { name: '现在就装' })).toBeNull());
});

test('about says the version, the licence and what happens to personal data', async (t) => {
  await openVillage(t, { path: '/mine/about' });
  expect(await screen.findByText('版本日期 2026年1月1日')).toBeTruthy();
  expect(screen.getByText(/MIT 许可证/)).toBeTruthy();
  expect(screen.getByText(/只存在这台设备的浏览器里/)).toBeTruthy();
});

test('who works alone is called what the roster says, and nothing where it says nothing', async (context) => {
  const { store, router } = await openVillage(context, { path: '/mine' });
  const me = await screen.findByRole('link', { name: /李伟/ });
  expect(me.textContent).toBe('李伟');
  const [row] = await store.db.rows('person').toArray();
  if (row === undefined) throw new Error('Nobody on the roster');
  const values = { roles: { a: { role: 'villageCadre' }, b: { role: 'mediator' } } };
  await saveValues(store, [{ kind: person, record: row.id, unit: row.unit, values, row }]);
  await router.navigate('/mine');
  await waitFor(() =>
    expect(screen.getByRole('link', { name: /李伟/ }).textContent).toBe('李伟村“两委”干部、人民调解员'),
  );
});
