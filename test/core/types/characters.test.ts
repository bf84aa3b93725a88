/** How text is counted and looked through: as a reader would, one character after the other. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lengthOf, strayCharacter } from '#core/types/characters.ts';

const units = fc.oneof(
  fc.constantFrom(0xd840, 0xdc0b, 0xdbff, 0xdfff, 0x200d, 0x2028, 0x202e, 0x2067, 0x7f, 0x9f, 0),
  fc.integer({ min: 0, max: 0xffff }),
);

test('[W5] length is that of a reader, and every control, direction mark or half of a pair is found at its place', () => {
  fc.assert(
    fc.property(fc.array(units, { maxLength: 12 }), (list) => {
      const text = String.fromCharCode(...list);
      const characters = Array.from(text);
      expect(lengthOf(text)).toBe(characters.length);
      const at = characters.findIndex((character) =>
        /^[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]$/u.test(character),
      );
      expect(strayCharacter(text)?.startsWith(`第${at + 1}个字`) ?? false).toBe(at >= 0);
    }),
    { numRuns: 2000 },
  );
  expect(lengthOf('𠮷野家')).toBe(3);
});
