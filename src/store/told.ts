/**
 * Rows of what an invitation said of the place (SPEC X12): a phone without a network has the names of its unit and the committee for its cases before any
 * change about them is here. They are no changes of this device, which may not write such records, so that nothing of them is ever sent; the
 * township's own records take their place as soon as they come.
 */
import type { Json } from '#core/canonical.ts';
import type { Row, Touch } from '#core/fold.ts';
import { stampText } from '#core/stamp.ts';
import { storeRows } from './rows.ts';
import type { Identity, Store, Told } from './store.ts';

function toldRows({ at, township, unit, committee }: Told, device: string): Row[] {
  const touch: Touch = { stamp: stampText({ ms: Math.max(0, at), counter: 0 }, device), actor: '', device };
  const rowOf = (kind: string, id: string, values: { readonly [field: string]: Json }): Row => ({
    id,
    kind,
    scope: `${township.id}/shared`,
    unit: township.id,
    values,
    heads: {},
    conflicts: {},
    erased: [],
    created: touch,
    changed: touch,
    removed: null,
  });
  return [
    rowOf('unit', township.id, { name: township.name, unitKind: 'township' }),
    ...(unit.id === township.id ? [] : [rowOf('unit', unit.id, { name: unit.name, unitKind: unit.unitKind })]),
    ...(committee === null
      ? []
      : [rowOf('committee', committee.id, { name: committee.name, committeeKind: kindOf(unit), unit: unit.id })]),
  ];
}

/** A committee of a village or of the township; townships' offices have none. */
const kindOf = ({ unitKind }: Told['unit']): string => (unitKind === 'township' ? 'township' : 'village');

/** Puts them where no change speaks of the record; inside a transaction over what taking changes in writes. */
export async function storeTold(store: Store, nextAt: () => number): Promise<void> {
  const { db } = store;
  const identity = (await db.meta.get('identity'))?.value as Identity | undefined;
  if (identity?.told === undefined) return;
  for (const row of toldRows(identity.told, identity.device)) {
    if ((await db.changes.where('records').equals(row.id).count()) > 0) continue;
    await storeRows(store, row.kind, [{ before: await db.rows(row.kind).get(row.id), row }], nextAt);
  }
}
