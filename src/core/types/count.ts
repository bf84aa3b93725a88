import type { CountField } from '#kinds/field.ts';
import { grouped, problemText, readScaled, readStored } from './numbers.ts';
import { bad, compareNumbers, EMPTY, good, isBlank, MISSHAPEN, type TypeRules } from './type-rules.ts';

const MAX_COUNT = 999_999_999;

/** 50人 is 50: people write the unit that stands beside the box. */
export const withoutUnit = (typed: string, unit: string): string => {
  const text = typed.trim();
  return unit !== '' && text.endsWith(unit) ? text.slice(0, -unit.length) : text;
};

export const countRules: TypeRules<CountField> = {
  parse: (raw, { unit }) => {
    if (isBlank(raw)) return EMPTY;
    if (typeof raw !== 'string' && typeof raw !== 'number') return MISSHAPEN;
    const read = typeof raw === 'number' ? readStored(raw) : readScaled(withoutUnit(raw, unit), 0);
    if ('problem' in read) return bad(problemText(read.problem, '要填整数'));
    return read.value > MAX_COUNT ? bad(problemText('tooBig', '')) : good(read.value);
  },
  text: (value, { unit }) => (typeof value === 'number' ? `${grouped(value)}${unit}` : ''),
  compare: compareNumbers,
};
