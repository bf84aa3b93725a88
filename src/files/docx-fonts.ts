/** Fonts of official documents, which may not be shipped: named, with what offices and phones have instead (domain.md §4.5). */

export type Face = 'title' | 'heading' | 'subheading' | 'body';

const NAMES: { readonly [face in Face]: { readonly name: string; readonly instead: string } } = {
  title: { name: '方正小标宋简体', instead: '宋体' },
  heading: { name: '黑体', instead: 'SimHei' },
  subheading: { name: '楷体_GB2312', instead: '楷体' },
  body: { name: '仿宋_GB2312', instead: '仿宋' },
};

/** Digits and Latin letters stand half as wide as a character. */
const LATIN = 'Times New Roman';

/** The hint: quotes, dashes and boxes, which both scripts have, are as wide as a character. */
const fontOf = (face: Face) =>
  ({ ascii: LATIN, hAnsi: LATIN, cs: LATIN, eastAsia: NAMES[face].name, hint: 'eastAsia' }) as const;

export const FONTS = {
  title: fontOf('title'),
  heading: fontOf('heading'),
  subheading: fontOf('subheading'),
  body: fontOf('body'),
} as const;

const entry = ({ name, instead }: { readonly name: string; readonly instead: string }): string =>
  `<w:font w:name="${name}"><w:altName w:val="${instead}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="default"/></w:font>`;

/** word/fontTable.xml, which tells a program without one of the fonts which to take. */
export const fontTable = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${Object.values(
  NAMES,
)
  .map(entry)
  .join('')}</w:fonts>`;
