/** Opening a workspace and making the first one (SPEC D5, D8): the only place where a device's identity is minted. */
import Dexie from 'dexie';
import type { Json } from '#core/canonical.ts';
import { uuid7 } from '#core/ids.ts';
import { commit, type Edit } from './commit.ts';
import { LedgerDb, versions } from './db.ts';
import { mintDeviceKey } from './device.ts';
import type { Identity, Ports, Store } from './store.ts';

/** The real workspace and the sample each have a database of their own, so that neither can reach the other. */
export const REAL_DB = 'fazhi-taizhang';
export const SAMPLE_DB = 'fazhi-taizhang-sample';

export type Opened =
  | { readonly kind: 'open'; readonly store: Store }
  /** Nothing here yet: the start screen. */
  | { readonly kind: 'empty'; readonly db: LedgerDb }
  /** No usable storage: private mode, blocked, or another version of the app holds the database. */
  | { readonly kind: 'noStorage' }
  | { readonly kind: 'newer' };

/** Opens a workspace's database. Never throws for what a browser may refuse. */
export async function openWorkspace(name: string, ports: Ports): Promise<Opened> {
  const db = new LedgerDb(name);
  try {
    await db.open();
  } catch (error) {
    if (error instanceof Error && error.name === Dexie.errnames.Version) return { kind: 'newer' };
    return { kind: 'noStorage' };
  }
  // Dexie opens a database of a newer version as it is and counts versions in tens; an old tab must not write into it.
  if (Math.floor(db.backendDB().version / 10) > versions.length) {
    db.close();
    return { kind: 'newer' };
  }
  const identity = (await db.meta.get('identity'))?.value as Identity | undefined;
  return identity === undefined ? { kind: 'empty', db } : { kind: 'open', store: { db, identity, ports } };
}

/** Mints this device's id and key in an empty database and remembers who it is. */
async function mintIdentity(db: LedgerDb, ports: Ports, who: Omit<Identity, 'device'>): Promise<Store> {
  // Without WebCrypto (plain http in a local network) the device works, but cannot prove authorship.
  const key = typeof crypto.subtle === 'undefined' ? null : await mintDeviceKey();
  const identity: Identity = { ...who, device: key?.device ?? uuid7(ports.now(), ports.randomBytes).replace(/-/g, '') };
  return db.transaction('rw', db.meta, db.devices, async () => {
    const other = (await db.meta.get('identity'))?.value as Identity | undefined;
    // Two tabs on the start screen: the first one to commit wins, the other opens what it made.
    if (other !== undefined) return { db, identity: other, ports };
    await db.meta.put({ id: 'identity', value: identity });
    if (key !== null) await db.meta.put({ id: 'key', value: key.privateKey });
    await db.devices.put({ id: identity.device, publicKey: key?.publicKey ?? null, name: '本机' });
    return { db, identity, ports };
  });
}

const newRecord = (kind: string, record: string, scope: string, values: { [field: string]: Json }): Edit => ({
  kind,
  record,
  scope,
  fields: Object.fromEntries(Object.entries(values).map(([field, value]) => [field, { value, replaces: [] }])),
});

export interface StandaloneUnits {
  readonly mode: Identity['mode'];
  /** Name of the township; '' when a single village does not say. */
  readonly township: string;
  readonly villages: readonly string[];
  /** Name of the person who uses this device; '' or absent when it is not said. */
  readonly me?: string;
}

/** 单机使用: mints a local township and its villages with their mediation committees (SPEC D8). */
export async function createStandalone(
  db: LedgerDb,
  ports: Ports,
  { mode, township, villages, me = '' }: StandaloneUnits,
): Promise<Store> {
  const id = () => uuid7(ports.now(), ports.randomBytes);
  const townshipId = id();
  const actor = id();
  const units = villages.map((name) => ({ id: id(), name }));
  const own = mode === 'township' ? [townshipId, ...units.map((unit) => unit.id)] : units.map((unit) => unit.id);
  const store = await mintIdentity(db, ports, { actor, township: townshipId, units: own, mode, sample: false });
  // Another tab was faster: its units stand.
  if (store.identity.township !== townshipId) return store;
  const shared = `${townshipId}/shared`;
  const home = own[0] as string;
  const person = id();
  await commit(store, [
    newRecord('unit', townshipId, shared, { unitKind: 'township', name: township === '' ? '本乡镇' : township }),
    ...units.map((unit) => newRecord('unit', unit.id, shared, { unitKind: 'village', name: unit.name })),
    ...units.map((unit) =>
      newRecord('committee', id(), shared, {
        name: `${unit.name}人民调解委员会`,
        committeeKind: 'village',
        unit: unit.id,
      }),
    ),
    ...(mode === 'township' && township !== ''
      ? [
          newRecord('committee', id(), shared, {
            name: `${township}人民调解委员会`,
            committeeKind: 'township',
            unit: townshipId,
          }),
        ]
      : []),
    // Without roles: what somebody is counts in the figures, and nobody has said it yet.
    ...(me === '' ? [] : [newRecord('person', person, `${home}/work`, { name: me })]),
    newRecord('member', actor, `${townshipId}/office`, {
      name: me === '' ? '本机使用人' : me,
      ...(me === '' ? {} : { person }),
      unit: home,
      role: mode === 'township' ? 'office' : 'mediator',
      caseDuty: true,
    }),
  ]);
  return store;
}

/** Restoring into an empty workspace: a device of its own in the township of the backup (SPEC D5). */
export function adoptWorkspace(
  db: LedgerDb,
  ports: Ports,
  found: { township: string; units: readonly string[]; mode: Identity['mode']; sample?: boolean },
): Promise<Store> {
  const { township, units, mode, sample = false } = found;
  return mintIdentity(db, ports, { actor: uuid7(ports.now(), ports.randomBytes), township, units, mode, sample });
}
