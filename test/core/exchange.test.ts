import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CHAIN_START, changesOf, type IdentifiedChange } from '#core/change.ts';
import { changesOfRuns, EXCHANGE_VERSION, runsOf } from '#core/exchange.ts';
import { readAnswer, readRequest } from '#core/exchange-shape.ts';

function aChain(device: string, scope: string, length: number, word = 'a'): IdentifiedChange[] {
  let end = CHAIN_START;
  return Array.from({ length }, (_, i) => {
    const op = { record: `r${i}`, kind: 'venue', field: 'name', value: `${word}${i}`, replaces: [] };
    let at = 0;
    const by = { device, action: `act${i}`, actor: 'me', nextStamp: () => `${1e12 + i}-000${(at += 1)}-${device}` };
    const [change] = changesOf([op], scope, by, end);
    if (change === undefined) throw new Error('No change');
    end = { n: change.n, id: change.id };
    return change;
  });
}

const byId = (a: IdentifiedChange, b: IdentifiedChange): number => (a.id < b.id ? -1 : 1);

test('[X1] changes come out of runs with the ids that they had, however chains were mixed', () => {
  const chains = [aChain('one', 'v/cases', 6), aChain('one', 'v/work', 4), aChain('two', 'v/cases', 5)];
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 2 }), { minLength: 1, maxLength: 30 }), fc.nat({ max: 3 }), (order, skip) => {
      const left = chains.map((chain, i) => chain.slice(i === 0 ? skip : 0));
      const mixed = order.flatMap((chain) => left[chain]?.shift() ?? []);
      const runs = runsOf(mixed);
      expect(changesOfRuns(runs).sort(byId)).toEqual(mixed.sort(byId));
      expect(runs.length).toBeLessThanOrEqual(3);
    }),
  );
});

test('[X2] two contents at one position are two runs', () => {
  const [one, other] = [aChain('one', 'v/work', 3), aChain('one', 'v/work', 3, 'b')];
  const runs = runsOf([...one, ...other].sort((a, b) => a.n - b.n));
  expect(runs.map(({ n, changes }) => [n, changes.length])).toEqual([
    [1, 3],
    [1, 3],
  ]);
  expect(changesOfRuns(runs)).toEqual([...one, ...other]);
});

const request = (over: object) => ({ version: 1, epoch: 'e', runs: [], heads: [], devices: [], cursors: {}, ...over });
const run = (over: object) => ({ device: 'd', scope: 'v/work', n: 1, prev: '', changes: [{}], ...over });

test('[X1] a request is refused as a whole only for its frame', () => {
  expect(readRequest(request({ runs: [run({ changes: [{ ops: 'poison' }] })] }))).toHaveProperty('request');
  for (const [bad, at] of [
    [request({ runs: [run({ n: 0 })] }), 'runs[0].n'],
    [request({ runs: [run({ n: 2, prev: 'x' })] }), 'runs[0].prev'],
    [request({ runs: [run({ scope: 'v' })] }), 'runs[0].scope'],
    [request({ runs: [run({ device: '__proto__' })] }), 'runs[0].device'],
    [request({ runs: [run({ changes: Array.from({ length: 501 }, () => ({})) })] }), 'runs'],
    [request({ heads: [{ device: 'd' }] }), 'heads[0].scope'],
    [request({ cursors: { 'v/work': { seq: 3, id: 'x' } } }), 'cursors'],
    [request({ cursors: { v: { seq: 0, id: '' } } }), 'cursors'],
    [[], ''],
    ['<html>', ''],
  ] as const)
    expect(readRequest(bad)).toMatchObject({ fault: { at } });
  expect(readRequest(request({ version: EXCHANGE_VERSION + 1 }))).toEqual({
    fault: { reason: 'newer', at: 'version' },
  });
});

test('[X7] what is no answer of this server is never one', () => {
  const account = {
    member: 'm',
    name: '',
    person: '',
    unit: 'v',
    role: 'office',
    caseDuty: false,
    township: 't',
    servers: ['s'],
  };
  const answer = {
    version: 1,
    epoch: 'e',
    serverTime: 1,
    account,
    scopes: { 'v/work': 'write' },
    results: [],
    pages: [],
  };
  expect(readAnswer(answer)).toEqual({ answer });
  const tip = '0'.repeat(64);
  const page = { scope: 'v/work', after: 0, to: 1, tip, runs: [], held: [tip], heads: [], devices: [], more: false };
  for (const bad of [
    '<html>登录</html>',
    { code: 0, data: {} },
    { ...answer, pages: undefined },
    { ...answer, scopes: { 'v/work': 'all' } },
    { ...answer, account: { ...account, servers: undefined } },
    { ...answer, results: [{ device: 'd', scope: 'v/work', n: 1, states: ['done'], tip: '' }] },
    { ...answer, pages: [{ scope: 'v/work', after: 2, to: 1 }] },
    { ...answer, version: 2, pages: [page] },
    { ...answer, version: 2, pages: [{ ...page, digest: 'x' }] },
  ])
    expect(readAnswer(bad)).toHaveProperty('fault');
  // The digest came with version 2.
  for (const good of [
    { ...answer, pages: [page] },
    { ...answer, version: 2, pages: [{ ...page, digest: 'a'.repeat(64) }] },
  ])
    expect(readAnswer(good)).toEqual({ answer: good });
});
