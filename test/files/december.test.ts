/** Issues 5 and 6: the folder that an office has in December goes in, and the year's report that comes of it speaks of these records alone. */
import { describe, expect, test } from 'vitest';
import { kindOf } from '#kinds/index.ts';
import { countedUnits, type CountedRow } from '#core/counted-units.ts';
import { recordsBehind } from '#core/figures.ts';
import { asOfDay, periodOfYear } from '#core/period.ts';
import { reportOf, sectionsIn } from '#core/report/report.ts';
import { AS_GUESTS, UNLISTED } from '#core/sheets/attendance.ts';
import { contextOfRows } from '#core/sheets/context-of-rows.ts';
import type { Fixed } from '#core/sheets/row-reader.ts';
import { problemText, proposeSheets, readSheets } from '#core/sheets/import.ts';
import { statTables } from '#core/tables/all.ts';
import { readSheetFile } from '#files/sheet-file.ts';
import {
  DECEMBER_CASES_EACH,
  DECEMBER_TOWNSHIP,
  DECEMBER_VILLAGES,
  DECEMBER_YEAR,
  decemberFolder,
} from '#test/help/december.ts';

type Rows = ReadonlyMap<string, readonly CountedRow[]>;

const emptyTownship: Rows = new Map<string, readonly CountedRow[]>([
  [
    'unit',
    [
      { id: 'township', unit: 'township', values: { name: DECEMBER_TOWNSHIP, unitKind: 'township' } },
      ...DECEMBER_VILLAGES.map((name) => ({ id: name, unit: 'township', values: { name, unitKind: 'village' } })),
    ],
  ],
  [
    'committee',
    DECEMBER_VILLAGES.map((name) => ({
      id: `${name}-committee`,
      unit: 'township',
      values: { name: `${name}调委会`, unit: name, committeeKind: 'village' },
    })),
  ],
]);

interface Answers {
  readonly before?: Rows;
  /** 每行的对象, 每行的类型, where the app asks for them. */
  readonly ofAll?: Fixed;
}

let last = 0;
const newId = (): string => `id${(last += 1)}`;

function read(kindName: string, { before = emptyTownship, ofAll = {} }: Answers = {}) {
  const file = decemberFolder.find(({ kind }) => kind === kindName);
  const reading = readSheetFile(file?.bytes() ?? new Uint8Array());
  if (reading.state !== 'read') throw new Error(reading.fault);
  const kind = kindOf(kindName);
  const name = file?.name.replace(/\.\w+$/, '') ?? '';
  const choices = proposeSheets(kind, reading.sheets, () => null, name).flatMap(
    ({ name: sheet, hidden, outline, fixed }) =>
      hidden || outline === null ? [] : [{ sheet, outline, fixed: { ...fixed, ...ofAll } }],
  );
  const chosen = { unit: 'township', year: DECEMBER_YEAR, today: '2025-12-28', file: name };
  const found = readSheets(kind, reading.sheets, choices, contextOfRows(kind, before, chosen), newId);
  return { ...found, said: found.problems.map(problemText) };
}

/** What whoever knows the list to sign (宪法学习会) says of it. */
const TRAININGS: Fixed = { audience: '法律明白人', type: '业务培训' };

/** All files one after the other, as the app takes them. */
const wholeYear = (): Rows =>
  decemberFolder.reduce((before: Rows, { kind }) => {
    const { candidates } = read(kind, { before, ...(kind === 'training' ? { ofAll: TRAININGS } : {}) });
    return new Map([...before, [kind, candidates.map(({ unit, values }) => ({ id: newId(), unit, values }))]]);
  }, emptyTownship);

describe('the December folder', () => {
  test('[T2] cases: the row without a day stays out, whenever the table was filled in', () => {
    const { candidates, said, sums } = read('mediationCase');
    const perVillage = DECEMBER_VILLAGES.map((village) => candidates.filter(({ unit }) => unit === village).length);
    expect(perVillage).toEqual(DECEMBER_VILLAGES.map(() => DECEMBER_CASES_EACH));
    expect(sums).toBe(DECEMBER_VILLAGES.length);
    expect(said.filter((words) => words.includes('身份证号应是18位'))).toHaveLength(DECEMBER_VILLAGES.length);
    expect(said.filter((words) => words.includes('没有受理日期'))).toEqual([
      '工作表“石桥村”第12行B列“受理时间”：没有受理日期',
      '工作表“马家坝村”第12行B列“受理时间”：没有受理日期',
    ]);
    const years = new Set(
      candidates.map(({ values }) => /^\d{4}/.exec(JSON.stringify(values['acceptedOn']).slice(1))?.[0]),
    );
    expect([...years]).toEqual([String(DECEMBER_YEAR)]);
    expect(candidates.reduce((sum, { values }) => sum + Number(values['agreedAmount'] ?? 0), 0)).toBe(6 * 920_000);
  });

  test('[T6] events in GB18030 without a column of themes have the theme that their name says', () => {
    const { candidates, said } = read('publicityEvent');
    expect(candidates).toHaveLength(3 * DECEMBER_VILLAGES.length);
    expect(
      candidates.slice(0, 3).map(({ values }) => [values['heldOn'], values['themes'], values['materials']]),
    ).toEqual([
      ['2025-03-07', ['三八妇女维权'], 101],
      ['2025-05-16', ['civilCode'], 102],
      ['2025-12-04', ['constitution'], 103],
    ]);
    expect(said[0]).toBe('工作表“CSV”第3行：没有宣传主题一列，按活动名称记“三八妇女维权”');
  });

  test('[T7] what a list does not know is an entry that the township added to it', () => {
    const entry = { id: 'own', unit: 'township', values: { list: 'publicityThemes', name: '三八妇女维权' } };
    const { candidates, said } = read('publicityEvent', {
      before: new Map([...emptyTownship, ['codeEntry', [entry]]]),
    });
    expect(candidates[0]?.values['themes']).toEqual(['own']);
    expect(said).toEqual([]);
  });

  test('rosters with merged villages, trainings over several days, lists to sign, screenings by month', () => {
    expect(read('person').candidates.map(({ unit }) => unit)).toEqual(
      DECEMBER_VILLAGES.flatMap((village) => [village, village, village, village]),
    );
    const refused = read('training').problems.filter(({ weight }) => weight === 'refused');
    expect(new Set(refused.map(({ sheet, reason }) => `${sheet}：${reason}`))).toEqual(new Set(['12月签到：没有对象']));
    const { candidates } = read('training', { ofAll: { audience: '法律明白人', [UNLISTED]: AS_GUESTS } });
    expect(candidates.map(({ values }) => values['heldOn'])).toEqual([
      '2025-03-12',
      '2025-06-05',
      '2025-09-18',
      '2025-12-04',
    ]);
    // A 宪法学习会 may be a training, or study before a meeting: the list to sign does not say it.
    const types = candidates.map(({ values }) => values['type']);
    expect(types).toEqual(['businessTraining', 'businessTraining', undefined, undefined]);
    expect(JSON.stringify(candidates[3]?.values['extraAttendees'])).toContain('"people":12');
    const screenings = read('screening');
    expect(screenings.candidates).toHaveLength(12 * DECEMBER_VILLAGES.length);
    expect(screenings.problems).toEqual([]);
  });
});

function reportFrom(rows: Rows) {
  const period = periodOfYear(DECEMBER_YEAR);
  const units = countedUnits(rows.get('unit') ?? [], period);
  const context = { period, asOf: asOfDay(period, '2026-02-01'), units };
  const report = reportOf({ year: DECEMBER_YEAR, rows, context, decimals: 1 });
  const runs = sectionsIn(report).flatMap(({ printed }) => printed.flat());
  return { context, runs, text: runs.map(({ text: words }) => words).join('') };
}

test('[R3] [R4] the report of a year of spreadsheets says what they say, every number from records, and its tables add up', () => {
  const rows = wholeYear();
  const { text, runs, context } = reportFrom(rows);
  expect(text).toContain('受理案件42件，调解成功34件，调解不成8件');
  expect(text).toContain('全年开展普法活动18场次，受众891人次，发放宣传资料1971份');
  expect(text).toContain('在国家宪法日和宪法宣传周开展集中宣传6场次');
  expect(text).toContain('全年排查矛盾纠纷144次');
  expect(text).toContain('在岗法律明白人24名');
  // In June all 24 came, and nobody wrote down who: the half that signed in December is no share of the year.
  expect(text).not.toContain('参训率');
  expect(text).toContain('培训3场，72人次参加。');
  const byNumber = (rows.get('training') ?? []).filter(({ values }) => values['attendance'] === undefined);
  expect(reportFrom(new Map([...rows, ['training', byNumber]])).text).toMatch(/培训2场，60人次参加。/);
  expect(text).not.toMatch(/\{[^}]*\}|undefined|NaN/u);
  expect(runs.filter(({ figure, text: words }) => figure === undefined && /\d/u.test(words))).toEqual([]);
  const counted = runs.flatMap(({ figure }) =>
    figure === undefined || figure.metric === null ? [] : [{ label: figure.label, metric: figure.metric }],
  );
  expect(counted.length).toBeGreaterThan(12);
  for (const { label, metric } of counted)
    expect([label, recordsBehind(metric, rows, context).length > 0]).toEqual([label, true]);
  for (const { make } of statTables)
    expect(make(rows, { ...context, decimals: 1 }, DECEMBER_TOWNSHIP).flags).toEqual([]);
});
