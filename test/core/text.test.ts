import { describe, expect, test } from 'vitest';
import type { Value, Values } from '#kinds/field.ts';
import { kindOf, kinds, mediationCase, person, publicityEvent, screening, training } from '#kinds/index.ts';
import type { Kind } from '#kinds/kind.ts';
import { dateOf, headingOf, NO_NAMES, summaryOf } from '#core/text.ts';

const masked = { names: NO_NAMES, reveal: false };
const open = { names: NO_NAMES, reveal: true };

describe('the heading of a case', () => {
  const parties = { a: { name: '张三', side: 'partyA' }, b: { name: '李四', side: 'partyB' } };
  const heading = (values: Values, reading = masked) => headingOf(mediationCase, values, reading);

  test('is masked names and type until the reader opens it', () => {
    expect(heading({ parties, disputeType: 'neighbor' })).toBe('张*与李*邻里纠纷');
    expect(heading({ parties, disputeType: 'neighbor' }, open)).toBe('张三与李四邻里纠纷');
  });

  test('names one of each side', () => {
    const three = { ...parties, c: { name: '王五', side: 'partyA' } };
    expect(heading({ parties: three, disputeType: 'contract' })).toBe('张*等与李*合同纠纷');
    const noSides = { a: { name: '张三' }, b: { name: '李四' }, c: { name: '王五' } };
    expect(heading({ parties: noSides, disputeType: 'contract' })).toBe('张*与李*等合同纠纷');
  });

  test('makes do with what there is', () => {
    expect(heading({})).toBe('纠纷');
    expect(heading({ parties: { a: { name: '张三' } } })).toBe('张*纠纷');
  });
});

describe('headings and summaries', () => {
  test('a title when there is one, else what the other fields say', () => {
    expect(headingOf(training, { title: '人民调解员暨法律明白人培训会' }, masked)).toBe('人民调解员暨法律明白人培训会');
    expect(headingOf(training, { type: 'businessTraining', audience: ['mediator'] }, masked)).toBe(
      '人民调解员业务培训',
    );
    expect(headingOf(publicityEvent, { themes: ['constitution', 'civilCode'] }, masked)).toBe('宪法、民法典宣传活动');
  });

  test('零报告 says so', () => {
    const period = { from: '2024-06-01', to: '2024-06-30' };
    expect(headingOf(screening, { period, screened: 1, found: 0 }, masked)).toBe('2024年6月矛盾纠纷排查（零报告）');
  });

  test('the second line of a card', () => {
    const values = { name: '张三', roles: { r: { role: 'mediator' } }, group: '3组' };
    expect(summaryOf(person, values, masked)).toBe('人民调解员 · 3组');
  });

  const filled = (kind: Kind, value: Value | undefined): Values =>
    Object.fromEntries(Object.keys(kind.fields).map((id) => [id, value]));
  const everyKind = kinds.map((kind) => [kind.name, kind] as const);

  test.each(everyKind)('%s has a heading for an empty record', (_name, kind) => {
    expect(headingOf(kind, {}, masked)).not.toBe('');
  });

  test.each(everyKind)('%s has words for values of another shape', (_name, kind) => {
    for (const strange of [undefined, 'x', 7, ['a'], { a: { b: 'c' } }] as Value[]) {
      const values = filled(kind, strange);
      expect(headingOf(kind, values, masked)).toBeTypeOf('string');
      expect(summaryOf(kind, values, masked)).toBeTypeOf('string');
    }
  });
});

describe('dateOf', () => {
  test('a period counts by its last day', () => {
    expect(dateOf(screening, { period: { from: '2024-12-30', to: '2025-01-05' } })).toBe('2025-01-05');
    expect(dateOf(mediationCase, { acceptedOn: '2024-06-03' })).toBe('2024-06-03');
    expect(dateOf(kindOf('person'), {})).toBeNull();
  });
});
