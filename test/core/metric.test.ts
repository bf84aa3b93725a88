import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { isShare, isStock, kindsOf, metricJson, parseMetric } from '#core/metric.ts';
import { countedField } from '#core/metric-fields.ts';
import { kinds } from '#kinds/index.ts';
import { slimFields } from '#store/slim.ts';
import { aMetric } from '#test/help/figures.ts';

const trainings = {
  measure: 'count',
  kind: 'training',
  where: [{ field: 'type', operator: 'eq', value: 'businessTraining' }],
};
const reasonOf = (raw: unknown): string => {
  const parsed = parseMetric(raw);
  return parsed.ok ? '' : parsed.reason;
};

describe('a metric', () => {
  test('is read with the defaults of its kind: flows by their day, rosters and venues as stocks', () => {
    expect(aMetric(trainings)).toEqual({ ...trainings, when: { during: 'heldOn' }, by: 'heldAt' });
    expect(aMetric({ measure: 'count', kind: 'person' })).toMatchObject({
      when: { asOf: { from: 'roles.from', to: 'roles.to' } },
    });
    expect(aMetric({ measure: 'count', kind: 'venue' })).toMatchObject({
      when: { asOf: { from: 'openedOn', to: 'closedOn' } },
    });
    expect(aMetric({ measure: 'count', kind: 'committee' })).toMatchObject({ when: { asOf: {} } });
  });

  test('survives being stored and read again', () => {
    const metric = aMetric({
      measure: 'rate',
      part: { measure: 'distinct', field: 'mediationCase', kind: 'publicityEvent' },
      whole: {
        measure: 'count',
        kind: 'mediationCase',
        where: [{ field: 'status', operator: 'in', value: ['settled'] }],
      },
    });
    expect(aMetric(metricJson(metric))).toEqual(metric);
    expect(kindsOf(metric)).toEqual(['publicityEvent', 'mediationCase']);
    expect([isShare(metric), isStock(metric)]).toEqual([true, false]);
  });

  test('[F4, C8] of a newer app is unknown, with the reason, and never a crash', () => {
    expect(reasonOf({ measure: 'count', kind: 'drone' })).toContain('drone');
    expect(reasonOf({ ...trainings, measure: 'median' })).toContain('median');
    expect(reasonOf({ ...trainings, where: [{ field: 'mood', operator: 'eq', value: 'x' }] })).toContain('mood');
    expect(reasonOf({ ...trainings, where: [{ field: 'type', operator: 'like', value: 'x' }] })).toContain('like');
    expect(reasonOf({ ...trainings, when: { never: true } })).not.toBe('');
    expect(reasonOf({ ...trainings, by: 'moon' })).toContain('moon');
    expect(reasonOf({ measure: 'coverage', kind: 'training', roster: 'astronaut' })).toContain('astronaut');
  });

  test('that could never count anything is refused instead of counting as nothing', () => {
    expect(reasonOf({ ...trainings, where: [{ field: 'heldOn', operator: 'gte', value: '2024-02-30' }] })).not.toBe('');
    expect(reasonOf({ ...trainings, where: [{ field: 'expected', operator: 'gte', value: '9' }] })).not.toBe('');
    expect(reasonOf({ ...trainings, where: [{ field: 'expected', operator: 'gte', value: 0.5 }] })).not.toBe('');
    expect(reasonOf({ ...trainings, where: [{ field: 'type', operator: 'in', value: [] }] })).not.toBe('');
    expect(reasonOf({ measure: 'sum', field: 'title', kind: 'training' })).not.toBe('');
    expect(reasonOf({ measure: 'personTimes', kind: 'venue' })).not.toBe('');
    expect(reasonOf({ measure: 'people', kind: 'venue' })).not.toBe('');
  });

  test('over a field that screens do not carry is refused: screen and backup would disagree', () => {
    expect(reasonOf({ ...trainings, where: [{ field: 'laws', operator: 'filled' }] })).toContain('laws');
  });

  test('asks of a sensitive field only whether it is filled: metrics stand where everybody reads, and in addresses', () => {
    const cases = (filter: object) => reasonOf({ measure: 'count', kind: 'mediationCase', where: [filter] });
    expect(cases({ field: 'parties.name', operator: 'eq', value: '王芳' })).toBe('“姓名”是个人信息，只能筛选填没填');
    expect(cases({ field: 'parties.phone', operator: 'filled' })).toBe('');
    expect(cases({ field: 'parties.sex', operator: 'eq', value: 'female' })).toBe('');
  });

  test('counts over exactly the fields that screens carry', () => {
    for (const kind of kinds) {
      const counted = Object.keys(kind.fields).filter((id) => countedField(kind, id) !== undefined);
      expect([kind.name, counted]).toEqual([kind.name, slimFields(kind)]);
    }
  });

  test('knows no names from the prototype', () => {
    for (const name of ['__proto__', 'constructor', 'toString']) {
      expect(parseMetric({ measure: 'count', kind: name }).ok).toBe(false);
      expect(parseMetric({ ...trainings, where: [{ field: name, operator: 'filled' }] }).ok).toBe(false);
      expect(parseMetric({ ...trainings, where: [{ field: `roles.${name}`, operator: 'filled' }] }).ok).toBe(false);
    }
  });

  test('is never a crash, whatever JSON stands there', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('measure', 'kind', 'where', 'when', 'by', 'part'), (json, key) => {
        expect(typeof parseMetric(json).ok).toBe('boolean');
        expect(typeof parseMetric({ ...trainings, [key]: json }).ok).toBe('boolean');
      }),
    );
  });
});
