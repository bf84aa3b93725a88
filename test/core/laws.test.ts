import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical, hashOfJson, type Json } from '#core/canonical.ts';
import { identified, type IdentifiedChange, type Op } from '#core/change.ts';
import { opsOf } from '#core/fold.ts';
import { MAX_AHEAD_MS, nextStamp, parseStamp, stampText, witness, type Stamp } from '#core/stamp.ts';
import { upcast, type Upcaster } from '#core/upcast.ts';
import { foldVerdict, verdictOp, type Verdict } from '#core/verdict.ts';

const aTime = fc.oneof(
  fc.integer({ min: 0, max: 4e12 }),
  fc.constantFrom(-1, NaN, Infinity, -Infinity, Number.MAX_SAFE_INTEGER, 9_999_999_999_999),
  fc.double(),
);
const aStamp: fc.Arbitrary<Stamp> = fc.record({
  ms: fc.integer({ min: 0, max: 4e12 }),
  counter: fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.constant(0xffff)),
});
const isAfter = (a: Stamp, b: Stamp): boolean => a.ms > b.ms || (a.ms === b.ms && a.counter > b.counter);

test('[C7] however a clock jumps, each stamp sorts after the one before it, as text too', () => {
  fc.assert(
    fc.property(aStamp, fc.array(aTime, { minLength: 1, maxLength: 30 }), (start, times) => {
      let last = start;
      for (const time of times) {
        const next = nextStamp(last, time);
        expect(isAfter(next, last)).toBe(true);
        expect(stampText(next, 'd') > stampText(last, 'd')).toBe(true);
        expect(parseStamp(stampText(next, 'd'))).toEqual(next);
        last = next;
      }
    }),
  );
});

test('[C7] a clock that sees other stamps never goes back, and never follows one that is too far ahead', () => {
  fc.assert(
    fc.property(aStamp, fc.array(fc.tuple(aStamp, aTime), { maxLength: 30 }), (start, seen) => {
      let last = start;
      for (const [stamp, now] of seen) {
        const next = witness(last, stamp, now);
        expect(isAfter(last, next)).toBe(false);
        const latest = (Number.isFinite(now) ? Math.max(0, now) : 0) + MAX_AHEAD_MS;
        expect(next.ms <= Math.max(last.ms, latest)).toBe(true);
        last = next;
      }
    }),
  );
});

const aJson = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger(),
    fc.string({ unit: 'binary' }),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('json'), { maxKeys: 4 }),
  ),
})).json;

/** The same value with the keys of every object the other way round. */
function turned(json: Json): Json {
  if (Array.isArray(json)) return json.map(turned);
  if (typeof json !== 'object' || json === null) return json;
  const map = json as { readonly [key: string]: Json };
  return Object.fromEntries(
    Object.keys(map)
      .reverse()
      .map((key) => [key, turned(map[key] as Json)]),
  );
}

test('[C2] one meaning has one text and one hash, whatever order its keys came in; the text says everything', () => {
  fc.assert(
    fc.property(aJson, (json) => {
      const text = canonical(json);
      expect(canonical(turned(json))).toBe(text);
      expect(hashOfJson(turned(json))).toBe(hashOfJson(json));
      // Reading it back gives the same text: nothing is lost on the way, a minus before a zero excepted.
      expect(canonical(JSON.parse(text))).toBe(text);
    }),
  );
});

test('[C2] different values have different texts', () => {
  fc.assert(
    fc.property(aJson, aJson, (a, b) => {
      // Writing and reading makes of a minus before a zero what it means: nothing.
      const [one, other] = [a, b].map((json): unknown => JSON.parse(JSON.stringify(json)));
      expect(canonical(a) === canonical(b)).toBe(isDeepStrictEqual(one, other));
      expect(canonical([a])).not.toBe(canonical([a, b]));
    }),
  );
});

test('[C8] an old op is taken through every later step in turn, and a newer one is left as it is', () => {
  fc.assert(
    fc.property(fc.nat({ max: 6 }), fc.integer({ min: -1, max: 9 }), fc.nat({ max: 6 }), (count, schema, cut) => {
      const steps: Upcaster[] = Array.from({ length: count }, (_, at) => (op) => ({
        ...op,
        value: [...((op.value as Json[]) ?? []), at + 1],
      }));
      const op: Op = { record: 'r', kind: 'venue', field: 'name', value: [], replaces: [] };
      const from = Math.max(1, schema);
      const passed = Array.from({ length: Math.max(0, count - from + 1) }, (_, i) => from + i);
      expect(upcast(op, schema, steps).value).toEqual(passed);
      // An app that stopped halfway and was updated later comes to the same.
      const early = steps.slice(0, cut);
      const halfway = Math.max(from, early.length + 1);
      expect(upcast(upcast(op, schema, early), halfway, steps)).toEqual(upcast(op, schema, steps));
      expect(op.value).toEqual([]);
    }),
  );
});

const STATES: readonly Verdict['state'][] = ['accepted', 'quarantined', 'review'];

/** Verdicts on one change, each by a server that knew some of those before it. */
const said = fc
  .array(fc.tuple(fc.nat({ max: 2 }), fc.array(fc.nat({ max: 20 }), { maxLength: 3 })), { minLength: 1, maxLength: 8 })
  .map((entries) => {
    const changes: IdentifiedChange[] = [];
    entries.forEach(([state, knew], i) => {
      const replaces = [...new Set(knew.flatMap((at) => changes[at % Math.max(1, i)]?.id ?? []))];
      const verdict = { change: 'a'.repeat(64), state: STATES[state] as Verdict['state'], reason: `r${i}` };
      const stamp = stampText({ ms: 1e12 + i, counter: 0 }, 's');
      const ops = [verdictOp(verdict, replaces)];
      changes.push(
        identified({
          device: `s${i}`,
          scope: 'v/work',
          n: 1,
          prev: '',
          action: 'a',
          actor: 's',
          stamp,
          schema: 1,
          ops,
        }),
      );
    });
    return changes;
  });

test('[X4] the verdict on a change does not depend on the order in which its verdicts arrive, or on how often', () => {
  fc.assert(
    fc.property(
      said.chain((changes) =>
        fc.tuple(fc.constant(changes), fc.shuffledSubarray(changes, { minLength: changes.length })),
      ),
      ([changes, other]) => {
        expect(foldVerdict(opsOf(other))).toEqual(foldVerdict(opsOf(changes)));
        expect(foldVerdict(opsOf([...other, ...changes]))).toEqual(foldVerdict(opsOf(changes)));
      },
    ),
  );
});

test('[X4] a verdict that replaces all others is the one that holds', () => {
  fc.assert(
    fc.property(said, fc.constantFrom(...STATES), (changes, state) => {
      const verdict = { change: 'a'.repeat(64), state, reason: 'decided' };
      // Stamped long before the others: what was seen decides, not the clock.
      const stamp = stampText({ ms: 1, counter: 0 }, 's');
      const ops = [
        verdictOp(
          verdict,
          changes.map(({ id }) => id),
        ),
      ];
      const last = identified({
        device: 'office',
        scope: 'v/work',
        n: 1,
        prev: '',
        action: 'a',
        actor: 's',
        stamp,
        schema: 1,
        ops,
      });
      expect(foldVerdict(opsOf([...changes, last]))).toEqual(verdict);
    }),
  );
});
