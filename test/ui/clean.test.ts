import { expect, test } from 'vitest';
import { withoutUnseen } from '#ui/clean.ts';
import { asTexts, isBlank, withTyped } from '#ui/typed.ts';

test('what cannot be seen is taken out, what belongs to a word stays', () => {
  expect(withoutUnseen('张\u0000三\u200b\u202e\ufeff')).toBe('张三');
  expect(withoutUnseen('第一行\r\n第二行\t完')).toBe('第一行\n第二行\t完');
  expect(withoutUnseen('𠮷䶮👨‍👩‍👧☀️')).toBe('𠮷䶮👨‍👩‍👧☀️');
});

test('an edit at a path leaves everything else the same object', () => {
  const typed = { parties: { a: { name: '张三' }, b: { name: '李四' } }, other: { x: 1 } };
  const next = withTyped(typed, 'parties.a.name', '张三丰');
  expect(next).toEqual({ parties: { a: { name: '张三丰' }, b: { name: '李四' } }, other: { x: 1 } });
  expect(next['other']).toBe(typed.other);
  expect((next['parties'] as typeof typed.parties).b).toBe(typed.parties.b);
});

test('null takes an item away, and a hostile path reaches no prototype', () => {
  expect(withTyped({ parties: { a: {}, b: {} } }, 'parties.a', null)).toEqual({ parties: { b: {} } });
  withTyped({}, '__proto__.polluted', true);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

test('blank is what nobody typed anything into', () => {
  expect([undefined, null, '', [], {}, { a: { name: '' } }].map(isBlank)).toEqual(Array(6).fill(true));
  expect([0, false, 'x', ['x'], { a: 'x' }].map(isBlank)).toEqual(Array(5).fill(false));
  expect(asTexts(['a', 1, null])).toEqual(['a']);
});
