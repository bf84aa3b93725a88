import type { Migration } from '#server/storage-kinds.ts';

/** A data folder of the first version has this table already. */
export const meta: Migration = async (db, { key }) => {
  await db.schema
    .createTable('meta')
    .ifNotExists()
    .addColumn('name', key, (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute();
};
