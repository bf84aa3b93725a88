import Database from 'better-sqlite3';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openStorage, type Storage } from '#server/storage.ts';
import { aFolder } from './help.ts';
import { aCase, aMediator, aStaffedWorld, aVenue, rowOn, settle, write } from './phone.ts';

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

test('[C11] a database from before knows where its records stand as well', async () => {
  const path = join(aFolder(), 'fazhi.sqlite');
  const before = await open(path);
  const world = await aStaffedWorld({ storage: before });
  const [venue, foreign] = [aVenue(), aVenue()];
  const one = await aMediator(world);
  write(one, `${world.villages[0]}/work`, venue);
  write(one, `${world.villages[1]}/work`, foreign);
  await settle(one);
  const places = await before.db.selectFrom('places').selectAll().execute();
  await before.close();
  const file = new Database(path);
  file.exec(
    `DROP TABLE places; DROP TABLE ends; DROP TABLE caseCounts; ALTER TABLE stream DROP COLUMN mark; DELETE FROM kysely_migration WHERE name >= '007'`,
  );
  file.close();
  const storage = await open(path);
  expect(await storage.db.selectFrom('places').selectAll().execute()).toEqual(places);
  expect(places).toEqual([{ township: world.township, record: venue.record, scope: `${world.villages[0]}/work` }]);
  await storage.close();
});

test('[S2] a database from before knows its counts of cases and what of them was said', async () => {
  const path = join(aFolder(), 'fazhi.sqlite');
  const before = await open(path);
  const world = await aStaffedWorld({ storage: before });
  const { office, villages, committees, township } = world;
  const [one, cases] = [await aMediator(world), `${villages[0]}/cases`];
  const [old, ...others] = ['neighbour', 'neighbour', 'contract'].map((disputeType) =>
    aCase(committees[0], { disputeType }),
  );
  for (const each of [old, ...others]) if (each !== undefined) write(one, cases, each);
  await settle(one, office);
  write(office, `${township}/cases`, aCase(committees[0], { transferredFrom: old?.record ?? '' }));
  write(one, cases, { record: others[1]?.record ?? '', kind: 'mediationCase', values: { removed: '重复' } });
  await settle(one, office);
  const cells = async (of: Storage) =>
    of.db.selectFrom('caseCounts').selectAll().orderBy('unit').orderBy('path').execute();
  const counted = await cells(before);
  const said = [villages[0], township].flatMap((unit) => rowOn(office, `counts-${unit}-2024`) ?? []);
  expect(said.length).toBe(2);
  await before.close();
  const file = new Database(path);
  file.exec(`DROP TABLE caseCounts; DELETE FROM kysely_migration WHERE name >= '010'`);
  for (const row of said) {
    file
      .prepare(`INSERT INTO rows (township, record, kind, scope, row) VALUES (?, ?, 'caseCounts', ?, ?)`)
      .run(township, row.id, row.scope, JSON.stringify(row));
  }
  file.close();
  const storage = await open(path);
  expect(await cells(storage)).toEqual(counted);
  expect(counted.map(({ number, said: count }) => [number, count])).toContainEqual([0, null]);
  expect(await storage.db.selectFrom('rows').select('record').where('kind', '=', 'caseCounts').execute()).toEqual([]);
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
  const pragma = async (name: string) => (await sql.raw(`PRAGMA ${name}`).execute(storage.db)).rows[0];
  expect(await pragma('synchronous')).toEqual({ synchronous: 2 });
  expect(await pragma('journal_mode')).toEqual({ journal_mode: 'wal' });
  expect(await pragma('foreign_keys')).toEqual({ foreign_keys: 1 });
  await storage.close();
});

test('[X14] another process that holds the database makes nobody wait for long, and nothing is stored until it lets go', async () => {
  const path = join(aFolder(), 'fazhi.sqlite');
  const storage = await open(path);
  const other = new Database(path);
  other.exec('BEGIN IMMEDIATE');
  let beats = 0;
  const beat = setInterval(() => (beats += 1), 10);
  const begun = performance.now();
  const store = () =>
    storage.transaction((tx) => tx.insertInto('meta').values({ name: 'word', value: '一' }).execute());
  const reading = storage.db.selectFrom('meta').select('value').where('name', '=', 'epoch').execute();
  await expect(store()).rejects.toMatchObject({ code: 'SQLITE_BUSY' });
  clearInterval(beat);
  const waited = performance.now() - begun;
  // SQLite itself waits, and everybody with it, for a small part of that time; a busy machine adds to it.
  expect(waited).toBeGreaterThan(1900);
  expect(beats).toBeGreaterThan(15);
  expect(await reading).toEqual([{ value: 'one' }]);
  other.exec('ROLLBACK');
  other.close();
  await store();
  expect(await storage.db.selectFrom('meta').select('value').where('name', '=', 'word').execute()).toHaveLength(1);
  await storage.close();
});

/** Found by a device or a hash before the township is known: they say where it lives (docs/deploy.md §9). */
const DIRECTORY = ['owners', 'setupTokens', 'invitations', 'sessions', 'nonces', 'codeTries'];

test('[S1] every key begins with the township, but for the directory of who may sign in', async () => {
  const storage = await open(':memory:');
  const tables = (await storage.db.introspection.getTables()).map(({ name }) => name);
  const keys = await sql<{ on: string; key: string; name: string }>`
    SELECT m.name AS "on", l.name AS key, i.name AS name FROM sqlite_master m, pragma_index_list(m.name) l, pragma_index_info(l.name) i
    WHERE m.type = 'table' AND i.seqno = 0`.execute(storage.db);
  const isOther = (name: string): boolean => name === 'meta' || name.startsWith('kysely_') || DIRECTORY.includes(name);
  const ofTownships = keys.rows.filter(({ on }) => !isOther(on));
  expect(new Set(ofTownships.map(({ on }) => on))).toEqual(new Set(tables.filter((name) => !isOther(name))));
  expect(ofTownships.filter(({ name }) => name !== 'township')).toEqual([]);
  await storage.close();
});
