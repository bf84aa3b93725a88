import type { LongTextField } from '#kinds/field.ts';
import { withoutZeroWidth } from './characters.ts';
import { checked } from './text.ts';
import { compareTextValues, EMPTY, MISSHAPEN, plainText, type TypeRules } from './type-rules.ts';

export const longTextRules: TypeRules<LongTextField> = {
  parse: (raw, { max }) => {
    if (raw === undefined || raw === null) return EMPTY;
    if (typeof raw !== 'string') return MISSHAPEN;
    const text = withoutZeroWidth(raw).replace(/\r\n?/g, '\n').trim();
    // Lines and tabs belong to a long text; a space in their stead keeps the places counted.
    return checked(text, max, (lines) => lines.replace(/[\n\t]/g, ' '));
  },
  text: plainText,
  compare: compareTextValues,
};
