import { itemEntries } from '#kinds/conditions.ts';
import type { Field, Fields, Group, ItemsField, PhotosField, Value } from '#kinds/field.ts';
import { groupText, parseFields } from './group.ts';
import { isId, linkText } from './link.ts';
import { isPlainMap } from './plain.ts';
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

const MAX_ITEMS = 2000;

/** Chips keep their defaults, so an item is blank when a required field is empty and nothing but chips is filled. */
function isBlankItem(fields: Fields, item: Group): boolean {
  const lacksRequired = Object.keys(fields).some((id) => fields[id]?.required === true && item[id] === undefined);
  const isChip = (id: string) => fields[id]?.type === 'code' || fields[id]?.type === 'flag';
  const ids = Object.keys(item);
  return ids.length === 0 || (lacksRequired && ids.every(isChip));
}

export function parseItems(raw: unknown, fields: Fields, inner: ParseInner): Parsed {
  if (isBlank(raw)) return EMPTY;
  if (!isPlainMap(raw)) return MISSHAPEN;
  const ids = Object.keys(raw);
  if (ids.length > MAX_ITEMS || !ids.every(isId)) return MISSHAPEN;
  const items: { [id: string]: Group } = {};
  const problems: Problem[] = [];
  for (const id of ids) {
    const one = raw[id];
    if (isBlank(one)) continue;
    if (!isPlainMap(one)) {
      problems.push({ field: id, message: MISSHAPEN_TEXT });
      continue;
    }
    const read = parseFields(fields, one, inner);
    for (const { field, message } of read.problems) problems.push({ field: `${id}.${field}`, message });
    if (read.problems.length > 0 || !isBlankItem(fields, read.values)) items[id] = read.values;
  }
  const [first] = problems;
  if (first !== undefined) return { ok: false, message: first.message, problems, value: items };
  return Object.keys(items).length === 0 ? EMPTY : good(items);
}

/** The field by which a reader tells items apart: the first that has to be filled. */
const leadOf = (fields: Fields): [id: string, field: Field] | undefined => {
  const ids = Object.keys(fields).filter((id) => fields[id]?.internal !== true);
  const id = ids.find((each) => fields[each]?.required === true) ?? ids[0];
  const field = id === undefined ? undefined : fields[id];
  return id === undefined || field === undefined ? undefined : [id, field];
};

const sizeOf = (value: Value): number => itemEntries(value).length;

export const itemsRules: TypeRules<ItemsField> = {
  parse: (raw, { fields }, inner) => parseItems(raw, fields, inner),
  text: (value, field, say) => {
    const words = itemEntries(value).map(([id, item]) => shortText(field, id, item, say));
    return words.filter((each) => each !== '').join('、');
  },
  compare: (a, b) => sizeOf(a) - sizeOf(b),
};

/** 人民调解员 of a role, the person's name of an attendance. */
function shortText({ fields, keyedBy }: ItemsField, id: string, item: Group, say: Say): string {
  if (keyedBy !== undefined) return linkText(keyedBy, id, say);
  const lead = leadOf(fields);
  const value = lead === undefined ? undefined : item[lead[0]];
  return lead === undefined || value === undefined ? '' : say.inner(lead[1], value);
}

/** Everything that one item says. */
export const itemText = (field: ItemsField | PhotosField, item: Group, say: Say): string =>
  groupText(item, field.fields, say);
