/** Days, stretches of time and numbers as they stand in real cells (SPEC T2). */
import { describe, expect, test } from 'vitest';
import type { Cell } from '#core/sheets.ts';
import { readCell } from '#core/sheets/values.ts';
import { daysWritten, readDay, spanIn } from '#core/sheets/written-days.ts';
import { publicityEvent, screening } from '#kinds/index.ts';
import { mediationCase } from '#kinds/mediation-case.ts';

const text = (words: string): Cell => ({ kind: 'text', text: words });

describe('days', () => {
  test.each([
    ['六月五日', '2024-06-05'],
    ['二〇二四年十二月二十三日', '2024-12-23'],
    ['6月20日上午', '2024-06-20'],
    ['6月20日下午2点半', '2024-06-20'],
    ['2024年6月20日9:00', '2024-06-20'],
    ['3月12日——13日', '2024-03-12'],
    ['2024.07.08-07.09', '2024-07-08'],
    ['2024-7-8-2024-7-9', '2024-07-08'],
    ['2024/7/8 - 2024/7/9', '2024-07-08'],
  ])('%s', (words, day) => expect(readDay(text(words), 2024)).toMatchObject({ state: 'read', value: day }));

  test.each([
    ['3月12日—13日', 2],
    ['2024.12.30-2025.1.2', 4],
    ['6月5日上午至6日下午', 2],
    ['2024年3月30日至4月1日', 3],
    ['2024-3-5', null],
    ['2024年1月1日至12月31日', null],
    ['3月12日至11日', null],
  ])('%s is so many days', (words, days) => expect(daysWritten(words, 2024)).toBe(days));

  const yearless: Cell = { kind: 'day', text: '2025-03-05', yearless: true };
  test('a cell that shows month and day alone is of the table’s year, and it is said', () => {
    expect(readDay(yearless, 2024)).toEqual({
      state: 'read',
      value: '2024-03-05',
      note: '格子里只看得见月日，文件里存的是2025年，按这张表的2024年记，请核对',
    });
    expect(readDay(yearless, 2025)).toEqual({ state: 'read', value: '2025-03-05' });
  });
  test('where the table names no year it is as the file has it, and it is said', () =>
    expect(readDay(yearless, null)).toEqual({
      state: 'read',
      value: '2025-03-05',
      note: '格子里只看得见月日，按文件里存的记成2025年，请核对',
    }));
  test('a 29 February that the table’s year has not is no day', () =>
    expect(readDay({ ...yearless, text: '2024-02-29' }, 2023)).toMatchObject({ state: 'wrong' }));
});

describe('stretches of time', () => {
  const periodOf = (cell: Cell, heading = '排查时段') =>
    readCell(screening.fields['period'], cell, { year: 2024, heading });
  test.each([
    ['第一季度', '2024-01-01', '2024-03-31'],
    ['2023年第4季度', '2023-10-01', '2023-12-31'],
    ['二季度', '2024-04-01', '2024-06-30'],
    ['上半年', '2024-01-01', '2024-06-30'],
    ['1-3月', '2024-01-01', '2024-03-31'],
    ['2024年2月至4月', '2024-02-01', '2024-04-30'],
    ['八月上旬', '2024-08-01', '2024-08-10'],
    ['2月下旬', '2024-02-21', '2024-02-29'],
    ['12月份', '2024-12-01', '2024-12-31'],
    ['2024年', '2024-01-01', '2024-12-31'],
    ['7月1日至7月31日', '2024-07-01', '2024-07-31'],
    ['2024.1', '2024-01-01', '2024-01-31'],
  ])('%s', (words, from, to) => expect(periodOf(text(words))).toEqual({ state: 'read', value: { from, to } }));
  test('the first of a month is a month in a column of months alone', () => {
    const first: Cell = { kind: 'day', text: '2024-03-01' };
    expect(periodOf(first, '月份')).toMatchObject({ value: { from: '2024-03-01', to: '2024-03-31' } });
    expect(periodOf(first, '排查日期')).toMatchObject({ value: { from: '2024-03-01', to: '2024-03-01' } });
  });
  test('13月 is none, and a stretch needs its end', () => {
    expect(periodOf(text('13月'))).toMatchObject({ state: 'wrong' });
    expect(spanIn('3月5日至', 2024)).toBe(null);
  });
});

describe('counts', () => {
  const materials = (words: string, heading = '发放资料') =>
    readCell(publicityEvent.fields['materials'], text(words), { year: 2024, heading });
  test.each([
    ['1.2万份', '发放资料', 12_000],
    ['约2千份', '发放资料', 2000],
    ['0.3', '发放资料（万份）', 3000],
    ['0.05万份', '发放资料（万份）', 500],
    ['2000份', '发放资料（万份）', 2000],
    ['1.5万余份', '发放资料', 15_000],
    ['800份（含手册300份）', '发放资料', 800],
    ['零', '发放资料', 0],
  ])('%s under %s', (words, heading, value) => expect(materials(words, heading)).toMatchObject({ value }));
  test('what is not read to the letter is said', () => {
    expect(materials('约2千份')).toMatchObject({ note: '是约数，按写出的数字记' });
    expect(materials('约800份（含手册300份）')).toMatchObject({ note: '是约数，按写出的数字记；括号里的话没有读' });
    expect(materials('300', '发放资料（万份）')).toMatchObject({
      value: 3_000_000,
      note: '这一栏是万份，按300万记，请核对',
    });
  });
  test.each(['300-400份', '四百余份', '0.00005', '2/3'])('%s is no number to be taken', (words) =>
    expect(materials(words, '发放资料（万份）')).toMatchObject({ state: 'wrong' }),
  );
  test('发现 无 is none, 受众 无 is not said', () => {
    const found = readCell(screening.fields['found'], text('无'), { year: 2024, heading: '发现' });
    expect([found, materials('无')]).toEqual([{ state: 'read', value: 0 }, { state: 'empty' }]);
  });
});

test('an amount that is likelier 元 than 万元 is pointed out', () => {
  const amount = (words: string) =>
    readCell(mediationCase.fields['amountInvolved'], text(words), { year: 2024, heading: '标的额（万元）' });
  expect(amount('12000')).toEqual({
    state: 'read',
    value: 12_000_000_000,
    note: '这一栏是万元，按12000万元记，请核对',
  });
  expect(amount('3.5')).toEqual({ state: 'read', value: 3_500_000 });
});
