import type { FastifyInstance } from 'fastify';
import type { Repo } from '#server/repo.ts';

export function healthRoute(
  app: FastifyInstance,
  { repo, version }: { readonly repo: Repo; readonly version: string },
): void {
  app.get('/api/health', async (_request, reply) => {
    void reply.header('cache-control', 'no-store');
    return { ok: true, version, storage: repo.storage, epoch: repo.epoch };
  });
}
