import '#ui/tokens.css';
import { render, screen } from '@testing-library/react';
import decodeQR from 'qr/decode.js';
import { expect, test } from 'vitest';
import { QrCode } from '#ui/QrCode.tsx';

const SIZE = 400;

/** What a camera sees of the drawing. */
async function pictureOf(svg: SVGElement): Promise<ImageData> {
  const own = getComputedStyle(document.documentElement);
  const [light, dark] = [own.getPropertyValue('--code-paper'), own.getPropertyValue('--code-ink')];
  const copy = svg.cloneNode(true) as SVGElement;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(SIZE));
  copy.setAttribute('height', String(SIZE));
  copy.querySelector('rect')?.setAttribute('fill', light.trim());
  copy.querySelector('path')?.setAttribute('fill', dark.trim());
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(copy.outerHTML)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = SIZE;
  canvas.height = SIZE;
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  context.drawImage(image, 0, 0, SIZE, SIZE);
  return context.getImageData(0, 0, SIZE, SIZE);
}

test('[X12] what is drawn is read by a camera as the link that was given', async () => {
  for (const link of [
    'https://fazhi.example.cn/join#c=Zm9vYmFyYmF6cXV4MTIzNA',
    'http://192.168.10.20:8787/join#s=AAAAAAAAAAAAAAAAAAAAAA',
  ]) {
    const { unmount } = render(<QrCode text={link} label="邀请二维码" />);
    const svg = screen.getByRole('img', { name: '邀请二维码' });
    expect(decodeQR(await pictureOf(svg as unknown as SVGElement))).toBe(link);
    unmount();
  }
});
