import type { PhoneField } from '#kinds/field.ts';
import { halfWidth, withoutZeroWidth } from './characters.ts';
import { bad, compareTextValues, EMPTY, good, isBlank, MISSHAPEN, type TypeRules } from './type-rules.ts';

const MOBILE = /^1[3-9]\d{9}$/;
/** With or without area code; short numbers such as 12348. */
const FIXED = /^(0\d{2,3}-?)?[2-9]\d{6,7}$|^[2-9]\d{6,7}$|^400-?\d{3}-?\d{4}$|^1\d{2,4}$/;

export const phoneRules: TypeRules<PhoneField> = {
  parse: (raw) => {
    if (isBlank(raw)) return EMPTY;
    if (typeof raw !== 'string' && typeof raw !== 'number') return MISSHAPEN;
    const typed = withoutZeroWidth(halfWidth(String(raw)))
      .replace(/[\s()]/g, '')
      .replace(/[—–−]/g, '-');
    const digits = typed.replace(/-/g, '').replace(/^(\+86|0086)/, '');
    if (MOBILE.test(digits)) return good(digits);
    return FIXED.test(typed) ? good(typed) : bad('请填11位手机号，或带区号的座机号');
  },
  text: (value) => (typeof value === 'string' ? value : ''),
  compare: compareTextValues,
};
