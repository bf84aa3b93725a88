import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { packed } from '#sync/gzip.ts';
import { chainBy } from '#test/help/chains.ts';
import { WORK } from '#test/help/tiny-server.ts';

const text = JSON.stringify(chainBy('d', WORK, 50));

test('[X1] bodies are packed with the browser and without it, and small ones not at all', async (t) => {
  const byBrowser = await packed(text);
  const own = globalThis.CompressionStream;
  t.onTestFinished(() => {
    globalThis.CompressionStream = own;
  });
  Reflect.deleteProperty(globalThis, 'CompressionStream');
  const here = await packed(text);
  for (const bytes of [byBrowser, here]) expect(gunzipSync(bytes ?? new Uint8Array()).toString()).toBe(text);
  expect(here?.length).toBeLessThan((byBrowser?.length ?? 0) * 1.2);
  expect(await packed('{}')).toBeNull();
});
