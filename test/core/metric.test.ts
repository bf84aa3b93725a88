import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { figuresOf, notCovered } from '#core/figures.ts';
import { metricText } from '#core/metric-words.ts';
import { isShare, isStock, kindsOf, metricJson, parseMetric } from '#core/metric.ts';
import { countedField } from '#core/metric-fields.ts';
import { kinds } from '#kinds/index.ts';
import { slimFields } from '#store/slim.ts';
import { aContext, aMetric, aRow, EAST, rowsOf, WEST } from '#test/help/figures.ts';

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

describe('[F1] questions that offices ask', () => {
  test('cases that are open for more than thirty days, reckoned from the day of the figure', () => {
    const open = {
      measure: 'count',
      kind: 'mediationCase',
      where: [
        { field: 'status', operator: 'in', value: ['accepted', 'inMediation'] },
        { field: 'acceptedOn', operator: 'olderThan', value: 30 },
      ],
    };
    const cases = ['2024-05-01', '2024-05-31', '2024-06-01', '2024-06-20'].map((acceptedOn) =>
      aRow({ acceptedOn, status: 'accepted' }),
    );
    const closed = aRow({ acceptedOn: '2024-05-01', status: 'settled' });
    const rows = rowsOf({ mediationCase: [...cases, closed] });
    const countOn = (today: string) => figuresOf([aMetric(open)], rows, aContext(today))[0]?.total.n;
    expect([countOn('2024-06-30'), countOn('2024-07-01'), countOn('2024-07-02')]).toEqual([1, 2, 3]);
    expect(metricText(aMetric(open), () => '')).toContain('受理日期到今天已超过30天');
    for (const value of [0, -1, 1.5, '30', undefined])
      expect(parseMetric({ ...open, where: [{ field: 'acceptedOn', operator: 'olderThan', value }] }).ok).toBe(false);
  });

  test('[K2] events held for a day of publicity: they name it, or their title names one that nobody had to write down', () => {
    const metric = (operator: string) =>
      aMetric({ measure: 'count', kind: 'publicityEvent', where: [{ field: 'keyDate', operator }] });
    const events = [
      { keyDate: 'own-entry', title: '宪法进校园' },
      { title: '“12·4”国家宪法日宣传' },
      { title: '赶集宣传' },
      {},
    ].map((values) => aRow({ heldOn: '2024-12-04', ...values }));
    const count = (operator: string) =>
      figuresOf([metric(operator)], rowsOf({ publicityEvent: events }), aContext())[0]?.total.n;
    expect([count('filled'), count('empty')]).toEqual([2, 2]);
  });

  test('法律明白人 trained at least twice, how many and which share, and who is not among them', () => {
    const savvy = (id: string) => aRow({ name: id, roles: { r: { role: 'lawSavvyPerson' } } }, { id });
    const session = (heldOn: string, ...ids: string[]) =>
      aRow({
        heldOn,
        type: 'businessTraining',
        attendance: Object.fromEntries(ids.map((id) => [id, { state: 'present' }])),
      });
    const rows = rowsOf({
      person: ['a', 'b', 'c'].map(savvy),
      training: [session('2024-03-01', 'a', 'b'), session('2024-06-01', 'a', 'guest'), session('2024-09-01', 'guest')],
    });
    const [people, share] = [
      { measure: 'people', kind: 'training', atLeast: 2 },
      { measure: 'coverage', kind: 'training', roster: 'lawSavvyPerson', atLeast: 2 },
    ].map((raw) => aMetric(raw));
    if (people === undefined || share === undefined) throw new Error('no metric');
    const totals = figuresOf([people, share], rows, aContext()).map(({ total }) => total);
    expect(totals).toEqual([{ n: 2 }, { n: 1, of: 3 }]);
    expect(notCovered(share, rows, aContext()).map(({ id }) => id)).toEqual(['b', 'c']);
    expect(metricText(people, () => '')).toContain('每人至少2次');
    for (const atLeast of [0, 1.5, '2', 100])
      expect(parseMetric({ measure: 'people', kind: 'training', atLeast }).ok).toBe(false);
  });

  test('women of one village reached in a quarter', () => {
    const reached = aMetric({
      measure: 'sum',
      field: 'audience',
      kind: 'publicityEvent',
      where: [
        { field: 'audienceGroups', operator: 'has', value: ['women'] },
        { field: 'heldOn', operator: 'gte', value: '2024-04-01' },
        { field: 'heldOn', operator: 'lte', value: '2024-06-30' },
      ],
    });
    const event = (heldOn: string, unit: string, groups: string[]) =>
      aRow({ heldOn, audience: 10, audienceGroups: groups }, { unit });
    const events = [
      event('2024-03-31', EAST, ['women']),
      event('2024-04-01', EAST, ['women', 'youth']),
      event('2024-06-30', EAST, ['women']),
      event('2024-05-01', EAST, ['youth']),
      event('2024-05-01', WEST, ['women']),
    ];
    const [figure] = figuresOf([reached], rowsOf({ publicityEvent: events }), aContext());
    expect([figure?.total.n, figure?.byUnit.get(EAST)?.n]).toEqual([30, 20]);
  });
});
