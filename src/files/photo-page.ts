/** Drawing on the page, where a worker cannot. */
import type { Decoded, Easel, Sheet } from './photo.ts';

function sheet({ width, height }: { width: number; height: number }): Sheet {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) throw new Error('No 2D context');
  const toJpeg = (quality: number) =>
    new Promise<ArrayBuffer>((resolve, reject) => {
      canvas.toBlob(
        (blob) => (blob === null ? reject(new Error('No JPEG')) : resolve(blob.arrayBuffer())),
        'image/jpeg',
        quality,
      );
    });
  return { context, source: canvas, toJpeg };
}

function decode(file: Blob): Promise<Decoded | null> {
  const url = URL.createObjectURL(file);
  const image = new Image();
  const close = () => URL.revokeObjectURL(url);
  return new Promise((resolve) => {
    image.addEventListener('load', () => {
      const { naturalWidth: width, naturalHeight: height } = image;
      // Every engine we serve turns an <img> as its EXIF says (Chromium 81, Safari 13.1, Firefox 77).
      resolve({ source: image, width, height, upright: true, close });
    });
    image.addEventListener('error', () => {
      close();
      resolve(null);
    });
    image.src = url;
  });
}

export const pageEasel: Easel = { decode, sheet };
