import type { FastifyInstance } from 'fastify';
import { readEnrolRequest } from '#core/enrolment-shape.ts';
import { enrol } from '#server/accounts/enrol.ts';
import { callerOf, SESSION_MS } from '#server/accounts/sessions.ts';
import { bodyOf, sendOutcome } from '#server/http/bodies.ts';
import { sessionCookieOf, setSessionCookie } from '#server/http/cookie.ts';
import { signInLimit } from '#server/http/limits.ts';
import type { ApiPorts } from '#server/http/ports.ts';
import { answers, enrolAnswer, enrolRequest } from '#server/http/schemas.ts';

/** A device comes in: with an invitation, a set-up link, or within the session of the device that it goes on for. */
export function enrolRoute(app: FastifyInstance, { accounts }: ApiPorts): void {
  const schema = {
    summary: 'Enrols a device and opens its session',
    body: enrolRequest,
    response: answers(enrolAnswer),
  };
  const config = { needs: 'nothing', rateLimit: signInLimit } as const;
  app.post('/api/enrol', { schema, config }, async (request, reply) => {
    const body = bodyOf(readEnrolRequest, request);
    const caller = await callerOf(accounts, sessionCookieOf(request));
    const session = typeof caller === 'string' ? null : caller;
    const outcome = await enrol(accounts, body, { address: request.ip, session });
    if (typeof outcome === 'string') {
      request.log.warn({ device: body.device.id, problem: outcome }, 'Not enrolled');
      return sendOutcome(reply, outcome);
    }
    const { device, member, township } = outcome.caller;
    request.log.info({ device, member, township }, 'Enrolled');
    setSessionCookie(reply, outcome.cookie, SESSION_MS / 1000);
    return outcome.answer;
  });
}
