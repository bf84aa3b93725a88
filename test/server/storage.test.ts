import Database from 'better-sqlite3';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStorage } from '#server/storage.ts';
import { aFolder } from './help.ts';

const open = (path: string, epoch = 'one') => openStorage({ kind: 'sqlite', path }, () => epoch);

test('the epoch is drawn once and kept with the data', async () => {
  const path = join(aFolder(), 'fazhi.sqlite');
  await (await open(path)).close();
  const second = await open(path, 'two');
  expect(second.epoch).toBe('one');
  await second.close();
});

test('a data folder of the first version, which had one table, is taken over', async () => {
  const path = join(aFolder(), 'fazhi.sqlite');
  const old = new Database(path);
  old.exec(`CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    INSERT INTO meta VALUES ('epoch', 'old'); PRAGMA user_version = 1`);
  old.close();
  const storage = await open(path);
  expect(storage.epoch).toBe('old');
  expect(await storage.db.selectFrom('changes').selectAll().execute()).toEqual([]);
  await storage.close();
});

test('a database of a newer server is left alone', async () => {
  const path = join(aFolder(), 'fazhi.sqlite');
  await (await open(path)).close();
  const db = new Database(path);
  db.exec(`INSERT INTO kysely_migration (name, timestamp) VALUES ('999-later', '2099')`);
  db.close();
  await expect(open(path)).rejects.toThrow('newer version');
});

test('what is acknowledged is on the disk: every commit is synced', async () => {
  const path = join(aFolder(), 'fazhi.sqlite');
  const storage = await open(path);
  const { sql } = await import('kysely');
  const pragma = async (name: string) => (await sql.raw(`PRAGMA ${name}`).execute(storage.db)).rows[0];
  expect(await pragma('synchronous')).toEqual({ synchronous: 2 });
  expect(await pragma('journal_mode')).toEqual({ journal_mode: 'wal' });
  expect(await pragma('foreign_keys')).toEqual({ foreign_keys: 1 });
  await storage.close();
});

test('every key begins with the township', async () => {
  const storage = await open(':memory:');
  for (const { name } of await storage.db.introspection.getTables()) {
    if (name === 'meta' || name.startsWith('sqlite_')) continue;
    const { sql } = await import('kysely');
    const indexes = await sql<{ name: string }>`SELECT name FROM pragma_index_list(${name})`.execute(storage.db);
    expect(indexes.rows.length, name).toBeGreaterThan(0);
    for (const index of indexes.rows) {
      const columns = await sql<{ name: string }>`SELECT name FROM pragma_index_info(${index.name})`.execute(
        storage.db,
      );
      expect(columns.rows[0]?.name, index.name).toBe('township');
    }
  }
  await storage.close();
});
