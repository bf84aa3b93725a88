/** The exchange's `DeviceStore` in memory, over the same functions of core that the app's store is made of (SPEC D1–D4, X5). */
import { sameDevice } from '#core/backup.ts';
import { CHAIN_START, type ChainEnd, type IdentifiedChange } from '#core/change.ts';
import {
  ackAfter,
  cursorAfter,
  isWhole,
  noteUnstreamed,
  unstreamedAt,
  vouchedEnd,
  type DeviceStore,
  type Received,
  type Standing,
} from '#core/device-store.ts';
import {
  chainKey,
  changesOfRuns,
  EXCHANGE_VERSION,
  MAX_PUSH_BYTES,
  MAX_PUSH_CHANGES,
  runsOf,
  type EpochStart,
  type Page,
  type RunResult,
  type SyncRequest,
} from '#core/exchange.ts';
import { NOTHING_GIVEN, type Given } from '#core/file-numbers.ts';
import type { HeldLease, ReadSince } from '#core/own-lease.ts';
import { addErasures, erasureIn, withoutErased, type Erasures } from '#core/erasure.ts';
import { opsByRecord, opsOf, unitOfScope } from '#core/fold.ts';
import type { KnownDevice, SignedHead } from '#core/heads.ts';
import { nextStamp, parseStamp, witness, type Stamp } from '#core/stamp.ts';
import { foldVerdict, isHeldBack, VERDICT_KIND, type Verdict } from '#core/verdict.ts';
import { addToLog, dropScope, Power, putInLog, type Disk, type Put } from './disk.ts';
import { isSigned, signHead, type DeviceKey } from './keys.ts';
import { foldFresh } from './memory-fold.ts';
import { knowsLeases, noteRead, seriesOf } from './memory-leases.ts';

/** How time and fresh keys reach a device. */
export interface Ports {
  /** Milliseconds by the device's own clock, right or wrong. */
  readonly now: () => number;
  readonly mintKey: () => DeviceKey;
  readonly randomBytes: (length: number) => Uint8Array;
  /** Told of every change that was made here, once it is durable. */
  readonly wrote?: (change: IdentifiedChange) => void;
  /** Whether a scope is of a unit that no township has, and that a file may bring to this device's. */
  readonly isLoose?: (scope: string) => boolean;
  /** Told of every number that was given to a record here, once that is durable. */
  readonly gave?: (gift: Gift) => void;
}

/** An official number that a device gave to a record (SPEC X10). */
export interface Gift {
  readonly lease: HeldLease;
  readonly record: string;
  readonly text: string;
}

const headKey = ({ device, scope, n, id }: SignedHead): string => `${device} ${scope} ${n} ${id}`;

export class MemoryStore implements DeviceStore {
  readonly power = new Power();
  readonly disk: Disk;
  readonly ports: Ports;

  constructor(disk: Disk, ports: Ports) {
    this.disk = disk;
    this.ports = ports;
  }

  nextRequest = async (): Promise<SyncRequest> =>
    this.power.transaction((put) => {
      const { disk } = this;
      const changes = this.#batch();
      const chains = new Map<string, number>();
      for (const change of changes) {
        const key = chainKey(change);
        chains.set(key, Math.min(chains.get(key) ?? change.n, change.n));
      }
      this.signEnds(put, new Set(changes.map(({ scope }) => scope)));
      const heads = [...disk.heads.values()].filter((head) => head.n >= (chains.get(chainKey(head)) ?? Infinity));
      const writers = new Set(changes.map(({ device }) => device));
      return {
        version: EXCHANGE_VERSION,
        epoch: disk.epoch,
        runs: runsOf(changes),
        heads: [...heads, ...this.#fresh(chains)],
        devices: [...disk.devices.values()].filter(({ id }) => writers.has(id)),
        cursors: Object.fromEntries(disk.cursors),
      };
    });

  /** Heads that the running transaction has signed and not yet written. */
  #signed: SignedHead[] = [];
  #fresh(chains: ReadonlyMap<string, number>): SignedHead[] {
    return this.#signed.filter((head) => chains.has(chainKey(head)));
  }

  /** Signs the ends of the device's own chains (SPEC D6). */
  signEnds(put: Put, scopes?: ReadonlySet<string>): void {
    const { disk } = this;
    const { key } = disk.identity;
    this.#signed = [];
    for (const [scope, end] of disk.ends) {
      if (end.n === end.signed || scopes?.has(scope) === false) continue;
      const head = signHead(key, { device: key.device, scope, n: end.n, id: end.id });
      this.#signed.push(head);
      put(() => {
        disk.heads.set(headKey(head), head);
        disk.ends.set(scope, { ...end, signed: end.n });
      });
    }
  }

  countWaiting = async (): Promise<number> => this.waiting().length;

  /** Every change here that the server has not answered for, chain by chain (SPEC D3). */
  waiting(scope?: string): IdentifiedChange[] {
    const { chains, acks, refused } = this.disk;
    const open: IdentifiedChange[] = [];
    for (const [key, chain] of chains) {
      if (scope !== undefined && chain[0]?.scope !== scope) continue;
      const ack = acks.get(key) ?? 0;
      if ((chain[chain.length - 1]?.n ?? 0) <= ack) continue;
      for (const change of chain) if (change.n > ack && !refused.has(change.id)) open.push(change);
    }
    return open;
  }

  /** Whether something of a scope lies nowhere but here. */
  isRefusedIn(scope: string): boolean {
    return [...this.disk.refused.keys()].some((id) => this.disk.log.get(id)?.scope === scope);
  }

  #batch(): IdentifiedChange[] {
    const batch: IdentifiedChange[] = [];
    let bytes = 0;
    for (const change of this.waiting()) {
      bytes += JSON.stringify(change).length * 3;
      if (batch.length === MAX_PUSH_CHANGES || (batch.length > 0 && bytes > MAX_PUSH_BYTES)) break;
      batch.push(change);
    }
    return batch;
  }

  acknowledge = async (results: readonly RunResult[], epoch: string): Promise<{ forked: boolean }> =>
    this.power.transaction((put) => {
      const { disk } = this;
      if (!this.adoptEpoch(epoch, put)) return { forked: false };
      const answered = new Map<string, Set<string>>();
      const waiting: IdentifiedChange[] = [];
      let forked = false;
      for (const result of results) {
        // Backwards from the tip: it names the content, which a position alone does not.
        let id = result.tip;
        for (let i = result.states.length - 1; i >= 0; i--) {
          const change = disk.log.get(id);
          if (change === undefined || change.n !== result.n + i) break;
          const state = result.states[i];
          const reason = result.refusals?.[String(change.n)] ?? 'shape';
          if (state === 'refused') put(() => disk.refused.set(change.id, reason));
          if (state === 'waiting') waiting.push(change);
          if (state === 'fork' && change.device === disk.identity.key.device) forked = true;
          const ids = answered.get(chainKey(change)) ?? new Set();
          answered.set(chainKey(change), ids.add(change.id));
          id = change.prev;
        }
      }
      for (const [key, ids] of answered) this.raise(put, key, disk.chains.get(key) ?? [], ids);
      if (waiting.length > 0) put(() => (disk.unstreamed = noteUnstreamed(disk.unstreamed, waiting)));
      return { forked };
    });

  /** Raises a chain's acknowledgement as far as every change held of it was answered for. */
  raise(put: Put, key: string, chain: readonly IdentifiedChange[], answered: ReadonlySet<string>): void {
    const { acks, refused } = this.disk;
    const before = acks.get(key) ?? 0;
    let ack = before;
    for (const { id, n } of chain) {
      if (n <= before) continue;
      if (!answered.has(id) && !refused.has(id)) {
        ack = Math.min(ack, n - 1);
        break;
      }
      ack = n;
    }
    if (ack !== before) put(() => acks.set(key, ack));
  }

  /** Whether an answer belongs to the epoch that this device follows; the first one is taken over. */
  adoptEpoch(epoch: string, put: Put): boolean {
    const { disk } = this;
    if (disk.epoch === null) put(() => (disk.epoch = epoch));
    return disk.epoch === null || disk.epoch === epoch;
  }

  receive = async (page: Page, epoch: string): Promise<Received> =>
    this.power.transaction((put) => {
      const { disk } = this;
      const changes = changesOfRuns(page.runs);
      if (!isWhole(page, changes)) return 'damaged';
      const cursor = this.cursorAfter(page);
      if (!this.adoptEpoch(epoch, put) || cursor === null) return 'stale';
      if (page.held.some((id) => !disk.log.has(id))) return 'gap';
      this.takeIn(put, changes, page.heads, page.devices);
      const arrived = new Set([...page.held, ...changes.map(({ id }) => id)]);
      const touched = new Set(changes.map(chainKey));
      for (const id of page.held) touched.add(chainKey(disk.log.get(id) as IdentifiedChange));
      for (const key of touched) {
        const chain = new Map((disk.chains.get(key) ?? []).map((change) => [change.id, change]));
        for (const change of changes) if (chainKey(change) === key) chain.set(change.id, change);
        const inOrder = [...chain.values()].sort((a, b) => a.n - b.n || (a.id < b.id ? -1 : 1));
        this.raise(put, key, inOrder, arrived);
      }
      // Written here before this device heard of an erasure.
      const own = page.held.flatMap((id) => disk.log.get(id) ?? []);
      foldFresh(disk, this.dropErased(put, own, disk.erasures), put);
      put(() => disk.cursors.set(page.scope, cursor));
      return 'stored';
    });

  cursorAfter(page: Page) {
    return cursorAfter(page, this.disk.cursors.get(page.scope));
  }

  /** Log, rows, verdicts, keys and clock; own changes that come back and are vouched for lengthen the own chain. */
  takeIn(
    put: Put,
    changes: readonly IdentifiedChange[],
    heads: readonly SignedHead[],
    devices: readonly KnownDevice[],
  ): IdentifiedChange[] {
    const { disk } = this;
    const unknown = changes.filter(({ id }) => !disk.log.has(id));
    const erasures = this.hearErasures(put, unknown);
    const fresh = unknown.map((change) => withoutErased(change, erasures));
    for (const change of fresh) put(() => addToLog(disk, change));
    const bare = this.dropErased(put, disk.log.values(), erasures);
    const now = this.now();
    let stamp: Stamp = disk.stamp;
    for (const change of fresh) {
      const seen = parseStamp(change.stamp);
      if (seen !== null) stamp = witness(stamp, seen, now);
    }
    put(() => (disk.stamp = nextStamp(stamp, stamp.ms)));
    this.#continueOwn(put, fresh, heads);
    for (const head of heads) put(() => disk.heads.set(headKey(head), head));
    for (const device of devices) {
      const known = disk.devices.get(device.id);
      if (known === undefined || device.proof !== undefined)
        put(() => disk.devices.set(device.id, this.known(device, known)));
    }
    foldFresh(disk, [...fresh, ...bare], put);
    return fresh;
  }

  /** All that is erased, with what these changes of the server add to it (SPEC C9). */
  hearErasures(put: Put, changes: Iterable<IdentifiedChange>): Erasures {
    const { disk } = this;
    const servers = new Set(disk.account?.servers ?? []);
    const erasures = new Map([...disk.erasures].map(([record, paths]) => [record, new Set(paths)]));
    let more = 0;
    for (const change of changes) more += addErasures(erasures, erasureIn(change, servers)).size;
    if (more > 0) put(() => (disk.erasures = erasures));
    return erasures;
  }

  /** Takes erased values out of what is held; answers with the changes that had any, as they are then. */
  dropErased(put: Put, held: Iterable<IdentifiedChange>, erasures: Erasures): IdentifiedChange[] {
    const bare: IdentifiedChange[] = [];
    if (erasures.size === 0) return bare;
    for (const change of held) {
      const without = withoutErased(change, erasures);
      if (without === change) continue;
      bare.push(without);
      put(() => putInLog(this.disk, without));
    }
    return bare;
  }

  /** What is known of a device once a file has spoken of it: an invitation's proof is added (SPEC X12). */
  known(device: KnownDevice, before: KnownDevice | undefined): KnownDevice {
    return before === undefined ? device : sameDevice(before, device);
  }

  #continueOwn(put: Put, fresh: readonly IdentifiedChange[], heads: readonly SignedHead[]): void {
    const { disk } = this;
    const { device, publicKey } = disk.identity.key;
    const own = heads.filter((head) => head.device === device && isSigned(head, publicKey));
    const scopes = new Set([...fresh.filter((change) => change.device === device), ...own].map(({ scope }) => scope));
    for (const scope of scopes) {
      const end = disk.ends.get(scope) ?? { ...CHAIN_START, signed: 0 };
      const held = [...(disk.chains.get(chainKey({ device, scope })) ?? []), ...fresh];
      const above = held.filter((change) => change.device === device && change.scope === scope && change.n > end.n);
      const { n, id } = this.ownEnd(
        end,
        above,
        own.filter((head) => head.scope === scope),
      );
      if (n > end.n) put(() => disk.ends.set(scope, { n, id, signed: end.signed }));
    }
  }

  /** Where the own chain ends with what has come in its name. */
  ownEnd(end: ChainEnd, above: readonly IdentifiedChange[], heads: readonly SignedHead[]): ChainEnd {
    return vouchedEnd(end, above, heads);
  }

  /** The device's clock as the server last corrected it. */
  now(): number {
    return this.ports.now() + this.disk.offset;
  }

  startEpoch = async (epoch: string, { bases, vector }: EpochStart): Promise<void> =>
    this.power.transaction((put) => {
      const { disk } = this;
      for (const [scope, cursor] of disk.cursors) {
        const base = Object.hasOwn(bases, scope) ? (bases[scope] as number) : 0;
        // What stands at the base is not known by its id here: unless the cursor lies below, the scope is read anew.
        if (cursor.seq > base) put(() => disk.cursors.delete(scope));
      }
      for (const [key, n] of disk.acks) {
        const kept = ackAfter(n, disk.chains.get(key) ?? [], Object.hasOwn(vector, key) ? vector[key] : undefined);
        if (n !== kept) put(() => disk.acks.set(key, kept));
      }
      put(() => disk.refused.clear());
      put(() => (disk.epoch = epoch));
    });

  rewind = async (scopes: readonly string[]): Promise<void> =>
    this.power.transaction((put) => {
      const { cursors, acks } = this.disk;
      for (const scope of scopes) {
        put(() => cursors.delete(scope));
        for (const key of acks.keys()) if (key.endsWith(` ${scope}`)) put(() => acks.delete(key));
      }
    });

  settle = async ({ epoch, serverTime, account, scopes, isCaughtUp }: Standing): Promise<readonly string[]> =>
    this.power.transaction((put) => {
      const { disk } = this;
      // An answer that was overtaken by a new epoch says nothing about now.
      if (!this.adoptEpoch(epoch, put)) return [];
      put(() => Object.assign(disk, { account, scopes, offset: serverTime - this.ports.now() }));
      this.#offerKnown(put, scopes);
      this.offerUnstreamed(put, serverTime);
      const held = new Set([...[...disk.log.values()].map(({ scope }) => scope), ...disk.cursors.keys()]);
      const ended = [...held].filter((scope) => (Object.hasOwn(scopes, scope) ? scopes[scope] : 'push') === 'push');
      const gone = ended.filter((scope) => this.waiting(scope).length === 0 && !this.isRefusedIn(scope));
      for (const scope of ended) put(() => disk.cursors.delete(scope));
      for (const scope of gone) put(() => dropScope(disk, scope));
      if (String(disk.account?.servers) !== String(account.servers)) this.#judgeAnew(put, account.servers);
      const readable = Object.keys(scopes).filter((scope) => scopes[scope] !== 'push');
      if (knowsLeases(disk)) put(() => noteRead(this, readable, isCaughtUp === true));
      return gone;
    });

  /** What was refused for its scope is offered again once the server has it (SPEC X9). */
  #offerKnown(put: Put, scopes: Standing['scopes']): void {
    const { acks, log, refused } = this.disk;
    for (const [id, reason] of refused) {
      const change = log.get(id);
      if (reason !== 'unknownScope' || change === undefined || !Object.hasOwn(scopes, change.scope)) continue;
      put(() => {
        refused.delete(id);
        const ack = acks.get(chainKey(change)) ?? 0;
        if (ack >= change.n) acks.set(chainKey(change), change.n - 1);
      });
    }
  }

  /** What the server keeps behind a gap is offered again once a day (SPEC X9). */
  offerUnstreamed(put: Put, serverTime: number): void {
    const { disk } = this;
    if (disk.unstreamed.length === 0) return;
    const { due, kept } = unstreamedAt(disk.unstreamed, serverTime);
    put(() => {
      for (const { n, ...chain } of due) {
        const key = chainKey(chain);
        if ((disk.acks.get(key) ?? 0) >= n) disk.acks.set(key, n - 1);
      }
      disk.unstreamed = kept;
    });
  }

  /** Verdicts count only from devices that speak for the server, which may be known after their changes. */
  #judgeAnew(put: Put, servers: readonly string[]): void {
    const { disk } = this;
    put(() => {
      const judged = opsByRecord(
        opsOf([...disk.log.values()].filter(({ device }) => servers.includes(device))).filter(
          ({ op }) => op.kind === VERDICT_KIND,
        ),
      );
      const verdicts = [...judged.values()].map(foldVerdict).filter((verdict): verdict is Verdict => verdict !== null);
      disk.verdicts.clear();
      disk.held.clear();
      for (const verdict of verdicts) {
        disk.verdicts.set(verdict.change, verdict);
        if (isHeldBack(verdict)) disk.held.add(verdict.change);
      }
      const now: Put = (write) => write();
      this.dropErased(now, [...disk.log.values()], this.hearErasures(now, disk.log.values()));
      foldFresh(disk, [...disk.log.values()], now);
    });
  }

  /** Whether changes of a scope that a file brings are for this device: an office takes in units that nobody has yet (SPEC B7). */
  mayTake(scope: string): boolean {
    const { account, scopes, identity, ends } = this.disk;
    if (account === null) return unitOfScope(scope) === identity.township || ends.has(scope);
    if (Object.hasOwn(scopes, scope)) return scopes[scope] !== 'push';
    return account.role === 'office' && this.ports.isLoose?.(scope) === true;
  }

  /** What this device has given out of the leases of a committee and year. */
  givenOf(lease: HeldLease): Given {
    return this.disk.given.get(seriesOf(lease)) ?? NOTHING_GIVEN;
  }

  readOf(lease: HeldLease): ReadSince | undefined {
    return this.disk.read.get(seriesOf(lease));
  }

  mintAnew = async (): Promise<void> =>
    this.power.transaction((put) => {
      const { disk } = this;
      // The old key will be gone: what it has not signed by now could never be proven when others carry it.
      this.signEnds(put);
      const key = this.ports.mintKey();
      put(() => disk.devices.set(key.device, { id: key.device, publicKey: key.publicKey, name: '' }));
      put(() => (disk.identity = { ...disk.identity, key }));
      put(() => disk.ends.clear());
    });
}
