/** A device of the tiny server's township on IndexedDB, for tests of the exchange. */
import type { TestContext } from 'vitest';
import { headsOfPath } from '#core/fold.ts';
import { headText } from '#core/heads.ts';
import { verify } from '#files/verify.ts';
import { commit } from '#store/commit.ts';
import { createDeviceStore } from '#store/device-store.ts';
import { signAs } from '#store/device.ts';
import { receive } from '#store/incoming.ts';
import type { Identity, Store } from '#store/store.ts';
import { mintIdentity, openWorkspace } from '#store/workspace.ts';
import type { SuiteDevice } from './suite-device.ts';
import { freshName, testPorts } from './store.ts';
import { TINY_TOWNSHIP, TINY_UNIT } from './tiny-server.ts';

export interface SyncDevice extends SuiteDevice {
  /** The open workspace as it is now. */
  readonly open: () => Promise<Store>;
}

export async function aSyncDevice(context: TestContext, name = freshName()): Promise<SyncDevice> {
  const opened = await openWorkspace(name, testPorts());
  if (opened.kind !== 'empty') throw new Error(opened.kind);
  const { db } = opened;
  context.onTestFinished(() => db.delete());
  const who = { actor: 'member', township: TINY_TOWNSHIP, units: [TINY_UNIT], mode: 'village', sample: false } as const;
  const first = await mintIdentity(db, testPorts(), who);
  const open = async (): Promise<Store> => ({ ...first, identity: (await db.meta.get('identity'))?.value as Identity });
  const rowOf = (record: string) => db.rows('venue').get(record);
  return {
    store: createDeviceStore(first, verify),
    open,
    device: async () => (await open()).identity.device,
    write: async (scope, record, value) => {
      const replaces = headsOfPath(await rowOf(record), 'name');
      const [change] = await commit(await open(), [
        { kind: 'venue', record, scope, fields: { name: { value, replaces } } },
      ]);
      if (change === undefined) throw new Error('No change');
      return change;
    },
    importFile: async (changes, heads = []) => void (await receive(await open(), { changes, heads })),
    sign: async ({ device, scope, n, id }) => {
      const head = { device, scope, n, id };
      const signature = await signAs(await open(), device, headText(head));
      if (signature === null) throw new Error('No key');
      return { ...head, signature };
    },
    ids: async () => new Set((await db.changes.toArray()).map(({ id }) => id)),
    log: () => db.changes.toArray(),
    nameOf: async (record) => {
      const row = await rowOf(record);
      const value = row?.values['name'];
      return row?.removed === null && typeof value === 'string' ? value : null;
    },
  };
}
