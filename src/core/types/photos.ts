import { itemEntries } from '#kinds/conditions.ts';
import type { Items, PhotosField } from '#kinds/field.ts';
import { parseItems } from './items.ts';
import { MISSHAPEN, type TypeRules } from './type-rules.ts';

/** Pictures lie under their SHA-256. */
const BLOB = /^[0-9a-f]{64}$/;

export const photosRules: TypeRules<PhotosField> = {
  parse: (raw, { fields }, inner) => {
    const parsed = parseItems(raw, fields, inner);
    if (!parsed.ok || parsed.value === null) return parsed;
    const isStored = ([, { blob }]: [string, Items[string]]) => typeof blob === 'string' && BLOB.test(blob);
    return itemEntries(parsed.value).every(isStored) ? parsed : MISSHAPEN;
  },
  text: (value, { item }) => {
    const { length } = itemEntries(value);
    return length === 0 ? '' : `${length}张${item}`;
  },
  compare: (a, b) => itemEntries(a).length - itemEntries(b).length,
};
