import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellsOf, stampsText, textOf } from '#store/column-text.ts';

const absent = (cells: readonly unknown[]) => cells.map((cell) => cell ?? undefined);
const back = (cells: readonly unknown[]) => absent(cellsOf(textOf(cells)));

/** Ids and fields as others may have named them. */
const name = fc.oneof(
  fc.constantFrom('a', 'b', 'name', 'of', 'at', 'ids', 'fields', 'heads', '__proto__', 'constructor', '7', '𠮷'),
  fc.string(),
);
const value = fc.oneof(
  fc.constantFrom<unknown>('partyA', 'partyB', 0, true, null),
  fc.string({ unit: 'binary' }),
  fc.integer(),
  fc.array(fc.string()),
  fc.dictionary(name, fc.string(), { noNullPrototype: true }),
);
const item = fc.dictionary(name, value, { noNullPrototype: true });
const items = fc.dictionary(name, item, { noNullPrototype: true });
const cell = fc.oneof(fc.constant(undefined), items, items, item, value);

test('[D10] a column tells what its cells tell, whatever they are', () => {
  fc.assert(
    fc.property(fc.oneof(fc.array(cell), fc.array(fc.option(items, { nil: undefined }))), (cells) => {
      // Through the engine's own writer, which knows no undefined inside a value either.
      const plain = cells.map((each): unknown => (each === undefined ? each : JSON.parse(JSON.stringify(each))));
      expect(back(plain)).toEqual(absent(plain));
    }),
  );
});

test('[D10] stamps come back whole, whatever a device is called', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.string(), { nil: undefined })), (stamps) => {
      expect(absent(cellsOf(stampsText(stamps)))).toEqual(stamps);
    }),
  );
});

test('[D10] an item that is written as another is neither confused with it nor written again', () => {
  const party = (i: number) => ({ name: `当事人${i}`, side: 'partyA', address: '双泉乡城墙村3组' });
  const cells = Array.from({ length: 100 }, (_, i) => ({ a: party(i), b: { ...party(i), side: 'partyB' } }));
  const text = textOf(cells);
  expect(back(cells)).toEqual(cells);
  expect(text.length).toBeLessThan(JSON.stringify(cells).length / 4);
  expect(text.split('双泉乡城墙村3组')).toHaveLength(2);
});
