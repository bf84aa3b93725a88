import type { FastifyInstance, FastifyReply } from 'fastify';
import { readRecoveryRequest } from '#core/enrolment-shape.ts';
import type { Recovery } from '#core/enrolment.ts';
import type { Caller } from '#server/caller.ts';
import { speaker } from '#server/http/access.ts';
import { bodyOf } from '#server/http/bodies.ts';
import type { ApiPorts } from '#server/http/ports.ts';
import { answers, object, recovery } from '#server/http/schemas.ts';
import { sendProblem } from '#server/problem.ts';

/** After a restore devices bring back what the server lost; the office sees which are missing and says when it is done (SPEC X9). */
export function recoveryRoutes(app: FastifyInstance, { ledger }: ApiPorts): void {
  const show = async (caller: Caller, reply: FastifyReply): Promise<Recovery | FastifyReply> => {
    const found = await ledger.recovery(caller);
    if (found.kind === 'forbidden') return sendProblem(reply, 'noRight');
    const { state, since, unnumbered } = found;
    const missing = found.missing.map(({ device, name, member }) => ({ id: device, name, member: member ?? '' }));
    const open = state === 'open';
    return { open, since, missing: open ? missing : [], unnumbered };
  };

  const shown = { summary: 'Where a recovery after a restore stands', response: answers(recovery) };
  app.get('/api/recovery', { schema: shown, config: { needs: 'office' } }, (request, reply) =>
    show(speaker(request), reply),
  );

  const body = object({ close: { const: true } });
  const closed = { ...shown, summary: 'Closes a recovery: numbers are issued again', body };
  app.post('/api/recovery', { schema: closed, config: { needs: 'office' } }, async (request, reply) => {
    bodyOf(readRecoveryRequest, request);
    const caller = speaker(request);
    const acted = await ledger.closeRecovery(caller);
    if (acted.kind === 'forbidden') return sendProblem(reply, 'noRight');
    request.log.info({ by: caller.device }, 'Recovery closed');
    return show(caller, reply);
  });
}
