import type { Field, Fields, Group, GroupField, Value } from '#kinds/field.ts';
import { isPlain, isPlainMap, ownValue } from './plain.ts';
import {
  EMPTY,
  good,
  isBlank,
  MISSHAPEN,
  MISSHAPEN_TEXT,
  type ParseInner,
  type Parsed,
  type Problem,
  type Say,
  type TypeRules,
} from './type-rules.ts';

/** Reads the fields of a group or item. Fields of a newer version are kept as they are (SPEC C8). */
export function parseFields(
  fields: Fields,
  raw: { readonly [key: string]: unknown },
  inner: ParseInner,
): { values: Group; problems: Problem[] } {
  const values: { [field: string]: Value } = {};
  const problems: Problem[] = [];
  for (const id of Object.keys(raw)) {
    const field = ownValue(fields, id) as Field | undefined;
    if (field === undefined) {
      if (isBlank(raw[id])) continue;
      if (isPlain(raw[id])) values[id] = raw[id] as Value;
      else problems.push({ field: id, message: MISSHAPEN_TEXT });
      continue;
    }
    const parsed = inner(field, raw[id]);
    if (parsed.ok) {
      if (parsed.value !== null) values[id] = parsed.value;
      continue;
    }
    problems.push(...problemsAt(id, parsed));
    if (parsed.value !== undefined) values[id] = parsed.value;
  }
  return { values, problems };
}

/** Problems of one field, with its name before the places inside it. */
export function problemsAt(path: string, parsed: Parsed & { ok: false }): Problem[] {
  if (parsed.problems === undefined) return [{ field: path, message: parsed.message }];
  return parsed.problems.map(({ field, message }) => ({ field: `${path}.${field}`, message }));
}

/** 名称：…，文号：… */
export const groupText = (value: Value, fields: Fields, say: Say): string => {
  if (!isPlainMap(value)) return '';
  const parts: string[] = [];
  for (const id of Object.keys(fields)) {
    const [field, each] = [fields[id], ownValue(value, id)];
    if (field === undefined || field.internal === true || each === undefined) continue;
    const words = say.inner(field, each as Value);
    if (words !== '') parts.push(`${field.label}：${words}`);
  }
  // What ends as a sentence takes no comma behind it.
  return parts.join('，').replace(/([。！？；])，/g, '$1');
};

export const groupRules: TypeRules<GroupField> = {
  parse: (raw, { fields }, inner) => {
    if (isBlank(raw)) return EMPTY;
    if (!isPlainMap(raw)) return MISSHAPEN;
    const { values, problems } = parseFields(fields, raw, inner);
    const [first] = problems;
    if (first !== undefined) return { ok: false, message: first.message, problems, value: values };
    return Object.keys(values).length === 0 ? EMPTY : good(values);
  },
  text: (value, { fields }, say) => groupText(value, fields, say),
  compare: () => 0,
};
