import type { Kysely } from 'kysely';
import type { BareChange } from '#core/exchange.ts';
import { unservedRecords } from '#server/log.ts';
import type { Migration } from '#server/storage-kinds.ts';
import type { Tables } from '#server/tables.ts';

const ROWS_AT_ONCE = 500;

/** In which scope a record of a kind that the server does not fold stands (SPEC C11), also of what is in the log already. */
export const places: Migration = async (db, { key }) => {
  await db.schema
    .createTable('places')
    .addColumn('township', key, (column) => column.notNull())
    .addColumn('record', key, (column) => column.notNull())
    .addColumn('scope', key, (column) => column.notNull())
    .addPrimaryKeyConstraint('places_key', ['township', 'record'])
    .execute();

  const log = db as unknown as Kysely<Tables>;
  for (const { township } of await log.selectFrom('townships').select('township').execute()) {
    const found = await placesIn(log, township);
    for (let at = 0; at < found.length; at += ROWS_AT_ONCE) {
      await log
        .insertInto('places')
        .values(found.slice(at, at + ROWS_AT_ONCE))
        .execute();
    }
  }
};

/** By the earliest change of each record that is not held back. */
async function placesIn(log: Kysely<Tables>, township: string): Promise<Tables['places'][]> {
  const earliest = new Map<string, { readonly stamp: string; readonly scope: string }>();
  for (let last = ''; ;) {
    const rows = await log
      .selectFrom('changes')
      .leftJoin('verdicts', (join) =>
        join.onRef('verdicts.township', '=', 'changes.township').onRef('verdicts.change', '=', 'changes.id'),
      )
      .select(['changes.id', 'changes.scope', 'changes.body', 'changes.state', 'verdicts.state as verdict'])
      .where('changes.township', '=', township)
      .where('changes.id', '>', last)
      .orderBy('changes.id')
      .limit(ROWS_AT_ONCE)
      .execute();
    for (const { scope, body, state, verdict } of rows) {
      if (state !== 'stored' || (verdict ?? 'accepted') !== 'accepted') continue;
      const { stamp, ops } = JSON.parse(body) as BareChange;
      for (const record of unservedRecords({ ops })) {
        const known = earliest.get(record);
        if (known === undefined || stamp < known.stamp) earliest.set(record, { stamp, scope });
      }
    }
    const end = rows[rows.length - 1];
    if (end === undefined) return [...earliest].map(([record, { scope }]) => ({ township, record, scope }));
    last = end.id;
  }
}
