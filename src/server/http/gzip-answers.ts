import type { FastifyInstance, FastifyRequest } from 'fastify';
import { promisify } from 'node:util';
import { gzip, gzipSync } from 'node:zlib';

const pack = promisify(gzip);
/** Below one packet there is nothing to win. */
const WORTH_PACKING = 1024;
/** Up to here packing takes less than asking another thread for it; above it would keep others waiting. */
const PACKED_AT_ONCE = 32_768;

/** Whether the other end can unpack. */
const takesGzip = ({ headers }: Pick<FastifyRequest, 'headers'>): boolean =>
  /\bgzip\b/.test(headers['accept-encoding'] ?? '');

/** Packs JSON answers of the API. Files of the app were packed at build, photos are packed as they are. */
export function gzipAnswers(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload: unknown) => {
    if (typeof payload !== 'string' || payload.length < WORTH_PACKING) return payload;
    if (!String(reply.getHeader('content-type')).includes('json')) return payload;
    void reply.header('vary', 'accept-encoding');
    if (!takesGzip(request)) return payload;
    const isSmall = payload.length <= PACKED_AT_ONCE;
    const packed = isSmall ? gzipSync(payload, { level: 6 }) : await pack(payload, { level: 6 });
    void reply.header('content-encoding', 'gzip').header('content-length', packed.length);
    return packed;
  });
}
