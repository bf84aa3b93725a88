import type { FastifyInstance, FastifyReply } from 'fastify';
import { readEndLeaseRequest, readGiveLeaseRequest, readLeaseRequest } from '#core/enrolment-shape.ts';
import { speaker } from '#server/http/access.ts';
import { bodyOf } from '#server/http/bodies.ts';
import type { ApiPorts } from '#server/http/ports.ts';
import { answers, count, empty, object, said, text } from '#server/http/schemas.ts';
import type { Leased } from '#server/leases.ts';
import { sendProblem } from '#server/problem.ts';

const year = said({ type: 'integer' }, 'the year of 受理');
const held = said(
  object({ said: said(text, 'ids of the changes that name the holder'), last: count }),
  'the holder must say which lease it gives back, and the highest number that it has given',
);

/** Who issues a committee's official numbers (SPEC X10). */
export function leaseRoutes(app: FastifyInstance, { ledger }: ApiPorts): void {
  const send = (reply: FastifyReply, { kind }: Leased) =>
    kind === 'done' ? reply.code(204).send() : sendProblem(reply, kind);
  const give = {
    summary: 'One device issues the numbers of a committee and year from now on, also without network',
    body: object({ committee: text, year, device: text }),
    response: answers(empty, 204),
  };
  app.post('/api/leases', { schema: give, config: { needs: 'office' } }, async (request, reply) =>
    send(reply, await ledger.giveLease(speaker(request), bodyOf(readGiveLeaseRequest, request))),
  );
  const end = {
    summary: 'The holder gives it back, or the office takes it from a device that is no longer in use',
    body: object({ committee: text, year }, { held }),
    response: answers(empty, 204),
  };
  app.post('/api/leases/end', { schema: end, config: { needs: 'active' } }, async (request, reply) =>
    send(reply, await ledger.endLease(speaker(request), bodyOf(readEndLeaseRequest, request))),
  );
  const renew = {
    summary: 'The holder goes on, though it has asked to end the lease: what it asked no longer counts',
    body: object({ committee: text, year }),
    response: answers(empty, 204),
  };
  app.post('/api/leases/renew', { schema: renew, config: { needs: 'active' } }, async (request, reply) =>
    send(reply, await ledger.renewLease(speaker(request), bodyOf(readLeaseRequest, request))),
  );
}
