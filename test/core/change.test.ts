import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical, hashOfJson, saltedDigest, type Json } from '#core/canonical.ts';
import {
  CHAIN_START,
  changesOf,
  erased,
  idOf,
  identified,
  MAX_CHANGE_BYTES,
  type Change,
  type Op,
} from '#core/change.ts';
import { parseStamp, nextStamp, stampText, witness, MAX_AHEAD_MS } from '#core/stamp.ts';

const anOp = (more: Partial<Op> = {}): Op => ({
  record: 'r',
  kind: 'mediationCase',
  field: 'facts',
  value: '争水',
  replaces: [],
  ...more,
});
const aChange = (more: Partial<Change> = {}): Change => ({
  device: 'd',
  scope: 'u/cases',
  n: 1,
  prev: '',
  action: 'a',
  actor: 'm',
  stamp: '0000000001000-0000-d',
  schema: 1,
  ops: [anOp()],
  ...more,
});

describe('[C2] canonical hashing', () => {
  test('known text gives a known hash', () => {
    expect(canonical({ b: [1, null, true], a: '调解"' })).toBe('{"a":"调解\\"","b":[1,null,true]}');
    // Both computed with coreutils' sha256sum over the bytes: the format may never drift.
    expect(saltedDigest('ab'.repeat(16), 'x')).toBe('03ddff5c4d0133ededd938ee89bf3f9c0c759c9ad84259619c269c8f6d360b67');
    expect(idOf(aChange())).toBe('b4f80d8c3117753b9b514d52b67f657aa2d1fe47e7758ee9347092501af443ad');
  });

  test('the order of keys does not matter', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.maxSafeInteger(), fc.boolean())), (map) => {
        const reversed = Object.fromEntries(Object.entries(map).reverse());
        expect(canonical(reversed as Json)).toBe(canonical(map as Json));
      }),
    );
  });

  test('what is read back from the canonical text is what was written', () => {
    const { json } = fc.letrec<{ json: Json }>((tie) => ({
      json: fc.oneof(
        { depthSize: 'small' },
        fc.constant(null),
        fc.boolean(),
        fc.maxSafeInteger(),
        fc.string({ unit: 'binary' }),
        fc.array(tie('json')),
        fc.dictionary(fc.string({ unit: 'binary' }), tie('json')),
      ),
    }));
    fc.assert(
      fc.property(json, (value) => {
        expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('floats are refused', () => expect(() => canonical(0.5)).toThrow('whole numbers'));

  test('any altered member gives another id', () => {
    const id = idOf(aChange());
    const altered: Partial<Change>[] = [
      { device: 'e' },
      { scope: 'v/cases' },
      { n: 2 },
      { prev: 'p' },
      { action: 'b' },
      { actor: 'n' },
      { stamp: 's' },
      { schema: 2 },
      { ops: [anOp({ value: '争地' })] },
      { ops: [anOp({ replaces: ['x'] })] },
      { ops: [anOp({ field: 'requests' })] },
      { ops: [anOp({ saw: [] })] },
    ];
    for (const change of altered) expect(idOf(aChange(change))).not.toBe(id);
  });
});

describe('[C9] lawful erasure', () => {
  const salt = 'ab'.repeat(16);
  test('dropping value and salt leaves the id as it was', () => {
    const op = anOp({ salt });
    const kept = aChange({ ops: [op] });
    const gone = aChange({ ops: [erased(op)] });
    expect(gone.ops[0]).not.toHaveProperty('value');
    expect(gone.ops[0]).not.toHaveProperty('salt');
    expect(idOf(gone)).toBe(idOf(kept));
  });
  test('the same value under another salt has another id', () => {
    expect(idOf(aChange({ ops: [anOp({ salt })] }))).not.toBe(
      idOf(aChange({ ops: [anOp({ salt: 'cd'.repeat(16) })] })),
    );
  });
});

test('[C1] a long action is cut into chained changes of at most 64 KB that share the action', () => {
  const ops = Array.from({ length: 12 }, (_, i) => anOp({ field: `sessions.${i}`, value: '说'.repeat(9000) }));
  const by = { device: 'd', action: 'a', actor: 'm', nextStamp: () => '0000000001000-0000-d' };
  const changes = changesOf(ops, 'u/cases', by, CHAIN_START);
  expect(changes.length).toBeGreaterThan(4);
  changes.forEach((change, i) => {
    expect(change).toMatchObject({ n: i + 1, prev: changes[i - 1]?.id ?? '', action: 'a' });
    expect(new TextEncoder().encode(JSON.stringify(change)).length).toBeLessThanOrEqual(MAX_CHANGE_BYTES);
  });
  expect(changes.flatMap((change) => change.ops)).toEqual(ops);
  expect(identified(aChange()).id).toBe(idOf(aChange()));
});

describe('[C1][C2] however an op is written, its size and its hash are those of its JSON', () => {
  const text = fc.string({ unit: 'binary' });
  const value: fc.Arbitrary<Json> = fc.oneof(text, fc.maxSafeInteger(), fc.dictionary(text, text, { maxKeys: 3 }));
  const ids = fc.array(fc.constantFrom('0a'.repeat(32), '1b'.repeat(32)), { maxLength: 2 });
  const someOp: fc.Arbitrary<Op> = fc.record(
    { record: text, kind: text, field: text, value, replaces: ids, salt: fc.constant('ab'.repeat(16)), saw: ids },
    { requiredKeys: ['record', 'kind', 'field', 'value', 'replaces'] },
  );
  const by = { device: 'd', action: 'a', actor: '某', nextStamp: () => '0000000001000-0000-d' };
  /** Either half of a surrogate pair counts three. */
  const sizeOf = (op: Op) =>
    JSON.stringify(op)
      .split('')
      .reduce((sum, unit) => sum + (unit > '\u07ff' ? 3 : unit > '\u007f' ? 2 : 1), 0);

  test('a change ends where the next op would make it a byte too large', () => {
    fc.assert(
      fc.property(someOp, (op) => {
        const room = MAX_CHANGE_BYTES - 1024 - sizeOf(op);
        const filling = (bytes: number) => anOp({ value: 'x'.repeat(bytes - sizeOf(anOp({ value: '' }))) });
        const changesWith = (bytes: number) => changesOf([filling(bytes), op], 'u/cases', by, CHAIN_START);
        expect(changesWith(room)).toHaveLength(1);
        expect(changesWith(room + 1)).toHaveLength(2);
      }),
    );
  });

  test('its id is the hash of the canonical JSON with salted digests', () => {
    const hashed = ({ salt, value: said = null, ...op }: Op) =>
      salt === undefined ? { ...op, value: said } : { ...op, digest: saltedDigest(salt, said) };
    fc.assert(
      fc.property(fc.array(someOp, { minLength: 1 }), (ops) => {
        const [first] = changesOf(ops, 'u/cases', by, CHAIN_START);
        const { id, ...change } = first as typeof first & object;
        expect(change.ops).toEqual(ops);
        expect(id).toBe(hashOfJson({ ...change, ops: ops.map(hashed) }));
        expect(idOf(change)).toBe(id);
      }),
    );
  });
});

describe('[C7] the clock', () => {
  test('always moves forward, whatever the wall clock does, and never throws', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.integer(), fc.double(), fc.constant(NaN)), { maxLength: 50 }), (nows) => {
        let stamp = { ms: 0, counter: 0 };
        let before = '';
        for (const now of nows) {
          stamp = nextStamp(stamp, now);
          const text = stampText(stamp, 'd');
          expect(text > before).toBe(true);
          expect(parseStamp(text)).toEqual(stamp);
          before = text;
        }
      }),
    );
  });
  test('counter overflow is carried into milliseconds', () => {
    expect(nextStamp({ ms: 5, counter: 0xffff }, 0)).toEqual({ ms: 6, counter: 0 });
  });
  test('a time more than ten minutes ahead is never adopted', () => {
    const own = { ms: 1000, counter: 0 };
    expect(witness(own, { ms: 1000 + MAX_AHEAD_MS, counter: 3 }, 1000)).toEqual({
      ms: 1000 + MAX_AHEAD_MS,
      counter: 3,
    });
    expect(witness(own, { ms: 1001 + MAX_AHEAD_MS, counter: 3 }, 1000)).toEqual(own);
  });
});
