import type { FastifyReply } from 'fastify';
import type { Read } from '#core/enrolment-shape.ts';
import type { ProblemCode } from '#core/problem-code.ts';
import { Refused, sendProblem } from '#server/problem.ts';

/** A body as its reader takes it; another is refused before a route does anything with it. */
export function bodyOf<Body>(read: (json: unknown) => Read<Body>, { body }: { readonly body: unknown }): Body {
  const got = read(body);
  if ('fault' in got) throw new Refused('shape');
  return got.body;
}

/** Answers with what came of it. */
export const sendOutcome = (reply: FastifyReply, outcome: object | ProblemCode): FastifyReply =>
  typeof outcome === 'string' ? sendProblem(reply, outcome) : reply.send(outcome);
