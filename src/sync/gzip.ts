/** Packing of request bodies: the browser's own where it has one (Chromium 80, Firefox 113, Safari 16.4), else in JavaScript. */

/** Below this a body fits into one packet either way. */
const WORTH_PACKING = 1024;

/** The body as it travels; null when packing is not worth while. */
export async function packed(text: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length < WORTH_PACKING) return null;
  return typeof CompressionStream === 'undefined' ? packedHere(bytes) : packedByBrowser(bytes);
}

async function packedByBrowser(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Level 6 as the browsers' own: 256 KB take a slow phone about a tenth of a second. */
async function packedHere(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const { gzipSync } = await import('fflate');
  return new Uint8Array(gzipSync(bytes, { level: 6 }));
}
