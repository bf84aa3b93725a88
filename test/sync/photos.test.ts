/** Photos against a server on a socket that keeps blobs as the real one does. */
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, type TestContext } from 'vitest';
import { createPhotoExchange, type Photo, type PhotoPlace, type PhotoPorts } from '#sync/photos.ts';
import { createSession } from '#sync/session.ts';

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const bufferOf = (bytes: Buffer): ArrayBuffer => new Uint8Array(bytes).buffer;

interface Blobs {
  readonly kept: Map<string, Buffer>;
  readonly thumbnails: Map<string, Buffer>;
  readonly log: string[];
  /** Looks at each request first; true when it has answered. */
  before: (request: IncomingMessage, body: Buffer, response: ServerResponse) => boolean;
}

function answer({ kept, thumbnails }: Blobs, request: IncomingMessage, body: Buffer, response: ServerResponse): void {
  const [, id = '', part = ''] = /blobs\/([0-9a-f]+)(\/thumbnail)?/.exec(request.url ?? '') ?? [];
  const map = part === '' ? kept : thumbnails;
  const say = (status: number) => {
    const held = kept.get(id) ?? Buffer.alloc(0);
    const isWhole = hashOf(held) === id;
    response.writeHead(status, { 'upload-offset': held.length, 'upload-complete': isWhole ? '?1' : '?0' }).end();
  };
  if (request.method === 'GET') {
    const bytes = map.get(id);
    if (bytes === undefined)
      response.writeHead(404, { 'content-type': 'application/problem+json' }).end('{"code":"notFound"}');
    else response.writeHead(200, { 'content-type': 'image/jpeg' }).end(bytes);
  } else if (request.method === 'HEAD') say(200);
  else if (part !== '') {
    thumbnails.set(id, body);
    response.writeHead(204).end();
  } else {
    const held = kept.get(id) ?? Buffer.alloc(0);
    if (Number(request.headers['upload-offset']) !== held.length) return say(409);
    const next = Buffer.concat([held, body]);
    kept.set(id, next);
    if (next.length === Number(request.headers['upload-length']) && hashOf(next) !== id) {
      kept.delete(id);
      response.writeHead(422, { 'content-type': 'application/problem+json' }).end('{"code":"damaged"}');
    } else say(204);
  }
}

async function aWorld(t: TestContext, more: Partial<PhotoPorts> = {}) {
  const blobs: Blobs = { kept: new Map(), thumbnails: new Map(), log: [], before: () => false };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      blobs.log.push([request.method, request.headers['upload-offset']].flat().join(' ').trim());
      if (!blobs.before(request, body, response)) answer(blobs, request, body, response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const self = {
    current: async () => ({ device: { id: 'd', publicKey: 'key', name: '' }, enrolled: 'd' }),
    sign: async () => 'signature',
    follow: async () => {},
  };
  const session = createSession(
    { fetch: ((path: string, init: RequestInit) => fetch(`${origin}${path}`, init)) as typeof fetch, patienceMs: 5000 },
    self,
  );
  const device = {
    photos: new Map<string, Photo>(),
    places: [] as PhotoPlace[],
    sent: [] as PhotoPlace[],
    wanted: [] as PhotoPlace[],
    thumbnails: new Map<string, ArrayBuffer>(),
    originals: new Map<string, ArrayBuffer>(),
  };
  const clock = { ms: 0 };
  const exchange = createPhotoExchange({
    session,
    now: () => clock.ms,
    mayUse: async () => true,
    store: {
      waiting: async () => device.places.filter((place) => !device.sent.includes(place)),
      find: async (blob) => device.photos.get(blob) ?? null,
      markSent: async (place) => void device.sent.push(place),
      wanted: async () => device.wanted.filter(({ blob }) => !device.thumbnails.has(blob)),
      keepThumbnail: async (blob, bytes) => void device.thumbnails.set(blob, bytes),
      keepOriginal: async ({ blob }, bytes) => void device.originals.set(blob, bytes),
    },
    ...more,
  });
  const add = (length: number): PhotoPlace => {
    const bytes = randomBytes(length);
    const place = { blob: hashOf(bytes), scope: 'v/cases' };
    device.photos.set(place.blob, { bytes: bufferOf(bytes), thumbnail: bufferOf(randomBytes(100)) });
    device.places.push(place);
    return place;
  };
  return { blobs, device, exchange, add, clock };
}

test('[P5] a photo goes up in chunks with its thumbnail, and counts as sent when it is whole', async (t) => {
  const { blobs, device, exchange, add } = await aWorld(t);
  const place = add(150_000);
  expect(await exchange.run()).toBeNull();
  expect(blobs.log).toEqual(['HEAD', 'PUT 0', 'PUT 65536', 'PUT 131072', 'PUT']);
  expect(hashOf(blobs.kept.get(place.blob) ?? Buffer.alloc(0))).toBe(place.blob);
  expect(device.sent).toEqual([place]);
  await exchange.run();
  expect(blobs.log).toHaveLength(5);
});

test('[P5] an upload that was cut goes on where the server has it', async (t) => {
  const { blobs, device, exchange, add } = await aWorld(t);
  const place = add(150_000);
  let chunks = 0;
  blobs.before = (request) => {
    if (request.method !== 'PUT' || (chunks += 1) !== 2) return false;
    request.socket.destroy();
    return true;
  };
  expect(await exchange.run()).toEqual({ kind: 'offline' });
  expect(device.sent).toEqual([]);
  expect(await exchange.run()).toBeNull();
  expect(blobs.log.slice(3)).toEqual(['HEAD', 'PUT 65536', 'PUT 131072', 'PUT']);
  expect(device.sent).toEqual([place]);
});

test('[P5] a chunk whose answer was lost is not stored twice', async (t) => {
  const { blobs, exchange, add } = await aWorld(t);
  const place = add(70_000);
  blobs.before = (request, body) => {
    if (request.headers['upload-offset'] !== '0') return false;
    blobs.kept.set(place.blob, body);
    // The other tab was faster: the answer says where the upload stands.
    return false;
  };
  expect(await exchange.run()).toBeNull();
  expect(hashOf(blobs.kept.get(place.blob) ?? Buffer.alloc(0))).toBe(place.blob);
});

test('[P5] bytes that are damaged for ever are given up, and nothing counts as sent', async (t) => {
  const { blobs, device, exchange, add } = await aWorld(t);
  add(70_000);
  blobs.before = (request, body) => {
    if (request.method === 'PUT' && body.length > 0) body[0] = (body[0] ?? 0) ^ 1;
    return false;
  };
  expect(await exchange.run()).toEqual({ kind: 'unusable', code: 'damaged' });
  expect(device.sent).toEqual([]);
});

test('[X7] a login page is no upload', async (t) => {
  const { blobs, device, exchange, add } = await aWorld(t);
  add(1000);
  blobs.before = (_request, _body, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
    return true;
  };
  expect(await exchange.run()).toEqual({ kind: 'portal' });
  expect(device.sent).toEqual([]);
});

test('[P5] one photo that this account may not send does not hold up the others', async (t) => {
  const { blobs, device, exchange, add } = await aWorld(t);
  const [foreign, own] = [add(1000), add(1000)];
  blobs.before = (request, _body, response) => {
    if (request.method !== 'PUT' || !(request.url ?? '').includes(foreign?.blob ?? '')) return false;
    response.writeHead(403, { 'content-type': 'application/problem+json' }).end('{"code":"noRight"}');
    return true;
  };
  expect(await exchange.run()).toBeNull();
  expect(device.sent).toEqual([own]);
});

test('[P5] nor does one that lies damaged on this device; it is told of, and thumbnails come all the same', async (t) => {
  const { blobs, device, exchange, add } = await aWorld(t);
  const [damaged, sound] = [add(70_000), add(70_000)];
  device.photos.set(damaged.blob, { bytes: bufferOf(randomBytes(70_000)) });
  const small = randomBytes(100);
  const wanted = hashOf(randomBytes(8));
  blobs.thumbnails.set(wanted, small);
  device.wanted.push({ blob: wanted, scope: 'v/cases' });
  expect(await exchange.run()).toEqual({ kind: 'unusable', code: 'damaged' });
  expect(device.sent).toEqual([sound]);
  expect([...device.thumbnails.keys()]).toEqual([wanted]);
});

test('[P5] thumbnails come first, the original when it is asked for; what is not there yet is asked for again later', async (t) => {
  const { blobs, device, exchange, clock } = await aWorld(t);
  const original = randomBytes(5000);
  const [here, late] = [hashOf(original), '0'.repeat(64)];
  blobs.kept.set(here, original);
  blobs.thumbnails.set(here, Buffer.from('small'));
  device.wanted = [
    { blob: here, scope: 'v/cases' },
    { blob: late, scope: 'v/cases' },
  ];
  expect(await exchange.run()).toBeNull();
  expect([...device.thumbnails.keys()]).toEqual([here]);
  expect(device.originals.size).toBe(0);
  await exchange.run();
  expect(blobs.log).toHaveLength(2);
  clock.ms += 30 * 60_000;
  blobs.thumbnails.set(late, Buffer.from('small'));
  await exchange.run();
  expect(device.thumbnails.size).toBe(2);
  expect(await exchange.fetchOriginal({ blob: here, scope: 'v/cases' })).toBe('here');
  expect(device.originals.get(here)?.byteLength).toBe(5000);
  expect(await exchange.fetchOriginal({ blob: late, scope: 'v/cases' })).toBe('missing');
  blobs.kept.set(late, original);
  expect(await exchange.fetchOriginal({ blob: late, scope: 'v/cases' })).toEqual({ kind: 'offline' });
});

test('[P5] with Wi-Fi only, photos wait elsewhere', async (t) => {
  let wifi = false;
  const { blobs, device, exchange, add } = await aWorld(t, { mayUse: async () => wifi });
  add(1000);
  expect(await exchange.run()).toBeNull();
  expect(blobs.log).toEqual([]);
  wifi = true;
  await exchange.run();
  expect(device.sent).toHaveLength(1);
});
