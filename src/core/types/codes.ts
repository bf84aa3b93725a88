import type { CodesField } from '#kinds/field.ts';
import { codeText, compareCodes, findCode, parseCode } from './code.ts';
import { strings } from './strings.ts';
import { bad, EMPTY, good, isBlank, MISSHAPEN, type TypeRules } from './type-rules.ts';

const MAX_CODES = 100;

/** Kept in the order of the list, so that the same choice made in another order is the same value. */
export const codesRules: TypeRules<CodesField> = {
  parse: (raw, { list }) => {
    if (isBlank(raw)) return EMPTY;
    // The name of one code may hold a separator of its own.
    const whole = typeof raw === 'string' ? findCode(raw.trim(), list) : undefined;
    if (whole !== undefined) return good([whole]);
    const parts = typeof raw === 'string' ? raw.split(/[、，,；;\n]/) : raw;
    if (!Array.isArray(parts)) return MISSHAPEN;
    const ids = new Set<string>();
    for (const part of parts) {
      const parsed = parseCode(part, list);
      if (!parsed.ok) return parsed;
      if (parsed.value !== null) ids.add(parsed.value as string);
    }
    if (ids.size > MAX_CODES) return bad(`最多选${MAX_CODES}项`);
    return ids.size === 0 ? EMPTY : good([...ids].sort((a, b) => compareCodes(a, b, list)));
  },
  text: (value, { list }, say) =>
    strings(value)
      .map((id) => codeText(id, list, say))
      .join('、'),
  compare: (a, b, { list }) => {
    const [first, second] = [strings(a), strings(b)];
    for (let at = 0; at < Math.min(first.length, second.length); at++) {
      const order = compareCodes(first[at] ?? '', second[at] ?? '', list);
      if (order !== 0) return order;
    }
    return first.length - second.length;
  },
};
