/** The simulator's store keeps what the app's store on IndexedDB keeps: one suite for both. */
import { deviceStoreSuite } from '#test/help/device-store-suite.ts';
import type { MakeDevice } from '#test/help/suite-device.ts';
import { erasureSuite } from '#test/help/erasure-suite.ts';
import { TINY_TOWNSHIP } from '#test/help/tiny-server.ts';
import { headsOfPath } from '#core/fold.ts';
import type { IdentifiedChange } from '#core/change.ts';
import { Chance } from './chance.ts';
import { Disk } from './disk.ts';
import { keyOf, signHead } from './keys.ts';
import { commit, takeChanges } from './local.ts';
import { MemoryStore } from './memory-store.ts';

let keys = 0;

const aDevice: MakeDevice = async () => {
  const chance = new Chance((keys += 1));
  const mintKey = () => keyOf((keys += 1));
  const key = mintKey();
  const disk = new Disk({ key, actor: 'member', township: TINY_TOWNSHIP });
  disk.devices.set(key.device, { id: key.device, publicKey: key.publicKey, name: '' });
  const store = new MemoryStore(disk, { now: () => Date.UTC(2026, 2, 1), mintKey, randomBytes: chance.bytes });
  return {
    store,
    device: async () => disk.identity.key.device,
    write: async (scope, record, name) => {
      const replaces = headsOfPath(disk.rows.get(record), 'name');
      const fields = { name: { value: name, replaces } };
      return commit(store, [{ kind: 'venue', record, scope, fields }])[0] as IdentifiedChange;
    },
    importFile: async (changes, heads) => void takeChanges(store, changes, heads),
    sign: async ({ device, scope, n, id }) => signHead(disk.identity.key, { device, scope, n, id }),
    ids: async () => new Set(disk.log.keys()),
    log: async () => [...disk.log.values()],
    nameOf: async (record) => {
      const row = disk.rows.get(record);
      return row === undefined || row.removed !== null ? null : (row.values['name'] as string);
    },
  };
};

deviceStoreSuite('memory', aDevice);
erasureSuite('memory', aDevice);
