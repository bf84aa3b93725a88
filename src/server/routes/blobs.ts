import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { MAX_BLOB_BYTES, MAX_THUMBNAIL_BYTES } from '#core/enrolment.ts';
import { isHash } from '#core/wire.ts';
import type { BlobPlace, Chunk, Held } from '#server/blobs.ts';
import { speaker } from '#server/http/access.ts';
import type { ApiPorts } from '#server/http/ports.ts';
import { answers, binary, empty, hash, object, said, text } from '#server/http/schemas.ts';
import { Refused, sendProblem } from '#server/problem.ts';

interface OfScope {
  readonly Params: { readonly id: string };
  readonly Querystring: { readonly scope: string };
}
type Request = FastifyRequest<OfScope>;

const of = {
  params: object({ id: said(hash, 'SHA-256 of the photo') }),
  querystring: object({ scope: said(text, 'the scope whose records show it') }),
};
const photo = { ...of, response: answers(binary('image/jpeg')) };
const stored = { ...of, response: answers(empty, 204) };

/** Photos, in chunks that may be repeated; a photo belongs to the scope it was uploaded for. */
export async function blobRoutes(api: FastifyInstance, { blobs, ledger }: ApiPorts): Promise<void> {
  // Answered and not kept: a phone that has not heard of the erasure must not wait for ever.
  const isErased = ({ township, scope, id }: BlobPlace) => ledger.isErasedPhoto(township, scope, id);
  await api.register(async (app) => {
    const type = 'application/octet-stream';
    app.addContentTypeParser(type, { parseAs: 'buffer' }, async (_request: FastifyRequest, body: Buffer) => body);

    const asked = { ...of, summary: 'How much of a photo is here: `upload-offset`', response: answers(empty) };
    app.head<OfScope>(
      '/api/blobs/:id',
      { schema: asked, config: { needs: 'bring', swagger: { exposeHeadRoute: true } } },
      async (request, reply) => {
        const place = placeOf(request);
        say(reply, (await isErased(place)) ? { offset: 0, complete: true } : await blobs.held(place));
        return reply.send();
      },
    );

    const put = { ...stored, summary: 'Stores a chunk that begins at `upload-offset` of `upload-length` bytes' };
    app.put<OfScope>(
      '/api/blobs/:id',
      { schema: put, config: { needs: 'bring' }, bodyLimit: MAX_BLOB_BYTES },
      async (request, reply) => {
        const [place, chunk] = [placeOf(request), chunkOf(request)];
        if (await isErased(place)) {
          say(reply, { offset: chunk.length, complete: true });
          return reply.code(204).send();
        }
        const outcome = await blobs.append(place, chunk);
        if (outcome.kind === 'damaged') return sendProblem(reply, 'damaged');
        say(reply, outcome.held);
        return outcome.kind === 'gap' ? sendProblem(reply, 'offset') : reply.code(204).send();
      },
    );

    const putSmall = { ...stored, summary: 'Stores the thumbnail of a photo' };
    app.put<OfScope>(
      '/api/blobs/:id/thumbnail',
      { schema: putSmall, config: { needs: 'bring' }, bodyLimit: MAX_THUMBNAIL_BYTES },
      async (request, reply) => {
        const [place, bytes] = [placeOf(request), bytesOf(request)];
        if (!(await isErased(place))) await blobs.putThumbnail(place, bytes);
        return reply.code(204).send();
      },
    );

    const get = { ...photo, summary: 'A photo, or the part of it that `range` names' };
    app.get<OfScope>(
      '/api/blobs/:id',
      { schema: get, config: { needs: 'read' }, exposeHeadRoute: false },
      async (request, reply) => sendPhoto(reply, await blobs.read(placeOf(request)), request.headers.range),
    );

    const getSmall = { ...photo, summary: 'The thumbnail of a photo' };
    app.get<OfScope>(
      '/api/blobs/:id/thumbnail',
      { schema: getSmall, config: { needs: 'read' }, exposeHeadRoute: false },
      async (request, reply) => sendPhoto(reply, await blobs.readThumbnail(placeOf(request)), undefined),
    );
  });
}

function placeOf(request: Request): BlobPlace {
  const { id } = request.params;
  if (!isHash(id)) throw new Refused('shape');
  return { township: speaker(request).township, scope: request.query.scope, id };
}

function bytesOf({ body }: Request): Uint8Array {
  if (!Buffer.isBuffer(body) || body.length === 0) throw new Refused('shape');
  return body;
}

function chunkOf(request: Request): Chunk {
  const offset = wholeNumber(request.headers['upload-offset']);
  const length = wholeNumber(request.headers['upload-length']);
  const bytes = bytesOf(request);
  if (offset === null || length === null || offset + bytes.length > length) throw new Refused('shape');
  if (length > MAX_BLOB_BYTES) throw new Refused('tooLarge');
  return { offset, length, bytes };
}

const wholeNumber = (header: string | string[] | undefined): number | null =>
  typeof header === 'string' && /^\d{1,9}$/.test(header) ? Number(header) : null;

const say = (reply: FastifyReply, { offset, complete }: Held): void =>
  void reply.headers({ 'upload-offset': offset, 'upload-complete': complete ? '?1' : '?0' });

function sendPhoto(reply: FastifyReply, bytes: Buffer | null, range: string | undefined): FastifyReply {
  if (bytes === null) return sendProblem(reply, 'notFound');
  void reply.type('image/jpeg').header('accept-ranges', 'bytes');
  const part = range === undefined ? null : partOf(range, bytes.length);
  if (part === null) return reply.send(bytes);
  const { from, to } = part;
  if (from >= bytes.length || to < from) {
    return reply.code(416).header('content-range', `bytes */${bytes.length}`).type('text/plain').send('');
  }
  void reply.code(206).header('content-range', `bytes ${from}-${to}/${bytes.length}`);
  return reply.send(bytes.subarray(from, to + 1));
}

/** One range; null for anything else, which is answered with the whole. */
function partOf(range: string, length: number): { readonly from: number; readonly to: number } | null {
  const match = /^bytes=(\d{1,9})-(\d{0,9})$/.exec(range);
  if (match === null) return null;
  const to = match[2] === '' ? length - 1 : Math.min(Number(match[2]), length - 1);
  return { from: Number(match[1]), to };
}
