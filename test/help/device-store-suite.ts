/** What every store must do that the exchange works on (core/device-store.ts): in the browser's IndexedDB and in memory alike. */
import { expect, test, type TestContext } from 'vitest';
import type { IdentifiedChange } from '#core/change.ts';
import { changesOfRuns, digestOf, MAX_PUSH_BYTES, MAX_PUSH_CHANGES, runsOf } from '#core/exchange.ts';
import { chainBy, continued } from './chains.ts';
import { allOf, offered, pageOf, type MakeDevice } from './suite-device.ts';
import { standingSuites } from './standing-suite.ts';
import { CASES, WORK } from './tiny-server.ts';

export function deviceStoreSuite(name: string, make: MakeDevice): void {
  outboxSuite(name, make);
  pageSuite(name, make);
  ownChainSuite(name, make);
  standingSuites(name, make);
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
