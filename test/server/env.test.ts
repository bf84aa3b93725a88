import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parseEnv } from '#server/env.ts';

test('without a variable set, the server is local and quiet about it', () => {
  expect(parseEnv({})).toEqual({
    port: 8787,
    host: '127.0.0.1',
    dataDir: resolve('data'),
    databaseUrl: null,
    logLevel: 'info',
    trustProxy: false,
    tls: null,
  });
});

test('an empty variable counts as not set', () => {
  expect(parseEnv({ PORT: '', HOST: ' ', TLS_CERT: '' })).toEqual(parseEnv({}));
});

test.for([
  [{ PORT: 'abc' }, 'PORT'],
  [{ PORT: '70000' }, 'PORT'],
  [{ PORT: '80.5' }, 'PORT'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
  [{ TLS_CERT: import.meta.filename }, 'TLS_KEY'],
  [{ TLS_CERT: '/none.pem', TLS_KEY: '/none.key' }, '/none.pem'],
  [{ TLS_CERT: import.meta.filename, TLS_KEY: import.meta.filename }, 'TLS_CERT, TLS_KEY'],
  [{ DATABASE_URL: 'mysql://localhost/fazhi' }, 'DATABASE_URL'],
  [{ DATABASE_URL: 'postgres://localhost' }, 'DATABASE_URL'],
  [{ DATABASE_URL: 'fazhi' }, 'DATABASE_URL'],
  [{ TRUST_PROXY: 'caddy' }, 'TRUST_PROXY'],
  [{ TRUST_PROXY: '10.0.0.0/33' }, 'TRUST_PROXY'],
] as const)('a wrong value is named in one line: %j', ([given, named]) => {
  const env = parseEnv(given);
  expect(env).toEqual({ problem: expect.stringContaining(named) });
  expect(env).toEqual({ problem: expect.not.stringContaining('\n') });
});

test.for([
  ['true', true],
  ['1', true],
  ['false', false],
  ['10.0.0.0/8', '10.0.0.0/8'],
  ['loopback, ::1', 'loopback, ::1'],
] as const)('TRUST_PROXY=%s', ([given, trustProxy]) => {
  expect(parseEnv({ TRUST_PROXY: given })).toMatchObject({ trustProxy });
});

test('DATABASE_URL: a wrong one is not repeated, it holds a password', () => {
  expect(parseEnv({ DATABASE_URL: 'postgres://me:secret@host' })).toEqual({
    problem: expect.not.stringContaining('secret'),
  });
  const databaseUrl = 'postgresql://me:secret@localhost:5432/fazhi';
  expect(parseEnv({ DATABASE_URL: databaseUrl })).toMatchObject({ databaseUrl });
});
