import type { Migration } from '#server/storage-kinds.ts';

/** Under which commit a change was numbered; empty for whatever stood there before (SPEC X9). */
export const marks: Migration = async ({ schema }, { key }) => {
  await schema
    .alterTable('stream')
    .addColumn('mark', key, (column) => column.notNull().defaultTo(''))
    .execute();
};
