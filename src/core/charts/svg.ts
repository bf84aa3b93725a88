/**
 * A chart as SVG text, to be made into a picture for the report. Solid, hatched and dotted fills are told apart in grey
 * print; every bar carries its number, so that no axis is needed. Attributes only: the page's policy allows no styles.
 */
import { chartText, largestOf, type ChartModel } from './chart.ts';

export interface Drawing {
  readonly svg: string;
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
}

const WIDTH = 640;
const INK = '#1f1d1a';
const LINE = '#8b857b';
const BLUE = '#1e4e8c';
const FONT = "'Noto Sans CJK SC','PingFang SC','HarmonyOS Sans SC','MiSans','Microsoft YaHei','SimHei',sans-serif";
const FILLS = ['solid', 'hatched', 'dotted'] as const;
const [TITLE, TEXT, SMALL] = [20, 16, 14] as const;
/** Beside the bars: ten characters of a category, and the number at a bar's end. */
const [LABELS, NUMBERS, BAR, GAP] = [176, 112, 18, 12] as const;
const COLUMNS_HEIGHT = 180;

export function chartSvg(model: ChartModel): Drawing {
  const top = model.series.length > 1 ? 72 : 44;
  const { parts, height } = model.type === 'bars' ? bars(model, top) : columns(model, top);
  const body = [
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    text(WIDTH / 2, 24, TITLE, model.title, 'middle', true),
    ...(model.series.length > 1 ? legend(model) : []),
    ...parts,
  ];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}">${PATTERNS}${body.join('')}</svg>`;
  return { svg, width: WIDTH, height };
}

const PATTERNS =
  `<defs><pattern id="hatched" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#fff"/>` +
  `<path d="M-1 7L7 -1M-1 1L1 -1M5 7L7 5" stroke="${BLUE}" stroke-width="1.6"/></pattern>` +
  `<pattern id="dotted" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#fff"/>` +
  `<circle cx="3" cy="3" r="1.4" fill="${BLUE}"/></pattern></defs>`;

const fillOf = (series: number): string => {
  const fill = FILLS[series % FILLS.length] ?? 'solid';
  return fill === 'solid' ? BLUE : `url(#${fill})`;
};

const escaped = (words: string): string =>
  words.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;').replace(/"/gu, '&quot;');

function text(x: number, y: number, size: number, words: string, anchor = 'start', bold = false): string {
  const weight = bold ? ' font-weight="700"' : '';
  return `<text x="${round(x)}" y="${round(y)}" font-family="${FONT}" font-size="${size}" text-anchor="${anchor}" fill="${INK}"${weight}>${escaped(words)}</text>`;
}

const rect = (x: number, y: number, width: number, height: number, series: number): string =>
  `<rect x="${round(x)}" y="${round(y)}" width="${round(Math.max(width, 1))}" height="${round(Math.max(height, 1))}" fill="${fillOf(series)}" stroke="${BLUE}" stroke-width="1"/>`;
const round = (length: number): number => Math.round(length * 10) / 10;

function legend({ series }: ChartModel): string[] {
  const each = (WIDTH - 40) / series.length;
  return series.flatMap(({ label }, at) => [
    rect(20 + at * each, 42, 18, 14, at),
    text(44 + at * each, 55, SMALL, label),
  ]);
}

const LONGEST = 10;
function shortened(words: string): string {
  const points = Array.from(words);
  return points.length > LONGEST ? `${points.slice(0, LONGEST - 1).join('')}…` : words;
}

function bars(model: ChartModel, top: number): { readonly parts: string[]; readonly height: number } {
  const { categories, series, unit } = model;
  const scale = (WIDTH - LABELS - NUMBERS - 24) / largestOf(model);
  const row = series.length * BAR + GAP;
  const parts = categories.flatMap((category, at) => {
    const y = top + at * row;
    return [
      text(LABELS, y + (series.length * BAR) / 2 + 6, TEXT, shortened(category), 'end'),
      ...series.flatMap((each, place) => {
        const length = (each.values[at] ?? 0) * scale;
        const drawn = each.values[at] === null ? [] : [rect(LABELS + 10, y + place * BAR, length, BAR - 3, place)];
        return [...drawn, text(LABELS + 18 + length, y + place * BAR + 14, SMALL, chartText(each, at, unit))];
      }),
    ];
  });
  return { parts, height: top + categories.length * row + 8 };
}

function columns(model: ChartModel, top: number): { readonly parts: string[]; readonly height: number } {
  const { categories, series } = model;
  const slot = (WIDTH - 40) / Math.max(1, categories.length);
  const width = Math.min(26, (slot - 8) / series.length);
  const floor = top + 20 + COLUMNS_HEIGHT;
  const scale = COLUMNS_HEIGHT / largestOf(model);
  const parts = categories.flatMap((category, at) => {
    const middle = 20 + (at + 0.5) * slot;
    return [
      text(middle, floor + 20, SMALL, category, 'middle'),
      ...series.flatMap(({ values }, place) => {
        const value = values[at] ?? 0;
        const x = middle + (place - series.length / 2) * width;
        if (value === 0) return [];
        const height = value * scale;
        return [
          rect(x + 1, floor - height, width - 2, height, place),
          text(x + width / 2, floor - height - 4, SMALL, String(value), 'middle'),
        ];
      }),
    ];
  });
  const line = `<path d="M20 ${floor}H${WIDTH - 20}" stroke="${LINE}" stroke-width="1"/>`;
  return { parts: [...parts, line], height: floor + 32 };
}
