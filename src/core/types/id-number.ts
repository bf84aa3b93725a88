import type { IdNumberField } from '#kinds/field.ts';
import { isDay } from '#core/day.ts';
import { halfWidth } from './characters.ts';
import { parseLine } from './text.ts';
import { bad, compareTextValues, EMPTY, good, isBlank, type Parsed, type TypeRules } from './type-rules.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';
const OTHER_PAPERS_MAX = 40;

/** The 18th character that belongs to the first 17 (GB 11643-1999). */
export function checkDigit(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(first17[at]), 0);
  return CHECKS[sum % 11] ?? '';
}

export const idNumberRules: TypeRules<IdNumberField> = {
  parse: (raw) => {
    if (isBlank(raw)) return EMPTY;
    const line = parseLine(raw, OTHER_PAPERS_MAX);
    if (!line.ok || line.value === null) return line;
    const number = halfWidth(line.value as string)
      .replace(/\s/g, '')
      .toUpperCase();
    // Papers from Hong Kong, Macau, Taiwan and abroad begin with a letter or a word and are kept as written (domain.md §6.5).
    return /^\d/.test(number) ? parseResident(number) : line;
  },
  text: (value) => (typeof value === 'string' ? value : ''),
  compare: compareTextValues,
};

function parseResident(number: string): Parsed {
  if (/^\d{15}$/.test(number)) return bad('这是15位的旧号码，请填18位身份证号，没有可以不填');
  if (number.length !== 18) return bad(`身份证号应是18位，现在是${number.length}位`);
  if (!/^\d{17}[\dX]$/.test(number)) return bad('身份证号是17位数字加1位数字或X');
  const born = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (!isDay(born)) return bad('身份证号里的出生日期不存在，请核对');
  if (number[17] !== checkDigit(number)) return bad('身份证号的校验码不对，请逐位核对');
  return good(number);
}
