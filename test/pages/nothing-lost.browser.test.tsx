/** Ways on which something could vanish or be doubled: two windows, a full device, a tap at the wrong moment. */
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import Dexie from 'dexie';
import { expect, test, vi, type TestContext } from 'vitest';
import { kindOf, mediationCase, person } from '#kinds/index.ts';
import { flushDrafts } from '#pages/shell/flush.ts';
import { exportBackup } from '#store/backup-export.ts';
import { keepDraft, newDraft } from '#store/drafts.ts';
import { receive } from '#store/incoming.ts';
import { saveValues } from '#store/records.ts';
import type { Store } from '#store/store.ts';
import { aBlob } from '#test/help/backups.ts';
import { aStore } from '#test/help/store.ts';
import { openApp, openVillage } from './app.tsx';

const CASE = '0190aaaa-0000-7000-8000-0000000000aa';
const MEDIATOR = '0190aaaa-0000-7000-8000-0000000000bb';

const aCaseWithMediator = async (store: Store) => {
  const [committee] = await store.db.rows('committee').toCollection().primaryKeys();
  const unit = store.identity.units[0] as string;
  await saveValues(store, [
    { kind: person, record: MEDIATOR, unit, values: { name: '向前进', roles: { a: { role: 'mediator' } } } },
    {
      kind: mediationCase,
      record: CASE,
      unit,
      values: {
        parties: {
          a: { side: 'partyA', partyKind: 'person', name: '田大山' },
          b: { side: 'partyB', partyKind: 'person', name: '彭秀英' },
        },
        disputeType: 'neighbor',
        facts: '屋檐滴水',
        status: 'inMediation',
        acceptedOn: '2026-02-03',
        source: 'ownMotion',
        committee,
        mediators: [MEDIATOR],
      },
    },
  ]);
};

/** Until `stop`, the device refuses what `refuses` says. */
function refuse(context: TestContext, refuses: (table: string) => boolean, name: string): { stop: () => void } {
  // oxlint-disable-next-line typescript/unbound-method -- called with its own `this` below
  const original = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function put(this: IDBObjectStore, ...args) {
    if (refuses(this.name)) throw new DOMException('refused', name);
    return original.apply(this, args);
  };
  const stop = () => void (IDBObjectStore.prototype.put = original);
  context.onTestFinished(stop);
  return { stop };
}

test('[C3] somebody made inside a form of changing joins those who were chosen before, once', async (context) => {
  const { user, store } = await openVillage(context, {
    path: `/ledger/mediationCase/${CASE}/edit`,
    fill: aCaseWithMediator,
  });
  await user.click(await screen.findByRole('button', { name: '调解员：新增…' }));
  await user.type(screen.getByRole('combobox', { name: '查找调解员' }), '赵六');
  const create = screen.getByRole('option', { name: /赵六/ });
  fireEvent.click(create);
  fireEvent.click(create);
  await waitFor(async () => expect(await store.db.drafts.count()).toBe(1));
  const made = (await store.db.rows('person').toArray()).filter(({ values }) => values['name'] === '赵六');
  expect(made).toHaveLength(1);
  expect((await store.db.drafts.toArray())[0]?.typed['mediators']).toEqual([MEDIATOR, made[0]?.id]);
});

test('[D9] saving in one window leaves what another window went on writing', async (context) => {
  const { user, store } = await openVillage(context, {
    path: '/draft/two-windows',
    fill: (to) => {
      const around = { today: '2026-03-01', unit: to.identity.units[0] ?? '', me: null, committee: null };
      const venue = newDraft(to, kindOf('venue'), around, { type: 'mediationRoom', name: '调解室' });
      return keepDraft(to, { ...venue, id: 'two-windows' });
    },
  });
  await screen.findByRole('textbox', { name: '名称' });
  const kept = await store.db.drafts.get('two-windows');
  if (kept === undefined) throw new Error('The draft was not kept');
  await keepDraft(store, { ...kept, typed: { ...kept.typed, name: '另一个窗口写的' } });
  await user.click(screen.getByRole('button', { name: '保存' }));
  await screen.findByRole('heading', { name: '调解室' });
  expect((await store.db.drafts.toArray()).map(({ typed }) => typed['name'])).toEqual(['另一个窗口写的']);
});

test('[D7] text for which there is no room is not called stored, and is stored once there is', async (context) => {
  const { user, store } = await openVillage(context, { me: '', path: '/ledger/person/batch' });
  await user.click(screen.getByRole('textbox', { name: '姓名' }));
  const device = refuse(context, (table) => table === 'meta', 'QuotaExceededError');
  await user.paste('张三');
  expect((await flushDrafts()).safe).toBe(false);
  device.stop();
  expect((await flushDrafts()).safe).toBe(true);
  expect((await store.db.meta.get('local/batchPeople'))?.value).toBe('张三');
});

test('nothing can be typed between 保存 and the commit that empties the box', async (context) => {
  const { user } = await openVillage(context, { me: '', path: '/ledger/person/batch' });
  const box = screen.getByRole('textbox', { name: '姓名' });
  await user.type(box, '张三');
  await user.click(screen.getByRole('checkbox', { name: '法律明白人' }));
  fireEvent.click(screen.getByRole('button', { name: '保存 1 人' }));
  expect(box.matches(':disabled')).toBe(true);
  await screen.findByRole('list', { name: '人员' });
});

test('[D7] a write that fails for a reason nobody foresaw leaves the form open and writable, and says so', async (context) => {
  const { user, store } = await openVillage(context, { path: '/ledger/venue/new' });
  const reported = vi.spyOn(globalThis, 'reportError').mockImplementation(() => {});
  context.onTestFinished(() => reported.mockRestore());
  await user.click(await screen.findByRole('radio', { name: '矛盾纠纷调解室' }));
  await user.type(screen.getByRole('textbox', { name: '名称' }), '调解室');
  for (const table of ['changes', 'drafts']) {
    const device = refuse(context, (name) => name === table, 'OperationError');
    await user.type(screen.getByRole('textbox', { name: '名称' }), '甲');
    await user.click(screen.getByRole('button', { name: '保存' }));
    await screen.findByText(/没有存下|没能存|中断/);
    device.stop();
    await waitFor(() => expect(screen.queryByRole('textbox', { name: '名称' })?.matches(':disabled')).not.toBe(true));
    if (table === 'drafts') await screen.findByRole('heading', { name: '调解室甲甲' });
  }
  expect(reported).toHaveBeenCalled();
  expect(await store.db.rows('venue').count()).toBe(1);
});

test('[B4] a backup says that what is not saved yet will not be in it', async (context) => {
  await openVillage(context, {
    path: '/mine/backup',
    fill: (to) => {
      const around = { today: '2026-03-01', unit: to.identity.units[0] ?? '', me: null, committee: null };
      return keepDraft(to, newDraft(to, kindOf('venue'), around, { name: '调解室' }));
    },
  });
  expect((await screen.findByText(/首页有 1 份没写完的/)).textContent).toContain('不在备份里');
});

test('tasks picked from the report are added once, however often one taps', async (context) => {
  const { user, store } = await openVillage(context, { path: '/tasks/presets' });
  await user.click((await screen.findAllByRole('checkbox'))[0] as HTMLElement);
  const add = screen.getByRole('button', { name: /^添加 1 项/ });
  fireEvent.click(add);
  fireEvent.click(add);
  await waitFor(async () => expect(await store.db.rows('annualTask').count()).toBeGreaterThan(0));
  await flushDrafts();
  await waitFor(() => expect(screen.queryByRole('button', { name: /^添加/ })).toBeNull());
  expect(await store.db.rows('annualTask').count()).toBe(1);
});

test('[D9] what was typed in the instant before the page went away is there at the next start', async (context) => {
  const { user, reopen, store } = await openVillage(context, { path: '/ledger/venue/new' });
  await user.type(await screen.findByRole('textbox', { name: '名称' }), '调解');
  await flushDrafts();
  // As if every transaction ended with the page.
  const device = refuse(context, (table) => table === 'drafts', 'QuotaExceededError');
  await user.type(screen.getByRole('textbox', { name: '名称' }), '室');
  window.dispatchEvent(new Event('pagehide'));
  cleanup();
  await flushDrafts();
  device.stop();
  const again = await reopen();
  await again.user.click(await screen.findByRole('link', { name: '继续填写' }));
  expect(await screen.findByRole('textbox', { name: '名称' })).toHaveProperty('value', '调解室');
  expect(await store.db.drafts.count()).toBe(1);
  expect(Object.keys(localStorage).filter((key) => key.includes(store.db.name))).toEqual([]);
});

test('[U1] a newer version waits for a form whose text found no room, and takes over once it has', async (context) => {
  const { user, name, store } = await openVillage(context, { path: '/ledger/venue/new' });
  store.db.close();
  const device = refuse(context, (table) => table === 'drafts', 'QuotaExceededError');
  await user.type(await screen.findByRole('textbox', { name: '名称' }), '调解室');
  const newer = new Promise<void>((resolve, reject) => {
    const opening = indexedDB.open(name, 9990);
    opening.addEventListener('success', () => resolve(opening.result.close()));
    opening.addEventListener('error', () => reject(opening.error ?? new Error('not opened')));
  });
  await screen.findByText(/手机空间满了/);
  const gaveWay = screen.findByRole('heading', { name: '请刷新页面' }, { timeout: 800 });
  await expect(gaveWay).rejects.toThrow('Unable to find');
  expect(screen.getByRole('textbox', { name: '名称' })).toHaveProperty('value', '调解室');
  device.stop();
  await screen.findByRole('heading', { name: '请刷新页面' });
  await newer;
});

test('[D7][X8] a window in which somebody writes makes no ledger anew that another window has cleared', async (context) => {
  const { user, name } = await openVillage(context, { path: '/ledger/venue/new' });
  const box = await screen.findByRole('textbox', { name: '名称' });
  await user.type(box, '调解');
  await Dexie.delete(name);
  await user.type(box, '室');
  await flushDrafts();
  expect(await Dexie.exists(name)).toBe(false);
});

test('[D9] what found no room when its form was left is there at the next start', async (context) => {
  const { user, router, reopen } = await openVillage(context, { path: '/ledger/venue/new' });
  const device = refuse(context, (table) => table === 'drafts', 'QuotaExceededError');
  await user.type(await screen.findByRole('textbox', { name: '名称' }), '调解室');
  await screen.findByText(/手机空间满了/);
  await router.navigate('/');
  await waitFor(() => expect(screen.queryByRole('textbox', { name: '名称' })).toBeNull());
  // Whatever leaving began has failed by now.
  await new Promise((resolve) => setTimeout(resolve, 500));
  device.stop();
  const again = await reopen();
  await again.user.click(await screen.findByRole('link', { name: '继续填写' }));
  expect(await screen.findByRole('textbox', { name: '名称' })).toHaveProperty('value', '调解室');
});

test('nothing can be typed between the commit and the screen that follows: it would be in no draft', async (context) => {
  const { user, router, store } = await openVillage(context, { path: '/ledger/venue/new' });
  await user.click(await screen.findByRole('radio', { name: '矛盾纠纷调解室' }));
  const box = screen.getByRole('textbox', { name: '名称' });
  await user.type(box, '调解室');
  // As long as the screen that follows is still being fetched.
  const navigate = vi.spyOn(router, 'navigate').mockImplementation(() => new Promise(() => {}));
  context.onTestFinished(() => navigate.mockRestore());
  await user.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(() => expect(navigate).toHaveBeenCalled());
  expect(await store.db.rows('venue').count()).toBe(1);
  expect(box.matches(':disabled')).toBe(true);
  expect(screen.getByRole('button', { name: '保存' }).matches(':disabled')).toBe(true);
});

test('somebody who is still being made when 保存 is tapped goes with the record', async (context) => {
  const { user, store } = await openVillage(context, {
    path: `/ledger/mediationCase/${CASE}/edit`,
    fill: aCaseWithMediator,
  });
  await user.click(await screen.findByRole('button', { name: '调解员：新增…' }));
  await user.type(screen.getByRole('combobox', { name: '查找调解员' }), '赵六');
  fireEvent.click(screen.getByRole('option', { name: /赵六/ }));
  fireEvent.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(() => expect(screen.queryByRole('button', { name: '保存' })).toBeNull());
  const made = (await store.db.rows('person').toArray()).find(({ values }) => values['name'] === '赵六');
  expect((await store.db.rows('mediationCase').get(CASE))?.values['mediators']).toEqual([MEDIATOR, made?.id]);
  expect(await store.db.drafts.count()).toBe(0);
});

test('[D7] whoever restores onto a full phone is told which photos are not there before the file is thrown away', async (context) => {
  const old = await aStore(context);
  await receive(old, { changes: [], blobs: [aBlob('a photo')] });
  const made = await exportBackup(old, { photos: true });
  const [file] = made.ok ? made.value.files : [];
  const { user } = await openApp(context);
  await user.click(await screen.findByRole('button', { name: '从备份恢复' }));
  await user.upload(await screen.findByLabelText('选择备份文件'), new File([file?.blob ?? ''], 'fazhi.json'));
  refuse(context, (table) => table === 'blobs', 'QuotaExceededError');
  await user.click(await screen.findByRole('button', { name: '恢复到这台设备' }));
  expect(await screen.findByText(/还有 1 张照片放不下/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: '打开台账' }));
  await screen.findByRole('link', { name: '记调解' });
});

test('[U1] no new version reloads a page under a reason that is being typed', async (context) => {
  const { user, store, router } = await openVillage(context, { path: '/ledger/venue/new' });
  await user.click(await screen.findByRole('radio', { name: '矛盾纠纷调解室' }));
  await user.type(screen.getByRole('textbox', { name: '名称' }), '调解室');
  await user.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(async () => expect(await store.db.rows('venue').count()).toBe(1));
  await waitFor(() => expect(router.state.location.pathname).toMatch(/venue\/[^/]+$/));
  await user.click(await screen.findByRole('button', { name: '移除' }));
  expect((await flushDrafts()).safe).toBe(true);
  await user.type(screen.getByRole('textbox', { name: '移除的原因' }), '村里没有这个');
  expect((await flushDrafts()).safe).toBe(false);
  await user.click(screen.getByRole('button', { name: '不移除' }));
  expect((await flushDrafts()).safe).toBe(true);
});

test.for([
  ['/mine/me', '姓名', '王'],
  ['/mine/device', '设备名称', '李主任的手机'],
  ['/mine/pin', '设一个 PIN', '25'],
  ['/mine/backup', '口令提示', '老地方'],
  ['/join', '邀请码', '123 4'],
])('[U1] no new version reloads %s under what is being typed there', async ([path, label, words], context) => {
  const { user } = await openVillage(context, { path: path as string });
  const box = await screen.findByLabelText(label as string);
  expect((await flushDrafts()).safe).toBe(true);
  await user.type(box, words as string);
  expect((await flushDrafts()).safe).toBe(false);
});

test('[U1] no new version reloads the plan under tasks that are being picked', async (context) => {
  const { user } = await openVillage(context, { path: '/tasks/presets' });
  const [first] = await screen.findAllByRole('checkbox');
  expect((await flushDrafts()).safe).toBe(true);
  await user.click(first as HTMLElement);
  expect((await flushDrafts()).safe).toBe(false);
});

test('[D9] what is pasted for the plan and finds no room is told, and no version reloads it away', async (context) => {
  const { user, reopen } = await openVillage(context, { path: '/tasks/presets?from=report' });
  const box = await screen.findByRole('textbox', { name: /报告的第三部分/ });
  const device = refuse(context, (table) => table === 'meta', 'QuotaExceededError');
  await user.click(box);
  await user.paste('组织法治培训4场。');
  expect((await flushDrafts()).safe).toBe(false);
  await screen.findByText(/手机空间满了/);
  device.stop();
  expect((await flushDrafts()).safe).toBe(true);
  await reopen('/tasks/presets?from=report');
  await screen.findByDisplayValue('组织法治培训4场。');
});
