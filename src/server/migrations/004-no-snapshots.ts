import type { Migration } from '#server/storage-kinds.ts';

/** New devices read pages like all others (SPEC X6). */
export const noSnapshots: Migration = async (db) => {
  await db.schema.dropTable('snapshots').execute();
};
