/** Charts as pictures: the browser draws the SVG itself, without any network. Page only, for workers have no images. */
import type { ChartModel } from '#core/charts/chart.ts';
import { chartSvg } from '#core/charts/svg.ts';
import type { Picture } from './docx-text.ts';

/** Print wants about 250 dots an inch on the 156 mm of a text block. */
const SHARP = 2.5;

/** Throws when the browser cannot draw: the report is then made without pictures, and says so. */
export async function chartPicture(model: ChartModel): Promise<Picture> {
  const { svg, width, height } = chartSvg(model);
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = await loaded(address);
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(width * SHARP);
    canvas.height = Math.round(height * SHARP);
    const pen = canvas.getContext('2d');
    if (pen === null) throw new Error('No canvas to draw on');
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    return { png: await pngOf(canvas), width, height };
  } finally {
    URL.revokeObjectURL(address);
  }
}

const loaded = (address: string): Promise<HTMLImageElement> =>
  new Promise((resolve, reject) => {
    const image = new Image();
    image.addEventListener('load', () => resolve(image));
    image.addEventListener('error', () => reject(new Error('The chart could not be drawn')));
    image.src = address;
  });

const pngOf = (canvas: HTMLCanvasElement): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('The chart could not be made into a picture'));
      // Blob.arrayBuffer is known to every browser of the floor.
      else blob.arrayBuffer().then((buffer) => resolve(new Uint8Array(buffer)), reject);
    }, 'image/png');
  });
