/** Drawing in a worker. Missing in Safari before 16.4 and Firefox before 105: there the page draws itself. */
import type { Easel, Sheet } from './photo.ts';

export const canDrawOffscreen = (): boolean =>
  typeof OffscreenCanvas === 'function' &&
  typeof createImageBitmap === 'function' &&
  typeof OffscreenCanvas.prototype.convertToBlob === 'function';

function sheet({ width, height }: { width: number; height: number }): Sheet {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) throw new Error('No 2D context');
  const toJpeg = async (quality: number) => (await canvas.convertToBlob({ type: 'image/jpeg', quality })).arrayBuffer();
  return { context, source: canvas, toJpeg };
}

/** An EXIF segment that says no more than: turned by a quarter. */
const QUARTER_TURN = [
  0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6,
  0, 0, 0, 0, 0, 0,
];

/**
 * Whether createImageBitmap turns pictures as their EXIF says. Kernels differ, and none can be asked: a picture two
 * points wide that lies on its side comes out one point wide, or not.
 */
async function turnsByItself(): Promise<boolean> {
  const flat = new Uint8Array(await sheet({ width: 2, height: 1 }).toJpeg(0.5));
  const probe = new Blob([flat.slice(0, 2), new Uint8Array(QUARTER_TURN), flat.slice(2)], { type: 'image/jpeg' });
  const bitmap = await createImageBitmap(probe);
  const turned = bitmap.width === 1;
  bitmap.close();
  return turned;
}

export function createOffscreenEasel(): Easel {
  let upright: Promise<boolean> | null = null;
  return {
    sheet,
    decode: async (file) => {
      upright ??= turnsByItself();
      try {
        const bitmap = await createImageBitmap(file);
        const { width, height } = bitmap;
        return { source: bitmap, width, height, upright: await upright, close: () => bitmap.close() };
      } catch {
        return null;
      }
    },
  };
}
