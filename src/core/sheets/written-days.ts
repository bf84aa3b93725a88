/** Days and stretches of time as villages write them. */
import type { Field } from '#kinds/field.ts';
import { addDays, dayFrom, daysBetween, monthEnd } from '#core/day.ts';
import { dayOfSerial, type Cell } from '#core/sheets.ts';
import { halfWidth } from '#core/types/characters.ts';
import { parseDay } from '#core/types/day.ts';
import { parsed, read, wrong, type ReadCell } from './cell-reading.ts';

const PLAIN = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /[\sT]+(上午|下午)?\d{1,2}[:：时点]\d{0,2}.*$/;
/** 3月5日上午, 3月5日9:00. */
const HOUR = /([日号])\s*(上午|下午|早上|中午|晚上?|全天|\d{1,2}[:：时点])[^至到~—–]*/g;
const WEEKDAY = /[（(]?(星期|周)[一二三四五六日天][）)]?/g;
const PARTIAL = /^(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?$/;
const SHORT_YEAR = /^(\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?$/;
const MONTH_ONLY = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?$/;
const RANGE = /\s*(?:至|到|~|—|–)+\s*|\s+-+\s+/;
/** 5月6日-5月10日: between days written with 日 a hyphen is no part of a date. */
const HYPHEN = /([日号])\s*-\s*(?=\d)/;
/** 6.5-6.6, 6月5-6日, 2025.7.8-7.9, 2025-7-8-2025-7-9: the first day of some. */
const FEW_DAYS =
  /^((?:\d{4}\s*[.年/]\s*)?\d{1,2}\s*[.月/]\s*\d{1,2})\s*[日号]?\s*-\s*((?:(?:\d{4}\s*[.年/]\s*)?\d{1,2}\s*[.月/]\s*)?\d{1,2}\s*[日号]?)$/;
const FEW_DASHED = /^(\d{4}-\d{1,2}-\d{1,2})-(\d{4}-\d{1,2}-\d{1,2})$/;

const HAN = '〇一二三四五六七八九';
/** 二〇二五年六月二十三日 as 2025年6月23日. */
const inDigits = (text: string): string =>
  text.replace(/[〇○零一二三四五六七八九十]+(?=\s*[年月日号])/gu, (words) => {
    const plain = words.replace(/[○零]/g, '〇');
    if (!plain.includes('十')) return Array.from(plain, (word) => String(HAN.indexOf(word))).join('');
    const [tens = '', ones = ''] = plain.split('十');
    return String((tens === '' ? 1 : HAN.indexOf(tens)) * 10 + (ones === '' ? 0 : HAN.indexOf(ones)));
  });

/** The first day and, of a stretch of time, the last one, both as they are written. */
function partsOf(text: string): readonly [first: string, last: string | undefined] {
  const plain = inDigits(halfWidth(text))
    .replace(WEEKDAY, '')
    .trim()
    .replace(HOUR, '$1')
    .replace(TIME, '')
    .replace(HYPHEN, '$1至')
    .replace(FEW_DAYS, '$1至$2')
    .replace(FEW_DASHED, '$1至$2');
  const [first = '', last] = plain.split(RANGE);
  return [first.trim().replace(/号$/, '日'), last?.trim()];
}

/**
 * 2024-3-5, 2024.3.5, 2024/3/5 0:00, 2024年3月5日（星期二）, 20240305, 24.3.5, 3月5日 with a year known, 三月五日, serial numbers; full-width
 * as well. Of a stretch of time the first day. A month alone is no day.
 */
export function readDay(cell: Cell, year: number | null): ReadCell {
  if (cell.kind === 'number') return dayOfNumber(cell.text);
  if (cell.yearless === true) return dayOfYear(cell.text, year);
  // As a spreadsheet's own days come, ten thousand of them.
  const [written, last] = PLAIN.test(cell.text) ? [cell.text] : partsOf(cell.text);
  const note = last === undefined ? undefined : '是一段时间，按第一天记';
  if (/^\d{1,5}(\.\d+)?$/.test(written) && !PARTIAL.test(written)) return dayOfNumber(written);
  if (MONTH_ONLY.test(written)) return wrong('只写了年月，请补上哪一天');
  const short = SHORT_YEAR.exec(written);
  if (short !== null) return dayOfParts(2000 + Number(short[1]), Number(short[2]), Number(short[3]), note);
  const partial = PARTIAL.exec(written);
  if (partial !== null) {
    if (year === null) return wrong('没有写年份');
    return dayOfParts(year, Number(partial[1]), Number(partial[2]), note);
  }
  if (/^\d{1,2}月(份|初|中旬?|底|末|上旬|下旬)?$/.test(written)) return wrong('只写了月份，请补上哪一天');
  const day = parseDay(written);
  return day.ok ? read(day.value, note) : wrong(day.message);
}

/**
 * A cell that shows 3月5日: the programme put the year in which it was typed behind it, which in a ledger that is finished in January is the
 * wrong one. What is seen counts: the year of the table, and it is said where the file has another, or where the table names none.
 */
function dayOfYear(stored: string, year: number | null): ReadCell {
  const [kept, month, date] = stored.split('-').map(Number) as [number, number, number];
  if (year === null) return read(stored, `格子里只看得见月日，按文件里存的记成${kept}年，请核对`);
  if (year === kept) return read(stored);
  const note = `格子里只看得见月日，文件里存的是${kept}年，按这张表的${year}年记，请核对`;
  return dayOfParts(year, month, date, note);
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

interface Span {
  readonly from: string;
  readonly to: string;
}

/** 3月5日至7日, 6.5-6.6: both ends; null for anything else. What the last day leaves out is as with the first. */
export function spanIn(text: string, year: number | null): Span | null {
  const [, last] = partsOf(text);
  const first = last === undefined ? null : readDay({ kind: 'text', text }, year);
  if (last === undefined || first?.state !== 'read' || typeof first.value !== 'string') return null;
  const from = first.value;
  const bare = /^(\d{1,2})\s*[日号]?$/.exec(last);
  const words = bare === null ? last : `${Number(from.slice(5, 7))}月${bare[1] ?? ''}日`;
  const end = readDay({ kind: 'text', text: words }, Number(from.slice(0, 4)));
  const to = end.state === 'read' && typeof end.value === 'string' ? end.value : '';
  return to >= from ? { from, to } : null;
}

/** Days of a stretch of time within two months; null where one day alone, or none, is written. */
export function daysWritten(text: string, year: number | null): number | null {
  const span = spanIn(text, year);
  const days = span === null ? 0 : daysBetween(span.from, span.to) + 1;
  return days > 1 && days <= 60 ? days : null;
}

const MONTH = /^(?:(\d{4})年?)?(\d{1,2})月(份|上旬|中旬|下旬)?$/;
const MONTHS = /^(?:(\d{4})年)?(\d{1,2})月?(?:-|至|到|~|—|–)+(\d{1,2})月份?$/;
const QUARTER = /^(?:(\d{4})年?度?)?第?([一二三四1-4])季度?$/;
const HALF = /^(?:(\d{4})年?)?([上下])半年$/;
const YEAR = /^(?:(\d{4})年(?:度|全年)?|全年)$/;

/** A month, a third of one, months, a quarter, a half, a week or a day; the year may be known from elsewhere. */
export function readPeriod(cell: Cell, year: number | null, field: Field, heading: string): ReadCell {
  if (cell.kind === 'day') {
    const day = readDay(cell, year);
    if (day.state !== 'read' || typeof day.value !== 'string') return day;
    // In a column of months a month is kept as its first day.
    const isMonth = heading.includes('月') && day.value.endsWith('-01');
    return read({ from: day.value, to: isMonth ? monthEnd(day.value) : day.value }, day.note);
  }
  const text = inDigits(halfWidth(cell.text)).replace(/\s/g, '');
  const found = [MONTH, MONTHS, QUARTER, HALF, YEAR].map((shape) => shape.exec(text));
  const said = found.find((match) => match !== null);
  if (said !== undefined && said !== null) {
    const own = said[1] === undefined ? year : Number(said[1]);
    if (own === null) return wrong('没有写年份');
    const span = spanOf(found, own);
    return span === null ? wrong('没有这个月份') : read({ ...span });
  }
  const span = spanIn(cell.text, year);
  if (span !== null) return read({ ...span });
  const day = PARTIAL.test(text) ? readDay(cell, year) : null;
  return day?.state === 'read' ? parsed(field, day.value) : parsed(field, text);
}

function spanOf([month, months, quarter, half]: readonly (RegExpExecArray | null)[], year: number): Span | null {
  if (month !== null && month !== undefined)
    return thirdOf(monthsOf(year, Number(month[2]), Number(month[2])), month[3]);
  if (months !== null && months !== undefined) return monthsOf(year, Number(months[2]), Number(months[3]));
  if (quarter !== null && quarter !== undefined) {
    const nth = Number(quarter[2]) || HAN.indexOf(quarter[2] ?? '');
    return monthsOf(year, nth * 3 - 2, nth * 3);
  }
  if (half !== null && half !== undefined) return half[2] === '上' ? monthsOf(year, 1, 6) : monthsOf(year, 7, 12);
  return monthsOf(year, 1, 12);
}

function monthsOf(year: number, first: number, last: number): Span | null {
  const [from, end] = [dayFrom(year, first, 1), dayFrom(year, last, 1)];
  return from === null || end === null || end < from ? null : { from, to: monthEnd(end) };
}

/** 上旬, 中旬 and 下旬: ten days each, the last to the end of the month. */
function thirdOf(month: Span | null, third: string | undefined): Span | null {
  if (month === null || third === undefined || third === '份') return month;
  if (third === '下旬') return { from: addDays(month.from, 20), to: month.to };
  const from = addDays(month.from, third === '上旬' ? 0 : 10);
  return { from, to: addDays(from, 9) };
}
