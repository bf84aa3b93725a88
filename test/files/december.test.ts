/** Issue 5: the folder that an office has in December goes in; what does not is named with its place and reason. */
import { expect, test } from 'vitest';
import { kindOf } from '#kinds/index.ts';
import { problemText, proposeSheets, readSheets } from '#core/sheets/import.ts';
import type { OwnCode } from '#core/sheets/context.ts';
import { readSheetFile } from '#files/sheet-file.ts';
import {
  DECEMBER_CASES_EACH,
  DECEMBER_TOWNSHIP,
  DECEMBER_VILLAGES,
  DECEMBER_YEAR,
  decemberFolder,
} from '#test/help/december.ts';

const units = [
  { id: 'township', names: [DECEMBER_TOWNSHIP], whole: true as const },
  ...DECEMBER_VILLAGES.map((name) => ({ id: name, names: [name] })),
];
const committees = DECEMBER_VILLAGES.map((name) => ({ id: `${name}-committee`, unit: name, name: `${name}调委会` }));

function read(kindName: string, { codes = [], audience }: { codes?: readonly OwnCode[]; audience?: string } = {}) {
  const file = decemberFolder.find(({ kind }) => kind === kindName);
  const reading = readSheetFile(file?.bytes() ?? new Uint8Array());
  if (reading.state !== 'read') throw new Error(reading.fault);
  const kind = kindOf(kindName);
  const name = file?.name.replace(/\.\w+$/, '') ?? '';
  const choices = proposeSheets(kind, reading.sheets, () => null, name).flatMap(
    ({ name: sheet, hidden, outline, fixed }) =>
      hidden || outline === null
        ? []
        : [{ sheet, outline, fixed: audience === undefined ? fixed : { ...fixed, audience } }],
  );
  const common = { units, committees, codes, venues: [], persons: [], existing: new Set<string>() };
  const chosen = { unit: 'township', year: DECEMBER_YEAR, today: '2025-12-28', file: name };
  let last = 0;
  const found = readSheets(kind, reading.sheets, choices, { ...common, ...chosen }, () => `item${(last += 1)}`);
  return { ...found, said: found.problems.map(problemText) };
}

test('[T2] cases of six villages: the row without a day stays out, whenever the table was filled in', () => {
  const { candidates, said, sums } = read('mediationCase');
  const perVillage = DECEMBER_VILLAGES.map((village) => candidates.filter(({ unit }) => unit === village).length);
  expect(perVillage).toEqual(DECEMBER_VILLAGES.map(() => DECEMBER_CASES_EACH));
  expect(sums).toBe(DECEMBER_VILLAGES.length);
  expect(said.filter((words) => words.includes('身份证号应是18位'))).toHaveLength(DECEMBER_VILLAGES.length);
  expect(said.filter((words) => words.includes('没有受理日期'))).toEqual([
    '工作表“石桥村”第12行B列“受理时间”：没有受理日期',
    '工作表“马家坝村”第12行B列“受理时间”：没有受理日期',
  ]);
  const months = new Set(candidates.map(({ values }) => String(values['acceptedOn']).slice(0, 4)));
  expect([...months]).toEqual([String(DECEMBER_YEAR)]);
  expect(candidates.reduce((sum, { values }) => sum + Number(values['agreedAmount'] ?? 0), 0)).toBe(6 * 920_000);
});

test('events in GB18030 without a column of themes have the theme that their name says', () => {
  const { candidates, said } = read('publicityEvent');
  expect(candidates).toHaveLength(3 * DECEMBER_VILLAGES.length);
  expect(candidates.slice(0, 3).map(({ values }) => [values['heldOn'], values['themes'], values['materials']])).toEqual(
    [
      ['2025-03-07', ['三八妇女维权'], 101],
      ['2025-05-16', ['civilCode'], 102],
      ['2025-12-04', ['constitution'], 103],
    ],
  );
  expect(said[0]).toBe('工作表“CSV”第3行：没有宣传主题一列，按活动名称记“三八妇女维权”');
});

test('what a list does not know is an entry that the township added to it', () => {
  const codes = [{ id: 'own', list: 'publicityThemes', name: '三八妇女维权' }];
  const { candidates, said } = read('publicityEvent', { codes });
  expect(candidates[0]?.values['themes']).toEqual(['own']);
  expect(said).toEqual([]);
});

test('rosters with merged villages, trainings with spans of days, and screenings by month', () => {
  expect(read('person').candidates.map(({ unit }) => unit)).toEqual(
    DECEMBER_VILLAGES.flatMap((village) => [village, village, village, village]),
  );
  const refused = read('training').problems.filter(({ weight }) => weight === 'refused');
  expect(new Set(refused.map(({ sheet, reason }) => `${sheet}：${reason}`))).toEqual(new Set(['12月签到：没有对象']));
  const { candidates, said } = read('training', { audience: '法律明白人' });
  expect(candidates.map(({ values }) => values['heldOn'])).toEqual([
    '2025-03-12',
    '2025-06-05',
    '2025-09-18',
    '2025-12-04',
  ]);
  expect(JSON.stringify(candidates[3]?.values['extraAttendees'])).toContain('"people":12');
  expect(said.filter((words) => words.includes('没有') && !words.includes('名单'))).toEqual([]);
  const screenings = read('screening');
  expect(screenings.candidates).toHaveLength(12 * DECEMBER_VILLAGES.length);
  expect(screenings.problems).toEqual([]);
});
