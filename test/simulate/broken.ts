/**
 * Variants that break one rule each: a simulator that does not catch all of them within a few hundred seeds proves nothing. Each
 * stands in the place of a part that is handed in; the parts themselves know nothing of them.
 */
import type { ChainEnd, IdentifiedChange } from '#core/change.ts';
import type { Cursor, Page, SyncRequest } from '#core/exchange.ts';
import { changesOfRuns, chainKey } from '#core/exchange.ts';
import type { Erasures } from '#core/erasure.ts';
import { leaseRecord, NUMBER_LEASE, wordOf, type Given } from '#core/file-numbers.ts';
import { proofKeyOf, proofOf } from '#core/enrolment.ts';
import { headsOfPath, type Row } from '#core/fold.ts';
import type { KnownDevice } from '#core/heads.ts';
import type { HeldLease } from '#core/own-lease.ts';
import type { Ledger } from '#server/ledger.ts';
import { openRowBook } from '#server/row-book.ts';
import type { Storage } from '#server/storage.ts';
import { openStreams, type OpenStreams } from '#server/streams.ts';
import type { Disk, Put } from './disk.ts';
import type { FaultName } from './fault-weights.ts';
import { MemoryStore, type Ports } from './memory-store.ts';
import { openServer, type ServerParts } from './server.ts';
import type { Parts } from './world.ts';

/** Says 已上报 when a request leaves, not when it is answered. */
class TellsTooSoon extends MemoryStore {
  constructor(disk: Disk, ports: Ports) {
    super(disk, ports);
    const sound = this.nextRequest;
    this.nextRequest = async () => {
      const request = await sound();
      const ids = new Set(changesOfRuns(request.runs).map(({ id }) => id));
      this.power.transaction((put) => {
        for (const [key, chain] of disk.chains) this.raise(put, key, chain, ids);
      });
      return request;
    };
  }
}

/** Moves the cursor in a transaction of its own, before the page is stored. */
class MovesCursorFirst extends MemoryStore {
  constructor(disk: Disk, ports: Ports) {
    super(disk, ports);
    const sound = this.receive;
    this.receive = async (page, epoch) => {
      const cursor = super.cursorAfter(page);
      if (cursor !== null && (disk.epoch ?? epoch) === epoch) {
        this.power.transaction((put) => put(() => disk.cursors.set(page.scope, cursor)));
      }
      return sound(page, epoch);
    };
  }

  override cursorAfter(page: Page): Cursor | null {
    return this.disk.cursors.get(page.scope)?.seq === page.to
      ? { seq: page.to, id: page.tip }
      : super.cursorAfter(page);
  }
}

/** Where several values stand against each other, the latest wins. */
class LastWriterWins extends MemoryStore {
  override takeIn(
    put: Put,
    ...incoming: Parameters<MemoryStore['takeIn']> extends [Put, ...infer Rest] ? Rest : never
  ) {
    const fresh = super.takeIn(put, ...incoming);
    put(() => {
      for (const [record, row] of this.disk.rows) this.disk.rows.set(record, latestOf(row));
    });
    return fresh;
  }
}

function latestOf(row: Row): Row {
  const heads: Record<string, readonly string[]> = {};
  for (const [id, paths] of Object.entries(row.heads)) {
    const left = paths.filter((path) => (row.conflicts[path]?.[0]?.change ?? id) === id);
    if (left.length > 0) heads[id] = left;
  }
  return { ...row, heads, conflicts: {} };
}

/** Takes the highest position that was answered for as if all below it had been. */
class CountsByTheHighest extends MemoryStore {
  override raise(put: Put, key: string, chain: readonly IdentifiedChange[], answered: ReadonlySet<string>): void {
    const highest = Math.max(0, ...chain.filter(({ id }) => answered.has(id)).map(({ n }) => n));
    if (highest > (this.disk.acks.get(key) ?? 0)) put(() => this.disk.acks.set(key, highest));
  }
}

/** Takes a new epoch's name over and nothing else. */
class IgnoresEpochs extends MemoryStore {
  constructor(disk: Disk, ports: Ports) {
    super(disk, ports);
    this.startEpoch = async (epoch) => this.power.transaction((put) => put(() => (disk.epoch = epoch)));
  }
}

/** Takes what stands at its cursor for what it has read. */
class ForgetsMarks extends MemoryStore {
  override cursorAfter(page: Page): Cursor | null {
    const cursor = super.cursorAfter(page);
    return cursor === null ? null : { seq: cursor.seq, id: cursor.id };
  }
}

/** Counts as acknowledged what the server stored ahead of the place up to which it has read. */
class BelievesAhead extends MemoryStore {
  constructor(disk: Disk, ports: Ports) {
    super(disk, ports);
    const [sound, receive] = [this.nextRequest, this.receive];
    let sent: ReadonlySet<string> = new Set();
    this.nextRequest = async () => {
      const request = await sound();
      sent = new Set(changesOfRuns(request.runs).map(({ id }) => id));
      return request;
    };
    this.receive = async (page, epoch) => {
      const received = await receive(page, epoch);
      if (received !== 'stored' || !page.more) return received;
      this.power.transaction((put) => {
        for (const [key, chain] of disk.chains) if (chain[0]?.scope === page.scope) this.raise(put, key, chain, sent);
      });
      return received;
    };
  }
}

/** Takes what waits on the server for as safe as what is in a stream. */
class OffersOnce extends MemoryStore {
  override offerUnstreamed(): void {}
}

/** Throws away what came in a file when its position was acknowledged before. */
class TrustsPositions extends MemoryStore {
  override waiting(scope?: string): IdentifiedChange[] {
    const first = new Map<string, string>();
    for (const chain of this.disk.chains.values()) {
      for (const change of chain) {
        const position = `${chainKey(change)} ${change.n}`;
        if (!first.has(position)) first.set(position, change.id);
      }
    }
    return super.waiting(scope).filter((change) => first.get(`${chainKey(change)} ${change.n}`) === change.id);
  }
}

/** Goes on behind whatever comes in its name. */
class LengthensByAnything extends MemoryStore {
  override ownEnd(end: ChainEnd, above: readonly IdentifiedChange[]): ChainEnd {
    return above.reduce<ChainEnd>((reached, { n, id }) => (n > reached.n ? { n, id } : reached), end);
  }
}

/** Forgets values when it hears of their erasure, and keeps whatever is written or brought afterwards. */
class ErasesOnce extends MemoryStore {
  override hearErasures(put: Put, changes: Iterable<IdentifiedChange>): Erasures {
    const erasures = super.hearErasures(put, changes);
    const fresh = new Map<string, ReadonlySet<string>>();
    for (const [record, paths] of erasures) if (!this.disk.erasures.has(record)) fresh.set(record, paths);
    return fresh;
  }

  override dropErased(put: Put, held: Iterable<IdentifiedChange>, erasures: Erasures): IdentifiedChange[] {
    return erasures === this.disk.erasures ? [] : super.dropErased(put, held, erasures);
  }
}

/** Goes on numbering after it has asked to end its lease. */
class NumbersOn extends MemoryStore {
  override givenOf(lease: HeldLease): Given {
    const { last, byRecord } = super.givenOf(lease);
    return { last, byRecord };
  }
}

/** Keeps what it has given in the memory of the app alone. */
class ForgetsGiven extends MemoryStore {
  #failures = 0;

  override givenOf(lease: HeldLease): Given {
    if (this.power.failures > this.#failures) this.disk.given.clear();
    this.#failures = this.power.failures;
    return super.givenOf(lease);
  }
}

/** Takes in whatever a file brings, of whichever township. */
class TakesAll extends MemoryStore {
  override mayTake(): boolean {
    return true;
  }
}

/** Takes of a file only what its township has already. */
class TakesKnownUnits extends MemoryStore {
  override mayTake(scope: string): boolean {
    const { account, scopes } = this.disk;
    return super.mayTake(scope) && (account === null || Object.hasOwn(scopes, scope));
  }
}

/** Numbers that a database draws by itself, one sequence for all streams. */
const autoIncrement = (): OpenStreams => {
  let drawn = 0;
  return async (db, township, scopes) => {
    const sound = await openStreams(db, township, scopes);
    const added: { scope: string; change: string }[] = [];
    return {
      holds: sound.holds,
      add: (scope, change) => void added.push({ scope, change }),
      flush: async () => {
        for (const { scope, change } of added) {
          drawn += 1;
          await db.insertInto('stream').values({ township, scope, seq: drawn, change, mark: '' }).execute();
          await db
            .updateTable('counters')
            .set({ seq: drawn })
            .where('township', '=', township)
            .where('scope', '=', scope)
            .execute();
        }
        return [...new Set(added.map(({ scope }) => scope))];
      },
    };
  };
};

/** The counter lives beside the database: what a transaction took back stays counted. */
const counterOutside = (): OpenStreams => {
  const counters = new Map<string, number>();
  return async (db, township, scopes) => {
    const sound = await openStreams(db, township, scopes);
    const added: { scope: string; change: string }[] = [];
    return {
      holds: sound.holds,
      add: (scope, change) => void added.push({ scope, change }),
      flush: async () => {
        for (const { scope, change } of added) {
          const seq = (counters.get(scope) ?? 0) + 1;
          counters.set(scope, seq);
          await db.insertInto('stream').values({ township, scope, seq, change, mark: '' }).execute();
          await db
            .updateTable('counters')
            .set({ seq })
            .where('township', '=', township)
            .where('scope', '=', scope)
            .execute();
        }
        return [...new Set(added.map(({ scope }) => scope))];
      },
    };
  };
};

/** What waits behind a gap is kept, and never looked at again. */
const forgetsWaiting = (ledger: Ledger, { db }: Storage): Ledger => ({
  ...ledger,
  exchange: async (caller, request) => {
    await db
      .updateTable('changes')
      .set({ state: 'forgotten' as 'waiting' })
      .where('state', '=', 'waiting')
      .execute();
    try {
      return await ledger.exchange(caller, request);
    } finally {
      await db
        .updateTable('changes')
        .set({ state: 'waiting' })
        .where('state', '=', 'forgotten' as 'waiting')
        .execute();
    }
  },
});

/** Erases what it holds and takes whatever comes later. */
const erasesOnce = (ledger: Ledger, { db }: Storage): Ledger => ({
  ...ledger,
  exchange: async (caller, request) => {
    await db.deleteFrom('erasures').execute();
    return ledger.exchange(caller, request);
  },
});

/** Issues numbers whoever holds a lease. */
const issuesBesideLeases = (ledger: Ledger, { db }: Storage): Ledger => ({
  ...ledger,
  exchange: async (caller, request) => {
    const leases = await db.selectFrom('rows').selectAll().where('kind', '=', NUMBER_LEASE).execute();
    if (leases.length === 0) return ledger.exchange(caller, request);
    await db.deleteFrom('rows').where('kind', '=', NUMBER_LEASE).execute();
    try {
      return await ledger.exchange(caller, request);
    } finally {
      await db
        .insertInto('rows')
        .values(leases)
        .onConflict((on) => on.doNothing())
        .execute();
    }
  },
});

/** Ends whatever lease stands, though it was said anew since the holder asked. */
const endsByAnyWord = (ledger: Ledger, { db }: Storage): Ledger => ({
  ...ledger,
  endLease: async (caller, of) => {
    const row = (await openRowBook(db, caller.township).find([leaseRecord(of.committee, of.year)]))
      .values()
      .next().value;
    const said = row === undefined ? '' : wordOf(row);
    return ledger.endLease(caller, of.held === undefined ? of : { ...of, held: { ...of.held, said } });
  },
});

/** Answers whoever asks as if the office asked. */
const checksNoRights = (ledger: Ledger, { db }: Storage): Ledger => ({
  ...ledger,
  exchange: async (caller, request) => {
    const { township } = caller;
    const office = await db
      .selectFrom('devices')
      .select('member')
      .where('township', '=', township)
      .where('founder', '=', 1)
      .executeTakeFirst();
    return ledger.exchange({ ...caller, member: office?.member ?? caller.member }, request);
  },
});

/** Answers before it has stored anything, and stores only every other time. */
const acknowledgesFirst = (ledger: Ledger): Ledger => {
  let times = 0;
  return {
    ...ledger,
    exchange: async (caller, request) => {
      times += 1;
      if (times % 8 !== 0 || request.runs.length === 0) return ledger.exchange(caller, request);
      const answer = await ledger.exchange(caller, { ...request, runs: [] });
      return { ...answer, results: resultsFor(request) };
    },
  };
};

const resultsFor = ({ runs }: SyncRequest) =>
  runs.map((run) => {
    const changes = changesOfRuns([run]);
    const { device, scope, n } = run;
    return {
      device,
      scope,
      n,
      states: changes.map(() => 'stored' as const),
      tip: changes[changes.length - 1]?.id ?? '',
    };
  });

/** Carries a phone's changes and not the proof of its invitation. */
class DropsProofs extends MemoryStore {
  override known({ proof: _, ...device }: KnownDevice, before: KnownDevice | undefined): KnownDevice {
    return before ?? device;
  }
}

/** Forgets who has used an invitation. */
const letsInAgain = (ledger: Ledger, { db }: Storage): Ledger => ({
  ...ledger,
  exchange: async (caller, request) => {
    await db.updateTable('invitations').set({ usedBy: null }).execute();
    return ledger.exchange(caller, request);
  },
});

/** Asks no clock how old an invitation is. */
const letsInLate = (ledger: Ledger, { db }: Storage): Ledger => ({
  ...ledger,
  exchange: async (caller, request) => {
    await db.updateTable('invitations').set({ expiresAt: Number.MAX_SAFE_INTEGER }).execute();
    return ledger.exchange(caller, request);
  },
});

/** Becomes its member's first, and keeps the proof in a transaction of its own. */
const takesInHalves: NonNullable<Parts['takeBy']> = (
  { disk, power },
  { secret, member, role, caseDuty, township, unit, servers },
) => {
  const { device, publicKey } = disk.identity.key;
  power.transaction((put) => put(() => (disk.identity = { ...disk.identity, actor: member, township: township.id })));
  const account = { member, name: '', person: '', unit: unit.id, role, caseDuty, township: township.id, servers };
  power.transaction((put) => put(() => (disk.account = account)));
  const proof = proofOf(device, proofKeyOf(secret));
  power.transaction((put) => put(() => disk.devices.set(device, { id: device, publicKey, name: '', proof })));
};

export interface Variant {
  /** What it does wrong. */
  readonly name: string;
  readonly parts: () => Parts;
  /** The first seed that is tried: one that catches it. */
  readonly from: number;
}

const server =
  (parts: ServerParts = {}): Parts['makeBackend'] =>
  (world) =>
    openServer(world, parts);

/** Without leases, newcomers, phones without a network, relayed ones and torn files: the worlds of the seeds that are known to catch a variant. */
const plain: Parts = {
  makeBackend: server(),
  leased: false,
  joins: false,
  offline: false,
  relayed: false,
  tails: false,
};

const leased = (from: number, name: string, parts: Partial<Parts>) => ({
  name,
  parts: () => ({ ...sound, leased: true, offline: false, relayed: false, tails: false, ...parts }),
  from,
});

const offline = (name: string, parts: Partial<Parts>, from = 0) => ({
  name,
  parts: () => ({ ...plain, offline: true, ...parts }),
  from,
});

const relayed = (name: string, parts: Partial<Parts>, from = 0) => ({
  name,
  parts: () => ({ ...plain, relayed: true, ...parts }),
  from,
});

/** The sound program. */
export const sound: Parts = { makeBackend: server() };

const device = (from: number, name: string, makeStore: typeof MemoryStore, often: readonly FaultName[] = []) => ({
  name,
  parts: () => ({ ...plain, makeStore, often }),
  from,
});

export const variants: readonly Variant[] = [
  device(5, 'a device says 已上报 before it was answered', TellsTooSoon),
  device(5, 'a device moves its cursor before the page is stored', MovesCursorFirst, ['crash']),
  device(5, 'a device lets the latest value win', LastWriterWins),
  device(106, 'a device counts as acknowledged whatever lies below the highest answer', CountsByTheHighest, [
    'clone',
    'file',
  ]),
  device(14, 'a device ignores a new epoch', IgnoresEpochs, ['restore']),
  device(398, 'a device goes by the number and change at its cursor alone', ForgetsMarks, ['setBack']),
  device(71, 'a device believes answers ahead of what it has read', BelievesAhead, ['setBack']),
  {
    name: 'a device never offers again what waits behind a gap',
    from: 16,
    parts: () => ({ ...plain, tails: true, makeStore: OffersOnce }),
  },
  device(14, 'a device offers one content a position', TrustsPositions, ['clone', 'file']),
  device(14, 'a device keeps what comes after an erasure', ErasesOnce, ['eraseRecord', 'file']),
  device(9, 'a device goes on behind what was forged in its name', LengthensByAnything, ['smuggle', 'file']),
  {
    name: 'a form replaces what is there when it is saved',
    from: 5,
    parts: () => ({ ...plain, replacesOf: ({ record }, path, disk) => headsOfPath(disk.rows.get(record), path) }),
  },
  {
    name: 'the server numbers by an auto-increment',
    from: 0,
    parts: () => ({ makeBackend: server({ openStreams: autoIncrement() }) }),
  },
  {
    name: 'the server counts outside the transaction',
    from: 6,
    parts: () => ({ makeBackend: server({ openStreams: counterOutside() }), often: ['kill'] }),
  },
  {
    name: 'the server forgets what waits',
    from: 32,
    parts: () => ({ ...plain, makeBackend: server({ ledgerOver: forgetsWaiting }), often: ['file', 'evict'] }),
  },
  {
    name: 'the server takes erased values again',
    from: 14,
    parts: () => ({ ...plain, makeBackend: server({ ledgerOver: erasesOnce }), often: ['eraseRecord', 'file'] }),
  },
  {
    name: 'the server checks no rights',
    from: 0,
    parts: () => ({ makeBackend: server({ ledgerOver: checksNoRights }) }),
  },
  {
    name: 'the server answers before its commit',
    from: 0,
    parts: () => ({ makeBackend: server({ ledgerOver: acknowledgesFirst }) }),
  },
  device(9, 'a device takes whatever a file brings', TakesAll, ['file']),
  {
    name: 'a device comes in without naming what it brings along',
    from: 0,
    parts: () => ({ ...plain, joins: true, joinBy: ({ adopts: _, ...asks }) => asks }),
  },
  offline('a carrier leaves out that a phone took an invitation', { makeStore: DropsProofs }),
  offline('the server lets two phones in by one invitation', { makeBackend: server({ ledgerOver: letsInAgain }) }),
  offline('the server lets a phone in however late it is heard of', {
    makeBackend: server({ ledgerOver: letsInLate }),
  }),
  offline('a phone takes an invitation in halves', { takeBy: takesInHalves }),
  relayed('an office leaves out of a file the units that it does not know', { makeStore: TakesKnownUnits }),
  leased(49, 'a device numbers on after it has asked to end its lease', { makeStore: NumbersOn }),
  leased(9, 'a device forgets in a crash what it has given', { makeStore: ForgetsGiven, often: ['crash'] }),
  leased(15, 'the server issues numbers beside a lease', {
    makeBackend: server({ ledgerOver: issuesBesideLeases }),
  }),
  leased(19, 'the server ends a lease that was said anew', { makeBackend: server({ ledgerOver: endsByAnyWord }) }),
];
