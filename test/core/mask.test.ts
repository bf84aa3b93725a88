import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HIDDEN, maskAddress, maskId, maskName, maskPhone } from '#core/mask.ts';
import { checkDigit } from '#core/types/id-number.ts';

describe('masking (domain.md §6.4)', () => {
  test.each([
    ['张三', '张*'],
    ['王小明', '王*明'],
    ['欧阳修文', '欧**文'],
    ['𠮷田', '𠮷*'],
    ['李䶮𠮷', '李*𠮷'],
    ['张', '*'],
    ['', ''],
  ])('name %s is %s', (name, masked) => expect(maskName(name)).toBe(masked));

  test('phone', () => {
    expect(maskPhone('13812345678')).toBe('138****5678');
    expect(maskPhone('023-75551234')).toBe('****34');
    expect(maskPhone('110')).toBe('****');
  });

  test('id number keeps area and last four', () => {
    expect(maskId('500242199003071234')).toBe('500242********1234');
    expect(maskId('50024219900307123X')).toBe('500242********123X');
    expect(maskId('H12345678')).toBe('*******78');
  });

  test('address goes to village and 组', () => {
    expect(maskAddress('双泉乡城墙村3组12号')).toBe(`双泉乡城墙村3组${HIDDEN}`);
    expect(maskAddress('双泉乡城墙村')).toBe('双泉乡城墙村');
    expect(maskAddress('人民路12号')).toBe(HIDDEN);
  });

  const aResident = fc
    .tuple(
      fc.integer({ min: 100_000, max: 999_999 }),
      fc.integer({ min: 19_000_101, max: 20_991_231 }),
      fc.integer({ min: 100, max: 999 }),
    )
    .map((parts) => parts.join(''))
    .map((first) => first + checkDigit(first));

  test('the middle of an id number is never shown', () => {
    fc.assert(
      fc.property(aResident, (idNumber) => {
        const masked = maskId(idNumber);
        expect(masked).not.toContain(idNumber.slice(6, 14));
        expect(masked.slice(6, 14)).toBe('********');
        expect(masked).toHaveLength(18);
      }),
    );
  });

  test('no more of a name than its ends, and never half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 2, maxLength: 8 }), (name) => {
        const [points, masked] = [Array.from(name.trim()), Array.from(maskName(name))];
        expect(masked.length).toBe(points.length);
        for (const middle of masked.slice(1, -1)) expect(middle).toBe('*');
        expect(maskName(name)).not.toMatch(/[\uD800-\uDFFF]/u);
      }),
    );
  });
});
