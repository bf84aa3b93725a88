/**
 * Where the server keeps everything: SQLite beside it, or PostgreSQL (sync.md §6). One set of statements for both, through Kysely.
 */
import Database from 'better-sqlite3';
import { Kysely, PostgresDialect, sql, SqliteDialect, type Dialect, type Transaction } from 'kysely';
import { Migrator } from 'kysely/migration';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import pg from 'pg';
import { migrations } from '#server/migrations/all.ts';
import type { ColumnTypes, StorageKind } from '#server/storage-kinds.ts';
import type { Tables } from '#server/tables.ts';

export type StorageSettings =
  /** A file, or ':memory:'. */
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'postgres'; readonly url: string; readonly connections?: number };

/** What runs inside one transaction. */
export type Tx = Transaction<Tables>;

export interface Storage {
  readonly kind: StorageKind;
  readonly db: Kysely<Tables>;
  /** Names this database's history, for people and health checks. Devices go by their township's epoch (SPEC X9). */
  readonly epoch: string;
  /** Runs `work` in one transaction, again from its start when the database asks for that. */
  readonly transaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

const columnTypes: { readonly [kind in StorageKind]: ColumnTypes } = {
  sqlite: { key: 'text', bytes: 'blob' },
  postgres: { key: sql`text collate "C"`, bytes: 'bytea' },
};

/** Opens the database and brings its schema up to date. */
export const openStorage = (settings: StorageSettings, newId: () => string): Promise<Storage> =>
  settings.kind === 'sqlite'
    ? storageOn(openSqlite(settings.path), newId)
    : openOver('postgres', new PostgresDialect({ pool: openPool(settings) }), newId);

/** As `openStorage`, over an SQLite database that is open already. */
export const storageOn = (file: Database.Database, newId: () => string): Promise<Storage> =>
  openOver('sqlite', new SqliteDialect({ database: preparedOnce(file) }), newId);

async function openOver(kind: StorageKind, dialect: Dialect, newId: () => string): Promise<Storage> {
  const db = new Kysely<Tables>({ dialect });
  try {
    await migrate(db, columnTypes[kind]);
    const epoch = await epochOf(db, newId);
    if (kind === 'sqlite') await sql.raw(`PRAGMA busy_timeout = ${BUSY_MS}`).execute(db);
    return {
      kind,
      db,
      epoch,
      transaction: (work) => withRetry(() => db.transaction().execute(work)),
      close: () => db.destroy(),
    };
  } catch (cause) {
    await db.destroy();
    throw cause;
  }
}

function openSqlite(path: string): Database.Database {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const file = new Database(path);
  try {
    file.pragma('journal_mode = WAL');
    // What was acknowledged to a device survives a power cut.
    file.pragma('synchronous = FULL');
    file.pragma('foreign_keys = ON');
    // What was lawfully erased (SPEC C9) is overwritten in the file, not only forgotten.
    file.pragma('secure_delete = ON');
    // 16 MB of changed pages between two checkpoints: most of them are the same few pages written again.
    file.pragma('wal_autocheckpoint = 4000');
    // At the start nobody is kept waiting: another process, for example `npm run admin`, may be at its migrations.
    file.pragma('busy_timeout = 5000');
    return file;
  } catch (cause) {
    file.close();
    throw cause;
  }
}

/** A list in a statement makes a text of its own for each of its lengths. */
const MAX_PREPARED = 1000;

/** Kysely prepares every statement anew; compiled ones are kept here by their text. */
function preparedOnce(file: Database.Database) {
  const prepared = new Map<string, Database.Statement>();
  return {
    close: () => void file.close(),
    prepare: (text: string) => {
      const known = prepared.get(text);
      if (known !== undefined) return known;
      // A transaction that reads first and then writes could be refused halfway; this one waits at its start.
      const statement = file.prepare(text === 'begin' ? 'begin immediate' : text);
      if (prepared.size >= MAX_PREPARED) prepared.clear();
      prepared.set(text, statement);
      return statement;
    },
  };
}

const INT8 = pg.types.builtins.INT8;

function openPool({ url, connections = 10 }: { readonly url: string; readonly connections?: number }): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    types: {
      // Nothing counted here comes near 2^53.
      getTypeParser: (oid, format) => (oid === INT8 ? Number : pg.types.getTypeParser(oid, format)),
    },
  });
  // A connection that breaks is replaced at the next use, and whoever was using it is told by what was asked; without listeners it would end the
  // process, and the pool itself listens to idle ones alone.
  pool.on('error', () => {});
  pool.on('connect', (client) => void client.on('error', () => {}));
  return pool;
}

async function migrate(db: Kysely<Tables>, types: ColumnTypes): Promise<void> {
  const steps = Object.entries(migrations).map(([name, up]) => [name, { up: (to: Kysely<unknown>) => up(to, types) }]);
  const migrator = new Migrator({ db, provider: { getMigrations: async () => Object.fromEntries(steps) } });
  const done = await migrator.getMigrations().catch(() => []);
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  if (error instanceof Error && error.message.includes('is missing')) {
    throw new Error(`the database is of a newer version than this server (${done.length} steps)`, { cause: error });
  }
  throw error;
}

async function epochOf(db: Kysely<Tables>, newId: () => string): Promise<string> {
  const drawn = { name: 'epoch', value: newId() };
  await db
    .insertInto('meta')
    .values(drawn)
    .onConflict((on) => on.doNothing())
    .execute();
  const { value } = await db.selectFrom('meta').select('value').where('name', '=', 'epoch').executeTakeFirstOrThrow();
  return value;
}

/** PostgreSQL: serialization failure, deadlock. SQLite: another process writes. */
const AGAIN: readonly unknown[] = ['40001', '40P01', 'SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT'];
/** Whether the database asks for the whole transaction to be run again. */
export const isForAgain = (cause: unknown): boolean =>
  AGAIN.includes((cause as { readonly code?: unknown } | null)?.code);

/** How long SQLite itself waits for another process. The whole server stands still meanwhile, so the rest of the waiting is done here. */
const BUSY_MS = 10;
/** After that long, those who wait are told to come again (SPEC X14). */
const PATIENCE_MS = 2000;
const MAX_PAUSE_MS = 100;

async function withRetry<T>(attempt: () => Promise<T>): Promise<T> {
  const start = performance.now();
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (cause) {
      // A slow machine gets its tries as well.
      if (!isForAgain(cause) || (tries >= MIN_TRIES && performance.now() - start > PATIENCE_MS)) throw cause;
      await new Promise((resolve) => setTimeout(resolve, Math.min(MAX_PAUSE_MS, 2 ** tries)));
    }
  }
}
const MIN_TRIES = 20;
