/** Names in cells: lists of them, the two sides of a dispute, chains copied out of WeChat. */
import { halfWidth, withoutZeroWidth } from '#core/types/characters.ts';

const SEPARATORS = /[、，,；;\n\r\t|/\s]+/;
/** A number and whatever mark a list or a 接龙 puts before a name. */
const LEADING = /^[（(]?\d{1,3}[)）.．、:：\s]*|^[①-⑳]|^[-*•·]\s*/u;
/** 等3人, 等人, and marks of having come. */
const TRAILING = /(等\s*\d*\s*人?|[√✓✔到]+|已到|参加|收到)$/u;

const tidy = (name: string): string =>
  name
    .replace(LEADING, '')
    .replace(/[（(].*?[)）]/g, '')
    .replace(TRAILING, '')
    .trim();

/** 2–4 characters may be written with a space to fill the column: 王 明. */
const joinSpaced = (text: string): string =>
  text.replace(/(^|[、，,；;\n\s])(\p{Script=Han})[ \u3000]+(\p{Script=Han})(?=$|[、，,；;\n\s])/gu, '$1$2$3');

/** One name and no mark of anything else: most cells of a ledger, of which there may be ten thousand. */
const ONE_NAME = /^\p{Script=Han}{1,3}[^\P{Script=Han}到加等人方]$/u;

/** Names of a cell or of pasted text, each once, in their order. */
export function namesIn(words: string): string[] {
  if (ONE_NAME.test(words)) return [words];
  const numbered = withoutZeroWidth(halfWidth(words)).replace(/(\D)(\d{1,3}[.、])/g, '$1\n$2');
  const text = joinSpaced(numbered);
  const names = text.split(SEPARATORS).map(tidy);
  return [...new Set(names.filter((name) => name !== '' && /\p{L}/u.test(name) && name.length <= 40))];
}

/** Words between two sides. 和 may belong to a name (李和平): it parts only what is a name on either side. */
const BETWEEN = [/与|诉|－|—|--|vs/i, /和|及/];

function sidesOf(text: string): readonly string[] {
  for (const mark of BETWEEN) {
    const parts = text.split(mark).map((part) => part.trim());
    if (parts.length > 1 && parts.every((part) => part.length >= 2)) return parts;
    if (/[、,;\n]/.test(text)) break;
  }
  return [text];
}

const SIDE = /甲方|乙方|申请人/;
const JOINS = /[与诉和及]/;

/** The names of both sides in one cell: 张三与李四, 甲方：张三 乙方：李四、王五, 张三、李四. Without a word between, the first name is one side. */
export function partiesIn(words: string): { readonly one: readonly string[]; readonly other: readonly string[] } {
  if (ONE_NAME.test(words) && !JOINS.test(words)) return { one: [words], other: [] };
  const text = halfWidth(words).trim();
  if (SIDE.test(text)) {
    const parts = text.split(/(被申请人|申请人|甲方|乙方)[:：]?/);
    const side = (...names: string[]) =>
      parts.flatMap((part, i) => (names.includes(parts[i - 1] ?? '') ? namesIn(part) : []));
    return { one: side('甲方', '申请人'), other: side('乙方', '被申请人') };
  }
  const [first = '', ...rest] = sidesOf(text);
  if (rest.length > 0) return { one: namesIn(first), other: rest.flatMap(namesIn) };
  const [one, ...other] = namesIn(text);
  return { one: one === undefined ? [] : [one], other };
}

/** A name for comparing: no spaces, no title behind it. */
export const plainName = (name: string): string => halfWidth(name).replace(/[\s·.•]/g, '');
