import { renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import { pageEasel } from '#files/photo-page.ts';
import { shrinkOn } from '#files/photo.ts';
import { mediationCase, publicityEvent } from '#kinds/index.ts';
import { keepDraft, newDraft } from '#store/drafts.ts';
import { StoreContext } from '#store/hooks.ts';
import { addPhoto, usePhotoUrls, type Shrink } from '#store/photos.ts';
import { dropLoosePhotos } from '#store/loose-photos.ts';
import { saveDraft, saveValues } from '#store/records.ts';
import type { Store } from '#store/store.ts';
import { aPhoto } from '#test/help/photo.ts';
import { aStore, START, type TestClock } from '#test/help/store.ts';

const RECORD = '01900000-0000-7000-8000-00000000dddd';
const shrink: Shrink = (file) => shrinkOn(pageEasel, file);

async function added(store: Store, file: File) {
  const answer = await addPhoto(store, file, shrink, RECORD);
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
    const answer = await addPhoto(store, file, shrink, RECORD);
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
  const answer = await addPhoto(store, await aPhoto({ width: 400, height: 300 }), shrink, RECORD);
  expect(answer).toMatchObject({ ok: false });
  expect(await store.db.blobs.count()).toBe(0);
});

test('what is no picture is refused in plain words', async (t) => {
  const store = await aStore(t);
  const answer = await addPhoto(store, new File(['hello'], 'a.jpg'), shrink, RECORD);
  expect(answer).toEqual({ ok: false, problem: '这个文件打不开，请换成 JPG 格式的照片再选' });
});

const photosOf = (photo: Awaited<ReturnType<typeof added>>) => ({ photos: { p1: photo } });

async function saveEvent(store: Store, record: string, more: object): Promise<void> {
  const unit = store.identity.units[0] ?? '';
  const values = { title: '宣传', heldOn: '2026-02-01', themes: ['constitution'], forms: ['stall'], ...more };
  const saved = await saveValues(store, [{ kind: publicityEvent, record, unit, values }]);
  expect(saved.ok).toBe(true);
}

test('[P4] a photo that was taken out of its form again leaves the phone; saved, typed and shared ones stay', async (t) => {
  const clock: TestClock = { ms: START };
  const store = await aStore(t, { clock });
  const sizes = [100, 110, 120, 130];
  const [saved, typed, dropped, shared] = await Promise.all(
    sizes.map(async (width) => added(store, await aPhoto({ width, height: 90 }))),
  );
  if (!saved || !typed || !dropped || !shared) throw new Error('Four photos were made');
  await saveEvent(store, RECORD, photosOf(saved));
  // The same picture, chosen for a record that was discarded, stands in another one.
  await saveEvent(store, '01900000-0000-7000-8000-00000000eeee', photosOf(shared));
  const draft = newDraft(store, publicityEvent, { today: null, unit: 'u', me: null, committee: null }, photosOf(typed));
  await keepDraft(store, draft);

  await dropLoosePhotos(store);
  expect(await store.db.blobs.count()).toBe(4);
  clock.ms += 11 * 60_000;
  await dropLoosePhotos(store);
  expect((await store.db.blobs.toCollection().primaryKeys()).sort()).toEqual(
    [saved, typed, shared].map(({ blob }) => blob).sort(),
  );
  expect(await store.db.meta.where('id').startsWith('photo/loose/').count()).toBe(1);
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
  await expect(fetch(first)).rejects.toThrow('Failed to fetch');
  const second = result.current.get(two) ?? '';
  unmount();
  await expect(fetch(second)).rejects.toThrow('Failed to fetch');
});
