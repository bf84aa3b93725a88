import type { Migration } from '#server/storage-kinds.ts';

/** What was lawfully erased (SPEC C9), so that nothing of it is stored again; photos of it likewise. */
export const erasures: Migration = async ({ schema }, { key }) => {
  await schema
    .createTable('erasures')
    .addColumn('township', key, (column) => column.notNull())
    .addColumn('record', key, (column) => column.notNull())
    .addColumn('path', key, (column) => column.notNull())
    .addPrimaryKeyConstraint('erasures_key', ['township', 'record', 'path'])
    .execute();
  await schema
    .createTable('erasedPhotos')
    .addColumn('township', key, (column) => column.notNull())
    .addColumn('scope', key, (column) => column.notNull())
    .addColumn('photo', key, (column) => column.notNull())
    .addPrimaryKeyConstraint('erasedPhotos_key', ['township', 'scope', 'photo'])
    .execute();
};
