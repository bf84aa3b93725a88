import type { LinksField } from '#kinds/field.ts';
import { linkText, parseLink } from './link.ts';
import { strings } from './strings.ts';
import { bad, comparePlain, EMPTY, good, isBlank, MISSHAPEN, type TypeRules } from './type-rules.ts';

const MAX_LINKS = 500;

export const linksRules: TypeRules<LinksField> = {
  parse: (raw) => {
    if (isBlank(raw)) return EMPTY;
    const list: readonly unknown[] | null = Array.isArray(raw) ? raw : typeof raw === 'string' ? [raw] : null;
    if (list === null) return MISSHAPEN;
    const ids = new Set<string>();
    for (const each of list) {
      const parsed = parseLink(each);
      if (!parsed.ok) return parsed;
      if (parsed.value !== null) ids.add(parsed.value as string);
    }
    if (ids.size > MAX_LINKS) return bad(`最多选${MAX_LINKS}项`);
    return ids.size === 0 ? EMPTY : good([...ids]);
  },
  text: (value, { to }, say) =>
    strings(value)
      .map((id) => linkText(to, id, say))
      .join('、'),
  compare: (a, b) => comparePlain(strings(a).join(' '), strings(b).join(' ')),
};
