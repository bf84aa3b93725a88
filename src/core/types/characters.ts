/** Text as it comes from keyboards, clipboards and files. */

/** Full-width digits, letters and punctuation as half-width: ２０２４．６．３ is 2024.6.3. */
export const halfWidth = (text: string): string =>
  WIDE.test(text)
    ? text
        .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
        .replace(/\u3000/g, ' ')
    : text;
const WIDE = /[\uff01-\uff5e\u3000]/;

/** Characters as a reader counts: of a surrogate pair one. */
export const lengthOf = (text: string): number => {
  let points = text.length;
  for (let i = 1; i < text.length; i++) {
    if (isHigh(text.charCodeAt(i - 1)) && isLow(text.charCodeAt(i))) points -= 1;
  }
  return points;
};
const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

const isControl = (point: number): boolean =>
  point < 0x20 || (point >= 0x7f && point <= 0x9f) || isDirection(point) || point === 0x2028 || point === 0x2029;
/** Marks that turn the direction of writing: they can make a record read as something else. */
const isDirection = (point: number): boolean =>
  (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
const isSurrogate = (point: number): boolean => point >= 0xd800 && point <= 0xdfff;

/** Any of them, halves of pairs included; nearly every text has none, and the server looks through each value that comes. */
const ANY_STRAY = /[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]/u;

/**
 * Names the first character that cannot be kept, by its place as a reader counts. Tabs and line ends are judged by
 * the caller; rare characters (𠮷, 䶮) and emoji are as good as any.
 */
export function strayCharacter(text: string): string | null {
  if (!ANY_STRAY.test(text)) return null;
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
