/** Text as it comes from keyboards, clipboards and files. */

/** Full-width digits, letters and punctuation as half-width: ２０２４．６．３ is 2024.6.3. */
export const halfWidth = (text: string): string =>
  WIDE.test(text)
    ? text
        .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
        .replace(/\u3000/g, ' ')
    : text;
const WIDE = /[\uff01-\uff5e\u3000]/;

export const lengthOf = (text: string): number => {
  let points = 0;
  for (const _ of text) points++;
  return points;
};

const isControl = (point: number): boolean =>
  point < 0x20 || (point >= 0x7f && point <= 0x9f) || isDirection(point) || point === 0x2028 || point === 0x2029;
/** Marks that turn the direction of writing: they can make a record read as something else. */
const isDirection = (point: number): boolean =>
  (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
const isSurrogate = (point: number): boolean => point >= 0xd800 && point <= 0xdfff;

/**
 * Names the first character that cannot be kept, by its place as a reader counts. Tabs and line ends are judged by
 * the caller; rare characters (𠮷, 䶮) and emoji are as good as any.
 */
export function strayCharacter(text: string): string | null {
  let place = 0;
  for (const character of text) {
    place++;
    const point = character.codePointAt(0) ?? 0;
    if (isSurrogate(point)) return `第${place}个字不完整，请删去后重写`;
    if (isControl(point)) return `第${place}个字是看不见的控制字符，请删去`;
  }
  return null;
}

/** Zero-width marks that chat programs leave behind; the joiner U+200D stays, emoji need it. */
export const withoutZeroWidth = (text: string): string => text.replace(/[\u200b\ufeff]/g, '');
