import type { FastifyInstance, FastifyRequest } from 'fastify';
import { gunzipSync } from 'node:zlib';
import { Refused } from '#server/problem.ts';

/** As it travels and as it is once unpacked: a small body that unpacks into a large one stops at the second. */
export const MAX_BODY_BYTES = 512 * 1024;
export const MAX_UNPACKED_BYTES = 2 * 1024 * 1024;

/**
 * Reads JSON bodies, gzipped or not. Fastify's own parser would refuse a whole push because one change in it carries a hostile
 * key; here that change alone is refused, by the ledger (SPEC B6, X2).
 */
export function takeJson(app: FastifyInstance): void {
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: MAX_UNPACKED_BYTES },
    async (request: FastifyRequest, body: Buffer) => parsed(unpacked(body, request.headers['content-encoding'])),
  );
}

function unpacked(body: Buffer, encoding: string | undefined): Buffer {
  if (encoding === undefined || encoding === 'identity') return body;
  if (encoding !== 'gzip') throw new Refused('encoding');
  if (body.length > MAX_BODY_BYTES) throw new Refused('tooLarge');
  try {
    // Another thread would take longer to be asked than this takes: 0.1 ms for a push of one change, 0.7 ms for 230 kB.
    return gunzipSync(body, { maxOutputLength: MAX_UNPACKED_BYTES });
  } catch (cause) {
    const isBomb = cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE';
    throw new Refused(isBomb ? 'tooLarge' : 'encoding');
  }
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new Refused('shape');
  }
}
