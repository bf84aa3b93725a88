/** What every store must do that the exchange works on (core/device-store.ts): in the browser's IndexedDB and in memory alike. */
import { expect, test, type TestContext } from 'vitest';
import type { IdentifiedChange } from '#core/change.ts';
import type { DeviceStore } from '#core/device-store.ts';
import {
  changesOfRuns,
  digestOf,
  MAX_PUSH_BYTES,
  MAX_PUSH_CHANGES,
  runsOf,
  type Page,
  type RunResult,
  type SyncRequest,
} from '#core/exchange.ts';
import type { SignedHead } from '#core/heads.ts';
import { syncOnce, type Exchange, type SyncOutcome } from '#sync/step.ts';
import { chainBy, continued } from './chains.ts';
import { CASES, nameOp, TinyServer, WORK } from './tiny-server.ts';

/** A device under test: its store and what a person does with it. */
export interface SuiteDevice {
  readonly store: DeviceStore;
  /** The id under which it writes at present. */
  readonly device: () => Promise<string>;
  /** Writes the name of a venue, replacing what stands there. */
  readonly write: (scope: string, record: string, name: string) => Promise<IdentifiedChange>;
  /** Takes in what a backup file brings. */
  readonly importFile: (changes: readonly IdentifiedChange[], heads?: readonly SignedHead[]) => Promise<void>;
  /** Signs a change as a head with the device's own key. */
  readonly sign: (change: IdentifiedChange) => Promise<SignedHead>;
  readonly ids: () => Promise<ReadonlySet<string>>;
  /** Everything held, as it is stored. */
  readonly log: () => Promise<readonly IdentifiedChange[]>;
  /** Name of a listed venue; null when none is listed under this id. */
  readonly nameOf: (record: string) => Promise<string | null>;
}

export type MakeDevice = (context: TestContext) => Promise<SuiteDevice>;

const offered = (request: SyncRequest): string[] => changesOfRuns(request.runs).map(({ id }) => id);
const allOf = (request: SyncRequest, state: RunResult['states'][number]): RunResult[] =>
  request.runs.map((run) => {
    const changes = changesOfRuns([run]);
    return {
      device: run.device,
      scope: run.scope,
      n: run.n,
      states: changes.map(() => state),
      tip: changes[changes.length - 1]?.id ?? '',
    };
  });

const pageOf = (changes: readonly IdentifiedChange[], after = 0, more: Partial<Page> = {}): Page => ({
  scope: changes[0]?.scope ?? WORK,
  after,
  to: after + changes.length + (more.held?.length ?? 0),
  tip: changes[changes.length - 1]?.id ?? more.held?.[more.held.length - 1] ?? '',
  runs: runsOf(changes),
  held: [],
  heads: [],
  devices: [],
  more: false,
  ...more,
});

const standing = (server: TinyServer) => {
  const { epoch, account, scopes, now } = server;
  return { epoch, account, scopes, serverTime: now };
};

/** Exchanges until neither side has more; answers with the last outcome. */
export async function syncAll(store: DeviceStore, exchange: Exchange): Promise<SyncOutcome> {
  for (let rounds = 0; rounds < 50; rounds++) {
    const outcome = await syncOnce(store, exchange);
    if (outcome.kind !== 'damaged' && (outcome.kind !== 'ok' || !outcome.more)) return outcome;
  }
  throw new Error('No end of exchanges');
}

export function deviceStoreSuite(name: string, make: MakeDevice): void {
  outboxSuite(name, make);
  pageSuite(name, make);
  ownChainSuite(name, make);
  epochSuite(name, make);
  standingSuite(name, make);
  scopeSuite(name, make);
  crashSuite(name, make);
}

function outboxSuite(name: string, make: MakeDevice): void {
  test(`${name}: [D3] everything unacknowledged is offered, whoever wrote it, in the order of its chain`, async (t) => {
    const { store, write, importFile } = await make(t);
    const own = [await write(WORK, 'r1', '一'), await write(WORK, 'r2', '二'), await write(CASES, 'r3', '三')];
    const carried = chainBy('other', WORK, 3);
    await importFile(carried);
    const request = await store.nextRequest();
    expect(new Set(offered(request))).toEqual(new Set([...own, ...carried].map(({ id }) => id)));
    expect(request.epoch).toBeNull();
    expect(await store.countWaiting()).toBe(6);
    for (const run of request.runs) expect(run.n).toBe(1);
  });

  test(`${name}: [X1] a request holds at most 500 changes and 256 KB, the rest follows`, async (t) => {
    const { store, importFile } = await make(t);
    await importFile([
      ...chainBy('many', WORK, MAX_PUSH_CHANGES + 7),
      ...chainBy('long', CASES, 30, 'l', '长'.repeat(9000)),
    ]);
    const seen = new Set<string>();
    for (let rounds = 0; (await store.countWaiting()) > 0; rounds++) {
      expect(rounds).toBeLessThan(20);
      const request = await store.nextRequest();
      const changes = changesOfRuns(request.runs);
      expect(changes.length).toBeLessThanOrEqual(MAX_PUSH_CHANGES);
      expect(new TextEncoder().encode(JSON.stringify(request.runs)).length).toBeLessThan(MAX_PUSH_BYTES * 1.1);
      changes.forEach(({ id }) => seen.add(id));
      await store.acknowledge(allOf(request, 'stored'), 'e');
    }
    expect(seen.size).toBe(MAX_PUSH_CHANGES + 37);
  });

  test(`${name}: [X2] stored, known, waiting and fork are answered for; an answer twice changes nothing`, async (t) => {
    const { store, write } = await make(t);
    for (const state of ['stored', 'known', 'waiting'] as const) {
      await write(WORK, state, state);
      const request = await store.nextRequest();
      expect(offered(request)).toHaveLength(1);
      const results = allOf(request, state);
      expect(await store.acknowledge(results, 'e')).toEqual({ forked: false });
      expect(await store.acknowledge(results, 'e')).toEqual({ forked: false });
      expect(await store.countWaiting()).toBe(0);
    }
  });

  test(`${name}: [X2] what the server refused is offered no more, and does not hold up what follows`, async (t) => {
    const { store, write } = await make(t);
    const first = await write(WORK, 'r', '一');
    await write(WORK, 'r', '二');
    const request = await store.nextRequest();
    const [result] = allOf(request, 'stored');
    if (result === undefined) throw new Error('No run');
    await store.acknowledge([{ ...result, states: ['refused', 'waiting'], refusals: { [first.n]: 'size' } }], 'e');
    expect(await store.countWaiting()).toBe(0);
    const third = await write(WORK, 'r', '三');
    expect(offered(await store.nextRequest())).toEqual([third.id]);
  });

  test(`${name}: [X1] an answer about other bytes than these is not believed`, async (t) => {
    const { store, write } = await make(t);
    await write(WORK, 'r', '一');
    const [result] = allOf(await store.nextRequest(), 'stored');
    if (result === undefined) throw new Error('No run');
    await store.acknowledge([{ ...result, tip: '0'.repeat(64) }], 'e');
    expect(await store.countWaiting()).toBe(1);
  });

  test(`${name}: [X5] a change that a file brought below an acknowledgement is still offered`, async (t) => {
    const { store, importFile } = await make(t);
    await importFile(chainBy('cloned', WORK, 4));
    await store.acknowledge(allOf(await store.nextRequest(), 'stored'), 'e');
    const twin = chainBy('cloned', WORK, 3, 'b');
    await importFile(twin);
    const again = offered(await store.nextRequest());
    for (const { id } of twin) expect(again).toContain(id);
    await store.acknowledge(allOf(await store.nextRequest(), 'known'), 'e');
    expect(await store.countWaiting()).toBe(0);
  });

  test(`${name}: [X5] an acknowledgement does not rise over what was not answered for`, async (t) => {
    const { store, importFile } = await make(t);
    const chain = chainBy('cloned', WORK, 4);
    await importFile(chain);
    const request = await store.nextRequest();
    // While the answer was on its way, a file brought another content for two of its positions.
    const twin = chainBy('cloned', WORK, 3, 'b');
    await importFile(twin);
    await store.acknowledge(allOf(request, 'stored'), 'e');
    const again = offered(await store.nextRequest());
    for (const { id } of twin) expect(again).toContain(id);
  });

  test(`${name}: [X2] a cloned device goes on under another id, and both contents are offered`, async (t) => {
    const { store, device, write } = await make(t);
    const old = await device();
    const before = await write(WORK, 'r', '一');
    const request = await store.nextRequest();
    expect(await store.acknowledge(allOf(request, 'fork'), 'e')).toEqual({ forked: true });
    await write(WORK, 'r2', '二');
    await store.mintAnew();
    expect(await device()).not.toBe(old);
    const after = await write(WORK, 'r', '三');
    expect(after).toMatchObject({ n: 1, prev: '', device: await device() });
    expect(offered(await store.nextRequest())).toHaveLength(2);
    expect((await store.nextRequest()).devices.map(({ id }) => id)).toEqual(
      expect.arrayContaining([old, after.device]),
    );
    expect(before.device).toBe(old);
  });

  test(`${name}: [X2] the fork of a carried chain is not this device's`, async (t) => {
    const { store, importFile } = await make(t);
    await importFile(chainBy('other', WORK, 2));
    expect(await store.acknowledge(allOf(await store.nextRequest(), 'fork'), 'e')).toEqual({ forked: false });
    expect(await store.countWaiting()).toBe(0);
  });
}

function pageSuite(name: string, make: MakeDevice): void {
  test(`${name}: [X5] a page brings changes, rows and cursor together, and is not offered back`, async (t) => {
    const { store, nameOf } = await make(t);
    const changes = chainBy('other', WORK, 3);
    expect(await store.receive(pageOf(changes), 'e')).toBe('stored');
    expect(await nameOf('other2')).toBe('2');
    const request = await store.nextRequest();
    expect(request.cursors).toEqual({ [WORK]: { seq: 3, id: changes[2]?.id } });
    expect(request.epoch).toBe('e');
    expect(await store.countWaiting()).toBe(0);
  });

  test(`${name}: [X3] a page that does not start behind the cursor is not taken`, async (t) => {
    const { store, ids } = await make(t);
    const changes = chainBy('other', WORK, 5);
    expect(await store.receive(pageOf(changes.slice(1), 1), 'e')).not.toBe('stored');
    expect(await store.receive(pageOf(changes.slice(0, 2)), 'e')).toBe('stored');
    expect(await store.receive(pageOf(changes.slice(0, 2)), 'e')).not.toBe('stored');
    expect(await store.receive(pageOf(changes.slice(3), 3), 'e')).not.toBe('stored');
    expect((await ids()).has(changes[3]?.id ?? '')).toBe(false);
    expect(await store.receive(pageOf(changes.slice(2), 2), 'e')).toBe('stored');
  });

  test(`${name}: [X5] a damaged page leaves everything as it was`, async (t) => {
    const { store, ids } = await make(t);
    const changes = chainBy('other', WORK, 3);
    const before = await ids();
    const [run] = runsOf(changes);
    const spoilt = { ...run, changes: run?.changes.map((change, i) => (i === 1 ? { ...change, actor: 'x' } : change)) };
    expect(await store.receive(pageOf(changes, 0, { runs: [spoilt as never] }), 'e')).toBe('damaged');
    expect(await store.receive(pageOf(changes, 0, { runs: runsOf(changes.slice(0, 2)) }), 'e')).toBe('damaged');
    // Where only the end of a chain is the tip, nothing but the digest tells of another run.
    const others = chainBy('another', WORK, 2);
    const digest = digestOf([...others, ...changes].map(({ id }) => id));
    const page = pageOf([...others, ...changes], 0, { digest });
    const spoiltRun = { ...page, runs: [...runsOf(chainBy('another', WORK, 2, 'b')), ...runsOf(changes)] };
    expect(await store.receive(spoiltRun, 'e')).toBe('damaged');
    expect(await ids()).toEqual(before);
    expect((await store.nextRequest()).cursors).toEqual({});
    expect(await store.receive(page, 'e')).toBe('stored');
  });

  test(`${name}: [X5] own changes are named and not sent; one that is missing here makes a gap`, async (t) => {
    const { store, write } = await make(t);
    const own = await write(WORK, 'r', '一');
    const other = chainBy('other', WORK, 1);
    const held = [own.id, '1'.repeat(64)];
    expect(await store.receive(pageOf(other, 0, { to: 3, held }), 'e')).toBe('gap');
    expect(await store.countWaiting()).toBe(1);
    expect(await store.receive(pageOf(other, 0, { to: 2, held: [own.id] }), 'e')).toBe('stored');
    expect(await store.countWaiting()).toBe(0);
  });

  test(`${name}: [B2] a file between two pages changes nothing in the end`, async (t) => {
    const [one, two] = [await make(t), await make(t)];
    const changes = chainBy('other', WORK, 6);
    for (const each of [one, two]) await each.store.receive(pageOf(changes.slice(0, 2)), 'e');
    await two.importFile(changes);
    for (const each of [one, two]) expect(await each.store.receive(pageOf(changes.slice(2), 2), 'e')).toBe('stored');
    expect(await two.store.countWaiting()).toBe(0);
    for (const { ops } of changes) {
      const record = ops[0]?.record ?? '';
      expect(await two.nameOf(record)).toBe(await one.nameOf(record));
    }
  });
}

function ownChainSuite(name: string, make: MakeDevice): void {
  /** A device with one change on the server, and changes that somebody made up in its name behind it. */
  async function forgedUpon(t: TestContext) {
    const made = await make(t);
    const { store, write } = made;
    const first = await write(WORK, 'r', '真');
    await store.acknowledge(allOf(await store.nextRequest(), 'stored'), 'e');
    await store.receive(pageOf([], 0, { to: 1, held: [first.id] }), 'e');
    return { ...made, first, forged: continued(first, 2, '假') };
  }

  test(`${name}: [D6] what comes in the own name unsigned is kept, and the own chain does not go on from it`, async (t) => {
    const { store, write, ids, first, forged } = await forgedUpon(t);
    expect(await store.receive(pageOf(forged, 1), 'e')).toBe('stored');
    const made = new Set(forged.map(({ id }) => id));
    expect([...(await ids())].filter((id) => made.has(id))).toHaveLength(2);
    expect(await store.countWaiting()).toBe(0);
    // Beside the forgeries, at positions that were answered for: each is offered all the same, and never do they get a signature.
    for (let n = 2, before = first; n <= 4; n++) {
      const own = await write(WORK, 'r', `真${n}`);
      expect(own).toMatchObject({ n, prev: before.id });
      const request = await store.nextRequest();
      expect(offered(request)).toContain(own.id);
      expect(request.heads).toMatchObject([{ id: own.id, n }]);
      await store.acknowledge(allOf(request, 'known'), 'e');
      expect(await store.countWaiting()).toBe(0);
      before = own;
    }
  });

  test(`${name}: [D6] a file’s forgery is offered as what it is, and not signed on the way`, async (t) => {
    const { store, write, importFile, first, forged } = await forgedUpon(t);
    await importFile(forged);
    const request = await store.nextRequest();
    expect(offered(request)).toEqual(forged.map(({ id }) => id));
    expect(request.heads.filter(({ n }) => n > 1)).toEqual([]);
    await store.acknowledge(allOf(request, 'stored'), 'e');
    expect(await store.countWaiting()).toBe(0);
    expect(await write(WORK, 'r', '再')).toMatchObject({ n: 2, prev: first.id });
    expect(await store.countWaiting()).toBeGreaterThan(0);
  });

  test(`${name}: [D6] a forgery in a scope where the device has not written yet is no beginning either`, async (t) => {
    const { store, device, write } = await make(t);
    await store.receive(pageOf(chainBy(await device(), CASES, 2)), 'e');
    const own = await write(CASES, 'c', '一');
    expect(own).toMatchObject({ n: 1, prev: '' });
    expect(offered(await store.nextRequest())).toContain(own.id);
  });

  test(`${name}: [D6] in a restored profile the own chain goes on behind what its key has signed`, async (t) => {
    const { store, write, sign, first, forged: later } = await forgedUpon(t);
    const [, last] = later as [IdentifiedChange, IdentifiedChange];
    const heads = [await sign(last)];
    // The head stands on the second page only.
    expect(await store.receive(pageOf(later.slice(0, 1), 1), 'e')).toBe('stored');
    expect(await store.receive(pageOf(later.slice(1), 2, { heads }), 'e')).toBe('stored');
    expect(first.n).toBe(1);
    expect(await write(WORK, 'r', '新')).toMatchObject({ n: 4, prev: last.id });
    expect(await store.countWaiting()).toBe(1);
  });

  test(`${name}: [D6] as it does behind what a file brings`, async (t) => {
    const { write, sign, importFile, forged: later } = await forgedUpon(t);
    const [, last] = later as [IdentifiedChange, IdentifiedChange];
    await importFile(later, [await sign(last)]);
    expect(await write(WORK, 'r', '新')).toMatchObject({ n: 4, prev: last.id });
  });

  test(`${name}: [D6] a head that another key signed, or of another line, lengthens nothing`, async (t) => {
    const { store, write, sign, first, forged } = await forgedUpon(t);
    const [, last] = forged as [IdentifiedChange, IdentifiedChange];
    const { signature } = await sign(first);
    await store.receive(pageOf(forged, 1, { heads: [{ ...(await sign(last)), signature }] }), 'e');
    expect(await write(WORK, 'r', '新')).toMatchObject({ n: 2, prev: first.id });
  });
}

function epochSuite(name: string, make: MakeDevice): void {
  test(`${name}: [X9] a new epoch drops what the restored server no longer has, and nothing else`, async (t) => {
    const { store, write } = await make(t);
    const changes = chainBy('other', WORK, 4);
    await store.receive(pageOf(changes), 'one');
    const own = [await write(CASES, 'a', '一'), await write(CASES, 'b', '二')];
    await store.acknowledge(allOf(await store.nextRequest(), 'stored'), 'one');
    await store.startEpoch('two', {
      bases: { [WORK]: 2 },
      vector: {
        [`other ${WORK}`]: { n: 2, id: changes[1]?.id ?? '' },
        [`${own[0]?.device} ${CASES}`]: { n: 1, id: own[0]?.id ?? '' },
      },
    });
    const request = await store.nextRequest();
    expect(request.epoch).toBe('two');
    expect(request.cursors[WORK]?.seq ?? 0).toBeLessThanOrEqual(2);
    expect(new Set(offered(request))).toEqual(new Set([changes[2]?.id, changes[3]?.id, own[1]?.id]));
    expect(await store.receive(pageOf(changes), 'one')).not.toBe('stored');
    await store.acknowledge(allOf(request, 'stored'), 'one');
    expect(await store.countWaiting()).toBe(3);
    await store.acknowledge(allOf(request, 'stored'), 'two');
    expect(await store.countWaiting()).toBe(0);
  });

  test(`${name}: [X9] a rewound scope is read from the start and offered again whole`, async (t) => {
    const { store, write } = await make(t);
    const changes = chainBy('other', WORK, 2);
    await store.receive(pageOf(changes), 'e');
    await write(CASES, 'a', '一');
    await store.acknowledge(allOf(await store.nextRequest(), 'stored'), 'e');
    await store.rewind([WORK]);
    const request = await store.nextRequest();
    expect(request.cursors).toEqual({});
    expect(new Set(offered(request))).toEqual(new Set(changes.map(({ id }) => id)));
    expect(await store.receive(pageOf(changes), 'e')).toBe('stored');
    expect(await store.countWaiting()).toBe(0);
  });
}

function standingSuite(name: string, make: MakeDevice): void {
  test(`${name}: [X4] what is held back is neither listed nor lost, and comes back when it is accepted`, async (t) => {
    const { store, device, write, nameOf, ids } = await make(t);
    const server = new TinyServer();
    const exchange = server.exchange(device);
    const first = await write(WORK, 'r', '旧');
    await syncAll(store, exchange);
    const second = await write(WORK, 'r', '新');
    await syncAll(store, exchange);
    const verdict = server.judge(WORK, { change: second.id, state: 'quarantined', reason: 'noRight' });
    await syncAll(store, exchange);
    expect(await nameOf('r')).toBe('旧');
    const none = server.judge(WORK, { change: first.id, state: 'quarantined', reason: 'noRight' });
    await syncAll(store, exchange);
    expect(await nameOf('r')).toBeNull();
    expect((await ids()).has(first.id)).toBe(true);
    server.judge(WORK, { change: second.id, state: 'accepted', reason: 'decided' }, [verdict.id]);
    server.judge(WORK, { change: first.id, state: 'accepted', reason: 'decided' }, [none.id]);
    await syncAll(store, exchange);
    expect(await nameOf('r')).toBe('新');
  });

  test(`${name}: [X4] nobody but the server judges, even if its key becomes known later`, async (t) => {
    const { store, device, write, nameOf } = await make(t);
    const server = new TinyServer();
    const exchange = server.exchange(device);
    const own = await write(WORK, 'r', '一');
    await syncAll(store, exchange);
    server.device = 'liar';
    server.judge(WORK, { change: own.id, state: 'quarantined', reason: 'noRight' });
    await syncAll(store, exchange);
    expect(await nameOf('r')).toBe('一');
    await store.settle({ ...standing(server), account: { ...server.account, servers: ['server', 'liar'] } });
    expect(await nameOf('r')).toBeNull();
  });

  test(`${name}: [X8] a scope whose right ended is cleared once nothing of it waits`, async (t) => {
    const { store, device, write, ids, nameOf } = await make(t);
    const server = new TinyServer();
    const exchange = server.exchange(device);
    const kept = await write(WORK, 'w', '留下');
    const first = await write(CASES, 'c', '案一');
    await syncAll(store, exchange);
    const second = await write(CASES, 'd', '案二');
    server.scopes = { ...server.scopes, [CASES]: 'push' };
    expect(await store.settle(standing(server))).toEqual([]);
    expect((await ids()).has(second.id)).toBe(true);
    expect(await syncAll(store, exchange)).toMatchObject({ kind: 'ok', cleared: [CASES] });
    expect(server.has(second.id)).toBe(true);
    const left = await ids();
    expect([left.has(first.id), left.has(second.id), left.has(kept.id)]).toEqual([false, false, true]);
    expect(await nameOf('c')).toBeNull();
    expect(await nameOf('w')).toBe('留下');
    // Its numbers are not given twice when the right comes back.
    server.scopes = { ...server.scopes, [CASES]: 'write' };
    expect(await write(CASES, 'e', '案三')).toMatchObject({ n: 3, prev: second.id });
    await syncAll(store, exchange);
    expect(await nameOf('d')).toBe('案二');
    expect(await store.countWaiting()).toBe(0);
  });

  test(`${name}: [X2] a scope is not cleared while something refused lies nowhere but here`, async (t) => {
    const { store, device, write, ids } = await make(t);
    const server = new TinyServer();
    const own = await write(CASES, 'c', '一');
    server.refuses.add(own.id);
    server.scopes = { ...server.scopes, [CASES]: 'push' };
    await syncAll(store, server.exchange(device));
    expect((await ids()).has(own.id)).toBe(true);
  });
}

const METHODS = [
  'nextRequest',
  'countWaiting',
  'acknowledge',
  'receive',
  'startEpoch',
  'rewind',
  'settle',
  'mintAnew',
] as const;

class Crash extends Error {}

/** A store that fails before or after its k-th call, as a killed tab does. */
function crashing(store: DeviceStore, at: number, when: 'before' | 'after'): DeviceStore {
  let calls = 0;
  const wrapped: Record<string, unknown> = {};
  for (const method of METHODS) {
    wrapped[method] = async (...input: never[]) => {
      const isNow = (calls += 1) === at;
      if (isNow && when === 'before') throw new Crash();
      const result: unknown = await (store[method] as (...args: never[]) => Promise<unknown>)(...input);
      if (isNow) throw new Crash();
      return result;
    };
  }
  return wrapped as unknown as DeviceStore;
}

function scopeSuite(name: string, make: MakeDevice): void {
  test(`${name}: [X8, X9] what went up while its scope could not be read is offered again once it is read from its beginning`, async (t) => {
    const { store, write, importFile } = await make(t);
    const server = new TinyServer();
    await store.receive(pageOf(chainBy('other', WORK, 2)), server.epoch);
    const own = await write(WORK, 'r', '一');
    const request = await store.nextRequest();
    await store.acknowledge(allOf(request, 'stored'), server.epoch);
    await importFile(chainBy('late', WORK, 1));
    await store.settle({ ...standing(server), scopes: { [WORK]: 'push' } });
    // Nothing watches over what is answered for from now on: the right may return on a server that was set back.
    expect((await store.nextRequest()).cursors[WORK]).toBeUndefined();

    const exchange: Exchange = async () => ({
      kind: 'ok',
      answer: { version: 1, ...standing(server), results: [], pages: [pageOf(chainBy('other', WORK, 2))] },
    });
    await syncOnce(store, exchange);
    expect(offered(await store.nextRequest())).toContain(own.id);
  });

  test(`${name}: [X9] what was refused for its scope is offered again by itself once the server has the scope`, async (t) => {
    const { store, importFile } = await make(t);
    const server = new TinyServer();
    const scope = 'brought/work';
    await importFile(chainBy('other', scope, 3));
    const [result] = allOf(await store.nextRequest(), 'refused');
    if (result === undefined) throw new Error('No run');
    const refusals = { 1: 'shape', 2: 'unknownScope', 3: 'unknownScope' } as const;
    await store.acknowledge([{ ...result, refusals }], server.epoch);
    await store.settle(standing(server));
    expect(await store.countWaiting()).toBe(0);
    // Whoever brought the unit along has joined again.
    server.scopes = { ...server.scopes, [scope]: 'write' };
    await store.settle(standing(server));
    expect(changesOfRuns((await store.nextRequest()).runs).map(({ n }) => n)).toEqual([2, 3]);
  });
}

function crashSuite(name: string, make: MakeDevice): void {
  test(`${name}: [X5] after a crash between any two steps the next exchange puts everything right`, async (t) => {
    for (const when of ['before', 'after'] as const) {
      for (let at = 1; at <= 9; at++) {
        const { store, device, write, nameOf } = await make(t);
        const server = new TinyServer();
        server.pageSize = 2;
        const exchange = server.exchange(device);
        for (let i = 0; i < 3; i++) server.write('other', WORK, [nameOp(`o${i}`, `别${i}`)]);
        const own = [await write(WORK, 'r', '一'), await write(CASES, 's', '二')];
        await syncAll(crashing(store, at, when), exchange).catch((error: unknown) => {
          if (!(error instanceof Crash)) throw error;
        });
        own.push(await write(WORK, 't', '三'));
        expect(await syncAll(store, exchange)).toMatchObject({ kind: 'ok', more: false });
        expect(await store.countWaiting()).toBe(0);
        for (const { id } of own)
          expect(
            server
              .stream(WORK)
              .concat(server.stream(CASES))
              .filter((one) => one.id === id),
          ).toHaveLength(1);
        expect(await Promise.all(['o2', 'r', 's', 't'].map(nameOf))).toEqual(['别2', '一', '二', '三']);
      }
    }
  });

  test(`${name}: [X9] a server set back to yesterday gets back what the device still holds`, async (t) => {
    const { store, device, write, nameOf } = await make(t);
    const server = new TinyServer();
    const exchange = server.exchange(device);
    const lost = [];
    for (let i = 0; i < 4; i++) {
      lost.push(await write(WORK, `r${i}`, `第${i}`));
      server.write('other', WORK, [nameOp(`o${i}`, `别${i}`)]);
      await syncAll(store, exchange);
    }
    const foreign = server.stream(WORK).find(({ ops }) => ops[0]?.record === 'o3');
    server.restore(WORK, 2, 'restored');
    await syncAll(store, exchange);
    for (const { id } of lost) expect(server.has(id)).toBe(true);
    expect(server.has(foreign?.id ?? '')).toBe(true);
    expect(await store.countWaiting()).toBe(0);
    expect(await nameOf('o3')).toBe('别3');
  });

  test(`${name}: [X9] a server that was set back without knowing it is noticed by the cursor`, async (t) => {
    const { store, device, write } = await make(t);
    const server = new TinyServer();
    const exchange = server.exchange(device);
    const own = [await write(WORK, 'a', '一'), await write(WORK, 'b', '二')];
    await syncAll(store, exchange);
    server.restore(WORK, 1, server.epoch);
    server.write('other', WORK, [nameOp('o', '别')]);
    await syncAll(store, exchange);
    for (const { id } of own) expect(server.has(id)).toBe(true);
    expect(await store.countWaiting()).toBe(0);
  });

  test(`${name}: [X9] what was stored ahead of where the device has read is not lost when the server is set back to in between`, async (t) => {
    const { store, device, write } = await make(t);
    const server = new TinyServer();
    const exchange = server.exchange(device);
    for (let i = 0; i < 4; i++) server.write('other', WORK, [nameOp(`o${i}`, `别${i}`)]);
    server.pageSize = 2;
    const own = await write(WORK, 'a', '一');
    // Stored as the fifth, and the page ends with the second.
    await syncOnce(store, exchange);
    expect(server.has(own.id)).toBe(true);
    expect(await store.countWaiting()).toBe(1);
    server.restore(WORK, 3, server.epoch);
    await syncAll(store, exchange);
    expect(server.has(own.id)).toBe(true);
    expect(await store.countWaiting()).toBe(0);
  });
}
