/** How values become words: titles, list lines, history. Sensitive values are masked unless the reader has opened the record. */
import type { Field, Group, ItemsField, PhotosField, Value, Values } from '#kinds/field.ts';
import type { Kind } from '#kinds/kind.ts';
import { HIDDEN, maskAddress, maskId, maskName, maskPhone } from './mask.ts';
import { rulesOf } from './types/all.ts';
import { itemText as textOfItem } from './types/items.ts';
import { daysOf } from './types/period.ts';
import type { Names, Say } from './types/type-rules.ts';

export type { Names } from './types/type-rules.ts';

export interface Reading {
  readonly names: Names;
  /** The reader has opened the record and may see it whole. */
  readonly reveal: boolean;
}

/** Knows no other record: links read 无权查看, own codes show as they were written. */
export const NO_NAMES: Names = { link: () => '', code: () => '' };

/** The words of one value. `reveal` false masks what is sensitive. */
export function fieldText(field: Field, value: Value | undefined, names: Names, reveal = true): string {
  if (value === undefined) return '';
  if (field.sensitive === true && !reveal) {
    const masked = maskedText(field, value);
    if (masked !== null) return masked;
  }
  return rulesOf(field).text(value, field, sayOf({ names, reveal }));
}

/** Everything that one item of a field says: a party, a session, a follow-up. */
export const itemText = (field: ItemsField | PhotosField, item: Group, names: Names, reveal = true): string =>
  textOfItem(field, item, sayOf({ names, reveal }));

const sayOf = ({ names, reveal }: Reading): Say => ({
  ...names,
  inner: (field, value) => fieldText(field, value, names, reveal),
});

/** null: a composite, masked part by part. */
function maskedText(field: Field, value: Value): string | null {
  if (typeof value !== 'string') return typeof value === 'object' && !Array.isArray(value) ? null : HIDDEN;
  if (field.type === 'phone') return maskPhone(value);
  if (field.type === 'idNumber') return maskId(value);
  if (field.type === 'text' && field.mask === 'name') return maskName(value);
  if (field.type === 'text' && field.mask === 'address') return maskAddress(value);
  return HIDDEN;
}

/** The line by which a reader recognises a record: 张*与李*邻里纠纷. */
export function headingOf(kind: Kind, values: Values, { names, reveal }: Reading): string {
  const heading = kind.heading(values, {
    field: (id) => {
      const field = kind.fields[id];
      return field === undefined ? '' : fieldText(field, values[id], names, reveal);
    },
    name: (name) => (reveal ? name : maskName(name)),
  });
  return heading || kind.title;
}

/** The second line of a list card. */
export function summaryOf(kind: Kind, values: Values, { names, reveal }: Reading): string {
  const parts = (kind.summary ?? []).map((id) => {
    const field = kind.fields[id];
    return field === undefined ? '' : fieldText(field, values[id], names, reveal);
  });
  const sums = Object.values(kind.lines ?? {}).map(({ sum }) =>
    sum === undefined ? '' : fieldText(sum.field, sum.of(values, names.person), names, reveal),
  );
  return [...parts, ...sums].filter((part) => part !== '').join(' · ');
}

/** The day by which a record is sorted and counted into a year: a period counts by its last day. */
export function dateOf(kind: Kind, values: Values): string | null {
  const value = kind.date === undefined ? undefined : values[kind.date];
  if (value === undefined) return null;
  if (typeof value === 'string') return value;
  return daysOf(value).to || null;
}
