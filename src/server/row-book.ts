/** Folded rows of the kinds that are kept whole, as one writing transaction reads and writes them: each is read once. */
import type { Row } from '#core/fold.ts';
import { inParts, type Db } from './log.ts';
import { statement } from './statement.ts';
import type { Tables } from './tables.ts';

export interface RowBook {
  /** Those of the rows that are there. */
  readonly find: (records: readonly string[]) => Promise<ReadonlyMap<string, Row>>;
  readonly save: (rows: readonly Row[]) => Promise<void>;
  readonly remove: (records: readonly string[]) => Promise<void>;
}

const findRows = statement((db, township: string, records: readonly string[]) =>
  db.selectFrom('rows').select('row').where('township', '=', township).where('record', 'in', records),
);
const putRows = statement((db, rows: readonly Tables['rows'][]) =>
  db
    .insertInto('rows')
    .values(rows)
    .onConflict((on) =>
      on.columns(['township', 'record']).doUpdateSet((eb) => ({
        kind: eb.ref('excluded.kind'),
        scope: eb.ref('excluded.scope'),
        row: eb.ref('excluded.row'),
      })),
    ),
);

export function openRowBook(db: Db, township: string): RowBook {
  /** Null: there is none. */
  const known = new Map<string, Row | null>();

  async function find(records: readonly string[]): Promise<ReadonlyMap<string, Row>> {
    const wanted = [...new Set(records)];
    const missing = wanted.filter((record) => !known.has(record));
    const found = await inParts(missing, (part) => findRows(db, township, part));
    for (const record of missing) known.set(record, null);
    for (const { row } of found) {
      const read = JSON.parse(row) as Row;
      known.set(read.id, read);
    }
    return new Map(
      wanted.flatMap((record): [string, Row][] => {
        const row = known.get(record) ?? null;
        return row === null ? [] : [[record, row]];
      }),
    );
  }

  async function save(rows: readonly Row[]): Promise<void> {
    for (const row of rows) known.set(row.id, row);
    const stored = rows.map((row) => ({
      township,
      record: row.id,
      kind: row.kind,
      scope: row.scope,
      row: JSON.stringify(row),
    }));
    await inParts(stored, (part) => putRows(db, part));
  }

  async function remove(records: readonly string[]): Promise<void> {
    for (const record of records) known.set(record, null);
    await inParts(records, async (part) => {
      await db.deleteFrom('rows').where('township', '=', township).where('record', 'in', part).execute();
      return [];
    });
  }
  return { find, save, remove };
}
