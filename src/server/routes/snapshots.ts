import type { FastifyInstance } from 'fastify';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { isHash } from '#core/wire.ts';
import { takesGzip } from '#server/http/gzip-answers.ts';
import { speaker } from '#server/http/access.ts';
import type { ApiPorts } from '#server/http/ports.ts';
import { answers, count, hash, list, object, said, text } from '#server/http/schemas.ts';
import { sendProblem } from '#server/problem.ts';

const unpack = promisify(gunzip);

const manifest = object({
  scope: text,
  chunks: list(object({ after: count, to: count, hash, size: said(count, 'compressed') })),
});

/** The beginning of a scope's stream in chunks that never change, for a device that has nothing of it yet (SPEC X6). */
export function snapshotRoutes(app: FastifyInstance, { ledger }: ApiPorts): void {
  const listed = {
    summary: 'The finished chunks of a scope; from the last one on the exchange brings the rest',
    params: object({ scope: said(text, 'its slash written %2F') }),
    response: answers(manifest),
  };
  app.get<{ Params: { readonly scope: string } }>(
    '/api/snapshots/:scope',
    { schema: listed, config: { needs: 'read' } },
    async (request, reply) => {
      const found = await ledger.manifest(speaker(request), request.params.scope);
      if (found.kind === 'forbidden') return sendProblem(reply, 'noRight');
      const { scope, chunks } = found;
      return { scope, chunks };
    },
  );

  const shown = {
    summary: 'One chunk: a page as the exchange gives it, gzipped',
    params: object({ hash: said(hash, 'SHA-256 of the gzipped bytes') }),
    response: answers({ $ref: 'page#' }),
  };
  app.get<{ Params: { readonly hash: string } }>(
    '/api/snapshots/chunks/:hash',
    { schema: shown, config: { needs: 'active' } },
    async (request, reply) => {
      // A chunk belongs to a scope, and only the ledger knows to which: a foreign one is no more there than one that never was.
      const bytes = isHash(request.params.hash) ? await ledger.chunk(speaker(request), request.params.hash) : null;
      if (bytes === null) return sendProblem(reply, 'notFound');
      void reply.type('application/json').header('vary', 'accept-encoding');
      if (!takesGzip(request)) return reply.send(await unpack(bytes));
      return reply.header('content-encoding', 'gzip').send(bytes);
    },
  );
}
