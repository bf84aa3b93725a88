import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { disputeTypes } from '#kinds/codes.ts';
import { publicityForms } from '#kinds/codes-work.ts';
import * as f from '#kinds/field.ts';
import { addDays } from '#core/day.ts';
import { fieldText, NO_NAMES } from '#core/text.ts';
import { parseField } from '#core/types/all.ts';

const value = (field: f.Field, raw: unknown) => {
  const parsed = parseField(field, raw);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.value;
};
const everyField: f.Field[] = [
  f.text('x'),
  f.longText('x'),
  f.day('x'),
  f.year('x'),
  f.count('x', '件'),
  f.decimal('x', '分'),
  f.amount('x'),
  f.flag('x'),
  f.code('x', disputeTypes),
  f.codes('x', publicityForms),
  f.phone('x'),
  f.idNumber('x'),
  f.link('x', 'person'),
  f.links('x', 'person'),
  f.period('x'),
  f.group('x', { a: f.text('a') }),
  f.items('x', 'y', { a: f.text('a') }),
  f.metric('x'),
];

describe('every type', () => {
  test.each(everyField.map((field) => [field.type, field] as const))('%s: nothing typed is nothing', (_type, field) => {
    for (const raw of ['', '   ', '\n', null, undefined]) expect(value(field, raw)).toBeNull();
  });

  test.each(everyField.map((field) => [field.type, field] as const))(
    '%s: never throws, refuses with one plain sentence',
    (_type, field) => {
      fc.assert(
        fc.property(fc.anything({ withNullPrototype: true }), (raw) => {
          const parsed = parseField(field, raw);
          expect(parsed.ok || /[\u4e00-\u9fff]/.test(parsed.message)).toBe(true);
        }),
      );
    },
  );

  test.each(everyField.map((field) => [field.type, field] as const))(
    '%s: what was accepted is accepted again, unchanged',
    (_type, field) => {
      fc.assert(
        fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean(), fc.jsonValue()), (raw) => {
          const parsed = parseField(field, raw);
          const kept = parsed.ok ? parsed.value : null;
          expect(value(field, kept)).toEqual(kept);
        }),
      );
    },
  );

  test.each(everyField.map((field) => [field.type, field] as const))(
    '%s: a value of another shape has a text and an order',
    (_type, field) => {
      const strange: f.Value[] = ['text', 7, true, ['a'], { a: { b: 'c' } }, { from: 1 }];
      for (const a of strange) {
        expect(fieldText(field, a, NO_NAMES)).toBeTypeOf('string');
        expect(fieldText({ ...field, sensitive: true }, a, NO_NAMES, false)).toBeTypeOf('string');
      }
    },
  );
});

describe('parse after text', () => {
  const anyDay = fc.integer({ min: 0, max: 70_000 }).map((days) => addDays('1900-01-01', days));
  const month = (day: string) => value(f.period('x'), day.slice(0, 7)) as f.Group;
  const cases: [type: string, field: f.Field, values: fc.Arbitrary<f.Value>][] = [
    ['day', f.day('x'), anyDay],
    ['year', f.year('x'), fc.integer({ min: 1900, max: 2100 })],
    ['count', f.count('x', '人次'), fc.integer({ min: 0, max: 999_999_999 })],
    ['decimal', f.decimal('x', '学时'), fc.integer({ min: 0, max: 9_999_999 })],
    ['flag', f.flag('x'), fc.boolean()],
    ['code', f.code('x', disputeTypes), fc.constantFrom(...disputeTypes.codes.map(({ id }) => id))],
    ['period of one month', f.period('x'), anyDay.map(month)],
    ['text', f.text('x'), fc.constantFrom('张三', '𠮷䶮', '村“两委”干部', 'a b', '好👨‍👩‍👧')],
  ];
  test.each(cases)('gives the same %s', (_type, field, values) => {
    fc.assert(
      fc.property(values, (one) => {
        expect(value(field, fieldText(field, one, NO_NAMES))).toEqual(one);
      }),
    );
  });
});
