import type { FastifyInstance } from 'fastify';
import { readDecisionRequest } from '#core/enrolment-shape.ts';
import { speaker } from '#server/http/access.ts';
import { bodyOf } from '#server/http/bodies.ts';
import type { ApiPorts } from '#server/http/ports.ts';
import { answers, empty, hash, list, object, oneOf } from '#server/http/schemas.ts';
import { sendProblem } from '#server/problem.ts';

export function decisionRoute(app: FastifyInstance, { ledger }: ApiPorts): void {
  const schema = {
    summary: 'The office takes or refuses changes that were held back',
    body: object({ changes: list(hash), state: oneOf('accepted', 'quarantined') }),
    response: answers(empty, 204),
  };
  app.post('/api/decisions', { schema, config: { needs: 'office' } }, async (request, reply) => {
    const caller = speaker(request);
    const { changes, state } = bodyOf(readDecisionRequest, request);
    const acted = await ledger.decide(caller, changes, state);
    if (acted.kind === 'forbidden') return sendProblem(reply, 'noRight');
    request.log.info({ by: caller.device, count: changes.length, state }, 'Decided');
    return reply.code(204).send();
  });
}
