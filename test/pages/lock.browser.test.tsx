import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { RESET_WAIT } from '#core/pin.ts';
import { keepPassphrase, setPin } from '#store/pin.ts';
import type { UserEvent } from '@testing-library/user-event';
import { START, type TestClock } from '#test/help/store.ts';
import { openVillage, type VillageOptions } from './app.tsx';

const key = (name: string) => screen.getByRole('button', { name });
const typePin = async (user: UserEvent, pin: string) => {
  for (const digit of pin) await user.click(key(digit));
};
const lockShown = () => screen.findByRole('heading', { name: '请输入 PIN' });
const open = () => screen.findByRole('heading', { name: '我的' });

/** What the browser does when another app comes to the front. */
function leave(hidden: boolean): void {
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
  document.dispatchEvent(new Event('visibilitychange'));
  if (!hidden) Reflect.deleteProperty(document, 'hidden');
}

type Context = Parameters<typeof openVillage>[0];

async function locked(context: Context, { minutes = 5, fill, ...options }: VillageOptions & { minutes?: number } = {}) {
  const app = await openVillage(context, {
    path: '/mine',
    ...options,
    fill: async (store) => {
      await setPin(store, '2580', minutes);
      await fill?.(store);
    },
  });
  await lockShown();
  return app;
}

test('[L1] at the start the PIN is asked for and nothing of the app is there yet', async (t) => {
  const { user } = await locked(t);
  expect(document.body.textContent).not.toContain('城墙村');
  expect(screen.queryByRole('navigation')).toBeNull();

  await typePin(user, '2581');
  expect(await screen.findByText('PIN 不对，请再输一次')).toBeTruthy();
  await typePin(user, '2580');
  await open();
});

test('a keyboard types the PIN as well, and a slip can be taken back', async (t) => {
  const { user } = await locked(t);
  await user.keyboard('259{Backspace}8');
  expect(screen.getByRole('status').textContent).toBe('已输入 3 位，共 4 位');
  await user.keyboard('0');
  await open();
});

test('a screen reader hears what to do and how far one is, never the digits', async (t) => {
  const { user } = await locked(t);
  expect(document.activeElement).toBe(await lockShown());
  expect(screen.getByRole('status').textContent).toBe('已输入 0 位，共 4 位');
  await typePin(user, '25');
  expect(screen.getByRole('status').textContent).toBe('已输入 2 位，共 4 位');
  expect(within(screen.getByRole('group', { name: '数字键' })).getAllByRole('button')).toHaveLength(12);
});

test('[L2] after five wrong tries the keys wait, and what is typed meanwhile does nothing', async (t) => {
  const clock: TestClock = { ms: START };
  const { user, store } = await locked(t, { clock });
  for (let i = 0; i < 5; i++) {
    await typePin(user, '9999');
    await waitFor(async () => expect((await store.db.meta.get('pin/tries'))?.value).toMatchObject({ wrong: i + 1 }));
    await waitFor(() => expect(screen.getByRole('status').textContent).toContain('已输入 0 位'));
  }
  expect(await screen.findByText(/请等 \d+ 秒再试/)).toBeTruthy();
  await waitFor(() => expect(key('2').matches(':disabled')).toBe(true));
  clock.ms += 30_000;
  await waitFor(() => expect(key('2').matches(':disabled')).toBe(false));
  await typePin(user, '2580');
  await open();
});

test('[L1] leaving the app for as long as was set locks it; coming back sooner does not', async (t) => {
  const clock: TestClock = { ms: START };
  const { user } = await locked(t, { clock });
  await typePin(user, '2580');
  await user.click(await open());

  leave(true);
  clock.ms += 3 * 60_000;
  leave(false);
  expect(screen.queryByRole('heading', { name: '请输入 PIN' })).toBeNull();

  leave(true);
  clock.ms += 6 * 60_000;
  leave(false);
  await lockShown();
});

test('[L1] while locked the screen below is kept and hidden, its title too, and one goes on where one was', async (t) => {
  const { user } = await locked(t, { minutes: 0, path: '/mine/me' });
  await typePin(user, '2580');
  const box = await screen.findByLabelText('姓名');
  await user.clear(box);
  await user.type(box, '王小');
  expect(document.title).toContain('我的姓名');

  leave(true);
  leave(false);
  await lockShown();
  expect(document.title).toBe('已锁定 · 法治台账');
  expect(screen.queryByRole('textbox')).toBeNull();
  expect(box.isConnected).toBe(true);
  expect(box.offsetParent).toBeNull();

  await typePin(user, '2580');
  await waitFor(() => expect(document.activeElement).toBe(box));
  expect(document.title).toContain('我的姓名');
  await user.keyboard('明');
  expect(screen.getByLabelText<HTMLInputElement>('姓名').value).toBe('王小明');
});

test('[L3] a forgotten PIN is opened by the passphrase of the last encrypted backup', async (t) => {
  const { user, store } = await locked(t, { fill: (empty) => keepPassphrase(empty, '长江长江长江长江', '一条河') });
  await user.click(key('忘记 PIN'));
  expect(await screen.findByText('提示：一条河')).toBeTruthy();
  await user.type(screen.getByLabelText('备份口令'), '黄河黄河黄河黄河');
  await user.click(key('打开并取消 PIN'));
  expect(await screen.findByText('口令不对，请再试')).toBeTruthy();
  await user.clear(screen.getByLabelText('备份口令'));
  await user.type(screen.getByLabelText('备份口令'), '长江长江长江长江');
  await user.click(key('打开并取消 PIN'));
  await screen.findByRole('heading', { name: '我的' });
  expect(await store.db.meta.get('pin/code')).toBeUndefined();
});

test('[L3] without any secret one asks, waits a day, and gets in with every record there', async (t) => {
  const clock: TestClock = { ms: START };
  const { user, store } = await locked(t, { clock });
  const changes = await store.db.changes.count();
  await user.click(key('忘记 PIN'));
  expect(screen.queryByLabelText('备份口令')).toBeNull();
  await user.click(await screen.findByRole('button', { name: '申请重设 PIN' }));
  await user.click(key('申请'));
  expect(await screen.findByText(/还要等/)).toBeTruthy();
  await user.click(key('返回'));
  expect(await screen.findByText(/有人申请重设 PIN/)).toBeTruthy();

  clock.ms += RESET_WAIT;
  await user.click(key('忘记 PIN'));
  await user.click(await screen.findByRole('button', { name: '不做备份，直接取消旧 PIN' }));
  await open();
  expect(await store.db.changes.count()).toBe(changes);
});

test('after the wait an encrypted backup can be made first, and its passphrase is known from then on', async (t) => {
  const asked = { id: 'pin/asked', value: START - RESET_WAIT };
  const { user, store } = await locked(t, { fill: ({ db }) => db.meta.put(asked) });
  await user.click(key('忘记 PIN'));
  await user.click(await screen.findByRole('button', { name: '导出加密备份' }));
  expect(await screen.findByText('请填口令')).toBeTruthy();
  await user.type(screen.getByLabelText('备份口令'), '长江长江长江长江一');
  await user.type(screen.getByLabelText('再输一遍'), '长江长江长江长江一');
  await user.click(key('导出加密备份'));
  await user.click(await screen.findByRole('button', { name: '取消旧 PIN，打开法治台账' }));
  await open();
  expect((await store.db.meta.get('pin/passphrase'))?.value).toMatchObject({ rounds: 600_000 });
});
