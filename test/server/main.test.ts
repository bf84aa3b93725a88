import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { get } from 'node:https';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { SyncAnswer } from '#core/exchange.ts';
import { startServer } from '#test/help/server.ts';
import { anApi, cookieOf } from './api.ts';
import { aFolder } from './help.ts';
import { aMediator, aStaffedWorld, aVenue, requestOf, statesOf, write } from './phone.ts';

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

test('with a certificate it speaks TLS, and tells browsers to stay with it', async () => {
  const [TLS_CERT, TLS_KEY] = ['tls-cert.pem', 'tls-key.pem'].map((name) => join(import.meta.dirname, name));
  const server = await startServer({ DATA_DIR: aFolder(), TLS_CERT: TLS_CERT ?? '', TLS_KEY: TLS_KEY ?? '' });
  expect(server.url).toMatch(/^https:/);
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    // Of nobody's authority: this test alone trusts it.
    get(`${server.url}/api/health`, { rejectUnauthorized: false }, resolve).on('error', reject);
  });
  answer.resume();
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['strict-transport-security']).toBe('max-age=31536000');
  expect(await server.stop()).toBe(0);
});

test('[X2] a stop answers what is under way, and ends then', async () => {
  const world = await aStaffedWorld();
  const phone = await aMediator(world);
  write(phone, `${world.villages[0]}/work`, aVenue());
  let [arrived, goOn] = [(): void => {}, (): void => {}];
  const isHere = new Promise<void>((resolve) => (arrived = resolve));
  const mayGoOn = new Promise<void>((resolve) => (goOn = resolve));
  const exchange: typeof world.ledger.exchange = async (caller, request) => {
    arrived();
    await mayGoOn;
    return world.ledger.exchange(caller, request);
  };
  const api = await anApi({ ...world, ledger: { ...world.ledger, exchange } });
  const address = await api.app.listen({ port: 0, host: '127.0.0.1' });
  const headers = { cookie: await cookieOf(api, phone), 'content-type': 'application/json' };
  const asked = fetch(`${address}/api/sync`, { method: 'POST', headers, body: JSON.stringify(requestOf(phone)) });
  await isHere;
  let isClosed = false;
  const closed = api.app.close().then(() => (isClosed = true));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(isClosed).toBe(false);
  goOn();
  const answer = await asked;
  expect(answer.status).toBe(200);
  const { results } = (await answer.json()) as SyncAnswer;
  expect(statesOf(results)).toEqual(['stored']);
  await closed;
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

test('a folder for logs that cannot be one stops the start the same way', () => {
  const DATA_DIR = aFolder();
  writeFileSync(join(DATA_DIR, 'logs'), '');
  const { status, stderr } = startWith({ DATA_DIR });
  expect(status).toBe(2);
  expect(stderr).toMatch(/^DATA_DIR: [^\n]*logs cannot be used: [^\n]*\n$/);
});

test('a port in use stops the start the same way', async () => {
  const other = await startServer();
  const { status, stderr } = startWith({ PORT: new URL(other.url).port });
  await other.stop();
  expect(status).toBe(2);
  expect(stderr).toMatch(/^PORT \d+ on HOST 127\.0\.0\.1 cannot be used: [^\n]*\n$/);
});
