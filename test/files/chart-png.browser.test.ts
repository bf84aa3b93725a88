import { expect, test } from 'vitest';
import type { ChartModel } from '#core/charts/chart.ts';
import { chartPicture } from '#files/chart-png.ts';

const model: ChartModel = {
  id: 'a',
  title: '各月受理',
  type: 'columns',
  unit: '件',
  categories: ['1月', '2月'],
  series: [{ label: '受理', values: [3, 1] }],
  internal: false,
};

test('a chart is made into a picture by the browser alone, sharp enough for print and not blank', async () => {
  const { png, width, height } = await chartPicture(model);
  expect(Array.from(png.slice(0, 4))).toEqual([0x89, 0x50, 0x4e, 0x47]);
  const image = await createImageBitmap(new Blob([new Uint8Array(png)], { type: 'image/png' }));
  expect([image.width, image.height]).toEqual([Math.round(2.5 * width), Math.round(2.5 * height)]);
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [image.width, image.height];
  const pen = canvas.getContext('2d');
  pen?.drawImage(image, 0, 0);
  const colours = new Set<string>();
  const { data } = pen?.getImageData(0, 0, image.width, image.height) ?? { data: new Uint8ClampedArray() };
  for (let at = 0; at < data.length; at += 4) colours.add(`${data[at]},${data[at + 1]},${data[at + 2]}`);
  // The blue of a bar, white paper, dark words.
  expect(colours.has('30,78,140')).toBe(true);
  expect(colours.has('255,255,255')).toBe(true);
  expect(colours.size).toBeGreaterThan(3);
});
