import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical, type Json } from '#core/canonical.ts';
import type { IdentifiedChange } from '#core/change.ts';
import { foldOwn, foldRecord, headsOfPath, opsOf, REMOVED, type Row } from '#core/fold.ts';
import { changeFault } from '#core/wire.ts';
import { aWriter, rowOf, settle, write, writeVisits, type Writer } from '#test/help/changes.ts';

const text = (row: Row | null): string => canonical(row as unknown as Json);

describe('[C4] heads', () => {
  test('offline edits to different fields of one record are all kept', () => {
    const [clerk, head] = [aWriter('clerk'), aWriter('head')];
    write(clerk, { disputeType: 'forestLand', status: 'accepted' }, 1000);
    settle(clerk, head);
    write(clerk, { status: 'settled' }, 2000);
    write(head, { disputeType: 'contract' }, 2001);
    settle(clerk, head);
    expect(rowOf(clerk.held)?.values).toEqual({ disputeType: 'contract', status: 'settled' });
    expect(rowOf(clerk.held)?.conflicts).toEqual({});
  });

  test('two different values of one field are both kept, the highest stamp shown, until one choice replaces both', () => {
    const [clerk, head] = [aWriter('clerk'), aWriter('head')];
    write(clerk, { status: 'accepted' }, 1000);
    settle(clerk, head);
    const earlier = write(clerk, { status: 'settled' }, 2000);
    const later = write(head, { status: 'terminated' }, 2001);
    settle(clerk, head);
    const row = rowOf(clerk.held);
    expect(row?.values).toEqual({ status: 'terminated' });
    expect(row?.conflicts['status']?.map(({ change, value }) => [change, value])).toEqual([
      [later.id, 'terminated'],
      [earlier.id, 'settled'],
    ]);
    write(head, { status: 'settled' }, 3000);
    expect(rowOf(head.held)).toMatchObject({ values: { status: 'settled' }, conflicts: {} });
  });

  test('equal values written twice are no conflict', () => {
    const [clerk, head] = [aWriter('clerk'), aWriter('head')];
    write(clerk, { status: 'settled' }, 1000);
    write(head, { status: 'settled' }, 1001);
    settle(clerk, head);
    expect(rowOf(clerk.held)?.conflicts).toEqual({});
  });

  test('a slow clock does not lose an edit that saw the other one', () => {
    const [clerk, head] = [aWriter('clerk'), aWriter('head')];
    write(clerk, { status: 'accepted' }, 900_000_000);
    settle(clerk, head);
    write(head, { status: 'settled' }, 1000);
    expect(rowOf(head.held)?.values).toEqual({ status: 'settled' });
  });
});

test('[C5] two people adding an item never conflict', () => {
  const [clerk, head] = [aWriter('clerk'), aWriter('head')];
  write(clerk, { 'sessions.a': { place: '村委会' } }, 1000);
  write(head, { 'sessions.b': { place: '院坝' } }, 1001);
  settle(clerk, head);
  const row = rowOf(clerk.held);
  expect(row?.values).toEqual({ sessions: { a: { place: '村委会' }, b: { place: '院坝' } } });
  expect(row?.conflicts).toEqual({});
});

describe('[C6] removal', () => {
  test('a record removed with everything seen is removed', () => {
    const clerk = aWriter('clerk');
    write(clerk, { status: 'accepted' }, 1000);
    write(clerk, { [REMOVED]: '重复登记' }, 2000);
    expect(rowOf(clerk.held)?.removed).toBe('重复登记');
  });

  test('an edit the remover had not seen keeps the record listed, as a conflict', () => {
    const [clerk, head] = [aWriter('clerk'), aWriter('head')];
    write(clerk, { status: 'accepted' }, 1000);
    settle(clerk, head);
    write(clerk, { [REMOVED]: '重复登记' }, 2000);
    write(head, { status: 'settled' }, 1500);
    settle(clerk, head);
    const row = rowOf(clerk.held);
    expect(row?.removed).toBeNull();
    expect(row?.conflicts[REMOVED]).toHaveLength(1);
    write(clerk, { [REMOVED]: '确实重复' }, 3000);
    expect(rowOf(clerk.held)?.removed).toBe('确实重复');
  });

  test('one person brings a record back while another removes it for another reason: it is listed, and both stand', () => {
    const [clerk, head] = [aWriter('clerk'), aWriter('head')];
    write(clerk, { status: 'accepted' }, 1000);
    write(clerk, { [REMOVED]: '重复登记' }, 2000);
    settle(clerk, head);
    write(clerk, { [REMOVED]: null }, 3000);
    write(head, { [REMOVED]: '确实重复' }, 3001);
    settle(clerk, head);
    expect(rowOf(clerk.held)?.removed).toBeNull();
    expect(rowOf(clerk.held)?.conflicts[REMOVED]?.map(({ value }) => value)).toEqual(['确实重复', null]);
  });

  test('a removed record can be brought back', () => {
    const clerk = aWriter('clerk');
    write(clerk, { status: 'accepted' }, 1000);
    write(clerk, { [REMOVED]: '误删' }, 2000);
    write(clerk, { [REMOVED]: null }, 3000);
    expect(rowOf(clerk.held)).toMatchObject({ removed: null, conflicts: {}, values: { status: 'accepted' } });
  });
});

describe('[C1][C6] a removal that saw 3,000 heads', () => {
  const MANY = 3000;
  const removedBy = (clerk: Writer) => {
    writeVisits(clerk, MANY);
    const before = clerk.held.length;
    write(clerk, { [REMOVED]: '重复登记' }, 2000);
    return clerk.held.slice(before);
  };
  const sawOf = (changes: readonly IdentifiedChange[]) =>
    changes.flatMap(({ ops }) => ops.flatMap(({ saw }) => saw ?? []));

  test('is several changes of one action, each within 64 KB, that have seen them all', () => {
    const clerk = aWriter('clerk');
    const removal = removedBy(clerk);
    expect(removal.length).toBeGreaterThan(3);
    expect(removal.map(changeFault)).toEqual(removal.map(() => null));
    expect(removal.map(({ ops }) => ops.length)).toEqual(removal.map(() => 1));
    expect(new Set(removal.map(({ action }) => action)).size).toBe(1);
    expect([...sawOf(removal)].sort()).toEqual(
      clerk.held
        .slice(0, MANY)
        .map(({ id }) => id)
        .sort(),
    );
    expect(rowOf(clerk.held)).toMatchObject({ removed: '重复登记', conflicts: {} });
  });

  test('holds in whatever order its parts arrive, and not before all of them did', () => {
    const clerk = aWriter('clerk');
    const removal = removedBy(clerk);
    expect(text(rowOf([...clerk.held].reverse()))).toBe(text(rowOf(clerk.held)));
    for (const part of removal) {
      const row = rowOf(clerk.held.filter((change) => change !== part));
      expect(row?.removed).toBeNull();
      expect(Object.keys(row?.conflicts ?? {})).toEqual([REMOVED]);
    }
  });

  test('yields to an edit that it had not seen, and is brought back by one change', () => {
    const [clerk, head] = [aWriter('clerk'), aWriter('head')];
    removedBy(clerk);
    write(head, { status: 'settled' }, 1500);
    expect(rowOf([...clerk.held, ...head.held])?.removed).toBeNull();
    const before = clerk.held.length;
    write(clerk, { [REMOVED]: null }, 3000);
    expect(clerk.held.length - before).toBe(1);
    expect(rowOf(clerk.held)).toMatchObject({ removed: null, conflicts: {} });
  });
});

test('[X4] a change that replaces a quarantined one inherits what that one replaced', () => {
  const clerk = aWriter('clerk');
  write(clerk, { status: 'accepted' }, 1000);
  const refused = write(clerk, { status: 'nonsense' }, 2000);
  const folded = (changes: IdentifiedChange[]) => foldRecord(opsOf(changes), new Set([refused.id]));
  expect(folded(clerk.held)?.values).toEqual({ status: 'accepted' });
  write(clerk, { status: 'settled' }, 3000);
  expect(folded(clerk.held)).toMatchObject({ values: { status: 'settled' }, conflicts: {} });
});

test('[C11] an op that claims a record under another scope reaches nobody', () => {
  const clerk = aWriter('clerk');
  write(clerk, { status: 'accepted' }, 1000);
  const foreign: IdentifiedChange[] = clerk.held.map((change) => ({
    ...change,
    id: 'f'.repeat(64),
    scope: 'elsewhere/cases',
    stamp: '9999999999999-0000-x',
  }));
  expect(text(rowOf([...clerk.held, ...foreign]))).toBe(text(rowOf(clerk.held)));
});

test('hostile item names stay mere keys', () => {
  const clerk = aWriter('clerk');
  write(clerk, { 'sessions.__proto__': { polluted: true }, __proto__x: 1 }, 1000);
  const row = rowOf(clerk.held);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  expect(Object.keys(row?.values['sessions'] as object)).toEqual(['__proto__']);
});

/** Random scripts: who writes which value to which path when, and when devices exchange. */
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      who: fc.nat(2),
      path: fc.constantFrom('status', 'facts', 'sessions.a', 'sessions.b', 'parties.p', REMOVED),
      value: fc.constantFrom<Json>('one', 'two', null, { name: '张三' }),
      now: fc.integer({ min: 0, max: 50 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ meet: fc.tuple(fc.nat(2), fc.nat(2)) }) },
);

function play(script: readonly (typeof step extends fc.Arbitrary<infer S> ? S : never)[]): {
  writers: Writer[];
  all: IdentifiedChange[];
} {
  const writers = [aWriter('a'), aWriter('b'), aWriter('c')];
  for (const action of script) {
    if ('meet' in action) settle(writers[action.meet[0]] as Writer, writers[action.meet[1]] as Writer);
    else {
      const value = action.path === REMOVED && action.value !== null ? '重复' : action.value;
      write(writers[action.who] as Writer, { [action.path]: value }, action.now);
    }
  }
  return { writers, all: [...new Map(writers.flatMap(({ held }) => held.map((c) => [c.id, c] as const))).values()] };
}
const scripts = fc.array(step, { minLength: 1, maxLength: 24 });

describe('[C4] fold laws', () => {
  test('of two contents at one position, which share a stamp, the higher id is shown, whichever came first', () => {
    const [phone, clone] = [aWriter('phone'), aWriter('phone')];
    write(phone, { status: 'settled' }, 1000);
    write(clone, { status: 'terminated' }, 1000);
    const both = [...phone.held.values(), ...clone.held.values()];
    const highest = [...both].sort((a, b) => (a.id < b.id ? 1 : -1))[0];
    const shown = [both, [...both].reverse()].map((changes) => foldRecord(opsOf(changes)));
    expect(shown.map((row) => row?.conflicts['status']?.[0]?.change)).toEqual([highest?.id, highest?.id]);
    expect(text(shown[0] ?? null)).toBe(text(shown[1] ?? null));
  });

  test('the order in which changes arrive does not matter, nor how often', () => {
    fc.assert(
      fc.property(scripts, fc.infiniteStream(fc.nat()), (script, chance) => {
        const { all } = play(script);
        const shuffled = [...all, ...all.slice(0, 3)];
        for (let i = shuffled.length - 1; i > 0; i--) {
          const j = Number(chance.next().value) % (i + 1);
          [shuffled[i], shuffled[j]] = [shuffled[j] as IdentifiedChange, shuffled[i] as IdentifiedChange];
        }
        expect(text(rowOf(new Map(shuffled.map((change) => [change.id, change])).values()))).toBe(text(rowOf(all)));
      }),
      { numRuns: 300 },
    );
  });

  test('no head vanishes without a named replacement', () => {
    fc.assert(
      fc.property(scripts, (script) => {
        const { all } = play(script);
        const row = rowOf(all);
        const replaced = new Set(
          all.flatMap(({ ops }) => ops.flatMap(({ field, replaces }) => replaces.map((id) => `${id}/${field}`))),
        );
        for (const change of all) {
          for (const { field } of change.ops) {
            const isHead = headsOfPath(row ?? undefined, field).includes(change.id);
            expect(isHead).toBe(!replaced.has(`${change.id}/${field}`));
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  test('[D1] adding an own change to a row equals folding the log anew', () => {
    let shortcuts = 0;
    fc.assert(
      fc.property(scripts, (script) => {
        const { writers } = play(script);
        for (const { held } of writers) {
          const last = held[held.length - 1];
          if (last === undefined) continue;
          const before = rowOf(held.slice(0, -1)) ?? undefined;
          const quick = foldOwn(before, opsOf([last]));
          if (quick === null) continue;
          shortcuts += 1;
          expect(text(quick)).toBe(text(rowOf(held)));
        }
      }),
      { numRuns: 500 },
    );
    expect(shortcuts).toBeGreaterThan(100);
  });
});
