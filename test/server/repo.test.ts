import Database from 'better-sqlite3';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openRepo } from '#server/repo.ts';
import { aFolder } from './help.ts';

test('the epoch is drawn once and kept with the data', () => {
  const folder = aFolder();
  const first = openRepo(folder, () => 'one');
  first.close();
  const second = openRepo(folder, () => 'two');
  expect(second.epoch).toBe('one');
  second.close();
});

test('a database of a newer server is left alone', () => {
  const folder = aFolder();
  openRepo(folder, () => 'one').close();
  const db = new Database(join(folder, 'fazhi.sqlite'));
  db.pragma('user_version = 999');
  db.close();
  expect(() => openRepo(folder, () => 'two')).toThrow('newer version');
});
