/** One exchange with the server (SPEC X1, X5). What it may not do stands in `core/device-store.ts`: nothing here keeps state. */
import type { RunResult, SyncAnswer, SyncRequest } from '#core/exchange.ts';
import type { DeviceStore } from '#core/device-store.ts';
import type { ProblemCode } from '#core/problem-code.ts';

/**
 * What came of asking. Told apart, because a person can do something about some of them (SPEC X7).
 * offline: no answer, or one that was cut. portal: an answer, but not from the server: a login page of the network, or another
 * program. busy: the server asks to wait; `afterMs` when it says how long. signedOut: the session has ended and could not be renewed.
 * revoked: this device may no longer speak. tooOld: the server is newer than this app. unusable: the server refused or
 * misunderstood the request. `code`: what the server itself said.
 */
export type Failure =
  | {
      readonly kind: 'offline' | 'portal' | 'signedOut' | 'revoked' | 'tooOld' | 'unusable';
      readonly code?: ProblemCode;
    }
  | { readonly kind: 'busy'; readonly afterMs: number | null; readonly code?: ProblemCode };

export type Exchange = (
  request: SyncRequest,
) => Promise<{ readonly kind: 'ok'; readonly answer: SyncAnswer } | Failure>;

export type SyncOutcome =
  | Failure
  | {
      readonly kind: 'ok';
      readonly sent: number;
      readonly received: number;
      /** Something is left on either side: go on at once. */
      readonly more: boolean;
      /** Scopes that were cleared because they may no longer be seen. */
      readonly cleared: readonly string[];
      /** The office has reported this device lost, and nothing waits here any more. */
      readonly clear: boolean;
    }
  /** A page did not fit: it was not stored, and its scope is read anew. */
  | { readonly kind: 'damaged' };

const countOf = ({ runs }: SyncRequest): number => runs.reduce((sum, { changes }) => sum + changes.length, 0);

/**
 * What the server answered for beyond the place up to which a scope was read is offered again until that place has passed it: a server that is set back
 * to in between finds the cursor as it knows it, and nothing else would say that the change is gone (SPEC X5, X9).
 */
const believed = (results: readonly RunResult[], cut: ReadonlySet<string>): readonly RunResult[] =>
  results.filter(({ scope }) => !cut.has(scope));

/**
 * Scopes that are read from their beginning. What was answered for while they could not be read (a right that had ended; SPEC X8) is offered again:
 * no cursor has watched over it.
 */
const begunIn = ({ pages }: SyncAnswer, { cursors }: SyncRequest): readonly string[] =>
  pages.map(({ scope }) => scope).filter((scope) => !Object.prototype.hasOwnProperty.call(cursors, scope));

/** Safe to repeat at any point: either end ignores what it already holds. */
export async function syncOnce(store: DeviceStore, exchange: Exchange): Promise<SyncOutcome> {
  const request = await store.nextRequest();
  const got = await exchange(request);
  // Nothing was touched: what was sent is offered again.
  if (got.kind !== 'ok') return got;
  const { answer } = got;
  const { epoch, serverTime, account, scopes } = answer;

  if (answer.start !== undefined) await store.startEpoch(epoch, answer.start);
  if (answer.rewound !== undefined) await store.rewind(answer.rewound);
  const begun = begunIn(answer, request);
  if (begun.length > 0) await store.rewind(begun);
  // Pages first: a verdict on what was just sent arrives with them, and must be here when 已上报 is said.
  let received = 0;
  let overtaken = false;
  const unfit: string[] = [];
  const cut = new Set<string>();
  for (const page of answer.pages) {
    const outcome = await store.receive(page, epoch);
    if (page.more || outcome !== 'stored') cut.add(page.scope);
    if (outcome === 'stored') received += page.to - page.after;
    else if (outcome === 'stale') overtaken = true;
    else unfit.push(page.scope);
  }
  const { forked } = await store.acknowledge(believed(answer.results, cut), epoch);
  if (forked) await store.mintAnew();
  const isCaughtUp = cut.size === 0 && answer.rewound === undefined;
  const cleared = await store.settle({ epoch, serverTime, account, scopes, isCaughtUp });
  if (unfit.length > 0) {
    await store.rewind(unfit);
    return { kind: 'damaged' };
  }

  const waiting = await store.countWaiting();
  const more = answer.pages.some((page) => page.more) || answer.rewound !== undefined || overtaken || waiting > 0;
  const clear = answer.clear === true && waiting === 0;
  return { kind: 'ok', sent: countOf(request), received, more, cleared, clear };
}
