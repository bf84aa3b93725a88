import { describe, expect, expectTypeOf, test } from 'vitest';
import { disputeTypes } from '#kinds/codes.ts';
import { factPhrases } from '#kinds/fact-phrases.ts';
import type { Group, Items } from '#kinds/field.ts';
import { mediationCase } from '#kinds/index.ts';
import type { RecordOf } from '#kinds/kind.ts';

describe('a kind', () => {
  test('gives its records their types', () => {
    type MediationCase = RecordOf<typeof mediationCase>;
    expectTypeOf<MediationCase['status']>().toEqualTypeOf<string | undefined>();
    expectTypeOf<MediationCase['parties']>().toEqualTypeOf<Items | undefined>();
    expectTypeOf<MediationCase['amountInvolved']>().toEqualTypeOf<number | undefined>();
    expectTypeOf<MediationCase['mediators']>().toEqualTypeOf<readonly string[] | undefined>();
    expectTypeOf<MediationCase['review']>().toEqualTypeOf<Group | undefined>();
    expectTypeOf<MediationCase['preventedCriminal']>().toEqualTypeOf<boolean | undefined>();
    expect(mediationCase.name).toBe('mediationCase');
  });
});

describe('常用语 per type', () => {
  const named = disputeTypes.codes.filter(({ id }) => id !== 'other');
  test.each(named.map(({ zh, id }) => [zh, id]))('%s has some', (_zh, disputeType) => {
    expect(factPhrases({ disputeType }).length).toBeGreaterThan(0);
  });
  test('other and unknown types have none', () => {
    for (const disputeType of ['other', 'constructor', undefined]) expect(factPhrases({ disputeType })).toEqual([]);
  });
  test('the field offers them', () => {
    expect(mediationCase.fields.facts.phrases?.({ disputeType: 'neighbor' })).toContain('双方因排水问题发生争执');
  });
});
