/** What a cell means for the field it goes to: dates as villages write them, numbers with words around them, other spellings. */
import { disputeSubtypes, disputeTypes } from '#kinds/codes.ts';
import type { CodeList } from '#kinds/code-list.ts';
import type { Field, Value } from '#kinds/field.ts';
import { dayFrom, monthEnd } from '#core/day.ts';
import { dayOfSerial, type Cell } from '#core/sheets.ts';
import { parseField } from '#core/types/all.ts';
import { halfWidth } from '#core/types/characters.ts';
import { findCode } from '#core/types/code.ts';
import { parseDay } from '#core/types/day.ts';
import type { OwnCode } from './context.ts';

/** empty: nothing stands there. `note`: taken in, but not to the letter. */
export type ReadCell =
  | { readonly state: 'empty' }
  | { readonly state: 'read'; readonly value: Value; readonly note?: string }
  | { readonly state: 'wrong'; readonly reason: string };

const EMPTY: ReadCell = { state: 'empty' };
const wrong = (reason: string): ReadCell => ({ state: 'wrong', reason });
const read = (value: Value | null, note?: string): ReadCell =>
  value === null ? EMPTY : { state: 'read', value, ...(note === undefined ? {} : { note }) };

export interface ReadingContext {
  /** For dates without a year; null where nobody said one. */
  readonly year: number | null;
  /** Of the column: 万元 in it, or （万）, makes amounts ten thousand times as much. */
  readonly heading: string;
}

/** Cells that are filled in but say nothing. */
const BLANK = /^([-—–_/\\~～无×xX]|无|没有|暂无|不详|未填|\?|？|nil|null|n\/a)$|^[-—–_/\\.。]+$/i;
/** Fields in which 无 is an answer. */
const SAYS_NONE = new Set(['risks']);

export function readCell(field: Field, cell: Cell | undefined, context: ReadingContext): ReadCell {
  if (cell === undefined) return EMPTY;
  if (cell.kind === 'formula') return wrong('是公式，文件里没有算好的结果；请用表格软件打开、保存后再导入');
  if (cell.kind === 'error') return wrong(`公式出错（${cell.text.slice(0, 12)}）`);
  const isNone = BLANK.test(cell.text.trim()) && !('list' in field && SAYS_NONE.has(field.list.name));
  if (isNone) return EMPTY;
  if (cell.kind === 'long') return wrong('太长的号码存成了数字，后几位已经丢失；请改成文本格式重新填写');
  return readAs(field, cell, context);
}

/** What people write in a way of their own is read by rules of its own; all else as a form would take it. */
function readAs(field: Field, cell: Cell, { year, heading }: ReadingContext): ReadCell {
  const { text } = cell;
  if (field.type === 'day') return readDay(cell, year);
  if (field.type === 'period') return readPeriod(cell, year, field);
  if (field.type === 'year') return readYear(cell, field);
  if (field.type === 'count' || field.type === 'decimal') return readNumber(cell, field);
  if (field.type === 'amount') return readAmount(cell, field, heading);
  if (field.type === 'code') return readCode(text, field.list, field);
  if (field.type === 'codes') return readCodes(text, field.list, field);
  if (field.type === 'flag') return parsed(field, YES.test(text) ? '是' : NO.test(text) ? '否' : text);
  return parsed(field, text);
}

const [YES, NO] = [/^(有|1|y|yes)$/i, /^(无|0|n|no)$/i];

function parsed(field: Field, typed: unknown, note?: string): ReadCell {
  const result = parseField(field, typed);
  return result.ok ? read(result.value, note) : wrong(result.message);
}

const TIME = /[\sT]+(上午|下午)?\d{1,2}[:：时点]\d{0,2}.*$/;
const WEEKDAY = /[（(]?(星期|周)[一二三四五六日天][）)]?/;
const PARTIAL = /^(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?$/;
const SHORT_YEAR = /^(\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?$/;
const MONTH_ONLY = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?$/;
const RANGE = /\s*(至|到|~|—|–)\s*/;
/** 5月6日-5月10日: between days written with 日 a hyphen is no part of a date. */
const HYPHEN = /([日号])\s*-\s*(?=\d)/;
/** 6.5-6.6, 6月5-6日: the first day of some. */
const FEW_DAYS = /^(\d{1,2}\s*[.月]\s*\d{1,2})\s*[日号]?\s*-\s*((?:\d{1,2}\s*[.月]\s*)?\d{1,2}\s*[日号]?)$/;

/**
 * 2024-3-5, 2024.3.5, 2024/3/5 0:00, 2024年3月5日（星期二）, 20240305, 24.3.5, 3月5日 with a year known, serial numbers; full-width
 * as well. Of a range the first day. A month alone is no day.
 */
export function readDay(cell: Cell, year: number | null): ReadCell {
  if (cell.kind === 'number') return dayOfNumber(cell.text);
  const plain = halfWidth(cell.text)
    .replace(WEEKDAY, '')
    .trim()
    .replace(TIME, '')
    .replace(HYPHEN, '$1至')
    .replace(FEW_DAYS, '$1至$2');
  const [text = '', mark] = plain.split(RANGE);
  const note = mark === undefined ? undefined : '是一段时间，只记了第一天';
  const written = text.trim().replace(/号$/, '日');
  if (/^\d{1,5}(\.\d+)?$/.test(written) && !PARTIAL.test(written)) return dayOfNumber(written);
  if (MONTH_ONLY.test(written)) return wrong('只写了年月，请补上哪一天');
  const short = SHORT_YEAR.exec(written);
  if (short !== null) return dayOfParts(2000 + Number(short[1]), Number(short[2]), Number(short[3]), note);
  const partial = PARTIAL.exec(written);
  if (partial !== null) {
    if (year === null) return wrong('没有写年份');
    return dayOfParts(year, Number(partial[1]), Number(partial[2]), note);
  }
  if (/^([一二三四五六七八九十]{1,3}|\d{1,2})月(份|初|中旬?|底|末|上旬|下旬)?$/.test(written))
    return wrong('只写了月份，请补上哪一天');
  const day = parseDay(written);
  return day.ok ? read(day.value, note) : wrong(day.message);
}

function dayOfParts(year: number, month: number, date: number, note: string | undefined): ReadCell {
  const day = dayFrom(year, month, date);
  return day === null ? wrong(`没有${year}年${month}月${date}日这一天`) : read(day, note);
}

/** Serials of 1954 to 2064; smaller numbers are months and days that a spreadsheet took for numbers. */
const [FIRST_SERIAL, LAST_SERIAL] = [20_000, 60_000];

function dayOfNumber(text: string): ReadCell {
  if (/^\d{8}$/.test(text)) {
    const day = parseDay(text);
    return day.ok ? read(day.value) : wrong(day.message);
  }
  if (/^(19|20)\d\d$/.test(text)) return wrong('只写了年份，请补上月和日');
  if (/^(19|20)\d\d\.\d{1,2}$/.test(text)) return wrong('只写了年月，请补上哪一天');
  const serial = Number(text);
  const day = serial >= FIRST_SERIAL && serial < LAST_SERIAL ? dayOfSerial(serial) : null;
  return day === null ? wrong('看不出是哪一天，请写成 2024-03-05 的样子') : read(day);
}

/** A month, a week or a day; the year may be known from elsewhere. */
function readPeriod(cell: Cell, year: number | null, field: Field): ReadCell {
  if (cell.kind === 'day') {
    // A month that the spreadsheet shows as a month is kept as its first day.
    return read({ from: cell.text, to: cell.text.endsWith('-01') ? monthEnd(cell.text) : cell.text });
  }
  const text = halfWidth(cell.text).trim();
  const month = /^(\d{1,2})\s*月(份)?$/.exec(text);
  if (month !== null) return year === null ? wrong('没有写年份') : parsed(field, `${year}-${month[1] ?? ''}`);
  const whole = /^(\d{4})年?(\d{1,2})月份$/.exec(text);
  if (whole !== null) return parsed(field, `${whole[1] ?? ''}-${whole[2] ?? ''}`);
  return parsed(field, text);
}

/** 1972, 1972年, 1972.3, 1972-03-05 and dates: the year. */
function readYear(cell: Cell, field: Field): ReadCell {
  const text = halfWidth(cell.text).trim();
  const first = /^(\d{4})(\D|$|\d{2}$|\d{4}$)/.exec(text);
  return parsed(field, first === null ? text : first[1]);
}

const ABOUT = /^(约|大约|近|共计?|合计)\s*|\s*(余|多|左右|以上|\+)(?=\D*$)/g;

/** 约300余人次 is 300, and it is said so. */
function readNumber(cell: Cell, field: Field & { readonly unit: string }): ReadCell {
  const text = halfWidth(cell.text).trim();
  const bare = text
    .replace(ABOUT, '')
    .replace(/(\d)\s*(人次|人|份|条|块|次|件|户|场|天|岁|元|个|学时|课时|小时|分|名|期)$/, '$1');
  const isAbout = bare.length < text.length && /约|近|余|多|左右|以上|\+/.test(text);
  return parsed(field, bare, isAbout ? '是约数，按写出的数字记' : undefined);
}

function readAmount(cell: Cell, field: Field, heading: string): ReadCell {
  const text = halfWidth(cell.text.replace(/￥/g, '¥'))
    .trim()
    .replace(/^(约|共)/, '');
  const inWan = /万元|[（(]万[）)]/u.test(heading) && !/[万元]/.test(text);
  return parsed(field, inWan ? `${text}万` : text.replace(/人民币/g, ''));
}

/** Without the words that come and go around a name. */
function variantsOf(words: string): string[] {
  const plain = halfWidth(words)
    .replace(/\s/g, '')
    .replace(/[()]/g, (bracket) => (bracket === '(' ? '（' : '）'));
  const bare = plain.replace(/^[\d.、]+/, '').replace(/[。；;]$/, '');
  const short = bare.replace(/(类|案件|案|纠纷|矛盾纠纷)$/, '');
  return [words.trim(), plain, bare, `${bare}纠纷`, short, `${short}纠纷`, bare.replace(/（.*）/, '')];
}

const said = new WeakMap<CodeList, Map<string, string | undefined>>();
/** A ledger says the same few words ten thousand times; one that does not must not fill the memory. */
const MOST_SAID = 2000;

/** The id that words stand for in a list, whatever stands around them. */
export function findWords(words: string, list: CodeList): string | undefined {
  const known = said.get(list) ?? new Map<string, string | undefined>();
  if (known.has(words)) return known.get(words);
  const id = searchWords(words, list);
  if (known.size < MOST_SAID) said.set(list, known.set(words, id));
  return id;
}

function searchWords(words: string, list: CodeList): string | undefined {
  for (const variant of variantsOf(words)) {
    const id = variant === '' ? undefined : findCode(variant, list);
    if (id !== undefined) return id;
  }
  return undefined;
}

function readCode(words: string, list: CodeList, field: Field): ReadCell {
  const id = findWords(words, list) ?? (list.name === 'disputeTypes' ? typeOfSubtype(words) : undefined);
  return id === undefined ? parsed(field, words) : read(id);
}

/** 离婚 and 民间借贷 are no types of the list but stand under one (domain.md §2.1). */
function typeOfSubtype(words: string): string | undefined {
  const sub = subtypeOf(words);
  return sub === undefined ? undefined : findCode(sub.parent, disputeTypes);
}
const TYPES_OF_SUBTYPES = disputeSubtypes.codes.filter(({ parent }) => parent !== undefined);

export function subtypeOf(words: string): { readonly id: string; readonly parent: string } | undefined {
  const id = findWords(words, disputeSubtypes);
  const code = TYPES_OF_SUBTYPES.find((each) => each.id === id);
  return code?.parent === undefined ? undefined : { id: code.id, parent: code.parent };
}

/** The township's own entry for words that an open list does not know, else the words: records keep its id. */
export function ownCodeOf(words: string, list: CodeList, codes: readonly OwnCode[]): string {
  if (!list.open || findCode(words, list) !== undefined) return words;
  const same = (name: string) => variantsOf(words).includes(variantsOf(name)[1] ?? '');
  return codes.find((code) => code.list === list.name && same(code.name))?.id ?? words;
}

export function withOwnCodes(field: Field, value: Value, codes: readonly OwnCode[]): Value {
  if (!('list' in field) || codes.length === 0) return value;
  if (typeof value === 'string') return ownCodeOf(value, field.list, codes);
  return Array.isArray(value) ? (value as readonly string[]).map((each) => ownCodeOf(each, field.list, codes)) : value;
}

const partsIn = (words: string): string[] => words.split(/[、，,；;\n/+\s]+/).filter((part) => part !== '');

/** Those of a cell's words that a list does not know. */
export function unknownWords(field: Field, words: string): readonly string[] {
  if (!('list' in field) || findWords(words, field.list) !== undefined) return [];
  const parts = field.type === 'code' ? [words.trim()] : partsIn(words);
  return parts.filter((part) => part !== '' && findWords(part, field.list) === undefined);
}

function readCodes(words: string, list: CodeList, field: Field): ReadCell {
  const whole = findWords(words, list);
  if (whole !== undefined) return read([whole]);
  const parts = partsIn(words);
  return parsed(
    field,
    parts.map((part) => findWords(part, list) ?? part),
  );
}
