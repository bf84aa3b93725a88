import type { Migration } from '#server/storage-kinds.ts';

/** Who may sign in, and what proves it. */
export const accounts: Migration = async ({ schema }, { key }) => {
  await schema
    .createTable('owners')
    .addColumn('device', key, (column) => column.primaryKey())
    .addColumn('township', key, (column) => column.notNull())
    .addColumn('member', key, (column) => column.notNull())
    .execute();
  await schema
    .createTable('setupTokens')
    .addColumn('hash', key, (column) => column.primaryKey())
    .addColumn('township', key)
    .addColumn('member', key)
    .addColumn('expiresAt', 'bigint', (column) => column.notNull())
    .addColumn('usedBy', key)
    .execute();
  await schema
    .createTable('invitations')
    .addColumn('codeHash', key, (column) => column.primaryKey())
    .addColumn('secretHash', key, (column) => column.notNull().unique())
    .addColumn('township', key, (column) => column.notNull())
    .addColumn('member', key, (column) => column.notNull())
    .addColumn('invitedBy', key, (column) => column.notNull())
    .addColumn('expiresAt', 'bigint', (column) => column.notNull())
    .addColumn('usedBy', key)
    .execute();
  await schema
    .createTable('sessions')
    .addColumn('hash', key, (column) => column.primaryKey())
    .addColumn('township', key, (column) => column.notNull())
    .addColumn('device', key, (column) => column.notNull())
    .addColumn('expiresAt', 'bigint', (column) => column.notNull())
    .execute();
  await schema.createIndex('sessions_by_end').on('sessions').column('expiresAt').execute();
  await schema
    .createTable('nonces')
    .addColumn('hash', key, (column) => column.primaryKey())
    .addColumn('device', key, (column) => column.notNull())
    .addColumn('expiresAt', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createTable('codeTries')
    .addColumn('id', key, (column) => column.primaryKey())
    .addColumn('address', key, (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute();
};
