import type { DayField } from '#kinds/field.ts';
import { dayFrom, FIRST_YEAR, isDay, LAST_YEAR, zhDay } from '#core/day.ts';
import { halfWidth } from './characters.ts';
import { bad, comparePlain, EMPTY, good, isBlank, MISSHAPEN, type Parsed, type TypeRules } from './type-rules.ts';

const WRITTEN = /^(\d{4})\s*[-/.。年]\s*(\d{1,2})\s*[-/.。月]\s*(\d{1,2})\s*日?$/;
const EIGHT_DIGITS = /^(\d{4})(\d{2})(\d{2})$/;

/** 2024-06-03, 2024.6.3, 2024/6/3, 2024年6月3日, 20240603, full-width as well. */
export function parseDay(raw: unknown): Parsed {
  if (isBlank(raw)) return EMPTY;
  if (typeof raw !== 'string') return MISSHAPEN;
  if (isDay(raw)) return good(raw);
  const text = halfWidth(raw).trim();
  const match = WRITTEN.exec(text) ?? EIGHT_DIGITS.exec(text);
  if (match === null) return bad('日期请写成 2024-06-03 的样子');
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < FIRST_YEAR || year > LAST_YEAR) return bad(`年份要在${FIRST_YEAR}到${LAST_YEAR}之间`);
  const day = dayFrom(year, month, date);
  return day === null ? bad(`没有${year}年${month}月${date}日这一天`) : good(day);
}

export const dayRules: TypeRules<DayField> = {
  parse: parseDay,
  text: (value) => (typeof value === 'string' ? zhDay(value) : ''),
  compare: comparePlain,
};
