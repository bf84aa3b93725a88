import { describe, expect, test } from 'vitest';
import { caseFigures } from '#core/case-figures.ts';
import { figuresOf } from '#core/figures.ts';
import { publicityFigures, screeningFigures, trainingFigures } from '#core/work-figures.ts';
import { disputeTypes } from '#kinds/codes.ts';
import type { Values } from '#kinds/field.ts';
import { aContext, aMetric, aRow, EAST, rowsOf, TOWNSHIP, WEST } from '#test/help/figures.ts';

const scope = aContext();
const aCase = (values: Values, unit: string = EAST) =>
  aRow(
    { acceptedOn: '2024-03-01', status: 'settled', disputeType: 'neighbor', source: 'ownMotion', ...values },
    { unit },
  );
const parties = { a: { name: '甲' }, b: { name: '乙' } };

describe('case figures', () => {
  const cases = [
    aCase({
      agreementForm: 'oral',
      peopleInvolved: 5,
      agreedAmount: 120_050,
      difficulty: 'major',
      performance: 'performed',
    }),
    aCase({ agreementForm: 'written', parties, disputeType: 'otherLabor', source: 'referral.court' }, WEST),
    aCase({ status: 'notSettled', disputeType: 'migrantWageArrears', source: 'application', parties }),
    aCase({ status: 'terminated', disputeType: 'neighbor' }),
    aCase({ status: 'inMediation', acceptedOn: '2024-12-30' }),
    aCase({ status: 'registered' }),
    aCase({ status: 'declined' }),
    aCase({ acceptedOn: '2023-12-31' }),
  ];
  const figures = caseFigures(cases, scope);

  test('[F10] rates stand on counts: 成功率 = 成功 ÷ 受理, 调解率 = 已调解 ÷ 受理, open cases beside them', () => {
    expect(figures).toMatchObject({
      accepted: 5,
      settled: 2,
      notSettled: 1,
      terminated: 1,
      open: 1,
      registered: 1,
      declined: 1,
    });
    expect(figures.settlementRate).toEqual({ n: 2, of: 5 });
    expect(figures.mediationRate).toEqual({ n: 4, of: 5 });
    expect(caseFigures([], scope).settlementRate).toEqual({ n: 0, of: 0 });
  });

  test('[F10] types and sources each partition 受理 (domain.md §0.1)', () => {
    const sum = (groups: readonly { accepted: number }[]) => groups.reduce((all, { accepted }) => all + accepted, 0);
    expect([figures.types, figures.types15, figures.sources].map(sum)).toEqual([5, 5, 5]);
    expect(figures.types).toHaveLength(18);
    expect(figures.types15).toHaveLength(15);
    expect(figures.types15.find(({ zh }) => zh === '劳动争议纠纷')?.accepted).toBe(2);
    expect(figures.forms.map(({ zh, settled }) => [zh, settled])).toEqual([
      ['书面协议', 1],
      ['口头协议', 1],
    ]);
  });

  test('[F10] a type that only a newer app knows, or none, has a line of its own and is not lost', () => {
    const odd = caseFigures([aCase({ disputeType: 'spaceDebris' }), aCase({ disputeType: undefined })], scope);
    expect(odd.types.slice(18).map(({ zh, accepted }) => [zh, accepted])).toEqual([
      ['spaceDebris', 1],
      ['未填', 1],
    ]);
  });

  test('people default to the parties, amounts are 分 of settled cases', () => {
    expect(figures.people).toBe(5 + 2 + 2);
    expect(figures.agreedAmount).toBe(120_050);
    expect(figures).toMatchObject({ difficult: 1, performed: 1 });
    expect(figures.months[2]?.accepted).toBe(4);
    expect(figures.byUnit.get(WEST)?.accepted).toBe(1);
  });

  test('[F5] a case handed up counts for both committees and once for the township', () => {
    const both = [
      aRow({ acceptedOn: '2024-03-01', status: 'terminated', handedUp: { newCase: 'n' } }, { id: 'o', unit: EAST }),
      aRow({ acceptedOn: '2024-03-09', status: 'settled' }, { id: 'n', unit: TOWNSHIP }),
    ];
    expect(caseFigures(both, scope)).toMatchObject({ accepted: 1, settled: 1, terminated: 0 });
    expect(caseFigures(both, scope).byUnit.get(EAST)?.accepted).toBe(1);
    expect(caseFigures(both, { ...scope, unit: EAST })).toMatchObject({ accepted: 1, terminated: 1 });
  });

  test('[F1] equal what the metrics count, so that every mark can open its records', () => {
    const rows = rowsOf({ mediationCase: cases });
    const accepted = {
      field: 'status',
      operator: 'in',
      value: ['accepted', 'inMediation', 'settled', 'notSettled', 'terminated'],
    };
    const counts = disputeTypes.codes.map(({ id }) =>
      aMetric({
        measure: 'count',
        kind: 'mediationCase',
        where: [accepted, { field: 'disputeType', operator: 'eq', value: id }],
      }),
    );
    expect(figuresOf(counts, rows, scope).map(({ total }) => total.n)).toEqual(
      figures.types.map(({ accepted: n }) => n),
    );
  });
});

describe('training figures', () => {
  const attendance = { p1: { state: 'present' }, p2: { state: 'madeUp' }, p3: { state: 'absent' } };
  const training = [
    aRow({ heldOn: '2024-06-03', type: 'businessTraining', attendance, extraAttendees: { a: { people: 3 } } }),
    aRow({ heldOn: '2024-06-09', type: 'legalExam', examDue: 20, examTaken: 18, examPassed: 17 }),
    aRow({
      heldOn: '2024-07-09',
      type: 'own',
      attendance: { p1: { state: 'present' } },
      expected: 4,
      extraAttendees: { a: { people: 2 } },
    }),
  ];
  const codeEntry = [aRow({ list: 'trainingTypes', name: '夜校', countsAsTraining: true }, { id: 'own' })];

  test('only types that count are 场次; 人次 holds guests, 人 the different people', () => {
    const figures = trainingFigures(rowsOf({ training, codeEntry }), scope);
    expect(figures).toMatchObject({
      sessions: 2,
      personTimes: 5 + 3,
      people: 2,
      examTaken: { n: 18, of: 20 },
      examPassed: { n: 17, of: 18 },
    });
    expect(figures.attendance).toEqual({ n: 1 + 3, of: 3 + 4 });
    expect(figures.types.find(({ id }) => id === 'legalExam')?.count).toBe(1);
    expect(figures.types[figures.types.length - 1]).toEqual({ id: 'own', zh: '夜校', count: 1, personTimes: 3 });
  });
});

test('publicity and screening add up what was handed out, asked and prevented', () => {
  const events = [
    aRow({
      heldOn: '2024-12-04',
      themes: ['constitution', 'civilCode'],
      forms: ['materials'],
      materials: 300,
      audience: 120,
    }),
    aRow({
      heldOn: '2024-12-05',
      themes: ['constitution'],
      forms: ['materials', 'banners'],
      banners: 2,
      villages: [WEST],
    }),
  ];
  const figures = publicityFigures(events, scope);
  expect(figures).toMatchObject({ events: 2, sums: { materials: 300, audience: 120, banners: 2 } });
  expect(figures.themes.slice(0, 2).map(({ count }) => count)).toEqual([2, 1]);
  expect(publicityFigures(events, { ...scope, unit: WEST }).events).toBe(1);
  const own = aRow({ list: 'publicityThemes', name: '禁毒' }, { id: 'own' });
  const { themes } = publicityFigures([aRow({ heldOn: '2024-06-26', themes: ['own'], forms: [] })], scope, [own]);
  expect(themes[themes.length - 1]).toEqual({ id: 'own', zh: '禁毒', count: 1 });

  const rounds = [
    aRow({ period: { from: '2024-01-29', to: '2024-02-04' }, screened: 1, found: 0 }),
    aRow({ period: { from: '2023-12-25', to: '2023-12-31' }, screened: 9 }),
  ];
  expect(screeningFigures(rounds, scope)).toMatchObject({ screened: 1, found: 0, zeroReports: 1 });
});
