/** 单机使用: the units that a device mints for itself (SPEC D8). */
import type { Json } from '#core/canonical.ts';
import { UNNAMED_TOWNSHIP, villageCommittee } from '#core/committee-name.ts';
import { uuid7 } from '#core/ids.ts';
import { commit } from './commit.ts';
import type { LedgerDb } from './db.ts';
import type { Edit } from './edit.ts';
import type { Identity, Ports, Store } from './store.ts';
import { forgetIdentity, mintIdentity } from './workspace.ts';

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
  // Minted within one millisecond ids come in any order, and a restored device lists its units by theirs.
  const ids = villages.map(id).sort((a, b) => (a < b ? -1 : 1));
  const units = villages.map((name, at) => ({ id: ids[at] as string, name }));
  const own = mode === 'township' ? [townshipId, ...units.map((unit) => unit.id)] : units.map((unit) => unit.id);
  const store = await mintIdentity(db, ports, { actor, township: townshipId, units: own, mode, sample: false });
  // Another tab was faster: its units stand.
  if (store.identity.township !== townshipId) return store;
  const shared = `${townshipId}/shared`;
  const home = own[0] as string;
  const person = id();
  const edits = [
    newRecord('unit', townshipId, shared, {
      unitKind: 'township',
      name: township === '' ? UNNAMED_TOWNSHIP : township,
    }),
    ...units.map((unit) => newRecord('unit', unit.id, shared, { unitKind: 'village', name: unit.name })),
    ...units.map((unit) =>
      newRecord('committee', id(), shared, {
        name: villageCommittee(unit.name, township),
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
  ];
  try {
    await commit(store, edits);
  } catch (error) {
    await forgetIdentity(store);
    throw error;
  }
  return store;
}
