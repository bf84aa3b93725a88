import type { FastifyInstance } from 'fastify';
import { readErasureRequest } from '#core/enrolment-shape.ts';
import { erasureReasons } from '#core/erasure.ts';
import { speaker } from '#server/http/access.ts';
import { bodyOf } from '#server/http/bodies.ts';
import type { ApiPorts } from '#server/http/ports.ts';
import { answers, empty, list, object, oneOf, said, text } from '#server/http/schemas.ts';
import { sendProblem } from '#server/problem.ts';

/** Lawful erasure (SPEC C9). */
export function erasureRoute(app: FastifyInstance, { ledger, blobs }: ApiPorts): void {
  const schema = {
    summary: 'The office has the sensitive values of a record erased, for good and everywhere. Safe to repeat',
    body: object({
      scope: text,
      record: text,
      paths: said(list(text), 'single items, `parties.<item>`; empty for all of the record'),
      reason: oneOf(...Object.keys(erasureReasons)),
    }),
    response: answers(empty, 204),
  };
  app.post('/api/erasures', { schema, config: { needs: 'office' } }, async (request, reply) => {
    const caller = speaker(request);
    const order = bodyOf(readErasureRequest, request);
    const done = await ledger.erase(caller, order);
    if (done.kind !== 'done') return sendProblem(reply, done.kind === 'forbidden' ? 'noRight' : 'notFound');
    const { scope } = order;
    for (const id of done.photos) await blobs.remove({ township: caller.township, scope, id });
    request.log.info({ by: caller.device, record: order.record }, 'Erased');
    return reply.code(204).send();
  });
}
