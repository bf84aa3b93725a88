/** How long figures take: 30 metrics over 20,000 records, at first and after one change. Run: `node test/bench/figures.ts`. */
import type { CountedRow } from '#core/counted-units.ts';
import { createFigures } from '#core/figures.ts';
import type { Metric } from '#core/metric.ts';
import { disputeTypes } from '#kinds/codes.ts';
import { aContext, aMetric, aRow, EAST, rowsOf, SOUTH, WEST } from '#test/help/figures.ts';

const UNITS = [EAST, WEST, SOUTH];
const pick = <T>(list: readonly T[], i: number): T => list[i % list.length] as T;
const day = (i: number): string =>
  `2024-${String((i % 12) + 1).padStart(2, '0')}-${String((i % 28) + 1).padStart(2, '0')}`;
const unitOf = (i: number) => ({ unit: pick(UNITS, i) });

const person = Array.from({ length: 600 }, (_, i) =>
  aRow(
    { name: `人${i}`, roles: { 1: { role: pick(['mediator', 'lawSavvyPerson', 'officeCadre'], i), from: day(i) } } },
    unitOf(i),
  ),
);
const attendanceFrom = (i: number) =>
  Object.fromEntries(
    Array.from({ length: 30 }, (_, k) => [
      pick(person, i * 7 + k).id,
      { state: pick(['present', 'late', 'absent'], k) },
    ]),
  );
const training = Array.from({ length: 2400 }, (_, i) =>
  aRow(
    {
      heldOn: day(i),
      type: pick(['businessTraining', 'centralGroupStudy', 'legalExam'], i),
      audience: ['mediator'],
      attendance: attendanceFrom(i),
      expected: 30,
    },
    unitOf(i),
  ),
);
const publicityEvent = Array.from({ length: 4000 }, (_, i) =>
  aRow(
    {
      heldOn: day(i),
      themes: [pick(['constitution', 'civilCode', 'telecomFraud'], i)],
      forms: ['materials'],
      materials: i % 300,
      audience: i % 90,
      villages: i % 5 === 0 ? [EAST, WEST] : [],
    },
    unitOf(i),
  ),
);
const mediationCase = Array.from({ length: 13_000 }, (_, i) =>
  aRow(
    {
      acceptedOn: day(i),
      disputeType: pick(disputeTypes.codes, i).id,
      status: pick(['settled', 'notSettled', 'accepted'], i),
      source: 'ownMotion',
      agreedAmount: i * 100,
    },
    unitOf(i),
  ),
);
const rows = rowsOf({ person, training, publicityEvent, mediationCase });

const metrics: Metric[] = [
  ...disputeTypes.codes.slice(0, 9).map(({ id }) =>
    aMetric({
      measure: 'count',
      kind: 'mediationCase',
      where: [{ field: 'disputeType', operator: 'eq', value: id }],
    }),
  ),
  aMetric({ measure: 'sum', field: 'agreedAmount', kind: 'mediationCase' }),
  ...['constitution', 'civilCode', 'telecomFraud', 'workSafety'].map((theme) =>
    aMetric({ measure: 'count', kind: 'publicityEvent', where: [{ field: 'themes', operator: 'has', value: theme }] }),
  ),
  ...['materials', 'audience', 'banners', 'consultations'].map((field) =>
    aMetric({ measure: 'sum', field, kind: 'publicityEvent' }),
  ),
  ...['businessTraining', 'centralGroupStudy', 'legalExam', 'dutyReportOnLaw', 'onlineStudy'].map((type) =>
    aMetric({ measure: 'count', kind: 'training', where: [{ field: 'type', operator: 'eq', value: type }] }),
  ),
  aMetric({ measure: 'personTimes', kind: 'training', by: 'personVillage' }),
  aMetric({ measure: 'people', kind: 'training' }),
  aMetric({ measure: 'coverage', kind: 'training', roster: 'lawSavvyPerson' }),
  aMetric({ measure: 'coverageUnits', kind: 'publicityEvent' }),
  aMetric({ measure: 'count', kind: 'person', where: [{ field: 'roles', operator: 'has', value: 'lawSavvyPerson' }] }),
  aMetric({ measure: 'distinct', field: 'forms', kind: 'publicityEvent' }),
  aMetric({
    measure: 'rate',
    part: { measure: 'count', kind: 'mediationCase', where: [{ field: 'status', operator: 'eq', value: 'settled' }] },
    whole: { measure: 'count', kind: 'mediationCase' },
  }),
];

const median = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] as number;
const timed = (run: () => unknown): number => {
  const start = performance.now();
  run();
  return performance.now() - start;
};

const context = aContext();
const cold = timed(() => createFigures().of(metrics, rows, context));
const first = median(Array.from({ length: 9 }, () => timed(() => createFigures().of(metrics, rows, context))));
const figures = createFigures();
figures.of(metrics, rows, context);
let cases: readonly CountedRow[] = mediationCase;
const after = median(
  Array.from({ length: 21 }, (_, i) => {
    cases = [
      ...cases.slice(0, 5000 + i),
      aRow({ acceptedOn: day(i), status: 'settled', disputeType: 'other' }),
      ...cases.slice(5001 + i),
    ];
    return timed(() => figures.of(metrics, new Map([...rows, ['mediationCase', cases]]), context));
  }),
);
const total = [...rows.values()].reduce((sum, list) => sum + list.length, 0);
process.stdout.write(
  `${metrics.length} metrics over ${total} records: first ever ${cold.toFixed(1)} ms, warm ${first.toFixed(1)} ms, after one change ${after.toFixed(2)} ms\n`,
);
