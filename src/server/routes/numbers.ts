import type { FastifyInstance } from 'fastify';
import { speaker } from '#server/http/access.ts';
import type { ApiPorts } from '#server/http/ports.ts';
import { answers, list, object, text } from '#server/http/schemas.ts';
import { sendProblem } from '#server/problem.ts';

const findings = object({
  duplicates: list(object({ fileNumber: text, records: list(text) })),
  voids: list(object({ fileNumber: text, record: text })),
  gaps: list(object({ first: text, last: text })),
});

/** What is odd about official numbers: never put right by the server, the office decides (SPEC X10). */
export function numberRoute(app: FastifyInstance, { ledger }: ApiPorts): void {
  const schema = {
    summary:
      'Official numbers that more than one case carries, those that were issued and are carried by none, and those that were passed over',
    response: answers(findings),
  };
  app.get('/api/numbers', { schema, config: { needs: 'office' } }, async (request, reply) => {
    const found = await ledger.numberFindings(speaker(request));
    if (found.kind === 'forbidden') return sendProblem(reply, 'noRight');
    const { duplicates, voids, gaps } = found;
    return { duplicates, voids, gaps };
  });
}
