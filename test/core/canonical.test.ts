import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical, hashOfJson, saltedDigest, type Json } from '#core/canonical.ts';

/** Canonical JSON as SPEC C2 words it, with nothing done for speed. */
function reference(json: Json): string {
  if (Array.isArray(json)) return `[${json.map(reference).join(',')}]`;
  if (typeof json !== 'object' || json === null) return JSON.stringify(json);
  const map = json as { readonly [key: string]: Json };
  const keys = Object.keys(map).sort((a, b) => (a < b ? -1 : 1));
  return `{${keys.map((key) => `${JSON.stringify(key)}:${reference(map[key] ?? null)}`).join(',')}}`;
}

const keys = fc.oneof(fc.string(), fc.constantFrom('1', '10', '9', '__proto__', 'a', 'B', '𠮷', '\ud800', ''));
const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'binary' }),
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(keys, tie('json'), { maxKeys: 5 }),
  ),
}));

test('[C2] sorted or not, the text is the same', () => {
  fc.assert(
    fc.property(json, (value) => {
      const expected = reference(value);
      expect(canonical(value)).toBe(expected);
      expect(canonical(JSON.parse(expected) as Json)).toBe(expected);
    }),
    { numRuns: 500 },
  );
});

test('[C2][C9] what is hashed is the UTF-8 of the canonical text, however long', () => {
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  const salt = '0123456789abcdef'.repeat(2);
  const expectHashed = (value: Json) => {
    const text = Buffer.from(canonical(value));
    expect(hashOfJson(value)).toBe(sha256(text));
    expect(saltedDigest(salt, value)).toBe(sha256(Buffer.concat([Buffer.from(salt, 'hex'), text])));
  };
  fc.assert(fc.property(json, expectHashed));
  expectHashed('a¢调𠮷\ud800'.repeat(20_000));
});

test('[C2] a number that is not whole is refused, wherever it stands', () => {
  for (const odd of [0.5, NaN, Infinity, 2 ** 53]) {
    for (const value of [odd, [odd], { a: odd }, { b: 1, a: [{ c: odd }] }])
      expect(() => canonical(value)).toThrow('whole');
  }
  expect(canonical([-0, { a: -0 }])).toBe('[0,{"a":0}]');
});
