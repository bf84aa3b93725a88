import { expect, test } from 'vitest';
import { aServer } from './api.ts';

test('health names version, storage and epoch, and is never cached', async () => {
  const app = await aServer();
  const answer = await app.inject('/api/health');
  expect(answer.json()).toEqual({
    ok: true,
    version: '1.2.3',
    storage: 'sqlite',
    epoch: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  expect(answer.headers['cache-control']).toBe('no-store');
});

test.for(['/', '/ledger/mediationCase/new', '/tasks?year=2024', '/ledger/person/0197-3b'])(
  'the address of a screen is answered with the app: %s',
  async (url) => {
    const app = await aServer();
    const answer = await app.inject({ url, headers: { accept: 'text/html' } });
    expect([answer.statusCode, answer.body, answer.headers['cache-control']]).toEqual([
      200,
      '<index.html>',
      'no-cache',
    ]);
  },
);

test.for([
  ['/assets/gone-123.js', 404],
  ['/gone.png', 404],
  ['/api/none', 404],
  ['/api', 404],
  ['/.inputs', 404],
  ['/.vite/manifest.json', 404],
  ['/assets/../.inputs', 404],
  ['/%2e%2e/package.json', 404],
  ['/%', 400],
] as const)('what is not there is a problem, not a page: %s', async ([url, status]) => {
  const app = await aServer();
  const answer = await app.inject(url);
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(answer.json()).toMatchObject({ type: 'about:blank', status });
  expect(answer.statusCode).toBe(status);
});

test('a screen is not posted to', async () => {
  const app = await aServer();
  const answer = await app.inject({ method: 'POST', url: '/tasks' });
  expect(answer.json()).toEqual({ type: 'about:blank', title: 'Method Not Allowed', status: 405 });
});

test('files named by their content are kept for ever, all others are asked for again', async () => {
  const app = await aServer();
  const cacheControl = async (url: string) => (await app.inject(url)).headers['cache-control'];
  expect(await cacheControl('/assets/index-abc.js')).toBe('public, max-age=31536000, immutable');
  expect(await cacheControl('/index.html')).toBe('no-cache');
  expect(await cacheControl('/sw.js')).toBe('no-cache');
  expect(await cacheControl('/manifest.webmanifest')).toBe('no-cache');
});

test('the compressed twin is served to whoever can read it', async () => {
  const app = await aServer();
  const answer = await app.inject({ url: '/assets/index-abc.js', headers: { 'accept-encoding': 'gzip, br' } });
  expect(answer.body).toBe('<assets/index-abc.js.br>');
  expect(answer.headers).toMatchObject({
    'content-encoding': 'br',
    'content-type': expect.stringContaining('javascript'),
    'cache-control': 'public, max-age=31536000, immutable',
    vary: expect.stringMatching(/accept-encoding/i),
  });
  expect((await app.inject('/assets/index-abc.js')).body).toBe('<assets/index-abc.js>');
});

test('every answer carries the security headers', async () => {
  const app = await aServer();
  for (const url of ['/', '/api/health', '/api/none', '/assets/index-abc.js']) {
    const { headers } = await app.inject(url);
    const policy = String(headers['content-security-policy']).split('; ');
    expect(policy).toEqual(expect.arrayContaining([`default-src 'self'`, `script-src 'self'`, `style-src 'self'`]));
    expect(headers['x-content-type-options']).toBe('nosniff');
  }
});
