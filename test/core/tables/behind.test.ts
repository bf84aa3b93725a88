/** Every cell of a statistics table opens its records, and they are those that were counted there. */
import { describe, expect, test } from 'vitest';
import type { CountedRow } from '#core/counted-units.ts';
import { figuresOf, recordsBehind } from '#core/figures.ts';
import { isShare } from '#core/metric.ts';
import { scaleOf } from '#core/metric-words.ts';
import type { Reading } from '#core/sums.ts';
import { statTables } from '#core/tables/all.ts';
import type { TableCell } from '#core/tables/model.ts';
import type { Values } from '#kinds/field.ts';
import { EAST, WEST, aRow } from '#test/help/figures.ts';
import { sampleRows, yearContext } from '#test/help/sample-rows.ts';

/** What is read from the parties, or from lists of those who should have come, has no metric: its records are shown. */
const RECORDS_ALONE = ['涉及当事人数', '到会率（到会÷应到）'];
/** In the table of amounts 万元, in figures 分. */
const FEN_IN_TEN_THOUSAND = 1_000_000;

const rows = withOdd(sampleRows());
const context = yearContext(rows, 2024);

/** The sample has neither a case handed up nor types beyond the lists: these bring them in. */
function withOdd(all: Map<string, CountedRow[]>): Map<string, CountedRow[]> {
  const [first = '', second = ''] = (all.get('unit') ?? []).map(({ id }) => id);
  const add = (kind: string, values: Values, unit: string, id: string) =>
    all.set(kind, [...(all.get(kind) ?? []), aRow(values, { unit, id })]);
  const acceptedOn = '2024-07-01';
  add('mediationCase', { acceptedOn, status: 'settled', handedUp: { newCase: 'odd-2' } }, second, 'odd-1');
  const judicialConfirmation = { state: 'confirmed' };
  add(
    'mediationCase',
    {
      acceptedOn,
      status: 'settled',
      disputeType: 'fromTomorrow',
      difficulty: 'major',
      performance: 'performed',
      agreedAmount: 1_234_500,
      preventedCriminal: true,
      escalatedToCriminal: true,
      committee: 'nowhere',
      judicialConfirmation,
    },
    first,
    'odd-2',
  );
  add(
    'mediationCase',
    { acceptedOn, status: 'inMediation', disputeType: 'neighbor', source: 'ownMotion' },
    EAST,
    'odd-3',
  );
  add('mediationCase', { acceptedOn, status: 'registered' }, second, 'odd-4');
  add('screening', { period: { from: acceptedOn, to: acceptedOn }, found: 0, preventedCriminal: 2 }, WEST, 'odd-5');
  add('dutyEntry', { on: acceptedOn, type: 'funding', amount: 5_000_000 }, first, 'odd-6');
  add('training', { heldOn: acceptedOn, type: 'legalExam', examDue: 9, examTaken: 8, examPassed: 7 }, first, 'odd-7');
  return all;
}

/** As the cell prints it: counts, 万元 with two decimals, or percent with one. */
function saysAs({ text, decimals }: TableCell, { n, of }: Reading, scale: number): string {
  if (of !== undefined) return of === 0 ? '—' : (Math.floor((n * 2000 + of) / (2 * of)) / 10).toFixed(1);
  if (decimals === 2 && scale === 100) return (Math.floor((n * 100) / FEN_IN_TEN_THOUSAND + 0.5) / 100).toFixed(2);
  return text === '' ? '' : String(n / scale);
}

describe.each(statTables.map((table) => [table.label, table] as const))('%s', (_label, { make }) => {
  const table = make(rows, { ...context, decimals: 1 }, '双泉乡');
  const cells = table.rows.flatMap(({ heads, cells: own }) =>
    own.map((cell, at) => ({
      line: heads
        .slice(-2)
        .map(({ text }) => text)
        .join('/'),
      at,
      cell,
    })),
  );

  test('every cell has a metric and says what it says', () => {
    const wrong = cells.flatMap(({ line, at, cell }) => {
      const { behind } = cell;
      if (behind === undefined) return [`${line} ${at}: no source`];
      if (RECORDS_ALONE.includes(behind.label) || behind.also !== undefined) return [];
      const [figure] = figuresOf([behind.metric], rows, context);
      const reading =
        (behind.unit === undefined ? figure?.total : figure?.byUnit.get(behind.unit)) ??
        (isShare(behind.metric) ? { n: 0, of: 0 } : { n: 0 });
      const said = saysAs(cell, reading, scaleOf(behind.metric));
      return said === cell.text ? [] : [`${line} ${at}: ${cell.text}, its records say ${said}`];
    });
    expect(wrong).toEqual([]);
  });

  test('a cell that is not zero has records behind it', () => {
    const empty = cells.flatMap(({ line, at, cell: { text, behind } }) => {
      if (behind === undefined || text === '0' || text === '—' || /^0\.0+$/.test(text)) return [];
      const share = behind.unit === undefined ? {} : { unit: behind.unit };
      const found = [behind.metric, ...(behind.also === undefined ? [] : [behind.also])].flatMap((metric) =>
        recordsBehind(metric, rows, context, share),
      );
      return found.length > 0 ? [] : [`${line} ${at}: ${text}`];
    });
    expect(empty).toEqual([]);
  });
});
