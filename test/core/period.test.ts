import { describe, expect, test } from 'vitest';
import { asOfDay, calendarOf, periodOfYear, yearBoundsOf } from '#core/period.ts';
import { spansOf } from '#core/tables/spans.ts';

test('halves and quarters of a statistical year that begins within a month are two and four', () => {
  const period = periodOfYear(2024, { start: '12-21', end: '12-20' });
  const ofRhythm = (rhythm: string, year = period) =>
    spansOf(year).flatMap((span) => (span.rhythm === rhythm ? [`${span.from}–${span.to}`] : []));
  expect(ofRhythm('halfYear')).toEqual(['2023-12-21–2024-06-20', '2024-06-21–2024-12-20']);
  expect(ofRhythm('quarter')).toEqual([
    '2023-12-21–2024-03-20',
    '2024-03-21–2024-06-20',
    '2024-06-21–2024-09-20',
    '2024-09-21–2024-12-20',
  ]);
  expect(ofRhythm('quarter', periodOfYear(2024))).toEqual([
    '2024-01-01–2024-03-31',
    '2024-04-01–2024-06-30',
    '2024-07-01–2024-09-30',
    '2024-10-01–2024-12-31',
  ]);
});

describe('the statistical year', () => {
  test('is the calendar year unless the township has set another', () => {
    expect(periodOfYear(2024)).toEqual({ from: '2024-01-01', to: '2024-12-31' });
    expect(yearBoundsOf(undefined)).toEqual({ start: '01-01', end: '12-31' });
    expect(yearBoundsOf({ statisticalYearStart: '12-01', statisticalYearEnd: '11-30' })).toEqual({
      start: '12-01',
      end: '11-30',
    });
  });

  test('that ends before it starts in the calendar began the year before', () => {
    expect(periodOfYear(2024, { start: '12-01', end: '11-30' })).toEqual({ from: '2023-12-01', to: '2024-11-30' });
  });

  test('knows no 30 February, and bounds that are none are the calendar’s', () => {
    expect(periodOfYear(2023, { start: '03-01', end: '02-29' })).toEqual({ from: '2022-03-01', to: '2023-02-28' });
    expect(periodOfYear(2024, { start: 'x', end: '13-40' })).toEqual({ from: '2024-01-01', to: '2024-12-31' });
  });

  test('has months, the first and last cut where it begins and ends', () => {
    const { months, monthOf } = calendarOf({ from: '2023-12-26', to: '2024-12-25' });
    expect(months).toHaveLength(13);
    expect([months[0], months[12]]).toEqual([
      { id: '2023-12', from: '2023-12-26', to: '2023-12-31' },
      { id: '2024-12', from: '2024-12-01', to: '2024-12-25' },
    ]);
    expect(['2023-12-25', '2023-12-26', '2024-02-29', '2024-12-25', '2024-12-26'].map(monthOf)).toEqual([
      -1, 0, 2, 12, -1,
    ]);
  });

  test('counts stocks as of today, within the year', () => {
    const year = periodOfYear(2024);
    expect([null, '2023-05-01', '2024-05-01', '2025-05-01'].map((today) => asOfDay(year, today))).toEqual([
      '2024-12-31',
      '2024-01-01',
      '2024-05-01',
      '2024-12-31',
    ]);
  });
});
