import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { KEPT_DAYS, openLogFile } from '#server/log-file.ts';
import { aFolder } from './help.ts';

const DAY_MS = 86_400_000;

test('lines go into one file a day by the day in China, and files stay for more than six months', () => {
  const folder = join(aFolder(), 'logs');
  let now = Date.UTC(2026, 0, 31, 15, 59);
  const log = openLogFile(
    folder,
    () => now,
    () => undefined,
  );
  log.write('one\n');
  now += 60_000;
  log.write('two\n');
  expect(readdirSync(folder)).toEqual(['fazhi-2026-01-31.log', 'fazhi-2026-02-01.log']);
  expect(readFileSync(join(folder, 'fazhi-2026-02-01.log'), 'utf8')).toBe('two\n');
  writeFileSync(join(folder, 'notes.txt'), 'of the operator');

  now += 184 * DAY_MS;
  log.write('three\n');
  expect(readdirSync(folder)).toHaveLength(4);
  now += (KEPT_DAYS - 184) * DAY_MS;
  log.write('four\n');
  expect(readdirSync(folder)).not.toContain('fazhi-2026-01-31.log');
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(['fazhi-2026-02-01.log', 'notes.txt']));
  log.close();
});

test('errors are said twice, and a folder that is gone costs no line and no answer', () => {
  const folder = join(aFolder(), 'logs');
  const said: string[] = [];
  let now = Date.UTC(2026, 0, 1);
  const log = openLogFile(
    folder,
    () => now,
    (line) => void said.push(line),
  );
  log.write('{"level":30,"msg":"a"}\n');
  log.write('{"level":50,"msg":"b"}\n');
  expect(said).toEqual(['{"level":50,"msg":"b"}\n']);
  rmSync(folder, { recursive: true });
  writeFileSync(folder, '');
  now += DAY_MS;
  log.write('{"level":30,"msg":"c"}\n');
  expect(said.at(-1)).toBe('{"level":30,"msg":"c"}\n');
});
