import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkSeal, readSealHash, sealBeginning, sealOf, sealProblems, sealWords } from '#core/case-seal.ts';
import { mediationCase, training } from '#kinds/index.ts';

const anId = fc.string({ unit: fc.constantFrom(...Array.from('0123456789abcdef')), minLength: 64, maxLength: 64 });
const someIds = fc.uniqueArray(anId, { minLength: 1, maxLength: 30, selector: (id) => id.slice(0, 16) });

describe('[X11] the seal of an archived case', () => {
  test('holds over any order of the same changes, and over whatever comes later', () => {
    fc.assert(
      fc.property(someIds, someIds, (ids, more) => {
        const seal = sealOf('r', ids);
        const later = more.filter((id) => !ids.some((one) => one.slice(0, 16) === id.slice(0, 16)));
        expect(sealOf('r', [...ids].reverse())).toEqual(seal);
        expect(checkSeal('r', seal, [...later, ...ids])).toEqual({
          state: 'whole',
          changes: ids.length,
          later: later.length,
        });
      }),
    );
  });

  test('breaks with a change that is gone, that is another one, or that belongs to another record', () => {
    fc.assert(
      fc.property(someIds, fc.nat(), (ids, n) => {
        const seal = sealOf('r', ids);
        const at = n % ids.length;
        expect(
          checkSeal(
            'r',
            seal,
            ids.filter((_id, one) => one !== at),
          ),
        ).toEqual({ state: 'missing', count: 1 });
        const forged = ids.map((id, one) => (one === at ? `${id.slice(0, 63)}${id.endsWith('0') ? '1' : '0'}` : id));
        expect(checkSeal('r', seal, forged)).toEqual({ state: 'altered' });
        expect(checkSeal('other', seal, ids)).toEqual({ state: 'altered' });
      }),
    );
  });

  test('is read back from paper as it was printed', () => {
    const seal = sealOf('r', ['a'.repeat(64)]);
    expect(sealWords(seal)).toMatch(/^([0-9a-f]{8} ){7}[0-9a-f]{8}$/);
    expect(readSealHash(` ${sealWords(seal).toUpperCase()}\n`)).toBe(seal.hash);
    expect(readSealHash(sealBeginning(seal))).toBe(seal.hash.slice(0, 16));
    for (const other of ['', '1234', `${seal.hash}0`, 'g'.repeat(64)]) expect(readSealHash(other)).toBeNull();
  });
});

describe('[X11] an archived case', () => {
  const archived = { status: 'settled', archivedOn: '2026-06-01' };
  const broken = (paths: string[], isOffice = false) =>
    sealProblems(mediationCase, archived, paths, isOffice).map(({ field }) => field);

  test('takes amendments from whoever may write it, and nothing else', () => {
    const fields = Object.keys(mediationCase.fields);
    expect(fields.filter((field) => broken([`${field}.x`]).length === 0)).toEqual(['amendments']);
    expect(broken(['amendments.x', 'facts'])).toEqual(['facts']);
  });

  test('takes review, subsidy and its opening from the office', () => {
    const fields = Object.keys(mediationCase.fields);
    expect(fields.filter((field) => broken([field], true).length === 0)).toEqual([
      'review',
      'subsidy',
      'archivedOn',
      'amendments',
      'seal',
    ]);
  });

  test('is a case and archived: everything else is open', () => {
    expect(sealProblems(mediationCase, { status: 'settled' }, ['facts'], false)).toEqual([]);
    expect(sealProblems(training, { archivedOn: '2026-06-01' }, ['title'], false)).toEqual([]);
  });
});
