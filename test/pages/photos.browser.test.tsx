import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type { Items } from '#kinds/field.ts';
import { aBlob } from '#test/help/backups.ts';
import { aPhoto } from '#test/help/photo.ts';
import { START, type TestClock } from '#test/help/store.ts';
import { addPhoto, type Shrink } from '#store/photos.ts';
import { newId, type Store } from '#store/store.ts';
import { openVillage, shrink } from './app.tsx';

const button = (name: string) => screen.findByRole('button', { name });

async function openPhotos(context: Parameters<typeof openVillage>[0], shrinkWith = shrink) {
  const app = await openVillage(context, { path: '/ledger/publicityEvent/new', shrinkWith });
  await app.user.type(await screen.findByLabelText('活动名称'), '宪法宣传进村');
  await app.user.click(await button('更多信息'));
  return app;
}

async function saveEvent(user: Awaited<ReturnType<typeof openVillage>>['user']): Promise<void> {
  await user.click(screen.getByRole('checkbox', { name: '宪法' }));
  await user.click(screen.getByRole('checkbox', { name: '集中宣传' }));
  await user.click(await button('保存'));
}

/** A busy machine starts a worker late and encodes a picture several times. */
const ENCODED = { timeout: 25_000 };

test('a photo chosen in a form is kept small, saved with the record, and shown large there', async (t) => {
  const { user, store } = await openPhotos(t);
  const file = await aPhoto({ width: 2000, height: 1500 });
  await user.upload(await screen.findByLabelText('从相册选'), file);
  expect(await screen.findByRole('img', { name: '照片 1' }, ENCODED)).toBeTruthy();
  await user.selectOptions(screen.getByRole('combobox', { name: '照片 1的内容' }), '活动照片');
  await saveEvent(user);

  const small = await screen.findByRole('button', { name: '照片 1：活动照片' }, ENCODED);
  // Until its bytes are read there is nothing to open.
  await waitFor(() => expect(small.matches(':disabled')).toBe(false));
  await user.click(small);
  const viewer = await screen.findByRole('group', { name: '看大图' });
  const large = await within(viewer).findByRole<HTMLImageElement>('img', { name: '照片 1：活动照片' });
  await waitFor(() => expect(large.naturalWidth).toBe(1600));
  expect(within(viewer).getByText('2024年6月18日')).toBeTruthy();
  await user.click(within(viewer).getByRole('button', { name: '收起' }));
  expect(document.activeElement).toBe(small);

  const [row] = await store.db.rows('publicityEvent').toArray();
  const [photo] = Object.values(row?.values['photos'] as Items);
  expect(photo).toMatchObject({ width: 1600, height: 1200, takenOn: '2024-06-18', subject: 'event' });
  expect(await store.db.blobs.count()).toBe(1);
});

test('[P3] a record saved while a photo is still being made small gets it all the same', async (t) => {
  const { user, store } = await openPhotos(t);
  await user.click(screen.getByRole('checkbox', { name: '宪法' }));
  await user.click(screen.getByRole('checkbox', { name: '集中宣传' }));
  const file = await aPhoto({ width: 1200, height: 900, noise: true });
  await user.upload(await screen.findByLabelText('从相册选'), file);
  await user.click(await button('保存'));
  expect(await screen.findByRole('button', { name: /^照片 1/ }, ENCODED)).toBeTruthy();
  const [row] = await store.db.rows('publicityEvent').toArray();
  expect(Object.keys(row?.values['photos'] as Items)).toHaveLength(1);
});

test('[P3] saving waits for a photo that is still in work, its words being safe meanwhile', async (t) => {
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const slowly: Shrink = async (file) => held.then(() => shrink(file));
  const { user, store } = await openPhotos(t, slowly);
  await user.click(screen.getByRole('checkbox', { name: '宪法' }));
  await user.click(screen.getByRole('checkbox', { name: '集中宣传' }));
  await user.upload(await screen.findByLabelText('从相册选'), await aPhoto({ width: 400, height: 300 }));
  await user.click(await button('保存'));
  await waitFor(async () =>
    expect((await store.db.drafts.toArray()).map(({ typed }) => typed['title'])).toEqual(['宪法宣传进村']),
  );
  expect(screen.getByRole('button', { name: '保存' }).matches(':disabled')).toBe(true);
  expect(await store.db.rows('publicityEvent').count()).toBe(0);

  release();
  expect(await screen.findByRole('button', { name: /^照片 1/ }, ENCODED)).toBeTruthy();
  const [row] = await store.db.rows('publicityEvent').toArray();
  expect(Object.keys(row?.values['photos'] as Items)).toHaveLength(1);
  expect(await store.db.blobs.count()).toBe(1);
});

test('[P2] a full phone says so beside the photos, and the words are saved', async (t) => {
  const { user, store } = await openPhotos(t);
  const estimate = navigator.storage.estimate.bind(navigator.storage);
  navigator.storage.estimate = () => Promise.resolve({ quota: 1_000_000_000, usage: 999_000_000 });
  t.onTestFinished(() => {
    navigator.storage.estimate = estimate;
  });
  await user.upload(await screen.findByLabelText('从相册选'), await aPhoto({ width: 400, height: 300 }));
  expect(await screen.findByText(/这张照片没有存下。文字照常能存/)).toBeTruthy();
  await saveEvent(user);
  expect(await screen.findByText('已存本机')).toBeTruthy();
  expect(await store.db.rows('publicityEvent').count()).toBe(1);
});

/** A photo that was chosen in a form and taken out again, longer ago than any form is still being filled. */
async function aLeftPhoto(store: Store, clock: TestClock): Promise<void> {
  const { bytes } = aBlob('left behind');
  const photo = {
    id: 'left',
    bytes,
    thumbnail: bytes,
    width: 4,
    height: 3,
    type: 'image/jpeg',
    takenOn: null,
  } as const;
  await addPhoto(store, new Blob(), () => Promise.resolve({ ok: true, photo }), newId(store));
  clock.ms += 11 * 60_000;
}

test('[P4] a photo that was taken out of a form leaves the phone before the next backup', async (t) => {
  const clock = { ms: START };
  const { user, store } = await openVillage(t, { clock, path: '/mine/backup', fill: (to) => aLeftPhoto(to, clock) });
  expect(await store.db.blobs.count()).toBe(1);
  const saved = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
  await user.click(await screen.findByRole('checkbox', { name: /加密，用口令才能打开/ }));
  await user.click(await button('导出备份'));
  await waitFor(() => expect(saved).toHaveBeenCalled());
  expect(await store.db.blobs.count()).toBe(0);
});

test('[P4] so it does when the next form that takes photos opens', async (t) => {
  const clock = { ms: START };
  const fill = (to: Store) => aLeftPhoto(to, clock);
  const { store } = await openVillage(t, { clock, path: '/ledger/publicityEvent/new', fill });
  await screen.findByLabelText('活动名称');
  await waitFor(async () => expect(await store.db.blobs.count()).toBe(0));
});
