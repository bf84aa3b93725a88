import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical, type Json } from '#core/canonical.ts';
import { CHAIN_START, changesOf, type ChainEnd, type IdentifiedChange, type Op } from '#core/change.ts';
import { foldOwn, foldRecord, opsOf, type Row } from '#core/fold.ts';
import { stampText } from '#core/stamp.ts';

const json = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.string(), { maxLength: 2 }),
  fc.dictionary(fc.string(), fc.string(), { maxKeys: 3 }),
);
const edits = fc.array(
  fc.tuple(fc.constantFrom('parties', 'parties.a', 'parties.b', 'parties.__proto__', 'facts'), json),
  {
    minLength: 1,
    maxLength: 12,
  },
);

/** A chain that writes one path after the other, replacing all that it saw there. */
function chainOf(list: readonly (readonly [string, Json])[]): IdentifiedChange[] {
  let end: ChainEnd = CHAIN_START;
  const latest = new Map<string, string>();
  return list.map(([field, value], i) => {
    const replaces = [latest.get(field)].filter((id) => id !== undefined);
    const op: Op = { record: 'r', kind: 'mediationCase', field, value, replaces };
    const nextStamp = () => stampText({ ms: 1000 + i, counter: 0 }, 'd');
    const [change] = changesOf([op], 'v/cases', { device: 'd', action: 'a', actor: 'm', nextStamp }, end);
    if (change === undefined) throw new Error('No change was written');
    end = { n: change.n, id: change.id };
    latest.set(field, change.id);
    return change;
  });
}

test('[C4][C8] a field written both as a whole and item by item, with values of any shape, folds without harm', () => {
  fc.assert(
    fc.property(edits, (list) => {
      const changes = chainOf(list);
      const before = canonical(changes as unknown as Json);
      let own: Row | null = null;
      for (const [i, change] of changes.entries()) {
        const all = foldRecord(opsOf(changes.slice(0, i + 1)));
        const next = foldOwn(own ?? undefined, opsOf([change]));
        // Either the same as from the log, or it says that the log has to be read.
        expect(next ?? all).toEqual(all);
        own = all;
      }
      // What lies in the log is never written into.
      expect(canonical(changes as unknown as Json)).toBe(before);
      expect({}).not.toHaveProperty('polluted');
    }),
    { numRuns: 300 },
  );
});
