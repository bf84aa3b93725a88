import type { CreateTableBuilder } from 'kysely';
import type { Migration } from '#server/storage-kinds.ts';

/** The log, its streams, and what the server folds from it. */
export const ledger: Migration = async (db, { key, bytes }) => {
  type Column = readonly [name: string, type: 'key' | 'text' | 'bigint' | 'integer' | 'bytes', isNull?: 'null'];
  const typeOf = { key, bytes, text: 'text', bigint: 'bigint', integer: 'integer' } as const;

  /** The primary key is the township and `keys`. */
  async function table(name: string, keys: readonly Column[], rest: readonly Column[]): Promise<void> {
    let builder: CreateTableBuilder<string, string> = db.schema.createTable(name);
    const columns: readonly Column[] = [['township', 'key'], ...keys, ...rest];
    for (const [column, type, isNull] of columns) {
      builder = builder.addColumn(column, typeOf[type], (col) => (isNull === undefined ? col.notNull() : col));
    }
    const names = ['township', ...keys.map(([column]) => column)];
    await builder.addPrimaryKeyConstraint(`${name}_key`, names).execute();
  }
  const index = (on: string, columns: readonly string[], name = columns.join('_')) =>
    db.schema
      .createIndex(`${on}_by_${name}`)
      .on(on)
      .columns(['township', ...columns])
      .execute();

  await table('townships', [], [['createdAt', 'bigint']]);
  await table(
    'units',
    [['unit', 'key']],
    [
      ['adopted', 'integer'],
      ['owner', 'key'],
    ],
  );
  await table(
    'devices',
    [['device', 'key']],
    [
      ['publicKey', 'text', 'null'],
      ['name', 'text'],
      ['member', 'key', 'null'],
      ['kind', 'text'],
      ['state', 'text'],
      ['founder', 'integer'],
      ['createdAt', 'bigint'],
      ['seenAt', 'bigint'],
    ],
  );
  await table(
    'changes',
    [['id', 'key']],
    [
      ['scope', 'key'],
      ['device', 'key'],
      ['n', 'bigint'],
      ['prev', 'key'],
      ['body', 'text'],
      ['bytes', 'integer'],
      ['state', 'text'],
      ['proven', 'integer'],
      ['fork', 'integer'],
    ],
  );
  await index('changes', ['device', 'scope', 'n'], 'position');
  const position: readonly Column[] = [
    ['device', 'key'],
    ['scope', 'key'],
    ['n', 'bigint'],
  ];
  await table('refused', [['id', 'key']], position);
  await table(
    'chains',
    [
      ['device', 'key'],
      ['scope', 'key'],
    ],
    [
      ['n', 'bigint'],
      ['tip', 'key'],
      ['waiting', 'integer'],
      ['joined', 'bigint'],
    ],
  );
  await table('heads', [['id', 'key']], [...position, ['signature', 'text']]);
  await index('heads', ['device', 'scope', 'n'], 'position');
  await table('counters', [['scope', 'key']], [['seq', 'bigint']]);
  await table(
    'stream',
    [
      ['scope', 'key'],
      ['seq', 'bigint'],
    ],
    [['change', 'key']],
  );
  await index('stream', ['change']);
  await table(
    'records',
    [
      ['record', 'key'],
      ['change', 'key'],
    ],
    [],
  );
  await table(
    'rows',
    [['record', 'key']],
    [
      ['kind', 'key'],
      ['scope', 'key'],
      ['row', 'text'],
    ],
  );
  await index('rows', ['kind']);
  await table(
    'cases',
    [['record', 'key']],
    [
      ['scope', 'key'],
      ['unit', 'key'],
      ['committee', 'key'],
      ['acceptedOn', 'text'],
      ['year', 'integer'],
      ['disputeType', 'text'],
      ['source', 'text'],
      ['status', 'text'],
      ['fileNumber', 'key'],
      ['transferredFrom', 'key'],
      ['archived', 'integer'],
      ['removed', 'integer'],
    ],
  );
  await index('cases', ['unit', 'year']);
  await index('cases', ['fileNumber']);
  await index('cases', ['transferredFrom']);
  await index('cases', ['committee', 'year']);
  await table(
    'verdicts',
    [['change', 'key']],
    [
      ['scope', 'key'],
      ['state', 'text'],
      ['reason', 'text'],
    ],
  );
  const committeeYear: readonly Column[] = [
    ['committee', 'key'],
    ['year', 'integer'],
  ];
  await table('numbers', committeeYear, [['last', 'integer']]);
  await table(
    'issued',
    [...committeeYear, ['seq', 'integer']],
    [
      ['fileNumber', 'text'],
      ['record', 'key'],
    ],
  );
  await table(
    'epochs',
    [['epoch', 'key']],
    [
      ['ordinal', 'integer'],
      ['device', 'key'],
      ['publicKey', 'text'],
      ['privateKey', 'text'],
      ['startedAt', 'bigint'],
      ['recovery', 'text'],
    ],
  );
  await table(
    'bases',
    [
      ['epoch', 'key'],
      ['scope', 'key'],
    ],
    [['seq', 'bigint']],
  );
  await table(
    'snapshots',
    [
      ['scope', 'key'],
      ['after', 'bigint'],
    ],
    [
      ['to', 'bigint'],
      ['hash', 'key'],
      ['bytes', 'bytes'],
    ],
  );
  await index('snapshots', ['hash']);
};
