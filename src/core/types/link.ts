import type { LinkField } from '#kinds/field.ts';
import {
  comparePlain,
  EMPTY,
  good,
  isBlank,
  MISSHAPEN,
  type Names,
  type Parsed,
  type TypeRules,
} from './type-rules.ts';
import { isSafeKey } from './plain.ts';

const ID = /^[0-9A-Za-z_-]{1,64}$/;
const UNREADABLE = '无权查看';

/** Ids are minted, never typed: anything else was not made here. */
export const isId = (raw: unknown): raw is string => typeof raw === 'string' && ID.test(raw) && isSafeKey(raw);

export function parseLink(raw: unknown): Parsed {
  if (isBlank(raw)) return EMPTY;
  return isId(raw) ? good(raw) : MISSHAPEN;
}

/** A target that cannot be read still stands there (SPEC S5). */
export const linkText = (to: string, id: string, names: Names): string => names.link(to, id) || UNREADABLE;

export const linkRules: TypeRules<LinkField> = {
  parse: parseLink,
  text: (value, { to }, say) => (typeof value === 'string' ? linkText(to, value, say) : ''),
  compare: comparePlain,
};
