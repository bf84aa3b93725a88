import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFigures, differenceOf, figuresOf, notCovered, recordsBehind } from '#core/figures.ts';
import { permilleOf, type Figure } from '#core/sums.ts';
import { isStock, parseMetric } from '#core/metric.ts';
import { aContext, aMetric, aRow, aUnit, EAST, rowsOf, someUnits, SOUTH, TOWNSHIP, WEST } from '#test/help/figures.ts';

const trainings = aMetric({ measure: 'count', kind: 'training' });
const units = (figure: Figure) => Object.fromEntries([...figure.byUnit].map(([id, { n }]) => [id, n]));
const months = (figure: Figure) => figure.byMonth.map(({ n }) => n);
const onlyFigure = (raw: unknown, rows: Parameters<typeof rowsOf>[0], context = aContext()): Figure =>
  figuresOf([aMetric(raw)], rowsOf(rows), context)[0] as Figure;

describe('flows', () => {
  test('[F3] count in their period alone, by month and by village, both ends included', () => {
    const rows = [
      aRow({ heldOn: '2023-12-31' }),
      aRow({ heldOn: '2024-01-01' }),
      aRow({ heldOn: '2024-06-03' }, { unit: WEST }),
      aRow({ heldOn: '2024-12-31' }),
      aRow({ heldOn: '2025-01-01' }),
      aRow({}),
    ];
    const figure = onlyFigure({ measure: 'count', kind: 'training' }, { training: rows });
    expect(figure.total).toEqual({ n: 3 });
    expect(units(figure)).toEqual({ [TOWNSHIP]: 0, [EAST]: 2, [WEST]: 1, [SOUTH]: 0 });
    expect(months(figure)).toEqual([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1]);
    expect(figure.cell(WEST, 5)).toEqual({ n: 1 });
    expect(figure.undated).toBe(1);
  });

  test('count in a statistical year that began the year before', () => {
    const period = { from: '2023-12-01', to: '2024-11-30' };
    const rows = {
      training: [aRow({ heldOn: '2023-12-01' }), aRow({ heldOn: '2024-11-30' }), aRow({ heldOn: '2024-12-01' })],
    };
    const figure = onlyFigure({ measure: 'count', kind: 'training' }, rows, { ...aContext(), period, asOf: period.to });
    expect(figure.total.n).toBe(2);
    expect(months(figure)).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  });

  test('a period counts by its last day', () => {
    const rows = { screening: [aRow({ period: { from: '2024-01-29', to: '2024-02-04' }, screened: 2 })] };
    expect(months(onlyFigure({ measure: 'sum', field: 'screened', kind: 'screening' }, rows))[1]).toBe(2);
  });

  test('[F5] an event that covered several villages counts for each and once in the total', () => {
    const rows = {
      publicityEvent: [aRow({ heldOn: '2024-05-01', villages: [EAST, WEST], materials: 80 }, { unit: TOWNSHIP })],
    };
    const figure = onlyFigure({ measure: 'sum', field: 'materials', kind: 'publicityEvent' }, rows);
    expect(figure.total.n).toBe(80);
    expect(units(figure)).toEqual({ [TOWNSHIP]: 0, [EAST]: 80, [WEST]: 80, [SOUTH]: 0 });
  });

  test('by organiser a record counts for the unit whose name stands there, else for its own', () => {
    const rows = {
      publicityEvent: [
        aRow({ heldOn: '2024-05-01', organiser: '西村' }),
        aRow({ heldOn: '2024-05-02', organiser: '县司法局' }),
      ],
    };
    const figure = onlyFigure({ measure: 'count', kind: 'publicityEvent', by: 'organiser' }, rows);
    expect(units(figure)).toMatchObject({ [EAST]: 1, [WEST]: 1 });
  });
});

describe('people', () => {
  const persons = [
    aRow({ name: '甲', roles: { 1: { role: 'lawSavvyPerson', from: '2024-03-01' } } }, { id: 'p1', unit: EAST }),
    aRow(
      { name: '乙', roles: { 1: { role: 'lawSavvyPerson', from: '2023-01-01', to: '2024-08-31' } } },
      { id: 'p2', unit: WEST },
    ),
    aRow(
      { name: '丙', roles: { 1: { role: 'lawSavvyPerson', from: '2023-01-01', state: 'exited' } } },
      { id: 'p3', unit: WEST },
    ),
    aRow({ name: '丁', roles: { 1: { role: 'mediator' } } }, { id: 'p4', unit: WEST }),
    aRow({ name: '丁', mergedInto: 'p4', roles: { 1: { role: 'mediator' } } }, { id: 'p5', unit: WEST }),
  ];
  const attendance = {
    p1: { state: 'present' },
    p2: { state: 'late' },
    p3: { state: 'absent' },
    p4: { state: 'madeUp' },
  };
  const training = [
    aRow({ heldOn: '2024-06-03', attendance, extraAttendees: { x: { people: 14 } } }, { unit: TOWNSHIP }),
    aRow({ heldOn: '2024-07-01', attendance: { p1: { state: 'present' }, p5: { state: 'present' } } }, { unit: EAST }),
  ];
  const rows = { person: persons, training };

  test('人次 holds everyone who came, those beyond the roster too', () => {
    const figure = onlyFigure({ measure: 'personTimes', kind: 'training' }, rows);
    expect(figure.total.n).toBe(3 + 14 + 2);
    expect(figure.byMonth[5]?.n).toBe(17);
  });

  test('[F5] 人次 by the village of the people leaves nameless guests with whoever held it', () => {
    const figure = onlyFigure({ measure: 'personTimes', kind: 'training', by: 'personVillage' }, rows);
    expect(units(figure)).toEqual({ [TOWNSHIP]: 14, [EAST]: 2, [WEST]: 3, [SOUTH]: 0 });
    expect(figure.total.n).toBe(19);
  });

  test('人 are different people: a merged person is one', () => {
    expect(onlyFigure({ measure: 'people', kind: 'training' }, rows).total.n).toBe(3);
    expect(
      onlyFigure(
        { measure: 'count', kind: 'person', where: [{ field: 'roles', operator: 'has', value: 'mediator' }] },
        rows,
      ).total.n,
    ).toBe(1);
  });

  test('[F5] a merged person is counted nowhere again, nor a unit that was entered twice', () => {
    const holders = {
      measure: 'count',
      kind: 'person',
      where: [{ field: 'roles', operator: 'has', value: 'mediator' }],
    };
    expect(units(onlyFigure(holders, rows))).toMatchObject({ [WEST]: 1 });
    const twice = [...someUnits(), aUnit('u9', '东村（旧）', { sameAs: EAST })];
    const figure = onlyFigure({ measure: 'count', kind: 'unit' }, { unit: twice }, aContext(null, 2024, twice));
    expect([figure.total.n, figure.byUnit.get(EAST)]).toEqual([4, { n: 1 }]);
  });

  test('[F3] a stock is what there is on the day: roles begin, end and are left', () => {
    const roster = {
      measure: 'count',
      kind: 'person',
      where: [{ field: 'roles', operator: 'has', value: 'lawSavvyPerson' }],
    };
    expect(isStock(aMetric(roster))).toBe(true);
    const figure = onlyFigure(roster, rows);
    expect(figure.total.n).toBe(1);
    expect(months(figure)).toEqual([1, 1, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1]);
    expect(onlyFigure(roster, rows, aContext('2024-08-15')).total.n).toBe(2);
  });

  test('a stock in a running year says nothing of months to come', () => {
    const roster = {
      measure: 'count',
      kind: 'person',
      where: [{ field: 'roles', operator: 'has', value: 'lawSavvyPerson' }],
    };
    expect(months(onlyFigure(roster, rows, aContext('2024-03-15')))).toEqual([1, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  test('coverage is of those who stand on the roster', () => {
    const figure = onlyFigure(
      { measure: 'coverage', kind: 'training', roster: 'lawSavvyPerson' },
      rows,
      aContext('2024-08-15'),
    );
    expect(figure.total).toEqual({ n: 2, of: 2 });
    expect(figure.byUnit.get(WEST)).toEqual({ n: 1, of: 1 });
    expect(figure.byUnit.get(SOUTH)).toEqual({ n: 0, of: 0 });
  });

  test('coverage names whom to invite next', () => {
    const metric = aMetric({ measure: 'coverage', kind: 'training', roster: 'mediator' });
    const more = [...persons, aRow({ name: '己', roles: { 1: { role: 'mediator' } } }, { id: 'p6', unit: SOUTH })];
    const names = (unit?: string) =>
      notCovered(metric, rowsOf({ person: more, training }), aContext(), unit).map(({ id }) => id);
    expect([names(), names(SOUTH), names(WEST)]).toEqual([['p6'], ['p6'], []]);
  });

  test('filters on one list speak of one and the same item', () => {
    const both = aRow({ name: '戊', roles: { 1: { role: 'mediator', basis: 'elected' }, 2: { role: 'gridWorker' } } });
    const where = [
      { field: 'roles', operator: 'has', value: 'gridWorker' },
      { field: 'roles.basis', operator: 'eq', value: 'elected' },
    ];
    expect(onlyFigure({ measure: 'count', kind: 'person', where }, { person: [both] }).total.n).toBe(0);
  });
});

describe('shares', () => {
  test('各村配齐: villages with at least one, of all villages; the township itself is none of them', () => {
    const venue = [
      aRow({ type: 'mediationRoom', openedOn: '2020-01-01' }, { unit: EAST }),
      aRow({ type: 'mediationRoom', openedOn: '2024-09-01' }, { unit: WEST }),
      aRow({ type: 'mediationRoom', closedOn: '2024-02-01' }, { unit: SOUTH }),
      aRow({ type: 'mediationRoom' }, { unit: TOWNSHIP }),
    ];
    const figure = onlyFigure(
      { measure: 'coverageUnits', kind: 'venue', where: [{ field: 'type', operator: 'eq', value: 'mediationRoom' }] },
      { venue },
    );
    expect(figure.total).toEqual({ n: 2, of: 3 });
    expect(figure.byMonth[0]).toEqual({ n: 2, of: 3 });
    expect(figure.byUnit.get(SOUTH)).toEqual({ n: 0, of: 1 });
  });

  test('[F2] a rate is two counts, also across kinds; over nothing it is no number', () => {
    const rate = aMetric({
      measure: 'rate',
      part: { measure: 'distinct', field: 'mediationCase', kind: 'publicityEvent' },
      whole: {
        measure: 'count',
        kind: 'mediationCase',
        where: [{ field: 'status', operator: 'eq', value: 'settled' }],
      },
    });
    const event = { heldOn: '2024-03-01', mediationCase: 'c1' };
    const rows = rowsOf({
      publicityEvent: [aRow(event), aRow(event)],
      mediationCase: [
        aRow({ acceptedOn: '2024-02-01', status: 'settled' }),
        aRow({ acceptedOn: '2024-02-02', status: 'settled' }, { unit: WEST }),
      ],
    });
    const [figure] = figuresOf([rate], rows, aContext());
    expect(figure?.total).toEqual({ n: 1, of: 2 });
    expect(permilleOf(figure?.total ?? { n: 0 })).toBe(500);
    expect(permilleOf(figure?.byUnit.get(SOUTH) ?? { n: 0 })).toBeNull();
    expect(permilleOf({ n: 2, of: 3 })).toBe(667);
  });
});

describe('units', () => {
  test('two records of one village count as one, under the name that stands for both', () => {
    const same = [...someUnits(), aUnit('u9', '东村（旧）', { sameAs: EAST })];
    const figure = onlyFigure(
      { measure: 'count', kind: 'training' },
      { training: [aRow({ heldOn: '2024-01-05' }, { unit: 'u9' })] },
      aContext('2024-12-31', 2024, same),
    );
    expect(units(figure)).toEqual({ [TOWNSHIP]: 0, [EAST]: 1, [WEST]: 0, [SOUTH]: 0 });
  });

  test('what belongs to a unit that is not listed is still shown', () => {
    const figure = onlyFigure(
      { measure: 'count', kind: 'training' },
      { training: [aRow({ heldOn: '2024-01-05' }, { unit: 'gone' })] },
    );
    expect([figure.total.n, figure.byUnit.get('gone')]).toEqual([1, { n: 1 }]);
  });

  test('[F14] a village that went into another counts for it from the year of the merger on, and by itself before', () => {
    const merged = [
      ...someUnits().filter(({ id }) => id !== WEST),
      aUnit(WEST, '西村', { validUntil: '2024-06-30', absorbedBy: EAST }),
    ];
    const training = [
      aRow({ heldOn: '2023-05-05' }, { unit: WEST }),
      aRow({ heldOn: '2024-05-05' }, { unit: WEST }),
      aRow({ heldOn: '2024-08-05' }, { unit: EAST }),
    ];
    const count = (year: number) =>
      units(onlyFigure({ measure: 'count', kind: 'training' }, { training }, aContext(`${year}-12-31`, year, merged)));
    expect(count(2023)).toEqual({ [TOWNSHIP]: 0, [EAST]: 0, [WEST]: 1, [SOUTH]: 0 });
    expect(count(2024)).toEqual({ [TOWNSHIP]: 0, [EAST]: 2, [SOUTH]: 0 });
    const { byName } = aContext('2024-12-31', 2024, merged).units;
    expect(byName('西村')).toBe(EAST);
  });

  test('[F14] a name that two units have had is the one’s that has it now', () => {
    const unit = [
      aUnit(WEST, '城关村', { validUntil: '2024-06-30', absorbedBy: SOUTH }),
      aUnit(EAST, '东村', { formerNames: { a: { name: '老村' } } }),
      aUnit(SOUTH, '城关村'),
      aUnit('u9', '老村', { validUntil: '2024-06-30', absorbedBy: SOUTH }),
    ];
    const { byName, mergedOf } = aContext('2024-12-31', 2024, unit).units;
    expect([byName('城关村'), mergedOf('城关村')]).toEqual([SOUTH, undefined]);
    expect(mergedOf('老村')).toEqual({ id: 'u9', until: '2024-06-30', into: '城关村' });
  });

  test('units that claim to be each other do not hang', () => {
    const mergers = [
      aUnit('a', '甲', { absorbedBy: 'b', validUntil: '2024-01-01' }),
      aUnit('b', '乙', { absorbedBy: 'a', validUntil: '2024-01-01' }),
    ];
    expect(() => aContext('2024-12-31', 2024, mergers).units.canonical('a')).not.toThrow();
    const circle = [aUnit('a', '甲', { sameAs: 'b' }), aUnit('b', '乙', { sameAs: 'a' })];
    expect(() =>
      onlyFigure(
        { measure: 'count', kind: 'training' },
        { training: [aRow({ heldOn: '2024-01-05' }, { unit: 'a' })] },
        aContext(null, 2024, circle),
      ),
    ).not.toThrow();
  });
});

describe('[F1] of some villages alone', () => {
  const of = (...value: string[]) => ({ field: '@village', operator: 'in', value });
  const inEast = [of(EAST)];

  test('counts what falls to them, an event in several of them once', () => {
    const publicityEvent = [
      aRow({ heldOn: '2024-05-01', villages: [EAST, WEST], materials: 80 }, { unit: TOWNSHIP }),
      aRow({ heldOn: '2024-05-02', materials: 5 }, { unit: SOUTH }),
      aRow({ materials: 7 }, { unit: SOUTH }),
    ];
    const sum = { measure: 'sum', field: 'materials', kind: 'publicityEvent' };
    const both = onlyFigure({ ...sum, where: [of(EAST, WEST)] }, { publicityEvent });
    expect([both.total.n, both.undated, units(both)]).toEqual([
      80,
      0,
      { [TOWNSHIP]: 0, [EAST]: 80, [WEST]: 80, [SOUTH]: 0 },
    ]);
    expect(onlyFigure({ ...sum, where: [of(SOUTH)] }, { publicityEvent })).toMatchObject({
      total: { n: 5 },
      undated: 1,
    });
    const metric = aMetric({ measure: 'count', kind: 'publicityEvent', where: [of(SOUTH)] });
    expect(recordsBehind(metric, rowsOf({ publicityEvent }), aContext())).toHaveLength(1);
    const covered = onlyFigure(
      { measure: 'coverageUnits', kind: 'publicityEvent', where: [of(EAST, SOUTH)] },
      { publicityEvent },
    );
    expect(covered.total).toEqual({ n: 2, of: 2 });
  });

  test('people count where they come from, and a roster is that of these villages', () => {
    const savvy = (id: string, unit: string) =>
      aRow({ name: id, roles: { r: { role: 'lawSavvyPerson' } } }, { id, unit });
    const person = [savvy('a', EAST), savvy('b', EAST), savvy('c', WEST)];
    const training = [
      aRow(
        { heldOn: '2024-05-01', attendance: { a: { state: 'present' }, c: { state: 'present' } }, guests: 4 },
        { unit: TOWNSHIP },
      ),
    ];
    const rows = { person, training };
    const coverage = { measure: 'coverage', kind: 'training', roster: 'lawSavvyPerson', where: inEast };
    expect(onlyFigure(coverage, rows).total).toEqual({ n: 1, of: 2 });
    expect(notCovered(aMetric(coverage), rowsOf(rows), aContext()).map(({ id }) => id)).toEqual(['b']);
    const times = { measure: 'personTimes', kind: 'training', by: 'personVillage', where: inEast };
    expect(onlyFigure(times, rows).total.n).toBe(1);
  });

  test('[F5] a case that was handed up counts there, unless what continues it counts as well', () => {
    const mediationCase = [
      aRow({ acceptedOn: '2024-02-01', handedUp: { newCase: 'new' } }, { id: 'old' }),
      aRow({ acceptedOn: '2024-02-09' }, { id: 'new', unit: WEST }),
    ];
    const count = (...value: string[]) =>
      onlyFigure({ measure: 'count', kind: 'mediationCase', where: [of(...value)] }, { mediationCase }).total.n;
    expect([count(EAST), count(WEST), count(EAST, WEST)]).toEqual([1, 1, 1]);
    const metric = aMetric({ measure: 'count', kind: 'mediationCase', where: inEast });
    expect(recordsBehind(metric, rowsOf({ mediationCase }), aContext()).map(({ id }) => id)).toEqual(['old']);
  });

  test('[F14] a village that went into another one is counted with it', () => {
    const merged = [
      ...someUnits().filter(({ id }) => id !== WEST),
      aUnit(WEST, '西村', { validUntil: '2024-06-30', absorbedBy: EAST }),
    ];
    const training = [aRow({ heldOn: '2024-05-05' }, { unit: WEST }), aRow({ heldOn: '2024-08-05' }, { unit: EAST })];
    const metric = { measure: 'count', kind: 'training', where: [of(WEST)] };
    expect(onlyFigure(metric, { training }, aContext('2024-12-31', 2024, merged)).total.n).toBe(2);
  });

  test('anything but a list of villages is refused, and so is the whole condition by a version without it', () => {
    const refused = (filter: object) => parseMetric({ measure: 'count', kind: 'training', where: [filter] });
    for (const filter of [
      { field: '@village', operator: 'filled' },
      { field: '@village', operator: 'eq', value: EAST },
      { field: '@village', operator: 'in', value: [] },
      { field: '@place', operator: 'in', value: [EAST] },
    ])
      expect(refused(filter)).toMatchObject({ ok: false });
  });
});

describe('a case handed up', () => {
  test('[F5] counts for its committee and not a second time in the total', () => {
    const mediationCase = [
      aRow({ acceptedOn: '2024-02-01', handedUp: { newCase: 'new' } }, { id: 'old' }),
      aRow({ acceptedOn: '2024-02-09' }, { id: 'new', unit: TOWNSHIP }),
    ];
    const metric = aMetric({ measure: 'count', kind: 'mediationCase' });
    const figure = onlyFigure(metric, { mediationCase });
    expect(figure.total.n).toBe(1);
    expect(units(figure)).toMatchObject({ [EAST]: 1, [TOWNSHIP]: 1 });
    expect(recordsBehind(metric, rowsOf({ mediationCase }), aContext()).map(({ id }) => id)).toEqual(['new']);
    expect(recordsBehind(metric, rowsOf({ mediationCase }), aContext(), { unit: EAST }).map(({ id }) => id)).toEqual([
      'old',
    ]);
    // A village that cannot see the township's cases still has its own.
    expect(onlyFigure(metric, { mediationCase: mediationCase.slice(0, 1) }).total.n).toBe(1);
  });
});

describe('totals', () => {
  test('[F9] split into what the server confirmed and what waits; standalone knows neither', () => {
    const rows = rowsOf({
      training: [aRow({ heldOn: '2024-01-05' }, { id: 'sent' }), aRow({ heldOn: '2024-01-06' }, { id: 'waits' })],
    });
    expect(figuresOf([trainings], rows, aContext())[0]?.split).toEqual({ stored: 2, confirmed: null, pending: null });
    expect(figuresOf([trainings], rows, { ...aContext(), pending: new Set(['waits']) })[0]?.split).toEqual({
      stored: 2,
      confirmed: 1,
      pending: 1,
    });
  });
});

describe('figures kept up to date', () => {
  test('kinds that begin with one and the same empty list are counted each from its own records', () => {
    const [figures, context] = [createFigures(), aContext()];
    const metrics = [trainings, aMetric({ measure: 'count', kind: 'publicityEvent' })];
    const none: readonly [] = [];
    figures.of(
      metrics,
      new Map([
        ['training', none],
        ['publicityEvent', none],
      ]),
      context,
    );
    const come = rowsOf({
      training: [aRow({ heldOn: '2024-03-01' })],
      publicityEvent: [aRow({ heldOn: '2024-04-01' }), aRow({ heldOn: '2024-04-02' })],
    });
    expect(figures.of(metrics, come, context).map(({ total }) => total.n)).toEqual([1, 2]);
  });

  test('read one record when one record changed, and nothing when none did', () => {
    let reads = 0;
    const watched = (heldOn: string) => {
      const row = aRow({});
      return {
        ...row,
        get values() {
          reads += 1;
          return { heldOn };
        },
      };
    };
    const rows = Array.from({ length: 500 }, (_, i) => watched(`2024-0${(i % 9) + 1}-01`));
    const [figures, context] = [createFigures(), aContext()];
    const first = figures.of([trainings], rowsOf({ training: rows }), context)[0];
    expect(first?.total.n).toBe(500);
    reads = 0;
    expect(figures.of([trainings], rowsOf({ training: rows }), context)[0]).toBe(first);
    expect(reads).toBe(0);
    const changed = [...rows];
    changed[250] = watched('2023-01-01');
    expect(figures.of([trainings], rowsOf({ training: changed }), context)[0]?.total.n).toBe(499);
    // Reading what the kind's rows say about each other takes one look at each; counting looks at the changed one.
    expect(reads).toBeLessThan(500 + 10);
  });

  test('[F8] equal figures counted anew, whatever was saved, removed, handed up or merged in between', () => {
    const metrics = [
      trainings,
      aMetric({ measure: 'people', kind: 'training', by: 'personVillage' }),
      aMetric({ measure: 'coverage', kind: 'training', roster: 'mediator' }),
      aMetric({ measure: 'personTimes', kind: 'training' }),
      aMetric({ measure: 'coverageUnits', kind: 'training' }),
      aMetric({ measure: 'count', kind: 'mediationCase' }),
      aMetric({ measure: 'count', kind: 'person', where: [{ field: 'roles', operator: 'has', value: 'mediator' }] }),
    ];
    const unit = fc.constantFrom(TOWNSHIP, EAST, WEST, SOUTH);
    const day = fc.constantFrom('2023-06-01', '2024-02-01', '2024-11-30', undefined);
    const id = fc.integer({ min: 0, max: 5 }).map((n) => `p${n}`);
    const step = fc.record({
      kind: fc.constantFrom('training', 'mediationCase', 'person'),
      place: fc.nat(5),
      removed: fc.boolean(),
      unit,
      day,
      id,
      other: id,
      waits: fc.option(fc.subarray(['p0', 'p1', 'p2', 'p3', 'p4', 'p5']), { freq: 5 }),
    });
    const valuesFor = ({
      kind,
      day: on,
      other,
      id: own,
    }: {
      kind: string;
      day: string | undefined;
      other: string;
      id: string;
    }) => {
      if (kind === 'training')
        return { heldOn: on, attendance: { [other]: { state: 'present' }, [own]: { state: 'late' } } };
      if (kind === 'mediationCase')
        return { acceptedOn: on, ...(on === undefined ? {} : { handedUp: { newCase: other } }) };
      return {
        roles: { 1: { role: 'mediator', ...(on === undefined ? {} : { to: on }) } },
        ...(other === own ? {} : { mergedInto: other }),
      };
    };
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const kept = createFigures();
        const [common, lists] = [aContext(), new Map<string, ReturnType<typeof aRow>[]>()];
        for (const each of steps) {
          const context = each.waits === null ? common : { ...common, pending: new Set(each.waits) };
          const list = [...(lists.get(each.kind) ?? [])];
          const row = aRow(valuesFor(each), { id: each.id, unit: each.unit });
          const rest = list.filter((other) => other.id !== row.id);
          if (!each.removed) rest.splice(each.place, 0, row);
          lists.set(each.kind, rest);
          const [now, anew] = [kept.of(metrics, lists, context), figuresOf(metrics, lists, context)];
          for (const [i, figure] of now.entries()) {
            const other = anew[i] as Figure;
            expect(figure.total).toEqual(other.total);
            expect(figure.split).toEqual(other.split);
            expect(figure.byMonth).toEqual(other.byMonth);
            for (const place of [TOWNSHIP, EAST, WEST, SOUTH]) {
              expect(figure.byUnit.get(place)).toEqual(other.byUnit.get(place));
              expect(figure.cell(place, 10)).toEqual(other.cell(place, 10));
            }
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  test('the difference of two lists is what left and what came', () => {
    const [a, b, c, d] = [{}, {}, {}, {}];
    expect(differenceOf([a, b, c], [a, d, c])).toEqual({ gone: [b], come: [d] });
    expect(differenceOf([a, b], [a, b, c])).toEqual({ gone: [], come: [c] });
    expect(differenceOf([a, b, c], [])).toEqual({ gone: [a, b, c], come: [] });
  });
});
