import type { FlagField } from '#kinds/field.ts';
import { bad, EMPTY, good, isBlank, type TypeRules } from './type-rules.ts';

const WORDS: ReadonlyMap<unknown, boolean> = new Map([
  ['是', true],
  ['√', true],
  ['true', true],
  ['否', false],
  ['×', false],
  ['false', false],
]);

export const flagRules: TypeRules<FlagField> = {
  parse: (raw) => {
    if (isBlank(raw)) return EMPTY;
    if (typeof raw === 'boolean') return good(raw);
    const word = WORDS.get(typeof raw === 'string' ? raw.trim().toLowerCase() : raw);
    return word === undefined ? bad('请填“是”或“否”') : good(word);
  },
  text: (value) => (value === true ? '是' : value === false ? '否' : ''),
  compare: (a, b) => Number(a) - Number(b),
};
