import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parseEnv } from '#server/env.ts';

test('without a variable set, the server is local and quiet about it', () => {
  expect(parseEnv({})).toEqual({
    port: 8787,
    host: '127.0.0.1',
    dataDir: resolve('data'),
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
  [{ DATABASE_URL: 'postgres://localhost/fazhi' }, 'DATABASE_URL'],
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
] as const)('TRUST_PROXY=%s', ([given, trustProxy]) => {
  expect(parseEnv({ TRUST_PROXY: given })).toMatchObject({ trustProxy });
});
