import type { Migration } from '#server/storage-kinds.ts';

/** Where each chain stood when an epoch began (SPEC X9). Of an epoch before this nothing is known: devices then offer again all they hold. */
export const ends: Migration = async ({ schema }, { key }) => {
  await schema
    .createTable('ends')
    .addColumn('township', key, (column) => column.notNull())
    .addColumn('epoch', key, (column) => column.notNull())
    .addColumn('device', key, (column) => column.notNull())
    .addColumn('scope', key, (column) => column.notNull())
    .addColumn('n', 'bigint', (column) => column.notNull())
    .addColumn('tip', key, (column) => column.notNull())
    .addPrimaryKeyConstraint('ends_key', ['township', 'epoch', 'device', 'scope'])
    .execute();
};
