/**
 * What the exchange asks of a device's storage (SPEC D1–D4, X5). The app keeps it in IndexedDB, the simulator in memory. Every method is
 * one transaction: after a crash between any two of them the next exchange puts right what is missing.
 */
import type { ChainEnd, IdentifiedChange } from './change.ts';
import {
  chainKey,
  digestOf,
  type Account,
  type Cursor,
  type EpochStart,
  type Page,
  type RunResult,
  type ScopeAccess,
  type SyncRequest,
} from './exchange.ts';

/**
 * Why a page was not taken in. stale: it does not continue the cursor or belongs to another epoch, as an answer does that another tab or a newer
 * answer has overtaken; the next request asks from where this device stands. gap: it names as held what is not here. damaged: its changes are
 * not those that it names. After the last two the scope is read anew.
 */
export type Received = 'stored' | 'stale' | 'gap' | 'damaged';

/** What an answer says beside results and pages. */
export interface Standing {
  readonly epoch: string;
  readonly serverTime: number;
  readonly account: Account;
  readonly scopes: { readonly [scope: string]: ScopeAccess };
  /** All that the server held of these scopes when it answered is stored here now. */
  readonly isCaughtUp?: boolean;
}

export interface DeviceStore {
  /**
   * The next request: changes held here that the server has not acknowledged, whoever wrote them (SPEC D3), oldest first and at
   * most `MAX_PUSH_CHANGES` or `MAX_PUSH_BYTES`, with the signed heads and keys that prove them; cursors of every scope.
   * Changes that the server has refused are not offered again until `retry`.
   */
  readonly nextRequest: () => Promise<SyncRequest>;
  /** How many changes the next requests will offer. */
  readonly countWaiting: () => Promise<number>;
  /**
   * Stores what the server said about pushed changes. Results of another epoch than the present one are not believed. forked: the own chain
   * goes on elsewhere with other contents, this device was cloned.
   */
  readonly acknowledge: (results: readonly RunResult[], epoch: string) => Promise<{ readonly forked: boolean }>;
  /** Stores raw changes, verdicts, rows, counters and the new cursor together (SPEC X5); what comes down counts as acknowledged. */
  readonly receive: (page: Page, epoch: string) => Promise<Received>;
  /** Takes over a new epoch: lowers cursors to the bases and acknowledgements to what the vector vouches for (SPEC X9, `ackAfter`). */
  readonly startEpoch: (epoch: string, start: EpochStart) => Promise<void>;
  /** Forgets cursors and acknowledgements of scopes whose stream is another one than was read. */
  readonly rewind: (scopes: readonly string[]) => Promise<void>;
  /**
   * Takes over account, rights and the server's clock. Scopes that may no longer be seen are cleared here once nothing of them
   * waits for acknowledgement (SPEC X8); answers with those that were. The cursors of the others are forgotten: they no longer watch over what is
   * answered for, and if the right returns, the scope is read and offered anew. What the server keeps behind a gap is offered again once a day (SPEC X9).
   */
  readonly settle: (standing: Standing) => Promise<readonly string[]>;
  /**
   * From now on this device writes under a new id and key. Both contents of the forked chain stay in the log and on the server: nothing is
   * issued anew, because drafts, files and later changes name what stands there by its id.
   */
  readonly mintAnew: () => Promise<void>;
}

/**
 * Up to where the server has answered for a chain: what lies at or below is stored there, or refused and kept under 被退回. It
 * rises over a stretch only when every change held here in that stretch was answered for: one that a file brought meanwhile (a cloned phone's
 * second content at a position) must still be offered.
 */
export interface Ack {
  readonly device: string;
  readonly scope: string;
  readonly n: number;
}

/**
 * From where on the server keeps changes of a chain behind a gap (`waiting`): no stream holds them, so that no cursor would tell that a set-back took
 * them away (SPEC X9). `since`: when the server was first heard of after that, by its clock; null before.
 */
export interface Unstreamed extends Ack {
  readonly since: number | null;
}

/** How often they are offered again, in milliseconds: the server answers once more, or takes them in anew. */
const OFFERED_AGAIN_MS = 24 * 3_600_000;

/** What is kept of such chains after the server has answered `waiting` for these changes. */
export function noteUnstreamed(known: readonly Unstreamed[], waiting: readonly Ack[]): readonly Unstreamed[] {
  const lowest = new Map(known.map((one) => [chainKey(one), one]));
  for (const { device, scope, n } of waiting) {
    const before = lowest.get(chainKey({ device, scope }));
    if (before === undefined || n < before.n)
      lowest.set(chainKey({ device, scope }), { device, scope, n, since: before?.since ?? null });
  }
  return [...lowest.values()];
}

/** Those that are to be offered again at this time of the server's, and what is kept of the others. */
export function unstreamedAt(known: readonly Unstreamed[], serverTime: number) {
  const isDue = ({ since }: Unstreamed): boolean => since !== null && Math.abs(serverTime - since) >= OFFERED_AGAIN_MS;
  const kept = known.filter((one) => !isDue(one)).map((one) => ({ ...one, since: one.since ?? serverTime }));
  return { due: known.filter(isDue), kept };
}

type Link = Pick<IdentifiedChange, 'id' | 'prev' | 'n'>;

/**
 * Up to where a device's own chain reaches when changes in its name have come from elsewhere (a restored profile; SPEC D6): to the highest of its
 * `heads` that continues `end`. What none of them covers anybody may have made up, and the next signed head would vouch for it. `above` holds what is
 * here of the chain above `end`; signatures have been checked.
 */
export function vouchedEnd(end: ChainEnd, above: readonly Link[], heads: readonly ChainEnd[]): ChainEnd {
  const byId = new Map(above.map((change) => [change.id, change]));
  const continues = ({ id }: ChainEnd): boolean => {
    let at = byId.get(id);
    while (at !== undefined && at.prev !== end.id) at = byId.get(at.prev);
    return at?.n === end.n + 1;
  };
  let reached = end;
  for (const head of heads) if (head.n > reached.n && continues(head)) reached = { n: head.n, id: head.id };
  return reached;
}

/** Cursor of a scope after a page; null when the page continues another one. */
export const cursorAfter = (page: Page, cursor: Cursor | undefined): Cursor | null =>
  page.after === (cursor?.seq ?? 0)
    ? { seq: page.to, id: page.tip, ...(page.mark === undefined ? {} : { mark: page.mark }) }
    : null;

/** Whether a page's changes are those that the server meant: as many as its stretch, one of them its tip, all of them under its digest. */
export function isWhole({ after, to, tip, held, digest }: Page, changes: readonly IdentifiedChange[]): boolean {
  const ids = [...held, ...changes.map(({ id }) => id)];
  return ids.length === to - after && ids.includes(tip) && (digest === undefined || digest === digestOf(ids));
}

/**
 * Up to where a chain stays acknowledged when a new epoch begins: the server's end, if the chain held here runs up to that very change
 * and nothing else is held beside it; else everything of it is offered again. `chain` holds what is here of it, by n.
 */
export function ackAfter(ack: number, chain: readonly IdentifiedChange[], end: ChainEnd | undefined): number {
  if (end === undefined) return 0;
  const upTo = new Map(chain.filter(({ n }) => n <= end.n).map((change) => [change.id, change]));
  let followed = 0;
  for (let at = upTo.get(end.id); at !== undefined; at = upTo.get(at.prev)) followed += 1;
  return followed === upTo.size ? Math.min(ack, end.n) : 0;
}
