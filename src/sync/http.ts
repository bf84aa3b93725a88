/** The exchange over HTTP: `POST /api/sync` (SPEC X1, X7). */
import { changesOfRuns, MAX_PUSH_CHANGES, runsOf, type SyncAnswer, type SyncRequest } from '#core/exchange.ts';
import { readAnswer } from '#core/exchange-shape.ts';
import { readDevicesAnswer } from '#core/enrolment-shape.ts';
import { askJson, type Ask, type AskPorts } from './ask.ts';
import { failureFrom, follow, type Self, type Session } from './session.ts';
import type { Exchange } from './step.ts';

/** What one session has learnt: how many changes pass at once. */
export function createExchange(ports: AskPorts, self: Self, session: Session): Exchange {
  let most = MAX_PUSH_CHANGES;
  return async (request) => {
    const { device, enrolled } = await self.current();
    if (device.id !== enrolled) {
      const done = await inSession(session, () => follow(ports, self));
      if (done.kind !== 'ok') return done;
    }
    for (;;) {
      const part = partOf(request, most);
      const sent = countOf(part);
      const got = await session.callLarge(pushOf(part));
      if (got.kind === 'ok') {
        // What passed passes again, and perhaps more.
        if (sent === most) most = Math.min(MAX_PUSH_CHANGES, most * 2);
        return { kind: 'ok', answer: got.body };
      }
      const isLarge = got.kind === 'tooLarge' || got.kind === 'timeout';
      if (isLarge && sent > 1) most = Math.ceil(sent / 2);
      // A time-out has cost its patience already: the next try, with less, comes when the loop says so.
      if (got.kind !== 'tooLarge' || sent <= 1) return failureFrom(got);
    }
  };
}

async function inSession(session: Session, work: () => ReturnType<typeof follow>): ReturnType<typeof follow> {
  const done = await work();
  if (done.kind !== 'signedOut') return done;
  // Any request renews the session, and renewing follows.
  return session.call(askJson('/api/devices', readDevicesAnswer));
}

const pushOf = (request: SyncRequest): Ask<SyncAnswer> =>
  askJson(
    '/api/sync',
    (json) => {
      const got = readAnswer(json);
      return 'answer' in got ? { body: got.answer } : got;
    },
    request,
  );

const countOf = ({ runs }: SyncRequest): number => runs.reduce((sum, { changes }) => sum + changes.length, 0);

/** The first changes of a request. What is left out was not answered for, and is offered again (SPEC D3). */
function partOf(request: SyncRequest, most: number): SyncRequest {
  if (countOf(request) <= most) return request;
  return { ...request, runs: runsOf(changesOfRuns(request.runs).slice(0, most)) };
}
