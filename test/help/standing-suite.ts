/** The part of the store's suite that speaks of the server's standing (core/device-store.ts). */
import { expect, test } from 'vitest';
import type { DeviceStore } from '#core/device-store.ts';
import { changesOfRuns } from '#core/exchange.ts';
import { syncOnce, type Exchange } from '#sync/step.ts';
import { chainBy } from './chains.ts';
import { allOf, offered, pageOf, standing, syncAll, type MakeDevice } from './suite-device.ts';
import { CASES, nameOp, TinyServer, WORK } from './tiny-server.ts';

/** What a store owes when the server's standing changes (epochs, rights that end or return), and when it is killed in between. */
export function standingSuites(name: string, make: MakeDevice): void {
  epochSuite(name, make);
  unstreamedSuite(name, make);
  standingSuite(name, make);
  scopeSuite(name, make);
  crashSuite(name, make);
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

function unstreamedSuite(name: string, make: MakeDevice): void {
  test(`${name}: [X9] what the server keeps behind a gap is offered again once a day, as long as it waits`, async (t) => {
    const { store, importFile } = await make(t);
    const server = new TinyServer();
    const [{ epoch, now }, HOUR] = [server, 3_600_000];
    const later = (hours: number) => store.settle({ ...standing(server), serverTime: now + hours * HOUR });
    const behind = chainBy('other', WORK, 4).slice(2);
    await importFile(behind);
    const answered = async (state: 'waiting' | 'known'): Promise<void> => {
      const request = await store.nextRequest();
      expect(offered(request)).toEqual(behind.map(({ id }) => id));
      await store.acknowledge(allOf(request, state), epoch);
      expect(await store.countWaiting()).toBe(0);
    };
    await answered('waiting');
    for (const hours of [0, 23]) await later(hours);
    expect(await store.countWaiting()).toBe(0);
    await later(24);
    await answered('waiting');
    for (const hours of [24, 47]) await later(hours);
    expect(await store.countWaiting()).toBe(0);
    await later(48);
    // Meanwhile the gap has closed.
    await answered('known');
    for (const hours of [48, 72, 100]) await later(hours);
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
