import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { startServer } from '#test/help/server.ts';
import { aFolder } from './help.ts';

// The server only asks that there is something to serve.
beforeAll(() => {
  if (existsSync('dist/index.html')) return;
  mkdirSync('dist', { recursive: true });
  writeFileSync('dist/index.html', '');
});

test('the server starts on a free port, answers, keeps its epoch over a restart, and stops when asked', async () => {
  const DATA_DIR = aFolder();
  const epoch = async () => {
    const server = await startServer({ DATA_DIR });
    const health: unknown = await (await fetch(`${server.url}/api/health`)).json();
    expect(health).toMatchObject({ ok: true, storage: 'sqlite' });
    expect(await server.stop()).toBe(0);
    return health;
  };
  expect(await epoch()).toEqual(await epoch());
});

function startWith(env: Record<string, string>) {
  const given = { ...process.env, PORT: '0', DATA_DIR: aFolder(), ...env };
  return spawnSync(process.execPath, ['src/server/main.ts'], { env: given, encoding: 'utf8', timeout: 20_000 });
}

test('a wrong value stops the start with one clear line and exit code 2', () => {
  const { status, stderr } = startWith({ PORT: 'abc' });
  expect(status).toBe(2);
  expect(stderr).toMatch(/^PORT: "abc" is not a port[^\n]*\n$/);
});

test('a data folder that cannot be one stops the start the same way', () => {
  const file = join(aFolder(), 'a-file');
  writeFileSync(file, '');
  const { status, stderr } = startWith({ DATA_DIR: file });
  expect(status).toBe(2);
  expect(stderr).toMatch(/^DATA_DIR: [^\n]*\n$/);
});

test('a port in use stops the start the same way', async () => {
  const other = await startServer();
  const { status, stderr } = startWith({ PORT: new URL(other.url).port });
  await other.stop();
  expect(status).toBe(2);
  expect(stderr).toMatch(/^PORT \d+ on HOST 127\.0\.0\.1 cannot be used: [^\n]*\n$/);
});
