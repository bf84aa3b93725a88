import { renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import { pageEasel } from '#files/photo-page.ts';
import { shrinkOn } from '#files/photo.ts';
import type { Shrink } from '#core/photo.ts';
import { mediationCase } from '#kinds/index.ts';
import { newDraft } from '#store/drafts.ts';
import { StoreContext } from '#store/hooks.ts';
import { addPhoto, usePhotoUrls } from '#store/photos.ts';
import { saveDraft } from '#store/records.ts';
import type { Store } from '#store/store.ts';
import { aPhoto } from '#test/help/photo.ts';
import { aStore } from '#test/help/store.ts';

const shrink: Shrink = (file) => shrinkOn(pageEasel, file);

async function added(store: Store, file: File) {
  const answer = await addPhoto(store, file, shrink);
  if (!answer.ok) throw new Error(answer.problem);
  return answer.photo;
}

/** Runs with every put into the blob store failing as a full disk does. */
async function whileFull<T>(work: () => Promise<T>): Promise<T> {
  // oxlint-disable-next-line typescript/unbound-method -- called with its own `this` below
  const original = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function put(this: IDBObjectStore, ...args) {
    if (this.name === 'blobs') throw new DOMException('full', 'QuotaExceededError');
    return original.apply(this, args);
  };
  return work().finally(() => {
    IDBObjectStore.prototype.put = original;
  });
}

test('a photo is kept as ArrayBuffers under its SHA-256, and twice the same is kept once', async (t) => {
  const store = await aStore(t);
  const file = await aPhoto({ width: 1800, height: 1200 });
  const photo = await added(store, file);
  expect(photo).toMatchObject({ width: 1600, height: 1067, takenOn: '2024-06-18' });
  expect((await added(store, file)).blob).toBe(photo.blob);
  const blobs = await store.db.blobs.toArray();
  expect(blobs).toHaveLength(1);
  expect(blobs[0]).toMatchObject({ id: photo.blob, type: 'image/jpeg' });
  expect(blobs[0]?.bytes).toBeInstanceOf(ArrayBuffer);
  expect(blobs[0]?.thumbnail).toBeInstanceOf(ArrayBuffer);
  expect(blobs[0]?.bytes.byteLength).toBe(photo.bytes);
});

test('[P2] on a full phone a photo is refused in plain words and the record is saved all the same', async (t) => {
  const store = await aStore(t);
  const file = await aPhoto({ width: 400, height: 300 });
  const draft = newDraft(
    store,
    mediationCase,
    { today: '2026-03-01', unit: store.identity.units[0] ?? '', me: null, committee: 'c' },
    {
      parties: { a: { name: '张三' }, b: { name: '李四' } },
      disputeType: 'neighbor',
      facts: '水沟',
      status: 'accepted',
      acceptedOn: '2026-02-27',
    },
  );
  await whileFull(async () => {
    const answer = await addPhoto(store, file, shrink);
    expect(answer).toEqual({ ok: false, problem: expect.stringContaining('文字照常能存') as string });
    expect(await saveDraft(store, draft)).toMatchObject({ ok: true });
  });
  expect(await store.db.blobs.count()).toBe(0);
  expect(await store.db.rows('mediationCase').count()).toBe(1);
});

test('[P2] photos stop before the last space is gone, so that text still fits', async (t) => {
  const store = await aStore(t);
  const estimate = navigator.storage.estimate.bind(navigator.storage);
  navigator.storage.estimate = () => Promise.resolve({ quota: 1_000_000_000, usage: 997_000_000 });
  t.onTestFinished(() => {
    navigator.storage.estimate = estimate;
  });
  const answer = await addPhoto(store, await aPhoto({ width: 400, height: 300 }), shrink);
  expect(answer).toMatchObject({ ok: false });
  expect(await store.db.blobs.count()).toBe(0);
});

test('what is no picture is refused in plain words', async (t) => {
  const store = await aStore(t);
  const answer = await addPhoto(store, new File(['hello'], 'a.jpg'), shrink);
  expect(answer).toEqual({ ok: false, problem: '这个文件打不开，请换成 JPG 格式的照片再选' });
});

test('addresses live as long as the screen that shows them; an absent photo has none', async (t) => {
  const store = await aStore(t);
  const one = (await added(store, await aPhoto({ width: 400, height: 300 }))).blob;
  const two = (await added(store, await aPhoto({ width: 300, height: 400 }))).blob;
  const wrapper = ({ children }: { readonly children: ReactNode }) => (
    <StoreContext value={store}>{children}</StoreContext>
  );
  const { result, rerender, unmount } = renderHook(({ ids }) => usePhotoUrls(ids, 'thumbnail'), {
    wrapper,
    initialProps: { ids: [one, 'absent'] },
  });
  await waitFor(() => expect([...result.current.keys()]).toEqual([one]));
  const first = result.current.get(one) ?? '';
  expect((await fetch(first)).ok).toBe(true);

  rerender({ ids: [one, two] });
  await waitFor(() => expect(result.current.size).toBe(2));
  expect(result.current.get(one)).toBe(first);

  rerender({ ids: [two] });
  await waitFor(() => expect([...result.current.keys()]).toEqual([two]));
  await expect(fetch(first)).rejects.toThrow();
  const second = result.current.get(two) ?? '';
  unmount();
  await expect(fetch(second)).rejects.toThrow();
});
