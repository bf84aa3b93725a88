import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openBlobFiles, type BlobPlace } from '#server/blobs.ts';
import { aFolder } from './help.ts';

const bytes = Uint8Array.from({ length: 1000 }, (_, i) => i % 251);
const id = createHash('sha256').update(bytes).digest('hex');
const place: BlobPlace = { township: 't', scope: 'v/work', id };
const chunk = (from: number, to: number) => ({ offset: from, length: bytes.length, bytes: bytes.subarray(from, to) });

test('[X15] a photo comes in chunks, each of which may be repeated, and is whole under its hash', async () => {
  const files = openBlobFiles(aFolder());
  expect(await files.held(place)).toEqual({ offset: 0, complete: false });
  expect(await files.append(place, chunk(0, 400))).toEqual({ kind: 'held', held: { offset: 400, complete: false } });
  // The answer was lost: the same again, and one that overlaps.
  expect(await files.append(place, chunk(0, 400))).toEqual({ kind: 'held', held: { offset: 400, complete: false } });
  expect(await files.append(place, chunk(300, 700))).toEqual({ kind: 'held', held: { offset: 700, complete: false } });
  expect(await files.append(place, chunk(900, 1000))).toEqual({ kind: 'gap', held: { offset: 700, complete: false } });
  expect(await files.read(place)).toBeNull();
  expect(await files.append(place, chunk(700, 1000))).toEqual({ kind: 'held', held: { offset: 1000, complete: true } });
  expect(await files.append(place, chunk(0, 400))).toEqual({ kind: 'held', held: { offset: 1000, complete: true } });
  expect(await files.read(place)).toEqual(Buffer.from(bytes));
});

test('[X15] bytes of another hash are thrown away, and the upload begins anew', async () => {
  const files = openBlobFiles(aFolder());
  const other = bytes.map((byte) => byte ^ 1);
  expect(await files.append(place, { offset: 0, length: 1000, bytes: other })).toEqual({ kind: 'damaged' });
  expect(await files.held(place)).toEqual({ offset: 0, complete: false });
  expect(await files.append(place, chunk(0, 1000))).toMatchObject({ kind: 'held', held: { complete: true } });
});

test('[X15] two uploads of one photo at once leave it whole', async () => {
  const files = openBlobFiles(aFolder());
  const parts = [chunk(0, 300), chunk(0, 600), chunk(0, 300), chunk(200, 1000), chunk(0, 1000)];
  const outcomes = await Promise.all(parts.map((part) => files.append(place, part)));
  expect(outcomes.at(-1)).toEqual({ kind: 'held', held: { offset: 1000, complete: true } });
  expect(await files.read(place)).toEqual(Buffer.from(bytes));
});

test('[S2] [X15] another scope or township has its own copy: knowing the hash opens nothing', async () => {
  const files = openBlobFiles(aFolder());
  await files.append(place, chunk(0, 1000));
  await files.putThumbnail(place, bytes.subarray(0, 9));
  for (const other of [
    { ...place, scope: 'v/cases' },
    { ...place, township: 'u' },
  ]) {
    expect(await files.held(other)).toEqual({ offset: 0, complete: false });
    expect(await files.read(other)).toBeNull();
    expect(await files.readThumbnail(other)).toBeNull();
  }
  expect(await files.readThumbnail(place)).toEqual(Buffer.from(bytes.subarray(0, 9)));
});

test('names from outside never leave the folder, and others on the machine cannot read the files', async () => {
  const folder = aFolder();
  const files = openBlobFiles(join(folder, 'blobs'));
  await files.append({ township: '..', scope: '../../x', id }, chunk(0, 1000));
  expect(readdirSync(folder)).toEqual(['blobs']);
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const [file] = paths.filter((path) => path.endsWith(id));
  expect(statSync(join(folder, file as string)).mode & 0o077).toBe(0);
});
