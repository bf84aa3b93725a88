/** The server's side of the exchange in as few lines as possible: for tests of devices. It judges nothing by itself. */
import { CHAIN_START, changesOf, type ChainEnd, type IdentifiedChange, type Op } from '#core/change.ts';
import {
  changesOfRun,
  digestOf,
  EXCHANGE_VERSION,
  runsOf,
  type Account,
  type Cursor,
  type Page,
  type PushState,
  type Run,
  type RunResult,
  type ScopeAccess,
  type SyncAnswer,
  type SyncRequest,
} from '#core/exchange.ts';
import { stampText } from '#core/stamp.ts';
import { verdictOp, type Verdict } from '#core/verdict.ts';
import type { Exchange } from '#sync/step.ts';

export const TINY_TOWNSHIP = 'town';
export const TINY_UNIT = 'village';
export const WORK = `${TINY_UNIT}/work`;
export const CASES = `${TINY_UNIT}/cases`;
const SERVER_TIME = Date.UTC(2026, 2, 1, 1);

let epochs = 0;

export class TinyServer {
  epoch = `epoch-${(epochs += 1)}`;
  device = 'server';
  pageSize = 1000;
  now = SERVER_TIME;
  /** Ids that are not stored, and never will be. */
  readonly refuses = new Set<string>();
  readonly account: Account = {
    member: 'member',
    name: '王敏',
    person: '',
    unit: TINY_UNIT,
    role: 'mediator',
    caseDuty: true,
    township: TINY_TOWNSHIP,
    servers: ['server'],
  };
  scopes: { [scope: string]: ScopeAccess } = {
    [`${TINY_TOWNSHIP}/shared`]: 'read',
    [WORK]: 'write',
    [CASES]: 'write',
  };
  readonly #streams = new Map<string, IdentifiedChange[]>();
  readonly #held = new Map<string, IdentifiedChange>();
  readonly #ends = new Map<string, ChainEnd>();
  #stamp = 0;

  stream(scope: string): readonly IdentifiedChange[] {
    return this.#streams.get(scope) ?? [];
  }

  has(id: string): boolean {
    return this.#held.has(id);
  }

  /** What a device that speaks for the server or any other one wrote. */
  write(device: string, scope: string, ops: readonly Op[]): IdentifiedChange {
    const nextStamp = () => stampText({ ms: SERVER_TIME + (this.#stamp += 1), counter: 0 }, device);
    const by = { device, action: `action-${this.#stamp}`, actor: device, nextStamp };
    const key = `${device} ${scope}`;
    const [change] = changesOf(ops, scope, by, this.#ends.get(key) ?? CHAIN_START);
    if (change === undefined) throw new Error('No change');
    this.#ends.set(key, { n: change.n, id: change.id });
    this.#append(change);
    return change;
  }

  judge(scope: string, verdict: Verdict, replaces: readonly string[] = []): IdentifiedChange {
    return this.write(this.device, scope, [verdictOp(verdict, replaces)]);
  }

  #append(change: IdentifiedChange): void {
    this.#held.set(change.id, change);
    const stream = this.#streams.get(change.scope) ?? [];
    stream.push(change);
    this.#streams.set(change.scope, stream);
  }

  /** Forgets what came after some length of a scope's stream, as a restored backup does. */
  restore(scope: string, length: number, epoch: string): void {
    for (const change of this.stream(scope).slice(length)) this.#held.delete(change.id);
    this.#streams.set(scope, this.stream(scope).slice(0, length));
    this.epoch = epoch;
  }

  #push(change: IdentifiedChange): PushState {
    if (this.refuses.has(change.id)) return 'refused';
    if (this.#held.has(change.id)) return 'known';
    const there = this.stream(change.scope).some(({ device, n }) => device === change.device && n === change.n);
    if (change.prev !== '' && !this.#held.has(change.prev)) {
      this.#held.set(change.id, change);
      return 'waiting';
    }
    this.#append(change);
    return there ? 'fork' : 'stored';
  }

  result(run: Run): RunResult {
    const changes = changesOfRun(run);
    const states = changes.map((change) => this.#push(change));
    const refused = changes.filter((_, i) => states[i] === 'refused').map(({ n }) => [String(n), 'shape'] as const);
    return {
      device: run.device,
      scope: run.scope,
      n: run.n,
      states,
      tip: changes[changes.length - 1]?.id ?? '',
      ...(refused.length === 0 ? {} : { refusals: Object.fromEntries(refused) }),
    };
  }

  page(scope: string, asking: string, cursor: Cursor = { seq: 0, id: '' }): Page | null {
    const stream = this.stream(scope);
    const changes = stream.slice(cursor.seq, cursor.seq + this.pageSize);
    const tip = changes[changes.length - 1];
    if (tip === undefined) return null;
    const to = cursor.seq + changes.length;
    const isOwn = ({ device }: IdentifiedChange): boolean => cursor.seq > 0 && device === asking;
    return {
      scope,
      after: cursor.seq,
      to,
      tip: tip.id,
      digest: digestOf(changes.map(({ id }) => id)),
      runs: runsOf(changes.filter((change) => !isOwn(change))),
      held: changes.filter(isOwn).map(({ id }) => id),
      heads: [],
      devices: [],
      more: to < stream.length,
    };
  }

  answer(request: SyncRequest, asking: string): SyncAnswer {
    const results = request.runs.map((run) => this.result(run));
    const isNew = request.epoch !== this.epoch;
    const bases = Object.fromEntries([...this.#streams].map(([scope, stream]) => [scope, stream.length]));
    const vector: { [chain: string]: ChainEnd } = {};
    for (const { device, scope, n, id } of [...this.#streams.values()].flat()) vector[`${device} ${scope}`] = { n, id };
    const isFound = (scope: string, { seq, id }: Cursor): boolean =>
      seq === 0 || this.stream(scope)[seq - 1]?.id === id;
    const rewound = Object.keys(request.cursors).filter((scope) => !isFound(scope, request.cursors[scope] as Cursor));
    // A cursor above the base is dropped by the device, and so is one that stands on another change.
    const isDropped = (scope: string): boolean =>
      rewound.includes(scope) || (isNew && (request.cursors[scope]?.seq ?? 0) > (bases[scope] ?? 0));
    const pages = Object.keys(this.scopes)
      .filter((scope) => this.scopes[scope] !== 'push')
      .map((scope) => this.page(scope, asking, isDropped(scope) ? undefined : request.cursors[scope]))
      .filter((page) => page !== null);
    return {
      version: EXCHANGE_VERSION,
      epoch: this.epoch,
      serverTime: this.now,
      account: this.account,
      scopes: this.scopes,
      results: isNew ? [] : results,
      pages,
      ...(isNew ? { start: request.epoch === null ? { bases: {}, vector: {} } : { bases, vector } } : {}),
      ...(rewound.length > 0 && !isNew ? { rewound } : {}),
    };
  }

  /** Answers one device; `unit` of a scope plays no part here. */
  exchange(asking: () => Promise<string>): Exchange {
    return async (request) => ({ kind: 'ok', answer: this.answer(request, await asking()) });
  }
}

/** An op that names a venue. */
export const nameOp = (record: string, name: string, replaces: readonly string[] = []): Op => ({
  record,
  kind: 'venue',
  field: 'name',
  value: name,
  replaces: [...replaces].sort(),
});
