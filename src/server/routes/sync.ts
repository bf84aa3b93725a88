import type { FastifyInstance } from 'fastify';
import { EXCHANGE_VERSION } from '#core/exchange.ts';
import { readRequest } from '#core/exchange-shape.ts';
import { createSeen } from '#server/accounts/devices.ts';
import { speaker } from '#server/http/access.ts';
import type { ApiPorts } from '#server/http/ports.ts';
import { answers, syncAnswer, syncRequest } from '#server/http/schemas.ts';
import { sendProblem } from '#server/problem.ts';

/** The oldest version of the exchange that a server of version `present` still takes: an app is served until two versions later. */
export const oldestServed = (present: number): number => Math.max(1, present - 2);

/** Takes a device's changes and answers with what its scopes have gained since its cursors (SPEC X1). `present`: the version that this server speaks. */
export function syncRoute(app: FastifyInstance, { accounts, ledger }: ApiPorts, present = EXCHANGE_VERSION): void {
  const noteSeen = createSeen(accounts);
  const schema = {
    summary: 'One exchange: changes up, a result for each, and a page per scope down. Safe to repeat at any point',
    description: 'JSON, gzip in both directions. At most 500 changes and 512 kB packed, 2 MB unpacked.',
    body: syncRequest,
    response: answers(syncAnswer),
  };
  app.post('/api/sync', { schema, config: { needs: 'session' } }, async (request, reply) => {
    const read = readRequest(request.body);
    if ('fault' in read) return sendProblem(reply, read.fault.reason === 'newer' ? 'serverTooOld' : 'shape');
    if (read.request.version < oldestServed(present)) return sendProblem(reply, 'appTooOld');
    const caller = speaker(request);
    const answer = await ledger.exchange(caller, read.request);
    await noteSeen(caller);
    return answer;
  });
}
