import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fieldOfPath, idOf, type IdentifiedChange } from '#core/change.ts';
import { caseFigures } from '#core/case-figures.ts';
import { countedUnits, type CountedRow } from '#core/counted-units.ts';
import { figuresOf, recordsBehind } from '#core/figures.ts';
import { foldRecord, opsOf } from '#core/fold.ts';
import { parseMetric, type Metric } from '#core/metric.ts';
import { asOfDay, periodOfYear } from '#core/period.ts';
import { presets } from '#core/presets.ts';
import { sampleChanges, sampleRecords } from '#core/sample.ts';
import { isSensitive } from '#core/sensitive.ts';
import { stampText } from '#core/stamp.ts';
import { parseField } from '#core/types/all.ts';
import { missingOf, problemsOf } from '#core/validate.ts';
import { trainingFigures } from '#core/work-figures.ts';
import { kindOf } from '#kinds/index.ts';

const report = readFileSync(new URL('2024-report.txt', import.meta.url), 'utf8');

function aSample() {
  let minted = 0;
  return sampleRecords({ newId: () => `id-${String((minted += 1)).padStart(5, '0')}` });
}
const sample = aSample();
const { records } = sample;
const rows = new Map<string, CountedRow[]>();
for (const record of records) rows.set(record.kind, [...(rows.get(record.kind) ?? []), record]);
const period = periodOfYear(2024);
const units = countedUnits(rows.get('unit') ?? [], period);
const context = { period, asOf: asOfDay(period, '2024-12-31'), units };

describe('every record of the sample', () => {
  test('[F12] quotes the report word for word or is marked 示例, and invented details are marked in the record itself', () => {
    const quotesWrongly = records.filter(({ quote }) => quote !== undefined && !report.includes(quote));
    const unmarked = records.filter(
      ({ quote, invented, values }) =>
        (quote === undefined || invented.length > 0) && !JSON.stringify(values).includes('示例'),
    );
    expect(quotesWrongly).toEqual([]);
    expect(unmarked).toEqual([]);
    expect(records.filter(({ quote, invented }) => quote === undefined && invented.length === 0)).toEqual([]);
  });

  test('names its invented fields by fields that it has', () => {
    expect(
      records
        .filter(({ invented, values }) => invented.some((field) => values[field] === undefined))
        .map(({ kind, quote }) => [kind, quote]),
    ).toEqual([]);
  });

  test('can be saved as it is: every value well-formed, nothing that stops a form', () => {
    for (const { kind: name, values } of records) {
      const kind = kindOf(name);
      for (const [field, value] of Object.entries(values)) {
        const definition = kind.fields[field];
        if (definition === undefined) throw new Error(`${name}.${field} is no field`);
        expect([name, field, parseField(definition, value)]).toEqual([name, field, { ok: true, value }]);
      }
      expect([name, values, problemsOf(kind, values, { today: '2025-01-02' })]).toEqual([name, values, []]);
    }
  });

  test('points only at records of the sample', () => {
    const ids = new Set(records.map(({ id }) => id));
    for (const { kind: name, values } of records) {
      for (const [field, definition] of Object.entries(kindOf(name).fields)) {
        const value = values[field];
        const named =
          definition.type === 'link' ? [value] : definition.type === 'links' ? (value as string[] | undefined) : [];
        const keyed = definition.type === 'items' && definition.keyedBy !== undefined ? Object.keys(value ?? {}) : [];
        expect([...(named ?? []), ...keyed].filter((id) => id !== undefined && !ids.has(id as string))).toEqual([]);
      }
    }
  });
});

/** n, and of where it is a share; those the report itself gives are marked. */
const EXPECTED: { readonly [preset: string]: readonly [n: number, of?: number] } = {
  studyPlan: [2, 2],
  dutyReport: [1],
  keyLearners: [6],
  centralGroupStudy: [3],
  constitutionStudy: [1],
  newIdeasStudy: [2],
  innerRulesStudy: [1],
  cadreEducation: [10],
  leadersAbility: [7, 7],
  layeredEducation: [4],
  ruleOfLawMeeting: [1],
  dutyReportCoverage: [5, 5],
  onlineStudy: [12, 12],
  constitutionalOath: [1],
  legalExam: [1],
  legalExamTaken: [7, 7],
  youthEducation: [2],
  publicityCoverage: [6, 6],
  culturePositions: [2],
  publicityCentre: [0],
  cultureSquare: [1],
  publicityForms: [10],
  lawElements: [1],
  constitutionDay: [2],
  peaceBuilding: [1],
  materials: [1743],
  banners: [7],
  consultations: [53],
  civilCode: [10],
  youthProtection: [3],
  constitutionVillages: [6, 6],
  constitutionSchools: [1],
  audience: [1555],
  innerRules: [2],
  administrationStudy: [1],
  decisionRules: [1],
  openGovernment: [12],
  settlementRate: [33, 38],
  // 各村配齐矛盾纠纷调解室
  mediationRooms: [6, 6],
  legalServices: [24],
  // 法律明白人30名，人民调解员6名
  lawSavvyPersons: [30],
  mediators: [6],
  // 全乡50人参加会议
  jointTraining: [1],
  jointTrainingPersonTimes: [50],
  lawSavvyTrained: [30, 30],
  mediatorsTrained: [6, 6],
  screening: [6, 6],
  firstResponsible: [4],
  // 亲自部署、亲自过问、亲自协调、亲自督办
  firstResponsibleActs: [4],
  unitHeads: [8, 8],
  legalOfficers: [8, 8],
  agenda: [2],
  headsInCharge: [4],
  funding: [0],
  publicityDuty: [0, 3],
  publicityDutySplit: [4],
  needsSurvey: [0],
  ruralRevitalisation: [1],
  telecomFraud: [2],
  illegalFundraising: [1],
  workSafety: [1],
  servingTheWhole: [5],
  casePublicity: [5],
  oneCaseOneAct: [5, 33],
  rectifications: [0, 2],
  governmentDuty: [0, 2],
};

function metricOf(raw: unknown): Metric {
  const parsed = parseMetric(raw);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.metric;
}

describe('the sample township', () => {
  test('has its six villages, 30 法律明白人 at five a village and 6 人民调解员 at one', () => {
    expect(units.villages.map(({ name }) => name)).toEqual([
      '永祥村',
      '天马村',
      '菖蒲村',
      '箐口村',
      '双石村',
      '城墙村',
    ]);
    const preset = (id: string) => metricOf(presets.find((each) => each.id === id)?.metric);
    const [savvy, mediators] = figuresOf([preset('lawSavvyPersons'), preset('mediators')], rows, context);
    expect(units.villages.map(({ id }) => [savvy?.byUnit.get(id)?.n, mediators?.byUnit.get(id)?.n])).toEqual(
      Array.from({ length: 6 }, () => [5, 1]),
    );
  });

  test('held one training, in early June, with 50 people: 36 from the rosters and 14 guests', () => {
    const figures = trainingFigures(rows, { period, units });
    expect(figures).toMatchObject({ sessions: 1, personTimes: 50, people: 36, attendance: { n: 50, of: 50 } });
    expect(figures.months[5]).toBe(1);
  });

  test('[F1] gives every preset a figure, and its records behind it', () => {
    const counted = Object.fromEntries(
      presets.map(({ id, metric }) => {
        if (metric.measure === 'done') {
          const task = records.find(
            ({ kind, quote, values }) =>
              kind === 'annualTask' &&
              quote !== undefined &&
              values.checks !== undefined &&
              quote === presets.find((each) => each.id === id)?.quote,
          );
          const items = Object.values((task?.values.checks ?? {}) as { [item: string]: { doneOn?: string } });
          return [id, [items.filter(({ doneOn }) => doneOn !== undefined).length, items.length]];
        }
        const { n, of } = figuresOf([metricOf(metric)], rows, context)[0]?.total ?? { n: -1 };
        return [id, of === undefined ? [n] : [n, of]];
      }),
    );
    expect(counted).toEqual(EXPECTED);
    for (const { id, metric } of presets) {
      if (metric.measure === 'done') continue;
      expect([id, recordsBehind(metricOf(metric), rows, context).length > 0]).toEqual([
        id,
        (EXPECTED[id]?.[0] ?? 0) > 0,
      ]);
    }
  });

  test('has cases of every outcome, several types, sources and both forms, so that charts have something to say', () => {
    const figures = caseFigures(rows.get('mediationCase') ?? [], { period, units });
    expect(figures).toMatchObject({
      accepted: 38,
      settled: 33,
      notSettled: 2,
      terminated: 1,
      open: 2,
      registered: 1,
      declined: 1,
    });
    expect(figures.types.filter(({ accepted }) => accepted > 0).length).toBeGreaterThan(8);
    expect(figures.sources.filter(({ accepted }) => accepted > 0).length).toBeGreaterThan(4);
    expect(figures.forms.every(({ settled }) => settled > 10)).toBe(true);
    expect(figures.months.every(({ accepted }) => accepted > 0)).toBe(true);
  });

  test('has settled cases that lack nothing, written and oral, and some that still lack something', () => {
    const lacking = (form: string) =>
      (rows.get('mediationCase') ?? [])
        .filter(({ values }) => values.status === 'settled' && values.agreementForm === form)
        .map(({ values }) => missingOf(kindOf('mediationCase'), values).map(({ label }) => label));
    expect(lacking('written').filter((missing) => missing.length === 0).length).toBeGreaterThan(5);
    expect(lacking('oral').filter((missing) => missing.length === 0).length).toBeGreaterThan(5);
  });

  test('keeps the report itself, paragraph by paragraph', () => {
    const bodies = (rows.get('reportParagraph') ?? []).map((row) => (row as (typeof records)[number]).quote);
    const lines = report.split('\n').map((line) => line.trim());
    const isHeading = (line: string) => line === '' || /^(（[一二三四五]）|[一二三]、)/u.test(line);
    expect(bodies).toEqual(lines.slice(3).filter((line) => !isHeading(line)));
  });
});

function changesOfSample(): IdentifiedChange[] {
  let counter = 0;
  return sampleChanges(
    aSample(),
    {
      device: 'd'.repeat(32),
      action: 'a1',
      actor: 'actor',
      nextStamp: () => stampText({ ms: 1_735_000_000_000, counter: (counter += 1) }, 'd'),
    },
    (length) => new Uint8Array(length).fill(7),
  );
}

describe('the sample as changes', () => {
  const changes = changesOfSample();
  const ops = opsOf(changes);

  test('is the same every time, in sound chains, each scope with a chain of its own [C2]', () => {
    expect(changesOfSample()).toEqual(changes);
    expect(changes.every((change) => idOf(change) === change.id)).toBe(true);
    for (const change of changes) {
      const before = changes.find(({ scope, n }) => scope === change.scope && n === change.n - 1);
      expect(change.prev).toBe(before?.id ?? '');
    }
  });

  test('folds back to its records, the account under the id of its actor', () => {
    for (const record of records) {
      const id = record.kind === 'member' ? 'actor' : record.id;
      const row = foldRecord(ops.filter(({ op }) => op.record === id));
      expect({ kind: row?.kind, values: row?.values }).toEqual({ kind: record.kind, values: record.values });
    }
    expect(new Set(ops.map(({ op }) => op.record)).size).toBe(records.length);
  });

  test('salts exactly what is sensitive and keeps every record in its scope [C9, S2]', () => {
    for (const { op, scope } of ops) {
      const kind = kindOf(op.kind);
      const field = kind.fields[fieldOfPath(op.field)];
      expect(op.salt !== undefined).toBe(field !== undefined && isSensitive(field));
      expect(scope.endsWith(`/${kind.scope}`)).toBe(true);
    }
  });
});
