/** Draws public/*.png from public/icon.svg. Run by hand when the mark changes; the pictures are committed. */
import { readFileSync } from 'node:fs';
import { chromium, type Page } from 'playwright';
import { browserFlags, getBrowser } from './browser.ts';

interface Picture {
  readonly file: string;
  readonly size: number;
  /** Maskable and Apple icons are cut by the system: colour to the edge, and the mark inside the safe circle. */
  readonly fullBleed?: { readonly markScale: number };
}

const pictures: Picture[] = [
  { file: 'icon-192.png', size: 192 },
  { file: 'icon-512.png', size: 512 },
  { file: 'icon-maskable-192.png', size: 192, fullBleed: { markScale: 0.78 } },
  { file: 'icon-maskable-512.png', size: 512, fullBleed: { markScale: 0.78 } },
  { file: 'apple-touch-icon.png', size: 180, fullBleed: { markScale: 0.92 } },
];

const svg = readFileSync('public/icon.svg', 'utf8');
const browser = await chromium.launch({ executablePath: getBrowser(), args: browserFlags });
const page = await browser.newPage();
for (const picture of pictures) await draw(page, picture);
await browser.close();

async function draw(on: Page, { file, size, fullBleed }: Picture): Promise<void> {
  const scale = fullBleed?.markScale ?? 1;
  const centred = `transform="translate(256 256) scale(${scale}) translate(-256 -256)"`;
  const drawn = svg.replace('id="mark"', centred).replace('rx="116"', fullBleed ? 'rx="0"' : 'rx="116"');

  await on.setViewportSize({ width: size, height: size });
  await on.setContent(
    `<style>html,body{margin:0;background:transparent}svg{display:block;width:100vw}</style>${drawn}`,
  );
  await on.screenshot({ path: `public/${file}`, omitBackground: !fullBleed });
}
