/** What a cell means for the field it goes to: dates as villages write them, numbers with words around them, other spellings. */
import { disputeSubtypes, disputeTypes } from '#kinds/codes.ts';
import type { CodeList } from '#kinds/code-list.ts';
import type { Field, Value } from '#kinds/field.ts';
import type { Cell } from '#core/sheets.ts';
import { halfWidth } from '#core/types/characters.ts';
import { findCode } from '#core/types/code.ts';
import { EMPTY, parsed, read, wrong, type ReadCell } from './cell-reading.ts';
import type { OwnCode } from './context.ts';
import { readDay, readPeriod } from './written-days.ts';
import { readAmount, readNumber } from './written-numbers.ts';

export interface ReadingContext {
  /** For dates without a year; null where nobody said one. */
  readonly year: number | null;
  /** Of the column: 万元 in it, or （万）, makes amounts ten thousand times as much. */
  readonly heading: string;
}

/** Cells that are filled in but say nothing. */
const BLANK = /^([-—–_/\\~～无×xX]|无|没有|暂无|不详|未填|\?|？|nil|null|n\/a)$|^[-—–_/\\.。]+$/i;
/** 发现纠纷：无. */
const NONE = /^(无|没有|暂无)$/;
/** Fields in which 无 is an answer. */
const SAYS_NONE = new Set(['risks']);

export function readCell(field: Field, cell: Cell | undefined, context: ReadingContext): ReadCell {
  if (cell === undefined) return EMPTY;
  if (cell.kind === 'formula') return wrong('是公式，文件里没有算好的结果；请用表格软件打开、保存后再导入');
  if (cell.kind === 'error') return wrong(`公式出错（${cell.text.slice(0, 12)}）`);
  const isNone = BLANK.test(cell.text.trim()) && !('list' in field && SAYS_NONE.has(field.list.name));
  if (isNone) return NONE.test(cell.text.trim()) && field.type === 'count' && field.unit === '件' ? read(0) : EMPTY;
  if (cell.kind === 'long') return wrong('太长的号码存成了数字，后几位已经丢失；请改成文本格式重新填写');
  return readAs(field, cell, context);
}

/** What people write in a way of their own is read by rules of its own; all else as a form would take it. */
function readAs(field: Field, cell: Cell, { year, heading }: ReadingContext): ReadCell {
  const { text } = cell;
  if (field.type === 'day') return readDay(cell, year);
  if (field.type === 'period') return readPeriod(cell, year, field, heading);
  if (field.type === 'year') return readYear(cell, field);
  if (field.type === 'count' || field.type === 'decimal') return readNumber(cell, field, heading);
  if (field.type === 'amount') return readAmount(cell, field, heading);
  if (field.type === 'code') return readCode(text, field.list, field);
  if (field.type === 'codes') return readCodes(text, field.list, field);
  if (field.type === 'flag') return parsed(field, YES.test(text) ? '是' : NO.test(text) ? '否' : text);
  return parsed(field, text);
}

const [YES, NO] = [/^(有|1|y|yes)$/i, /^(无|0|n|no)$/i];

/** 1972, 1972年, 1972.3, 1972-03-05 and dates: the year. */
function readYear(cell: Cell, field: Field): ReadCell {
  const text = halfWidth(cell.text).trim();
  const first = /^(\d{4})(\D|$|\d{2}$|\d{4}$)/.exec(text);
  return parsed(field, first === null ? text : first[1]);
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

const partsIn = (words: string): string[] => words.split(/[、，,；;\n/+\s┋|｜]+/u).filter((part) => part !== '');

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
