import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { MAX_BLOB_BYTES, MAX_THUMBNAIL_BYTES } from '#core/enrolment.ts';
import { anApi, asking, told } from './api.ts';
import { aMediator, aStaffedWorld } from './phone.ts';

const photo = Buffer.from(Uint8Array.from({ length: 9000 }, (_, i) => (i * 7) % 251));
const hash = createHash('sha256').update(photo).digest('hex');

async function aPlace() {
  const world = await aStaffedWorld();
  const ask = await asking(await anApi(world), await aMediator(world));
  const url = (id = hash, more = '') =>
    `/api/blobs/${id}${more}?scope=${encodeURIComponent(`${world.villages[0]}/work`)}`;
  const put = (payload: Buffer, headers: object, id = hash) =>
    ask({ method: 'PUT', url: url(id), payload, headers: { 'content-type': 'application/octet-stream', ...headers } });
  const chunk = (from: number, to: number, bytes = photo) =>
    put(bytes.subarray(from, to), { 'upload-offset': String(from), 'upload-length': String(bytes.length) });
  const stands = async () => {
    const { headers } = await ask({ method: 'HEAD', url: url() });
    return [headers['upload-offset'], headers['upload-complete']];
  };
  return { ask, url, put, chunk, stands };
}

test('[X15] a photo goes up in chunks, may be cut and resumed, and comes down whole or in part', async () => {
  const { ask, url, chunk, stands } = await aPlace();
  expect(await stands()).toEqual(['0', '?0']);
  expect(told(await chunk(0, 4000))).toBe('204');
  expect(told(await chunk(0, 4000))).toBe('204');
  expect(await stands()).toEqual(['4000', '?0']);
  const ahead = await chunk(8000, 9000);
  expect([told(ahead), ahead.headers['upload-offset']]).toEqual(['409 offset', '4000']);
  expect(told(await ask({ url: url() }))).toBe('404 notFound');
  expect((await chunk(4000, 9000)).headers).toMatchObject({ 'upload-offset': '9000', 'upload-complete': '?1' });

  const whole = await ask({ url: url() });
  expect(whole.rawPayload.equals(photo)).toBe(true);
  expect(whole.headers).toMatchObject({ 'content-type': 'image/jpeg', 'cache-control': 'no-store' });
  const part = await ask({ url: url(), headers: { range: 'bytes=100-199' } });
  expect([part.statusCode, part.headers['content-range']]).toEqual([206, 'bytes 100-199/9000']);
  expect(part.rawPayload.equals(photo.subarray(100, 200))).toBe(true);
  const rest = await ask({ url: url(), headers: { range: 'bytes=8990-' } });
  expect(rest.rawPayload.equals(photo.subarray(8990))).toBe(true);
  const beyond = await ask({ url: url(), headers: { range: 'bytes=9000-' } });
  expect([beyond.statusCode, beyond.headers['content-range']]).toEqual([416, 'bytes */9000']);
  expect((await ask({ url: url(), headers: { range: 'bytes=-5' } })).statusCode).toBe(200);
});

test('[X15] what arrives under a hash that is not its own is not kept', async () => {
  const { chunk, stands } = await aPlace();
  expect(told(await chunk(0, 9000, Buffer.from(photo).fill(1)))).toBe('422 damaged');
  expect(await stands()).toEqual(['0', '?0']);
});

test('a thumbnail is small, and kept as it first came', async () => {
  const { ask, url } = await aPlace();
  const put = (payload: Buffer) =>
    ask({
      method: 'PUT',
      url: url(hash, '/thumbnail'),
      payload,
      headers: { 'content-type': 'application/octet-stream' },
    });
  expect(told(await put(Buffer.alloc(MAX_THUMBNAIL_BYTES + 1)))).toBe('413 tooLarge');
  expect(told(await put(photo))).toBe('204');
  expect(told(await put(Buffer.from('another')))).toBe('204');
  expect((await ask({ url: url(hash, '/thumbnail') })).rawPayload.equals(photo)).toBe(true);
});

test.for([
  ['no offset', { 'upload-length': '9000' }, '400 shape'],
  ['no length', { 'upload-offset': '0' }, '400 shape'],
  ['an offset that is none', { 'upload-offset': '-1', 'upload-length': '9000' }, '400 shape'],
  ['more bytes than the length', { 'upload-offset': '1', 'upload-length': '9000' }, '400 shape'],
  ['too long', { 'upload-offset': '0', 'upload-length': String(MAX_BLOB_BYTES + 1) }, '413 tooLarge'],
  ['another type', { 'upload-offset': '0', 'upload-length': '9000', 'content-type': 'image/jpeg' }, '415 encoding'],
] as const)('a chunk that cannot be one is refused: %s', async ([, headers, expected]) => {
  const { put, stands } = await aPlace();
  expect(told(await put(photo, headers))).toBe(expected);
  expect(await stands()).toEqual(['0', '?0']);
});

test('[X15] a hash that is none, an empty chunk and a missing scope are refused', async () => {
  const { ask, put, chunk } = await aPlace();
  const sizes = { 'upload-offset': '0', 'upload-length': '9000' };
  expect(told(await put(photo, sizes, 'x'))).toBe('400 shape');
  expect(told(await chunk(0, 0))).toBe('400 shape');
  expect(told(await ask({ url: `/api/blobs/${hash}` }))).toBe('400 shape');
  expect(told(await ask({ url: `/api/blobs/${hash}?scope=a&scope=b` }))).toBe('400 shape');
});
