import { expect, test } from 'vitest';
import { factsOf, withoutMetadata } from '#core/jpeg.ts';
import { createShrink } from '#pages/shrink.ts';
import { pageEasel } from '#files/photo-page.ts';
import { createOffscreenEasel } from '#files/photo-offscreen.ts';
import { shrinkOn, type Easel } from '#files/photo.ts';
import { sha256Hex } from '#core/canonical.ts';
// oxlint-disable-next-line import/default -- Vite makes the default export of a ?worker import
import PhotoWorker from '#workers/photo.worker.ts?worker';
import type { SmallPhoto } from '#core/photo.ts';
import { aPhoto, colourAt, containsText, exifSegment } from '#test/help/photo.ts';

const easels: readonly (readonly [string, Easel])[] = [
  ['off screen', createOffscreenEasel()],
  ['on the page', pageEasel],
];

async function small(easel: Easel, file: Blob): Promise<SmallPhoto> {
  const shrunk = await shrinkOn(easel, file);
  if (!shrunk.ok) throw new Error(shrunk.refusal);
  return shrunk.photo;
}

test.each(easels)(
  '[P1] drawn %s, a photo fits 1600 points and 250 kB and says nothing about its place',
  async (_name, easel) => {
    const file = await aPhoto({ width: 2400, height: 1800, noise: true });
    expect(file.size).toBeGreaterThan(1_000_000);
    expect(containsText(await file.arrayBuffer(), 'GPS-SECRET-PLACE')).toBe(true);

    const photo = await small(easel, file);
    expect(Math.max(photo.width, photo.height)).toBeLessThanOrEqual(1600);
    expect(photo.bytes.byteLength).toBeLessThanOrEqual(250_000);
    for (const bytes of [photo.bytes, photo.thumbnail]) {
      expect(containsText(bytes, 'Exif')).toBe(false);
      expect(containsText(bytes, 'GPS-SECRET-PLACE')).toBe(false);
    }
    expect(photo.id).toBe(sha256Hex(new Uint8Array(photo.bytes)));
    const thumbnail = await createImageBitmap(new Blob([photo.thumbnail]));
    expect(Math.max(thumbnail.width, thumbnail.height)).toBe(200);
    expect(photo.takenOn).toBe('2024-06-18');
  },
);

// The sensor saw red at the left and blue at the right.
const turned = [
  [1, [400, 300], 'red', [0.1, 0.5]],
  [2, [400, 300], 'red', [0.9, 0.5]],
  [3, [400, 300], 'red', [0.9, 0.5]],
  [5, [300, 400], 'red', [0.5, 0.1]],
  [6, [300, 400], 'red', [0.5, 0.1]],
  [8, [300, 400], 'red', [0.5, 0.9]],
] as const;

test.each(turned)(
  '[P1] a picture of orientation %i comes out upright, off screen and on the page',
  async (orientation, size, colour, place) => {
    const file = await aPhoto({ width: 400, height: 300, orientation });
    for (const [, easel] of easels) {
      const photo = await small(easel, file);
      expect([photo.width, photo.height]).toEqual(size);
      expect(await colourAt(photo.bytes, place[0], place[1])).toBe(colour);
      expect(await colourAt(photo.bytes, 1 - place[0], 1 - place[1])).toBe('blue');
    }
  },
);

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'where the kernel leaves orientation %i to us, we draw what it would have drawn',
  async (orientation) => {
    const file = await aPhoto({ width: 400, height: 300, orientation });
    const plain = await aPhoto({ width: 400, height: 300, exif: false });
    // A kernel that ignores EXIF: it decodes the plain picture.
    const ignorant: Easel = {
      ...pageEasel,
      decode: async () => ({ ...(await pageEasel.decode(plain))!, upright: false }),
    };
    const [ours, its] = [await small(ignorant, file), await small(pageEasel, file)];
    expect([ours.width, ours.height]).toEqual([its.width, its.height]);
    for (const place of [
      [0.1, 0.1],
      [0.9, 0.1],
      [0.1, 0.9],
    ] as const) {
      expect(await colourAt(ours.bytes, place[0], place[1])).toBe(await colourAt(its.bytes, place[0], place[1]));
    }
  },
);

test('a small photo is not enlarged, and a picture without EXIF has no day', async () => {
  const photo = await small(pageEasel, await aPhoto({ width: 320, height: 200, exif: false }));
  expect([photo.width, photo.height, photo.takenOn]).toEqual([320, 200, null]);
});

test('what is no picture is refused, whatever it calls itself', async () => {
  const file = new File(['%PDF-1.7'], 'a.jpg', { type: 'image/jpeg' });
  for (const [, easel] of easels) expect(await shrinkOn(easel, file)).toEqual({ ok: false, refusal: 'unreadable' });
  const cut = (await aPhoto({ width: 400, height: 300 })).slice(0, 180);
  for (const [, easel] of easels) expect(await shrinkOn(easel, cut)).toEqual({ ok: false, refusal: 'unreadable' });
});

test('a file beyond what a phone can decode is refused before it is opened', async () => {
  const huge = {
    size: 41_000_000,
    arrayBuffer: () => Promise.reject(new Error('must not be read')),
  } as unknown as Blob;
  expect(await shrinkOn(pageEasel, huge)).toEqual({ ok: false, refusal: 'tooBig' });
});

test('the worker makes photos small, several in a row', async () => {
  const shrink = createShrink(() => new PhotoWorker());
  const files = [await aPhoto({ width: 1800, height: 1200 }), await aPhoto({ width: 640, height: 480 })];
  const [one, two] = await Promise.all(files.map(shrink));
  expect(one).toMatchObject({ ok: true, photo: { width: 1600, height: 1067, type: 'image/jpeg' } });
  expect(two).toMatchObject({ ok: true, photo: { width: 640, height: 480 } });
});

test.each([
  [
    'cannot be started',
    () => {
      throw new Error('no module workers');
    },
  ],
  ['breaks at its first line', () => new Worker(URL.createObjectURL(new Blob(['import x from "nowhere"'])))],
  ['cannot draw', () => new Worker(URL.createObjectURL(new Blob(['onmessage = () => postMessage(null)'])))],
] as const)('when the worker %s, the page draws', async (_name, start) => {
  const shrink = createShrink(start);
  for (let i = 0; i < 2; i++) {
    expect(await shrink(await aPhoto({ width: 1800, height: 1200 }))).toMatchObject({
      ok: true,
      photo: { width: 1600 },
    });
  }
});

test('facts are read from sound EXIF only: wild offsets and cut blocks say nothing', () => {
  const jpeg = (exif: Uint8Array) => new Uint8Array([0xff, 0xd8, ...exif, 0xff, 0xda, 0, 0, 0]);
  expect(factsOf(jpeg(exifSegment(6)))).toEqual({ orientation: 6, takenOn: '2024-06-18' });
  expect(factsOf(jpeg(exifSegment(9)))).toEqual({ orientation: 1, takenOn: '2024-06-18' });
  for (let i = 10; i < 90; i++) {
    const wild = exifSegment(6);
    wild[i] = 0xff;
    expect(() => factsOf(jpeg(wild))).not.toThrow();
    expect(() => factsOf(jpeg(exifSegment(6)).slice(0, i))).not.toThrow();
  }
});

test('taking out metadata leaves the picture and drops EXIF and comments', async () => {
  const file = await aPhoto({ width: 40, height: 30 });
  const bytes = new Uint8Array(await file.arrayBuffer());
  const comment = new Uint8Array([0xff, 0xfe, 0, 8, ...new TextEncoder().encode('secret')]);
  const commented = new Uint8Array([...bytes.slice(0, 2), ...comment, ...bytes.slice(2)]);
  const kept = withoutMetadata(commented);
  expect(containsText(kept.slice().buffer, 'Exif')).toBe(false);
  expect(containsText(kept.slice().buffer, 'secret')).toBe(false);
  expect(await colourAt(kept.slice().buffer, 0.1, 0.5)).toBe('red');
});
