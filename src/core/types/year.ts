import type { YearField } from '#kinds/field.ts';
import { FIRST_YEAR, LAST_YEAR } from '#core/day.ts';
import { halfWidth } from './characters.ts';
import { bad, compareNumbers, EMPTY, good, isBlank, MISSHAPEN, type TypeRules } from './type-rules.ts';

export const yearRules: TypeRules<YearField> = {
  parse: (raw) => {
    if (isBlank(raw)) return EMPTY;
    if (typeof raw !== 'string' && typeof raw !== 'number') return MISSHAPEN;
    const text = halfWidth(String(raw)).trim().replace(/年$/, '').trim();
    if (!/^\d{4}$/.test(text)) return bad('年份请写四位数字');
    const year = Number(text);
    return year < FIRST_YEAR || year > LAST_YEAR ? bad(`年份要在${FIRST_YEAR}到${LAST_YEAR}之间`) : good(year);
  },
  text: (value) => (typeof value === 'number' ? `${value}年` : ''),
  compare: compareNumbers,
};
