import type { Kysely } from 'kysely';
import { CASE_COUNTS, countPath, ofCountsRecord } from '#core/case-counts.ts';
import type { Row } from '#core/fold.ts';
import { cellsSaid } from '#server/count-cells.ts';
import type { Migration } from '#server/storage-kinds.ts';
import type { CaseTable, Tables } from '#server/tables.ts';

const ROWS_AT_ONCE = 500;

/** Counts of cases, carried on instead of counted at each push; also of the cases that are there already. */
export const caseCounts: Migration = async (db, { key }) => {
  await db.schema
    .createTable('caseCounts')
    .addColumn('township', key, (column) => column.notNull())
    .addColumn('unit', key, (column) => column.notNull())
    .addColumn('year', 'integer', (column) => column.notNull())
    .addColumn('path', key, (column) => column.notNull())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('said', 'integer')
    .addColumn('heads', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('caseCounts_key', ['township', 'unit', 'year', 'path'])
    .execute();

  const log = db as unknown as Kysely<Tables>;
  for (const { township } of await log.selectFrom('townships').select('township').execute()) {
    const cells = await cellsIn(log, township);
    for (let at = 0; at < cells.length; at += ROWS_AT_ONCE) {
      await log
        .insertInto('caseCounts')
        .values(cells.slice(at, at + ROWS_AT_ONCE))
        .execute();
    }
  }
  await log.deleteFrom('rows').where('kind', '=', CASE_COUNTS).execute();
};

/** What was said, and how many there are. */
async function cellsIn(log: Kysely<Tables>, township: string): Promise<Tables['caseCounts'][]> {
  const cells = new Map<string, Tables['caseCounts']>();
  const keyOf = ({ unit, year, path }: Pick<Tables['caseCounts'], 'unit' | 'year' | 'path'>): string =>
    `${unit} ${year} ${path}`;
  const rows = await log
    .selectFrom('rows')
    .select('row')
    .where('township', '=', township)
    .where('kind', '=', CASE_COUNTS)
    .execute();
  for (const { row } of rows) {
    const folded = JSON.parse(row) as Row;
    const of = ofCountsRecord(folded.id);
    if (of === null) continue;
    for (const [path, said] of cellsSaid(folded)) {
      const cell = { township, ...of, path, number: 0, ...said };
      cells.set(keyOf(cell), cell);
    }
  }
  const up = await log
    .selectFrom('cases')
    .select('transferredFrom')
    .where('township', '=', township)
    .where('transferredFrom', '!=', '')
    .where('removed', '=', 0)
    .execute();
  const handedUp = new Set(up.map(({ transferredFrom }) => transferredFrom));
  for await (const one of standingCases(log, township)) {
    const month = one.acceptedOn.slice(5, 7);
    const path = countPath({ ...one, month, handedUp: handedUp.has(one.record) });
    const { unit, year } = one;
    const cell = cells.get(keyOf({ unit, year, path }));
    if (cell !== undefined) cell.number += 1;
    else cells.set(keyOf({ unit, year, path }), { township, unit, year, path, number: 1, said: null, heads: '' });
  }
  return [...cells.values()];
}

async function* standingCases(log: Kysely<Tables>, township: string): AsyncGenerator<CaseTable> {
  for (let last = ''; ;) {
    const part = await log
      .selectFrom('cases')
      .selectAll()
      .where('township', '=', township)
      .where('record', '>', last)
      .orderBy('record')
      .limit(ROWS_AT_ONCE)
      .execute();
    for (const one of part) if (one.removed === 0 && one.year > 0) yield one;
    const end = part[part.length - 1];
    if (end === undefined) return;
    last = end.record;
  }
}
