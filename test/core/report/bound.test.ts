/** What a report says is what it was asked for, and stays what was sent (SPEC R3, R5, R7, F14). */
import { describe, expect, test } from 'vitest';
import { countedUnits } from '#core/counted-units.ts';
import { documentOf } from '#core/report/document.ts';
import { frozenReport } from '#core/report/frozen.ts';
import { keptReport } from '#core/report/kept.ts';
import { publicVersion } from '#core/report/public.ts';
import { createReader } from '#core/report/reading.ts';
import { reportOf, runText } from '#core/report/report.ts';
import { yearCheck } from '#core/report/year-check.ts';
import { periodOfYear } from '#core/period.ts';
import { tableById } from '#core/tables/all.ts';
import { aContext, aRow, aUnit, EAST, rowsOf, SOUTH, someUnits, TOWNSHIP, WEST } from '#test/help/figures.ts';
import { sampleRows, yearContext } from '#test/help/sample-rows.ts';

const accepted = (day: string, unit: string) => aRow({ acceptedOn: day, status: 'accepted' }, { unit });
const contextOf = (year: number, units = someUnits()) => {
  const period = periodOfYear(year);
  return { period, asOf: period.to, units: countedUnits(units, period) };
};

describe('[R3] a figure in a sentence', () => {
  const units = [
    aUnit(TOWNSHIP, '双泉乡', { unitKind: 'township' }),
    aUnit(EAST, '东村'),
    aUnit(WEST, '西村', { validUntil: '2024-05-31', absorbedBy: EAST }),
  ];
  const rows = rowsOf({
    unit: units,
    mediationCase: [accepted('2023-03-01', EAST), accepted('2023-03-02', EAST), accepted('2023-03-03', WEST)],
    training: [
      aRow({ heldOn: '2024-06-03', type: 'ruleOfLawMeeting' }),
      aRow({ heldOn: '2023-11-03', type: 'ruleOfLawMeeting' }),
    ],
  });
  const reader = createReader({
    year: 2024,
    rows,
    context: contextOf(2024, units),
    last: contextOf(2023, units),
    decimals: 1,
  });
  test('[F14] of last year is that village’s own, although it has gone into another one this year', () =>
    expect(runText(reader.runsOf('{受理案件@西村#上年}、{受理案件@东村#上年}'))).toBe('1件、2件'));
  test('[F14] of a village that went into another one this year is its own until then, and the writer is told', () => {
    const cases = [
      accepted('2024-03-01', EAST),
      accepted('2024-03-02', WEST),
      accepted('2024-05-31', WEST),
      // Written down under the old name after the merger: the new village's.
      accepted('2024-06-02', WEST),
    ];
    const mediator = (unit: string) => aRow({ roles: { mediator: { role: 'mediator' } } }, { unit });
    const person = [mediator(EAST), mediator(WEST), mediator(WEST)];
    const own = createReader({
      year: 2024,
      rows: rowsOf({ unit: units, mediationCase: cases, person }),
      context: contextOf(2024, units),
      decimals: 1,
    });
    expect(runText(own.runsOf('{受理案件@东村}、{受理案件@西村}、{人民调解员@西村}'))).toBe('4件、2件、2名');
    const [east] = own.runsOf('{受理案件@东村}');
    expect([east?.note, east?.figure?.period]).toEqual([undefined, undefined]);
    const [west] = own.runsOf('{受理案件@西村}');
    expect(west?.note).toBe('“西村”2024年5月31日停用，并入“东村”：这里只是并入前记在它名下的数，“东村”的数里已经有它');
    expect(west?.figure).toMatchObject({ unit: WEST, period: { from: '2024-01-01', to: '2024-05-31' } });
  });
  test('[F14] of a village that went into another one before the year is none', () => {
    const before = createReader({ year: 2025, rows, context: contextOf(2025, units), decimals: 1 });
    expect(before.runsOf('{受理案件@西村}')[0]).toMatchObject({
      text: '{受理案件@西村}',
      problem: '“西村”2024年5月31日停用，并入“东村”，没有它自己的数，请写“@东村”',
    });
  });
  test('[R3] of last year leads to the records of that year', () =>
    expect(reader.runsOf('{受理案件@东村#上年}')[0]?.figure?.period).toEqual({ from: '2023-01-01', to: '2023-12-31' }));
  test('a fact of this year does not pass for last year’s or a village’s', () => {
    expect(runText(reader.runsOf('{法治工作会议时间}'))).toBe('6月初');
    for (const token of ['{法治工作会议时间#上年}', '{法治工作会议时间@东村}', '{年度#上年}'])
      expect(reader.runsOf(token)[0]).toMatchObject({ text: token, problem: expect.any(String) });
  });
});

test('[R3] a rate over 100% is not printed, and the writer is told of both counts', () => {
  const training = [aRow({ heldOn: '2024-06-03', type: 'legalExam', examDue: 10, examTaken: 9, examPassed: 12 })];
  const input = { year: 2024, rows: rowsOf({ training }), context: aContext(), decimals: 1 } as const;
  expect(createReader(input).runsOf('{考试合格率}')[0]).toMatchObject({
    text: '—',
    problem: '“考试合格率”超过100%（12÷9），请核对记录，不能写',
  });
  const text = documentOf(reportOf(input)).blocks.flatMap((block) => ('text' in block ? [block.text] : []));
  expect(text.join('')).toContain('组织法律知识考试1次，9人参考。');
  expect(text.join('')).not.toContain('—');
});

test('[R5] a section that was sent is there although its heading was taken out of the outline since', () => {
  const rows = sampleRows();
  const input = { year: 2024, rows, context: yearContext(rows, 2024), decimals: 1 } as const;
  const before = reportOf(input);
  const kept = keptReport(before);
  const text = documentOf(before).blocks.flatMap((block) => (block.type === 'paragraph' ? [block.text] : []));
  const measures = before.parts[0];
  const gone = {
    ...before,
    parts: before.parts.map((part) =>
      part === measures ? { ...part, sections: part.sections.slice(2).reverse() } : part,
    ),
  };
  expect(measures?.sections.length).toBeGreaterThan(2);
  const after = documentOf(frozenReport(gone, kept));
  expect(after.blocks.flatMap((block) => (block.type === 'paragraph' ? [block.text] : []))).toEqual(text);
});

test('[R7] lists of 18 and of 15 types do not stand beside each other in public', () => {
  const of = (disputeType: string, count: number) =>
    Array.from({ length: count }, () => aRow({ acceptedOn: '2024-03-01', status: 'accepted', disputeType }));
  const rows = rowsOf({
    mediationCase: [
      ...of('migrantWageArrears', 1),
      ...of('otherLabor', 9),
      ...of('forestLand', 3),
      ...of('neighbor', 20),
    ],
  });
  const scope = { ...aContext(), decimals: 1 } as const;
  const tables = (['cases18', 'cases15'] as const).map((id) => ({
    type: 'table' as const,
    table: tableById(id).make(rows, scope, '双泉乡'),
  }));
  const { blocks } = publicVersion({ name: '', blocks: tables }, []);
  expect(blocks.map((block) => block.type === 'table' && block.table.id)).toEqual(['cases18']);
});

test('[N1] the year’s check counts a merged person once, and nobody who has left or is yet to come', () => {
  const savvy = (id: string, role = {}, more = {}) =>
    aRow({ name: id, roles: { r: { role: 'lawSavvyPerson', ...role } }, ...more }, { id, unit: SOUTH });
  const people = [
    savvy('a'),
    savvy('b', {}, { mergedInto: 'a' }),
    savvy('c', { state: 'exited' }),
    savvy('d', { from: '2025-01-01' }),
  ];
  const training = aRow({
    heldOn: '2024-03-01',
    type: 'businessTraining',
    expected: 1,
    attendance: { a: { state: 'present' }, b: { state: 'present' } },
  });
  const found = yearCheck(rowsOf({ person: people, training: [training] }), aContext());
  expect(found.find(({ id }) => id === 'roster')?.text).toContain('南村 1 名');
  expect(found.filter(({ id }) => id.startsWith('attendance/'))).toEqual([]);
});
