import type { DecimalField } from '#kinds/field.ts';
import { withoutUnit } from './count.ts';
import { grouped, problemText, readScaled, readStored } from './numbers.ts';
import { bad, compareNumbers, EMPTY, good, isBlank, MISSHAPEN, type TypeRules } from './type-rules.ts';

const MAX_TENTHS = 9_999_999_990;

/** A number is the stored form, in tenths; a text is what a person typed: '7.5' is 75. */
export const decimalRules: TypeRules<DecimalField> = {
  parse: (raw, { unit }) => {
    if (isBlank(raw)) return EMPTY;
    if (typeof raw !== 'string' && typeof raw !== 'number') return MISSHAPEN;
    const read = typeof raw === 'number' ? readStored(raw) : readScaled(withoutUnit(raw, unit), 1);
    if ('problem' in read) return bad(problemText(read.problem, '最多一位小数'));
    return read.value > MAX_TENTHS ? bad(problemText('tooBig', '')) : good(read.value);
  },
  text: (value, { unit }) => {
    if (typeof value !== 'number') return '';
    const tenths = value % 10;
    return `${grouped((value - tenths) / 10)}${tenths === 0 ? '' : `.${tenths}`}${unit}`;
  },
  compare: compareNumbers,
};
