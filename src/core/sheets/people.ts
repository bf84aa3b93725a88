/** Names in cells: lists of them, the two sides of a dispute, chains copied out of WeChat. */
import { halfWidth, withoutZeroWidth } from '#core/types/characters.ts';

const SEPARATORS = /[、，,；;\n\r\t|/┋｜\s]+/u;
/** A number and whatever mark a list or a 接龙 puts before a name. */
const LEADING = /^[（(]?\d{1,3}[)）.．、:：\s]*|^[①-⑳]|^[-*•·]\s*/u;
/** 等3人, 等人, a telephone number, +1 and marks of having come. */
const TRAILING = /(等\s*(?:共计?)?\s*\d*\s*[人名]?|[√✓✔到]+|已到|参加|收到|\+\d{1,2}|[:：]?\d{7,})$/u;
/** 🌸 around a name. */
const ORNAMENT = /^[^\p{L}\p{N}(]+|[^\p{L}\p{N})]+$/gu;

const tidy = (name: string): string =>
  name
    .replace(LEADING, '')
    .replace(/[（(].*?[)）]/g, '')
    .replace(TRAILING, '')
    .replace(ORNAMENT, '');

/** 男，45岁 behind a name is none; (1) before one is its number. */
const IN_BRACKETS = /\((?!\d{1,3}\))[^()]*\)/g;

/** Surnames of two characters that are met (通用规范汉字表 and census lists have some eighty). */
const TWO_CHARACTERS =
  /^(欧阳|上官|司马|诸葛|夏侯|皇甫|尉迟|公孙|慕容|令狐|东方|西门|南宫|司徒|司空|端木|独孤|宇文|长孙|轩辕|澹台|公冶|淳于|单于|太叔|申屠|钟离|鲜于|闾丘|赫连|呼延)$/u;

/** A name may be written with spaces to fill the column: 王 明, 田 秀 英, 王 小明, 欧阳 小华. */
function joinSpaced(text: string): string {
  if (!text.includes(' ')) return text;
  const words = text.split(/( +)/);
  const joined: string[] = [];
  for (let at = 0; at < words.length; at += 2) {
    const taken = spacedName(words.filter((_, i) => i >= at && i % 2 === 0));
    joined.push(
      words
        .slice(at, at + taken * 2)
        .filter((_, i) => i % 2 === 0)
        .join(''),
    );
    at += (taken - 1) * 2;
  }
  return joined.join(' ');
}

const HAN_ONLY = /^\p{Script=Han}+$/u;

/** How many of these words are the first name: none alone is one of a single character. */
function spacedName([first = '', second = '', third = '', fourth = '']: readonly string[]): number {
  const isHan = (word: string, most: number) => HAN_ONLY.test(word) && word.length <= most;
  if (isHan(first, 2) && TWO_CHARACTERS.test(first))
    return isHan(second, 2) ? (second.length === 1 && isHan(third, 1) ? 3 : 2) : 1;
  if (!isHan(first, 1) || !isHan(second, 2)) return 1;
  if (second.length === 2 || !isHan(third, 1)) return 2;
  if (!isHan(fourth, 1)) return 3;
  return TWO_CHARACTERS.test(`${first}${second}`) ? 4 : 2;
}

/** One name as it is kept: without the spaces that fill a column. Several names, or another script, stay as they are. */
export function unspacedName(words: string): string {
  const joined = joinSpaced(halfWidth(words).replace(/\s+/g, ' ').trim());
  return HAN_ONLY.test(joined) ? joined : words;
}

/** One name and no mark of anything else: most cells of a ledger, of which there may be ten thousand. */
const ONE_NAME = /^\p{Script=Han}{1,3}[^\P{Script=Han}到加等人方]$/u;

/** 王某1, 村民12: names that were taken out of a ledger. 等3, 到3 and a telephone number are no part of one. */
const NUMBERED = /^\p{Script=Han}{0,3}[^\P{Script=Han}到加等人方共计]\d{1,6}$/u;

/** Names of a cell or of pasted text, each once, in their order. */
export function namesIn(words: string): string[] {
  if (ONE_NAME.test(words) || NUMBERED.test(words)) return [words];
  const plain = withoutZeroWidth(halfWidth(words)).replace(IN_BRACKETS, '');
  const lines = plain.replace(/(\D)(\d{1,3}[.、])/g, '$1\n$2').replace(/\((\d{1,3})\)/g, '\n$1.');
  const parts = lines.split(/[\n\r]/).flatMap((line) =>
    line
      .trim()
      .replace(LEADING, '')
      .split(/[、,;]/),
  );
  const names = parts.flatMap((part) => joinSpaced(part.trim()).split(SEPARATORS).map(tidy));
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
  const hasSide = SIDE.test(text);
  if (!hasSide && NUMBERED.test(text) && !JOINS.test(text)) return { one: [text], other: [] };
  if (hasSide) {
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
