import type { FastifyInstance } from 'fastify';
import type { Storage } from '#server/storage.ts';

export function healthRoute(
  app: FastifyInstance,
  { storage, version }: { readonly storage: Pick<Storage, 'kind' | 'epoch'>; readonly version: string },
): void {
  app.get('/api/health', async (_request, reply) => {
    void reply.header('cache-control', 'no-store');
    return { ok: true, version, storage: storage.kind, epoch: storage.epoch };
  });
}
