import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { changesOfRuns, type Page } from '#core/exchange.ts';
import { aMediator, aStaffedWorld, aVenue, sync, write } from './phone.ts';

test('[X6] the beginning of a stream comes in immutable chunks of whole pages, the rest by the exchange', async () => {
  const world = await aStaffedWorld();
  const one = await aMediator(world);
  const newcomer = await aMediator(world);
  const scope = `${world.villages[0]}/work`;
  const fill = async (count: number) => {
    for (let at = 0; at < count; at++) write(one, scope, aVenue('长'.repeat(5_000)));
    while (one.waiting.size > 0) await sync(one);
  };
  await fill(100);
  const first = await world.ledger.manifest(newcomer.caller, scope);
  if (first.kind !== 'done') throw new Error('Refused');
  expect(first.chunks.length).toBeGreaterThan(0);
  await fill(100);
  const second = await world.ledger.manifest(newcomer.caller, scope);
  if (second.kind !== 'done') throw new Error('Refused');
  expect(second.chunks.slice(0, first.chunks.length)).toEqual(first.chunks);
  expect(second.chunks.length).toBeGreaterThan(first.chunks.length);

  let end = 0;
  for (const { hash, after, to, size } of second.chunks) {
    const bytes = await world.ledger.chunk(newcomer.caller, hash);
    if (bytes === null) throw new Error('No chunk');
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash);
    expect([bytes.length, after]).toEqual([size, end]);
    expect(size).toBeLessThan(1024 * 1024);
    const page = JSON.parse(gunzipSync(bytes).toString()) as Page;
    for (const change of changesOfRuns(page.runs)) newcomer.log.set(change.id, change);
    newcomer.cursors.set(scope, { seq: to, id: page.tip });
    end = to;
  }
  const { rewound, pages } = await sync(newcomer);
  expect(rewound).toBeUndefined();
  expect(pages.find((page) => page.scope === scope)?.after).toBe(end);
});

test('[X6, S3] a chunk is given to those alone who may read its scope', async () => {
  const world = await aStaffedWorld();
  const [one, far] = [await aMediator(world), await aMediator(world, 1)];
  const scope = `${world.villages[0]}/work`;
  for (let at = 0; at < 80; at++) write(one, scope, aVenue('长'.repeat(5_000)));
  while (one.waiting.size > 0) await sync(one);
  const manifest = await world.ledger.manifest(one.caller, scope);
  const hash = manifest.kind === 'done' ? (manifest.chunks[0]?.hash ?? '') : '';
  expect(await world.ledger.chunk(one.caller, hash)).not.toBeNull();
  expect(await world.ledger.chunk(far.caller, hash)).toBeNull();
  expect(await world.ledger.manifest(far.caller, scope)).toEqual({ kind: 'forbidden' });
});
