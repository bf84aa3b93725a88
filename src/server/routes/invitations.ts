import type { FastifyInstance } from 'fastify';
import { readInvitationRequest } from '#core/enrolment-shape.ts';
import { invite, withdrawInvitations } from '#server/accounts/invitations.ts';
import { speaker } from '#server/http/access.ts';
import { bodyOf, sendOutcome } from '#server/http/bodies.ts';
import type { ApiPorts } from '#server/http/ports.ts';
import { answers, empty, invitation, object, text } from '#server/http/schemas.ts';

export function invitationRoute(app: FastifyInstance, { accounts }: ApiPorts): void {
  const schema = {
    summary: 'Invites a member: a code and a link, single use, 72 hours',
    body: object({ member: text }),
    response: answers(invitation),
  };
  app.post('/api/invitations', { schema, config: { needs: 'office' } }, async (request, reply) => {
    const { member } = bodyOf(readInvitationRequest, request);
    const caller = speaker(request);
    // A browser names the address under which it sees this server, whatever stands in between.
    const origin = request.headers.origin ?? `${request.protocol}://${request.host}`;
    const outcome = await invite(accounts, caller, { member, origin });
    if (typeof outcome !== 'string') request.log.info({ member, by: caller.device }, 'Invited');
    return sendOutcome(reply, outcome);
  });

  const withdrawn = {
    summary: 'Takes back what a member was invited with and nobody has used',
    body: object({ member: text }),
    response: answers(empty, 204),
  };
  app.post('/api/invitations/withdraw', { schema: withdrawn, config: { needs: 'office' } }, async (request, reply) => {
    const { member } = bodyOf(readInvitationRequest, request);
    const caller = speaker(request);
    await withdrawInvitations(accounts, caller.township, member);
    request.log.info({ member, by: caller.device }, 'Invitations withdrawn');
    return reply.code(204).send();
  });
}
