import type { Migration } from '#server/storage-kinds.ts';

/** Invitations that a phone without a network can take, and the devices that say so (SPEC X12). */
export const claims: Migration = async ({ schema }, { key }) => {
  await schema.alterTable('invitations').addColumn('proofKey', key).execute();
  await schema.alterTable('invitations').addColumn('withdrawnAt', 'bigint').execute();
  await schema
    .createTable('claims')
    .addColumn('township', key, (column) => column.notNull())
    .addColumn('device', key, (column) => column.notNull())
    .addColumn('member', key, (column) => column.notNull())
    .addColumn('fault', key, (column) => column.notNull())
    .addPrimaryKeyConstraint('claims_key', ['township', 'device'])
    .execute();
};
