import type { FastifyInstance } from 'fastify';
import { answers, object, oneOf, text, truth } from '#server/http/schemas.ts';
import type { Storage } from '#server/storage.ts';

export function healthRoute(
  app: FastifyInstance,
  { storage, version }: { readonly storage: Pick<Storage, 'kind' | 'epoch'>; readonly version: string },
): void {
  const health = object({ ok: truth, version: text, storage: oneOf('sqlite', 'postgres'), epoch: text });
  const schema = { summary: 'Whether the server is there', response: answers(health) };
  app.get('/api/health', { schema, config: { needs: 'nothing' } }, async () => ({
    ok: true,
    version,
    storage: storage.kind,
    epoch: storage.epoch,
  }));
}
