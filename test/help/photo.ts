/** Pictures as a phone's camera makes them: large, and with an EXIF block that says where and when. */

export interface Camera {
  readonly width: number;
  readonly height: number;
  readonly orientation?: number;
  /** Noise does not compress: the worst that a camera can give. */
  readonly noise?: boolean;
  readonly exif?: boolean;
}

/** Left half red, right half blue, as the sensor saw it: after turning, the colours tell which way up it is. */
export async function aPhoto({ width, height, orientation = 1, noise = false, exif = true }: Camera): Promise<File> {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('No canvas');
  context.fillStyle = '#f00';
  context.fillRect(0, 0, width / 2, height);
  context.fillStyle = '#00f';
  context.fillRect(width / 2, 0, width / 2, height);
  if (noise) drawNoise(context, width, height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.95));
  if (blob === null) throw new Error('No JPEG');
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const parts = exif ? [bytes.slice(0, 2), exifSegment(orientation), bytes.slice(2)] : [bytes];
  return new File(parts, 'IMG_20240618.jpg', { type: 'image/jpeg' });
}

function drawNoise(context: CanvasRenderingContext2D, width: number, height: number): void {
  const image = context.getImageData(0, 0, width, height);
  const random = new Uint8Array(65_536);
  crypto.getRandomValues(random);
  for (let i = 0; i < image.data.length; i++)
    image.data[i] = i % 4 === 3 ? 255 : (random[(i * 7919) % 65_521] as number);
  context.putImageData(image, 0, 0);
}

/** Orientation, 2024-06-18 09:30, and a position near 双泉乡. */
export function exifSegment(orientation: number): Uint8Array<ArrayBuffer> {
  const tiff = new Uint8Array(200);
  const view = new DataView(tiff.buffer);
  const text = (at: number, words: string) => tiff.set(new TextEncoder().encode(words), at);
  const entry = (at: number, tag: number, type: number, count: number, value: number) => {
    view.setUint16(at, tag);
    view.setUint16(at + 2, type);
    view.setUint32(at + 4, count);
    if (type === 3) view.setUint16(at + 8, value);
    else view.setUint32(at + 8, value);
  };
  text(0, 'MM');
  view.setUint16(2, 42);
  view.setUint32(4, 8);
  view.setUint16(8, 3);
  entry(10, 0x0112, 3, 1, orientation);
  entry(22, 0x8769, 4, 1, 50);
  entry(34, 0x8825, 4, 1, 100);
  view.setUint16(50, 1);
  entry(52, 0x9003, 2, 20, 70);
  text(70, '2024:06:18 09:30:00\0');
  view.setUint16(100, 2);
  entry(102, 1, 2, 2, 0x4e000000);
  entry(114, 2, 5, 3, 140);
  for (let i = 0; i < 3; i++) {
    view.setUint32(140 + i * 8, [28, 44, 12][i] as number);
    view.setUint32(144 + i * 8, 1);
  }
  text(170, 'GPS-SECRET-PLACE');
  const segment = new Uint8Array(10 + tiff.length);
  segment.set([0xff, 0xe1, 0, 8 + tiff.length]);
  segment.set(new TextEncoder().encode('Exif\0\0'), 4);
  segment.set(tiff, 10);
  return segment;
}

export const containsText = (bytes: ArrayBuffer, words: string): boolean =>
  Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte))
    .join('')
    .includes(words);

/** The colour at a place (0 to 1 each way) of a finished picture: 'red', 'blue' or neither. */
export async function colourAt(bytes: ArrayBuffer, x: number, y: number): Promise<string> {
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
  const canvas = document.createElement('canvas');
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  const context = canvas.getContext('2d');
  context?.drawImage(bitmap, 0, 0);
  const [r = 0, , b = 0] =
    context?.getImageData(Math.floor(x * bitmap.width), Math.floor(y * bitmap.height), 1, 1).data ?? [];
  return r > 200 && b < 60 ? 'red' : b > 200 && r < 60 ? 'blue' : `${r},${b}`;
}
