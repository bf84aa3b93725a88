import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as f from '#kinds/field.ts';
import { parseField } from '#core/types/all.ts';

const value = (field: f.Field, raw: unknown) => {
  const parsed = parseField(field, raw);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.value;
};
const message = (field: f.Field, raw: unknown) => {
  const parsed = parseField(field, raw);
  return parsed.ok ? `accepted as ${JSON.stringify(parsed.value)}` : parsed.message;
};

describe('phone', () => {
  const phone = f.phone('电话');
  test.each([
    ['138 1234 5678', '13812345678'],
    ['+86-138-1234-5678', '13812345678'],
    ['１３８１２３４５６７８', '13812345678'],
    ['023-75551234', '023-75551234'],
    ['（023）75551234', '02375551234'],
    ['12348', '12348'],
  ])('%s', (typed, kept) => expect(value(phone, typed)).toBe(kept));
  test.each(['1381234567', '138123456789', '12812345678', 'abc', '1'])('%s is refused', (typed) =>
    expect(message(phone, typed)).toBe('请填11位手机号，或带区号的座机号'),
  );
});

describe('id number (GB 11643)', () => {
  const idNumber = f.idNumber('身份证号');
  test.each(['11010519491231002X', '999999199003070012', '999999197511200021', '999999201206010036'])(
    '%s is good',
    (number) => expect(value(idNumber, number)).toBe(number),
  );
  test('lower-case x, spaces and full-width digits are read', () => {
    expect(value(idNumber, '11010519491231002x')).toBe('11010519491231002X');
    expect(value(idNumber, '110105 19491231 002ｘ')).toBe('11010519491231002X');
    expect(value(idNumber, '９９９９９９１９９００３０７００１２')).toBe('999999199003070012');
  });
  test.each([
    ['999999199003070013', '身份证号的校验码不对，请逐位核对'],
    ['999999199002300012', '身份证号里的出生日期不存在，请核对'],
    ['110105491231002', '这是15位的旧号码，请填18位身份证号，没有可以不填'],
    ['99999919900307001', '身份证号应是18位，现在是17位'],
    ['9999991990O3070012', '身份证号是17位数字加1位数字或X'],
  ])('%s is refused: %s', (typed, sentence) => expect(message(idNumber, typed)).toBe(sentence));
  test('papers from Hong Kong, Macau, Taiwan and abroad are free text', () => {
    expect(value(idNumber, 'H12345678')).toBe('H12345678');
    expect(value(idNumber, '台胞证 01234567')).toBe('台胞证 01234567');
  });
  test('one wrong digit never passes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (at, shift) => {
        const good = '999999199003070012';
        const wrong = good.slice(0, at) + String((Number(good[at]) + shift) % 10) + good.slice(at + 1);
        expect(parseField(idNumber, wrong).ok).toBe(false);
      }),
    );
  });
});
