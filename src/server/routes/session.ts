import type { FastifyInstance } from 'fastify';
import { readChallengeRequest, readSessionRequest } from '#core/enrolment-shape.ts';
import { challenge, SESSION_MS, signIn } from '#server/accounts/sessions.ts';
import { bodyOf, sendOutcome } from '#server/http/bodies.ts';
import { setSessionCookie } from '#server/http/cookie.ts';
import { signInLimit } from '#server/http/limits.ts';
import type { ApiPorts } from '#server/http/ports.ts';
import { accountRef, answers, object, text } from '#server/http/schemas.ts';

/** A session is renewed by a signature of the device key over a nonce. */
export function sessionRoutes(app: FastifyInstance, { accounts, ledger }: ApiPorts): void {
  const config = { needs: 'nothing', rateLimit: signInLimit } as const;

  const asks = { body: object({ device: text }), response: answers(object({ nonce: text })) };
  const challenges = { summary: 'Gives a nonce to sign; it serves once, within five minutes', ...asks };
  app.post('/api/session/challenge', { schema: challenges, config }, async (request, reply) =>
    sendOutcome(reply, await challenge(accounts, bodyOf(readChallengeRequest, request).device)),
  );

  const signed = object({ device: text, nonce: text, signature: text });
  const schema = { summary: 'Opens a session', body: signed, response: answers(object({ account: accountRef })) };
  app.post('/api/session', { schema, config }, async (request, reply) => {
    const body = bodyOf(readSessionRequest, request);
    const outcome = await signIn(accounts, body);
    if (typeof outcome === 'string') {
      request.log.warn({ device: body.device, problem: outcome }, 'Not signed in');
      return sendOutcome(reply, outcome);
    }
    request.log.info({ device: body.device }, 'Signed in');
    setSessionCookie(reply, outcome.cookie, SESSION_MS / 1000);
    const { account } = await ledger.accountOf(outcome.caller);
    return { account };
  });
}
