import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { createReader } from '#pages/backups.ts';
import { SEALED_FORMAT } from '#files/backup-seal.ts';
import { person } from '#kinds/index.ts';
import { exportBackup } from '#store/backup-export.ts';
import { readKept } from '#store/kept-figures.ts';
import { saveValues } from '#store/records.ts';
import { newId, type Store } from '#store/store.ts';
import { aStore } from '#test/help/store.ts';
import { openVillage } from './app.tsx';

const PASSPHRASE = '长江长江长江长江一';
const button = (name: string) => screen.findByRole('button', { name });
const names = async (store: Store) => (await store.db.rows('person').toArray()).map(({ values }) => values['name']);

async function addPerson(store: Store, name: string): Promise<void> {
  const unit = store.identity.units[0] ?? '';
  await saveValues(store, [{ kind: person, record: newId(store), unit, values: { name, roles: {} } }]);
}

/** Catches what the page saves, as the browser's download would. */
function catchSaved(t: { onTestFinished: (work: () => void) => void }) {
  const saved: { name: string; text: Promise<string> }[] = [];
  // oxlint-disable-next-line typescript/unbound-method -- put back as it was
  const original = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function click(this: HTMLAnchorElement) {
    saved.push({ name: this.download, text: fetch(this.href).then((answer) => answer.text()) });
  };
  t.onTestFinished(() => {
    HTMLAnchorElement.prototype.click = original;
  });
  return saved;
}

async function fillPassphrase(user: UserEvent, passphrase = PASSPHRASE, hint = ''): Promise<void> {
  await user.type(await screen.findByLabelText('备份口令'), passphrase);
  await user.type(screen.getByLabelText('再输一遍'), passphrase);
  if (hint !== '') await user.type(screen.getByLabelText('口令提示'), hint);
}

async function choose(user: UserEvent, text: string, name = 'fazhi-城墙村-20260301-0800.json'): Promise<void> {
  await user.upload(await screen.findByLabelText('导入备份'), new File([text], name, { type: 'application/json' }));
}

/** A plain backup of another phone of the same village's township. */
async function textOf(store: Store): Promise<string> {
  const made = await exportBackup(store, { photos: true });
  if (!made.ok) throw new Error(made.failure);
  return (await made.value.files[0]?.blob.text()) ?? '';
}

test('[B1] a backup is encrypted unless one decides otherwise, and nothing readable is in the file', async (t) => {
  const saved = catchSaved(t);
  const { user, store } = await openVillage(t, { path: '/mine/backup', fill: (empty) => addPerson(empty, '王小明') });
  await user.click(await button('导出备份'));
  expect(await screen.findByText('请填口令')).toBeTruthy();
  expect(saved).toHaveLength(0);

  await fillPassphrase(user, PASSPHRASE, '一条河');
  await user.click(await button('导出备份'));
  expect(await screen.findByText(/备份已做好/)).toBeTruthy();
  expect(saved[0]?.name).toMatch(/^fazhi-城墙村-\d{8}-\d{4}\.json$/);
  const text = (await saved[0]?.text) ?? '';
  expect(text).toContain(SEALED_FORMAT);
  expect(text).toContain('一条河');
  expect(text).not.toContain('王小明');
  expect(await store.db.meta.get('pin/passphrase')).toBeTruthy();
  expect(await screen.findByText('上次备份 今天，之后没有新改动')).toBeTruthy();
});

test('[B1] a plain backup is possible and warned of in one sentence', async (t) => {
  const saved = catchSaved(t);
  const { user } = await openVillage(t, { path: '/mine/backup', fill: (empty) => addPerson(empty, '王小明') });
  await user.click(await screen.findByRole('checkbox', { name: /加密，用口令才能打开/ }));
  expect(screen.getByText(/谁拿到文件都能看到/)).toBeTruthy();
  await user.click(await button('导出备份'));
  await waitFor(() => expect(saved).toHaveLength(1));
  expect(await saved[0]?.text).toContain('王小明');
});

test('[B2] an encrypted backup is opened, previewed and merged; twice is once', async (t) => {
  const saved = catchSaved(t);
  const { user, store } = await openVillage(t, { path: '/mine/backup', fill: (empty) => addPerson(empty, '王小明') });
  await fillPassphrase(user, PASSPHRASE, '一条河');
  await user.click(await button('导出备份'));
  await waitFor(() => expect(saved).toHaveLength(1));
  const text = (await saved[0]?.text) ?? '';

  await choose(user, text);
  expect(await screen.findByText('提示：一条河')).toBeTruthy();
  await user.type(screen.getByLabelText('备份口令'), '黄河黄河');
  await user.click(await button('打开备份'));
  expect(await screen.findByText(/口令不对/)).toBeTruthy();
  // The page is as it was: the box, what was typed, the file.
  expect(screen.getByLabelText<HTMLInputElement>('备份口令').value).toBe('黄河黄河');

  await user.clear(screen.getByLabelText('备份口令'));
  await user.type(screen.getByLabelText('备份口令'), PASSPHRASE);
  await user.click(await button('打开备份'));
  const preview = await screen.findByRole('region', { name: '备份里有什么' });
  await waitFor(() => expect(document.activeElement).toBe(preview));
  expect(within(preview).getByText(/城墙村/)).toBeTruthy();
  expect(within(preview).getByText('0 处改动')).toBeTruthy();
  await user.click(await button('合并'));
  expect(await screen.findByText('这些记录本机都有了，没有变化。')).toBeTruthy();
  expect((await names(store)).filter((name) => name === '王小明')).toHaveLength(1);
});

test('[B2] what another phone of the township wrote is shown before it is merged, and then it is here', async (t) => {
  const { user, store } = await openVillage(t, { path: '/mine/backup', villages: ['城墙村', '龙洞村'] });
  const other = await aStore(t, { villages: ['白果村'] });
  await addPerson(other, '李小龙');
  await choose(user, await textOf(other));
  const preview = await screen.findByRole('region', { name: '备份里有什么' });
  expect(within(preview).getByText(/白果村/)).toBeTruthy();
  expect(within(preview).getByText(/人员 1/)).toBeTruthy();
  expect(await names(store)).not.toContain('李小龙');

  await user.click(await button('合并'));
  expect(await screen.findByText(/已存本机：并入 \d+ 处改动/)).toBeTruthy();
  expect(await names(store)).toContain('李小龙');
  // And counted, before anybody asks for the charts.
  await expect.poll(async () => (await readKept(store, '2026/'))?.isCurrent, { timeout: 20_000 }).toBe(true);
});

test('[B2] whoever decides against it has changed nothing', async (t) => {
  const { user, store } = await openVillage(t, { path: '/mine/backup', villages: ['城墙村', '龙洞村'] });
  const other = await aStore(t, { villages: ['白果村'] });
  await addPerson(other, '李小龙');
  const before = await store.db.changes.count();
  await choose(user, await textOf(other));
  await user.click(await button('不导入'));
  await waitFor(() => expect(screen.queryByRole('region', { name: '备份里有什么' })).toBeNull());
  expect(await store.db.changes.count()).toBe(before);
});

test.each([
  ['an empty file', () => '', '文件是空的'],
  ['a picture', () => '\u0089PNG', '不是法治台账的备份文件'],
  ['another programme', () => '{"hello":1}', '不是法治台账的备份文件'],
  ['a cut file', (text: string) => text.slice(0, text.length / 2), '不完整'],
  ['a changed word', (text: string) => text.replace('"value":"城墙村"', '"value":"城墙邨"'), '被改动过或已损坏'],
  ['a future version', (text: string) => text.replace('"version":1', '"version":99'), '请先更新法治台账'],
  ['__proto__', (text: string) => text.replace('"unitKind"', '"__proto__"'), '不是法治台账写的'],
])('[B2] %s is refused in a plain sentence, and nothing changes', async (_name, spoil, said) => {
  await withVillage(async ({ user, store }) => {
    const text = await textOf(store);
    const before = await store.db.changes.count();
    await choose(user, spoil(text));
    expect((await screen.findByText(/不能导入，本机的记录没有变化/)).textContent).toBeTruthy();
    expect(document.body.textContent).toContain(said);
    expect(await store.db.changes.count()).toBe(before);
    expect(screen.queryByRole('button', { name: '合并' })).toBeNull();
  });
});

/** `test.each` gives no context: the clean-up is run here. */
async function withVillage(work: (app: Awaited<ReturnType<typeof openVillage>>) => Promise<void>): Promise<void> {
  const cleanUps: (() => Promise<void>)[] = [];
  const app = await openVillage({ onTestFinished: (one) => void cleanUps.push(one) }, { path: '/mine/backup' });
  try {
    await work(app);
  } finally {
    for (const cleanUp of cleanUps) await cleanUp();
  }
}

test('where the browser starts no module worker, the page reads the file itself', async (t) => {
  const store = await aStore(t);
  const file = new Blob([await textOf(store)]);
  const broken = createReader(() => new Worker(URL.createObjectURL(new Blob(['import x from "nowhere"']))));
  expect(await broken(file)).toMatchObject({ state: 'read' });
  const none = createReader(() => {
    throw new Error('no workers');
  });
  expect(await none(file)).toMatchObject({ state: 'read' });
});

test('hostile names in a file stay words', async (t) => {
  const { user } = await openVillage(t, { path: '/mine/backup', villages: ['城墙村', '龙洞村'] });
  const other = await aStore(t, { villages: ['<img src=x onerror=alert(1)>'] });
  await choose(user, await textOf(other), '<b>备份</b>.json');
  const preview = await screen.findByRole('region', { name: '备份里有什么' });
  expect(preview.querySelector('img')).toBeNull();
  expect(preview.textContent).toContain('<img src=x');
});

test('where the share sheet takes files, the backup can be sent, and putting the sheet away is no backup', async (t) => {
  const saved = catchSaved(t);
  const shared: number[] = [];
  const answers: (() => Promise<void>)[] = [
    () => Promise.reject(new DOMException('closed', 'AbortError')),
    () => Promise.resolve(),
  ];
  Object.assign(navigator, {
    canShare: () => true,
    share: ({ files = [] }: ShareData) => {
      shared.push(files.length);
      return (answers.shift() ?? (() => Promise.resolve()))();
    },
  });
  t.onTestFinished(() => {
    Reflect.deleteProperty(navigator, 'canShare');
    Reflect.deleteProperty(navigator, 'share');
  });
  const { user } = await openVillage(t, { path: '/mine/backup' });
  await fillPassphrase(user);
  await user.click(await button('导出备份'));
  await waitFor(() => expect(saved).toHaveLength(1));
  await user.click(await button('发送'));
  expect(screen.queryByText(/已交给所选的应用/)).toBeNull();
  await user.click(await button('发送'));
  expect(await screen.findByText(/已交给所选的应用/)).toBeTruthy();
  expect(shared).toEqual([1, 1]);
});
