/** What every store must do with an erasure (SPEC C9): in the browser's IndexedDB and in memory alike. */
import { expect, test } from 'vitest';
import { idOf, type IdentifiedChange, type Op } from '#core/change.ts';
import { erasureOps } from '#core/erasure.ts';
import { chainBy } from './chains.ts';
import { syncAll, type MakeDevice } from './suite-device.ts';
import { CASES, TinyServer } from './tiny-server.ts';

const isClean = (changes: readonly IdentifiedChange[]): boolean => !JSON.stringify(changes).includes('秘密');

/** A salted value as any phone writes it. */
const secretOp = (record: string, word: string): Op => ({
  record,
  kind: 'mediationCase',
  field: 'facts',
  value: `秘密${word}`,
  salt: 'ab'.repeat(16),
  replaces: [],
});

export function erasureSuite(name: string, make: MakeDevice): void {
  test(`${name}: [C9] what the server erased goes from the log, and neither a file nor an old page brings it back`, async (t) => {
    const { store, device, importFile, log } = await make(t);
    const server = new TinyServer();
    const held = server.write('other', CASES, [secretOp('r', '一'), secretOp('stays', '二')]);
    await syncAll(store, server.exchange(device));
    const old = chainBy('carried', CASES, 1, 'x').map((change) => {
      const ops = [secretOp('r', '三')];
      return { ...change, ops, id: idOf({ ...change, ops }) };
    });
    // Nobody but the server may say so.
    server.write('other', CASES, erasureOps({ record: 'r', paths: [], reason: 'asked', by: 'm' }));
    await syncAll(store, server.exchange(device));
    expect(JSON.stringify(await log())).toContain('秘密一');
    server.write(server.device, CASES, erasureOps({ record: 'r', paths: [], reason: 'asked', by: 'm' }));
    await syncAll(store, server.exchange(device));
    await importFile(old);
    await importFile([held]);
    const kept = await log();
    expect(kept.map((change) => idOf(change))).toEqual(kept.map(({ id }) => id));
    expect(kept.some(({ id }) => id === old[0]?.id)).toBe(true);
    expect(isClean(kept.map((change) => ({ ...change, ops: change.ops.filter(({ record }) => record === 'r') })))).toBe(
      true,
    );
    // Of the same change, what another record holds stays.
    expect(JSON.stringify(kept)).toContain('秘密二');
  });

  test(`${name}: [C9] an erasure that came before its server was known holds as soon as it is`, async (t) => {
    const { store, device, importFile, log } = await make(t);
    const server = new TinyServer();
    const value = server.write('other', CASES, [secretOp('r', '一')]);
    const act = server.write(server.device, CASES, erasureOps({ record: 'r', paths: [], reason: 'asked', by: 'm' }));
    await importFile([value, act]);
    expect(isClean(await log())).toBe(false);
    await syncAll(store, server.exchange(device));
    expect(isClean(await log())).toBe(true);
  });
}
