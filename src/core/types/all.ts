/** Every field type with its rules; a type without rules does not compile. */
import type { Field, FieldOf, FieldType } from '#kinds/field.ts';
import { amountRules } from './amount.ts';
import { codeRules } from './code.ts';
import { codesRules } from './codes.ts';
import { countRules } from './count.ts';
import { dayRules } from './day.ts';
import { decimalRules } from './decimal.ts';
import { flagRules } from './flag.ts';
import { groupRules } from './group.ts';
import { idNumberRules } from './id-number.ts';
import { itemsRules } from './items.ts';
import { linkRules } from './link.ts';
import { linksRules } from './links.ts';
import { longTextRules } from './long-text.ts';
import { metricRules } from './metric.ts';
import { periodRules } from './period.ts';
import { phoneRules } from './phone.ts';
import { photosRules } from './photos.ts';
import { textRules } from './text.ts';
import type { Parsed, TypeRules } from './type-rules.ts';
import { yearRules } from './year.ts';

const types = {
  text: textRules,
  longText: longTextRules,
  day: dayRules,
  year: yearRules,
  count: countRules,
  decimal: decimalRules,
  amount: amountRules,
  flag: flagRules,
  code: codeRules,
  codes: codesRules,
  phone: phoneRules,
  idNumber: idNumberRules,
  link: linkRules,
  links: linksRules,
  period: periodRules,
  group: groupRules,
  items: itemsRules,
  photos: photosRules,
  metric: metricRules,
} satisfies { [T in FieldType]: TypeRules<FieldOf<T>> };

/** The rules of a field's type. */
export const rulesOf = <F extends Field>(field: F): TypeRules<F> => types[field.type] as unknown as TypeRules<F>;

/** Reads one field, stored or typed. */
export const parseField = (field: Field, raw: unknown): Parsed => rulesOf(field).parse(raw, field, parseField);
