/** What comes back over HTTP, from a real server on a socket: each failure has a name, and none of them is a success (SPEC X7). */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { expect, test, type TestContext } from 'vitest';
import { changesOfRuns, EXCHANGE_VERSION, runsOf, type SyncAnswer, type SyncRequest } from '#core/exchange.ts';
import type { ProblemCode } from '#core/problem-code.ts';
import { createExchange } from '#sync/http.ts';
import { createSession, type Self } from '#sync/session.ts';
import { chainBy } from '#test/help/chains.ts';
import { WORK } from '#test/help/tiny-server.ts';

type Handle = (request: IncomingMessage, body: string, response: ServerResponse) => void;

const account = {
  member: 'm',
  name: '王敏',
  person: '',
  unit: 'v',
  role: 'mediator',
  caseDuty: true,
  township: 't',
  servers: ['s'],
};
const answer: SyncAnswer = {
  version: EXCHANGE_VERSION,
  epoch: 'e',
  serverTime: 1,
  account,
  scopes: {},
  results: [],
  pages: [],
};

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  return (request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString();
}

/** An exchange with a server that does as it is told. */
async function against(
  t: TestContext,
  handle: Handle,
  { patienceMs = 5000, self = {} }: { patienceMs?: number; self?: Partial<Self> } = {},
) {
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => handle(request, body, response));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ports = {
    fetch: ((path: string, init: RequestInit) => fetch(`${origin}${path}`, init)) as typeof fetch,
    patienceMs,
  };
  const whole: Self = {
    current: async () => ({ device: { id: 'd', publicKey: 'key', name: '' }, enrolled: 'd' }),
    sign: async (device) => `signed-by-${device}`,
    follow: async () => {},
    ...self,
  };
  return createExchange(ports, whole, createSession(ports, whole));
}

const json = (response: ServerResponse, body: unknown, status = 200, type = 'application/json'): void =>
  void response.writeHead(status, { 'content-type': type }).end(JSON.stringify(body));
const problem = (response: ServerResponse, status: number, code: ProblemCode): void =>
  json(response, { type: 'about:blank', title: '', status, code }, status, 'application/problem+json');

const request = (changes = 0): SyncRequest => ({
  version: EXCHANGE_VERSION,
  epoch: null,
  runs: runsOf(chainBy('d', WORK, changes)),
  heads: [],
  devices: [],
  cursors: {},
});

test('[X1] a push travels gzipped, and its answer is read', async (t) => {
  let seen = '';
  const exchange = await against(t, (message, body, response) => {
    seen = `${message.method} ${message.url} ${message.headers['content-encoding']} ${changesOfRuns(JSON.parse(body).runs).length}`;
    json(response, answer);
  });
  expect(await exchange(request(40))).toEqual({ kind: 'ok', answer });
  expect(seen).toBe('POST /api/sync gzip 40');
});

const faults: readonly [what: string, handle: Handle, outcome: object][] = [
  [
    'a login page',
    (_r, _b, out) => void out.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
    { kind: 'portal' },
  ],
  [
    'a redirect',
    (_r, _b, out) => void out.writeHead(302, { location: 'http://portal.invalid/' }).end(),
    { kind: 'portal' },
  ],
  [
    'a login page with status 401',
    (_r, _b, out) => void out.writeHead(401, { 'content-type': 'text/html' }).end('<html>'),
    { kind: 'portal' },
  ],
  [
    'a 511 of the network',
    (_r, _b, out) => void out.writeHead(511, { 'content-type': 'text/html' }).end('<html>'),
    { kind: 'portal' },
  ],
  ["another program's JSON", (_r, _b, out) => json(out, { ok: true }), { kind: 'portal' }],
  ["another program's JSON problem", (_r, _b, out) => json(out, { error: 'no' }, 404), { kind: 'portal' }],
  [
    'an answer cut before its end',
    (_r, _b, out) => {
      out.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
      out.write('{"version":1,');
      setTimeout(() => out.destroy(), 20);
    },
    { kind: 'offline' },
  ],
  [
    'JSON cut by a proxy',
    (_r, _b, out) => void out.writeHead(200, { 'content-type': 'application/json' }).end('{"version":1,'),
    { kind: 'offline' },
  ],
  ['a connection that is dropped', (message) => void message.socket.destroy(), { kind: 'offline' }],
  ['a device out of use', (_r, _b, out) => problem(out, 403, 'revoked'), { kind: 'revoked', code: 'revoked' }],
  ['an app that is too old', (_r, _b, out) => problem(out, 426, 'appTooOld'), { kind: 'tooOld' }],
  [
    'an answer of a newer version',
    (_r, _b, out) => json(out, { ...answer, version: EXCHANGE_VERSION + 1 }),
    { kind: 'tooOld' },
  ],
  [
    'a request that is not understood',
    (_r, _b, out) => problem(out, 400, 'shape'),
    { kind: 'unusable', code: 'shape' },
  ],
  [
    'too many requests',
    (_r, _b, out) => {
      out.setHeader('retry-after', '17');
      problem(out, 429, 'tooMany');
    },
    { kind: 'busy', afterMs: 17_000, code: 'tooMany' },
  ],
  [
    'a server that cannot store',
    (_r, _b, out) => problem(out, 503, 'busy'),
    { kind: 'busy', afterMs: null, code: 'busy' },
  ],
  [
    'a proxy whose server is away',
    (_r, _b, out) => void out.writeHead(502, { 'content-type': 'text/html' }).end('<html>'),
    { kind: 'busy', afterMs: null },
  ],
];

test.for(faults)('[X7] %s is told apart', async ([, handle, outcome], t) => {
  expect(await (await against(t, handle))(request(1))).toEqual(outcome);
});

test('[X7] a server that never answers is given up after its time', async (t) => {
  const exchange = await against(t, () => {}, { patienceMs: 100 });
  expect(await exchange(request(1))).toEqual({ kind: 'offline' });
});

test('[X7] what is too large is halved until it passes, and grows again', async (t) => {
  const sizes: number[] = [];
  let most = 100;
  const exchange = await against(t, (_message, body, response) => {
    const { length } = changesOfRuns(JSON.parse(body).runs);
    sizes.push(length);
    if (length > most) response.writeHead(413, { 'content-type': 'text/html' }).end('<html>');
    else json(response, answer);
  });
  expect(await exchange(request(300))).toMatchObject({ kind: 'ok' });
  expect(sizes).toEqual([300, 150, 75]);
  most = 1000;
  await exchange(request(300));
  await exchange(request(300));
  expect(sizes.slice(3)).toEqual([150, 300]);
  most = 0;
  expect(await exchange(request(1))).toEqual({ kind: 'unusable', code: 'tooLarge' });
});

test('[X12] a session that ended is renewed by the device key, once for all who wait', async (t) => {
  const calls: string[] = [];
  let open = false;
  const exchange = await against(t, (message, body, response) => {
    calls.push(`${message.url} ${message.url === '/api/sync' ? '' : body}`.trim());
    if (message.url === '/api/session/challenge') json(response, { nonce: 'once' });
    else if (message.url === '/api/session') {
      open = true;
      json(response, { account });
    } else if (open) json(response, answer);
    else problem(response, 401, 'signedOut');
  });
  expect(await Promise.all([exchange(request(1)), exchange(request(1))])).toMatchObject([
    { kind: 'ok' },
    { kind: 'ok' },
  ]);
  expect(calls.filter((call) => call !== '/api/sync')).toEqual([
    '/api/session/challenge {"device":"d"}',
    '/api/session {"device":"d","nonce":"once","signature":"signed-by-d"}',
  ]);
});

test('[X12] a device that the server does not know is told so, and does not knock again', async (t) => {
  let calls = 0;
  const exchange = await against(t, (_message, _body, response) => {
    calls += 1;
    problem(response, 401, calls === 1 ? 'signedOut' : 'unknownDevice');
  });
  expect(await exchange(request(1))).toEqual({ kind: 'revoked', code: 'unknownDevice' });
  expect(calls).toBe(2);
});

test('[X2] a cloned device enrols its new id within the old session before anything is sent under it', async (t) => {
  const calls: string[] = [];
  let enrolled = 'old';
  const self: Partial<Self> = {
    current: async () => ({ device: { id: 'new', publicKey: 'key', name: '' }, enrolled }),
    follow: async (device) => {
      enrolled = device;
    },
  };
  let session = false;
  const exchange = await against(
    t,
    (message, body, response) => {
      calls.push(`${message.url} ${message.url === '/api/enrol' ? body : ''}`.trim());
      if (message.url === '/api/enrol' && !session) problem(response, 401, 'signedOut');
      else if (message.url === '/api/enrol') json(response, { account, epoch: 'e', serverTime: 1 });
      else if (message.url === '/api/session/challenge') json(response, { nonce: 'once' });
      else if (message.url === '/api/session') {
        session = true;
        json(response, { account });
      } else if (session) json(response, message.url === '/api/devices' ? { devices: [] } : answer);
      else problem(response, 401, 'signedOut');
    },
    { self },
  );
  expect(await exchange(request(1))).toMatchObject({ kind: 'ok' });
  expect(enrolled).toBe('new');
  expect(calls.filter((call) => call.startsWith('/api/enrol'))).toContain(
    '/api/enrol {"follows":"old","device":{"id":"new","publicKey":"key","name":""},"signature":"signed-by-new"}',
  );
  expect(calls[calls.length - 1]).toBe('/api/sync');
});
