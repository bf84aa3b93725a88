/** Tables and charts that went with a report stay as they were sent (SPEC R5, R7, R11). */
import { describe, expect, test } from 'vitest';
import {
  appendixAsSent,
  appendixDifferences,
  appendixIn,
  appendixOf,
  sentAppendix,
  type Appendix,
} from '#core/report/appendix.ts';
import { documentOf } from '#core/report/document.ts';
import { keptItems, keptReport, readKept } from '#core/report/kept.ts';
import { publicVersion } from '#core/report/public.ts';
import { reportOf } from '#core/report/report.ts';
import { aRow } from '#test/help/figures.ts';
import { sampleRows, yearContext } from '#test/help/sample-rows.ts';

const inputOf = (rows: ReturnType<typeof sampleRows>) => ({
  year: 2024,
  rows,
  context: yearContext(rows, 2024),
  decimals: 1 as const,
});
let minted = 0;
const newId = () => `i${String((minted += 1)).padStart(4, '0')}`;

/** Kept in a record and read back. */
function keptOf(rows: ReturnType<typeof sampleRows>) {
  const kept = keptReport(reportOf(inputOf(rows)), false, sentAppendix(appendixOf(inputOf(rows))));
  const read = readKept({ kept: keptItems(kept, newId) });
  const appendix = read === null ? null : appendixIn(read);
  if (appendix === null) throw new Error('nothing was kept');
  return appendix;
}

/** A case more of a village, with the event at which it was told of. */
function later() {
  const rows = sampleRows();
  const [first] = rows.get('mediationCase') ?? [];
  rows.set('mediationCase', [...(rows.get('mediationCase') ?? []), { ...(first ?? aRow({})), id: 'late' }]);
  return rows;
}

const printed = ({ tables, charts }: Appendix) => ({
  tables: tables.map(({ title, under, notes, rows }) => ({
    title,
    under,
    notes,
    rows: rows.map(({ heads, cells }) => [...heads, ...cells].map(({ text, rows: down = 1 }) => [text, down])),
  })),
  charts,
});

describe('[R5] tables and charts that were sent with the report', () => {
  const before = keptOf(sampleRows());
  const now = appendixOf(inputOf(later()));

  test('are printed as they were, whatever was recorded since', () => {
    expect(printed(appendixAsSent(before, false))).toEqual(printed(appendixOf(inputOf(sampleRows()))));
    expect(printed(appendixAsSent(before, false))).not.toEqual(printed(now));
  });

  test('of records that are still the same have no difference', () =>
    expect(appendixDifferences(before, appendixOf(inputOf(sampleRows())), (unit) => unit)).toEqual([]));

  test('are held against those of today: each number once, under the title of its table or chart', () => {
    const found = appendixDifferences(before, now, (unit) => unit);
    expect(found.map(({ title }) => title)).toEqual([
      '人民调解案件情况统计表（18类）',
      '2024年各月受理和调解成功的案件',
    ]);
    expect(found[0]?.differences).toContainEqual({
      what: '案件总数：受理（案件总数）（件） · 合计',
      was: '38',
      is: '39',
      manner: '补报',
    });
    // What the table of 15 types says alike is not told again.
    expect(found[1]?.differences).toContainEqual({ what: '3月 · 受理', was: '4件', is: '5件', manner: '补报' });
  });

  test('are kept as the public reads them as well', () => {
    const { tables } = appendixAsSent(before, true);
    const report = documentOf(reportOf(inputOf(sampleRows())), tables);
    const open = publicVersion(report, []).blocks.flatMap((block) => (block.type === 'table' ? [block.table] : []));
    expect(open.map(({ id }) => id)).not.toContain('cases15');
    expect(open.every(({ rows }) => rows.every(({ cells }) => cells.length === 1))).toBe(true);
    const live = publicVersion(
      documentOf(reportOf(inputOf(sampleRows())), appendixOf(inputOf(sampleRows())).tables),
      [],
    );
    const texts = (of: typeof open) => of.map(({ rows }) => rows.map(({ cells }) => cells[0]?.text));
    expect(texts(open)).toEqual(texts(live.blocks.flatMap((block) => (block.type === 'table' ? [block.table] : []))));
  });

  test('that an earlier version did not keep, or that cannot be read, are none', () => {
    expect(appendixIn(keptReport(reportOf(inputOf(sampleRows()))))).toBeNull();
    const bad = {
      type: 'report',
      figures: [],
      sections: [],
      appendix: { tables: [{}], open: [], charts: [] },
    } as const;
    const read = readKept({ kept: { a: { at: 0, text: JSON.stringify(bad) } } });
    expect(read === null ? null : appendixIn(read)).toBeNull();
  });
});
