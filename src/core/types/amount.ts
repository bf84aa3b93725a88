import type { AmountField } from '#kinds/field.ts';
import { halfWidth } from './characters.ts';
import { grouped, problemText, readScaled, readStored } from './numbers.ts';
import { bad, compareNumbers, EMPTY, good, isBlank, MISSHAPEN, type TypeRules } from './type-rules.ts';

/** A hundred billion 元. */
const MAX_FEN = 10_000_000_000_000;

/** 分 as 1,200元 or 1,200.50元. */
function yuanText(fen: number): string {
  const rest = fen % 100;
  return `${grouped((fen - rest) / 100)}${rest === 0 ? '' : `.${String(rest).padStart(2, '0')}`}元`;
}

/** A number is the stored form, in 分; a text is what a person typed, in 元: 1,200.50, ￥1200, 3.5万元. */
export const amountRules: TypeRules<AmountField> = {
  parse: (raw) => {
    if (isBlank(raw)) return EMPTY;
    if (typeof raw !== 'string' && typeof raw !== 'number') return MISSHAPEN;
    const read = typeof raw === 'number' ? readStored(raw) : readYuan(raw);
    if ('problem' in read) return bad(problemText(read.problem, '最多写到分'));
    return read.value > MAX_FEN ? bad(problemText('tooBig', '')) : good(read.value);
  },
  text: (value) => (typeof value === 'number' ? yuanText(value) : ''),
  compare: compareNumbers,
};

function readYuan(typed: string) {
  // The full-width yen sign lies outside the block that halfWidth folds.
  const text = halfWidth(typed.replace(/￥/g, '¥'))
    .trim()
    .replace(/^¥/, '')
    .replace(/元整?$/, '')
    .trim();
  return text.endsWith('万') ? readScaled(text.slice(0, -1), 6) : readScaled(text, 2);
}
