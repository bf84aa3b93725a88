/** SPEC D7: whichever way records come onto a device, the browser is asked to keep them; not before there are any. */
import { screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { exportBackup } from '#store/backup-export.ts';
import { aStore } from '#test/help/store.ts';
import { caseWorkbook } from '#test/help/messy.ts';
import { openApp, openVillage } from './app.tsx';

function asked() {
  vi.spyOn(navigator.storage, 'persisted').mockResolvedValue(false);
  return vi.spyOn(navigator.storage, 'persist').mockResolvedValue(true);
}

async function aBackup(context: Parameters<typeof aStore>[0]): Promise<File> {
  const made = await exportBackup(await aStore(context), { photos: false });
  return new File([(made.ok && made.value.files[0]?.blob) || ''], 'fazhi.json', { type: 'application/json' });
}

test('[D7] a form that is saved', async (context) => {
  const persist = asked();
  const { user } = await openVillage(context, { path: '/ledger/venue/new' });
  await user.click(await screen.findByRole('radio', { name: '矛盾纠纷调解室' }));
  await user.type(screen.getByRole('textbox', { name: '名称' }), '调解室');
  expect(persist).not.toHaveBeenCalled();
  await user.click(screen.getByRole('button', { name: '保存' }));
  await screen.findByRole('heading', { name: '调解室' });
  await waitFor(() => expect(persist).toHaveBeenCalledOnce());
});

test('[D7] a table that is imported', async (context) => {
  const persist = asked();
  const { user } = await openVillage(context, { clock: { ms: Date.UTC(2026, 2, 1) }, path: '/ledger/import' });
  const chooser = await screen.findByLabelText<HTMLInputElement>('选择表格文件');
  await waitFor(() => expect(chooser.disabled).toBe(false));
  await user.upload(chooser, new File([caseWorkbook() as Uint8Array<ArrayBuffer>], '台账.xlsx'));
  await user.click(await screen.findByRole('button', { name: '核对' }));
  const take = await screen.findByRole('button', { name: '导入 6 条' });
  expect(persist).not.toHaveBeenCalled();
  await user.click(take);
  await screen.findByText(/^已存本机：导入调解案件 6 条/);
  await waitFor(() => expect(persist).toHaveBeenCalledOnce());
});

test('[D7] a backup that is merged', async (context) => {
  const file = await aBackup(context);
  const persist = asked();
  const { user } = await openVillage(context, { villages: ['龙洞村', '石坝村'], path: '/mine/backup' });
  await user.upload(await screen.findByLabelText('导入备份'), file);
  const merge = await screen.findByRole('button', { name: '合并' });
  expect(persist).not.toHaveBeenCalled();
  await user.click(merge);
  await waitFor(() => expect(persist).toHaveBeenCalledOnce());
});

test('[D7] a backup from which a ledger is restored', async (context) => {
  const file = await aBackup(context);
  const persist = asked();
  const { user } = await openApp(context);
  await user.click(await screen.findByRole('button', { name: '从备份恢复' }));
  await user.upload(await screen.findByLabelText('选择备份文件'), file);
  const restore = await screen.findByRole('button', { name: '恢复到这台设备' });
  expect(persist).not.toHaveBeenCalled();
  await user.click(restore);
  await screen.findByRole('link', { name: '记调解' });
  await waitFor(() => expect(persist).toHaveBeenCalledOnce());
});
